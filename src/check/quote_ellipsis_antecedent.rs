//! An omission may change what a pronoun or a number refers to.

use crate::diagnostic::{Diagnostic, Rule};

use super::quotations::Place;

pub const RULE: Rule = Rule::warning("quote-ellipsis-antecedent", include_str!("quote_ellipsis_antecedent.md"));

pub fn finding(place: &Place) -> Diagnostic {
    let diagnostic = Diagnostic::new(
        &RULE,
        place.file,
        place.span,
        format!("what is left out of {} may be what the next words refer to", place.source),
    );
    place.against(
        diagnostic.caption("the words as quoted"),
        "keep the words that say who or what is meant, or quote the two parts apart",
    )
}
