//! A line of evidence gives words to another than its excerpt does.

use crate::diagnostic::{Diagnostic, Rule};
use crate::files::{FileId, Span};
use crate::manuscript::Text;

pub const RULE: Rule = Rule::fixed("claimant-contradicted", include_str!("claimant_contradicted.md"));

/// `by` in a line of evidence, the excerpt's own claimant, and where that is written.
pub fn claimant_contradicted(file: &FileId, by: &Text, own: &str, excerpt: (&FileId, Span)) -> Diagnostic {
    let message = format!("the words are said to be by `{}`, and their excerpt says `{own}`", by.value);
    Diagnostic::new(&RULE, file, by.span, message)
        .caption("one claimant")
        .label(excerpt.0, excerpt.1, "another")
        .help("take `by` out of the line, or correct the excerpt's claimant; other words of the source get an excerpt of their own")
}
