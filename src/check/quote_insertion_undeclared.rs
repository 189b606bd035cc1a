//! Words in brackets are not the source's, and nothing says whose they are.

use crate::diagnostic::{Diagnostic, Rule};

use super::quotations::Place;

pub const RULE: Rule = Rule::fixed("quote-insertion-undeclared", include_str!("quote_insertion_undeclared.md"));

pub fn finding(place: &Place, insertion: &str) -> Diagnostic {
    let diagnostic = Diagnostic::new(
        &RULE,
        place.file,
        place.span,
        format!("`[{insertion}]` is not in {}, and no note says whose words these are", place.source),
    );
    place.against(
        diagnostic.caption("the words as quoted"),
        "say it in the line's comment (`— our insertion`) or in a note about the source",
    )
}
