//! A figure's value does not occur in its quotation.

use crate::diagnostic::{Diagnostic, Rule};
use crate::files::{FileId, Span};

pub const RULE: Rule = Rule::fixed("figure-not-in-quote", include_str!("figure_not_in_quote.md"));

pub fn figure_not_in_quote(
    file: &FileId,
    span: Span,
    message: impl Into<String>,
    quote: Span,
    help: impl Into<String>,
) -> Diagnostic {
    Diagnostic::new(&RULE, file, span, message).caption("the figure").label(file, quote, "its quotation").help(help)
}
