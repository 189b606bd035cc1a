//! A required field is missing.

use crate::diagnostic::{Diagnostic, Rule};
use crate::files::{FileId, Span};

pub const RULE: Rule = Rule::fixed("missing-field", include_str!("missing_field.md"));

pub fn missing_field(file: &FileId, span: Span, owner: &str, key: &str, example: &str) -> Diagnostic {
    Diagnostic::new(&RULE, file, span, format!("{owner} has no `{key}`"))
        .caption("it belongs here")
        .help(format!("add `{key}: {example}`"))
}
