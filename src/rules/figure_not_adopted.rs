//! A figure is printed for an event that stands behind none.

use crate::diagnostic::{Diagnostic, Rule, Subject};
use crate::files::{FileId, Span};

pub const RULE: Rule = Rule::fixed("figure-not-adopted", include_str!("figure_not_adopted.md"));

pub fn figure_not_adopted(
    file: &FileId,
    span: Span,
    message: impl Into<String>,
    help: impl Into<String>,
) -> Diagnostic {
    Diagnostic::new(&RULE, file, span, message).help(help).about(Subject::Adoption)
}
