//! A value is not one of the words that its key allows.

use crate::diagnostic::{Diagnostic, Rule, known_names};
use crate::files::FileId;
use crate::manuscript::Text;

pub const RULE: Rule = Rule::fixed("unknown-value", include_str!("unknown_value.md"));

pub fn unknown_value(file: &FileId, value: &Text, key: &str, known: &[&str]) -> Diagnostic {
    let message = format!("`{}` is not a value of `{key}`", value.value);
    Diagnostic::new(&RULE, file, value.span, message).help(known_names(value, "the values", known))
}
