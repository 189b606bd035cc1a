//! A quotation is not word for word in its source.

use crate::diagnostic::{Diagnostic, Rule};

use super::quotations::Place;

pub const RULE: Rule = Rule::fixed("quote-not-in-source", include_str!("quote_not_in_source.md"));

pub fn finding(place: &Place, said: &str) -> Diagnostic {
    let diagnostic = Diagnostic::new(&RULE, place.file, place.span, format!("these words are not in {}", place.source));
    place.against(diagnostic.caption("the words as quoted"), &format!("{said}; quote the source's own words"))
}
