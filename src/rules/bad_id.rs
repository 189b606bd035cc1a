//! An id is not made of lower-case letters, digits and hyphens.

use crate::diagnostic::{Diagnostic, Rule};
use crate::files::FileId;
use crate::manuscript::Text;

pub const RULE: Rule = Rule::fixed("bad-id", include_str!("bad_id.md"));

pub fn bad_id(file: &FileId, name: &Text, what: &str) -> Diagnostic {
    let written = name.value.trim_start_matches('@');
    let suggestion: String = written
        .to_lowercase()
        .split(|character: char| !character.is_ascii_alphanumeric())
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join("-");
    let help = match suggestion.is_empty() {
        true => "an id is made of `a` to `z`, `0` to `9` and `-`".to_owned(),
        false => format!("an id is made of `a` to `z`, `0` to `9` and `-`: write `{suggestion}`"),
    };
    Diagnostic::new(&RULE, file, name.span, format!("`{}` cannot be a {what}", name.value)).help(help)
}
