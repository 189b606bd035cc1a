//! A key in a YAML file is not one that onrecord knows.

use crate::diagnostic::{Diagnostic, Rule, known_names};
use crate::files::FileId;
use crate::manuscript::Text;

pub const RULE: Rule = Rule::fixed("unknown-key", include_str!("unknown_key.md"));

pub fn unknown_key(file: &FileId, key: &Text, owner: &str, known: &[&str]) -> Diagnostic {
    let message = format!("{owner} has no key `{}`", key.value);
    let help = match looks_like_number_tail(key) {
        true => format!("a comma in a list or in braces separates items: put `…,{}` in quotation marks", key.value),
        false => known_names(key, "its keys", known),
    };
    Diagnostic::new(&RULE, file, key.span, message).help(help)
}

/// `1,300` in braces leaves `300` behind as a key.
fn looks_like_number_tail(key: &str) -> bool {
    !key.is_empty() && key.chars().all(|character| character.is_ascii_digit())
}
