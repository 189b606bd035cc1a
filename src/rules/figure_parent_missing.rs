//! A figure for a part of the people has no total in its excerpt.

use crate::diagnostic::{Diagnostic, Rule};
use crate::files::{FileId, Span};

pub const RULE: Rule = Rule::fixed("figure-parent-missing", include_str!("figure_parent_missing.md"));

pub fn figure_parent_missing(file: &FileId, span: Span, population: &str, measure: &str) -> Diagnostic {
    Diagnostic::new(
        &RULE,
        file,
        span,
        format!("the figure of {population} {measure} belongs to no total in this excerpt"),
    )
    .help(format!("add the excerpt's figure of `{measure}` without `population`, or quote a source that gives both"))
}
