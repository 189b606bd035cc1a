//! A quotation begins or ends inside a word or a number.

use crate::diagnostic::{Diagnostic, Rule};

use super::quotations::Place;

pub const RULE: Rule = Rule::fixed("quote-boundary", include_str!("quote_boundary.md"));

pub fn finding(place: &Place, whole: &str) -> Diagnostic {
    let diagnostic = Diagnostic::new(
        &RULE,
        place.file,
        place.span,
        format!("the quotation cuts the word `{whole}` of {} in two", place.source),
    );
    place.against(diagnostic.caption("the words as quoted"), &format!("quote `{whole}` whole, or end before it"))
}
