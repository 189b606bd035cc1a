//! A footnote is defined twice.

use crate::diagnostic::{Diagnostic, Rule};
use crate::files::{FileId, Span};
use crate::manuscript::Text;

pub const RULE: Rule = Rule::fixed("duplicate-footnote", include_str!("duplicate_footnote.md"));

pub fn duplicate_footnote(file: &FileId, label: &Text, first: Span) -> Diagnostic {
    Diagnostic::new(&RULE, file, label.span, format!("the footnote `{}` is defined twice", label.value))
        .caption("the second")
        .label(file, first, "the first")
        .help("merge the two, or give one another label")
}
