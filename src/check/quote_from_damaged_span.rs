//! A quotation rests on damaged or repaired characters of its capture.

use crate::diagnostic::{Diagnostic, Rule};

use super::quotations::Place;

pub const RULE: Rule = Rule::warning("quote-from-damaged-span", include_str!("quote_from_damaged_span.md"));

pub fn finding(place: &Place) -> Diagnostic {
    let diagnostic =
        Diagnostic::new(&RULE, place.file, place.span, format!("the words of {} are damaged here", place.source));
    place.against(
        diagnostic.caption("the words as quoted"),
        "compare with another copy of the article, and say so in a note of kind `source-damage`",
    )
}
