//! An omission leaps over a paragraph or into somebody else's words.

use crate::diagnostic::{Diagnostic, Rule};

use super::quotations::Place;

pub const RULE: Rule = Rule::warning("quote-ellipsis-jump", include_str!("quote_ellipsis_jump.md"));

pub fn finding(place: &Place, what: &str) -> Diagnostic {
    let diagnostic =
        Diagnostic::new(&RULE, place.file, place.span, format!("the omission leaps over {what} of {}", place.source));
    place.against(
        diagnostic.caption("the words as quoted"),
        "quote the two parts as two quotations, each with its own line",
    )
}
