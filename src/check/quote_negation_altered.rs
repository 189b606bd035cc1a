//! A quotation drops, adds or hides a negation.

use crate::diagnostic::{Diagnostic, Rule};

use super::quotations::Place;

pub const RULE: Rule = Rule::fixed("quote-negation-altered", include_str!("quote_negation_altered.md"));

pub fn finding(place: &Place, said: &str) -> Diagnostic {
    let diagnostic = Diagnostic::new(
        &RULE,
        place.file,
        place.span,
        format!("the quotation turns what {} says into its opposite", place.source),
    );
    place.against(diagnostic.caption("the words as quoted"), &format!("{said}; quote the words with their negation"))
}
