//! A quotation is too short to be found again for certain.

use crate::diagnostic::{Diagnostic, Rule};

use super::quotations::Place;

pub const RULE: Rule = Rule::warning("quote-too-short", include_str!("quote_too_short.md"));

pub fn finding(place: &Place) -> Diagnostic {
    let diagnostic = Diagnostic::new(
        &RULE,
        place.file,
        place.span,
        format!("the quotation is too short to be told apart in {}", place.source),
    );
    place.against(diagnostic.caption("fewer than three words and twelve letters"), "quote a few words more")
}
