//! A value is not one of the words that its key allows.

use crate::diagnostic::{Diagnostic, Rule, known_names, quoted_list};
use crate::files::FileId;
use crate::manuscript::Text;
use crate::vocabulary::meant;

pub const RULE: Rule = Rule::fixed("unknown-value", include_str!("unknown_value.md"));

pub fn unknown_value(file: &FileId, value: &Text, key: &str, known: &[&str]) -> Diagnostic {
    let message = format!("`{}` is not a value of `{key}`", value.value);
    let help = match meant(value, known) {
        Some(meant) => format!("write `{meant}`; the values are {}", quoted_list(known)),
        None => known_names(value, "the values", known),
    };
    Diagnostic::new(&RULE, file, value.span, message).help(help)
}
