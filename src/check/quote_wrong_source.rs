//! A quotation is not in the source it is cited to, but in another.

use crate::diagnostic::{Diagnostic, Rule};

use super::quotations::Place;

pub const RULE: Rule = Rule::fixed("quote-wrong-source", include_str!("quote_wrong_source.md"));

pub fn finding(place: &Place, other: &str) -> Diagnostic {
    let diagnostic = Diagnostic::new(
        &RULE,
        place.file,
        place.span,
        format!("these words are not in {}; they are in that of `{other}`", place.source),
    );
    place.against(
        diagnostic.caption("the words as quoted"),
        &format!("cite `@{other}`, or quote the words of this source"),
    )
}
