//! A directive is given an argument that it does not take, or lacks one that it needs.

use crate::diagnostic::{Diagnostic, Rule};
use crate::files::{FileId, Span};

pub const RULE: Rule = Rule::fixed("unknown-argument", include_str!("unknown_argument.md"));

pub fn unknown_argument(file: &FileId, span: Span, message: impl Into<String>, help: impl Into<String>) -> Diagnostic {
    Diagnostic::new(&RULE, file, span, message).help(help)
}
