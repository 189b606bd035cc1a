//! A quotation stands in its source more than once.

use crate::diagnostic::{Diagnostic, Rule};

use super::quotations::Place;

pub const RULE: Rule = Rule::warning("quote-ambiguous", include_str!("quote_ambiguous.md"));

pub fn finding(place: &Place, times: usize) -> Diagnostic {
    let diagnostic =
        Diagnostic::new(&RULE, place.file, place.span, format!("these words stand {times} times in {}", place.source));
    place.against(diagnostic.caption("which of them is meant?"), "quote a few words more, so that only one place fits")
}
