//! A quotation joins the words of two sources.

use crate::diagnostic::{Diagnostic, Rule};

use super::quotations::Place;

pub const RULE: Rule = Rule::fixed("quote-mixed-rendering", include_str!("quote_mixed_rendering.md"));

pub fn finding(place: &Place, others: &str) -> Diagnostic {
    let diagnostic = Diagnostic::new(
        &RULE,
        place.file,
        place.span,
        format!("this quotation joins the words of {} with those of {others}", place.source),
    );
    place.against(diagnostic.caption("the words as quoted"), "quote one rendering at a time, each from its own source")
}
