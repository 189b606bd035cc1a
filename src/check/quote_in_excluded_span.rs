//! A quotation lies in lines that are no part of the article.

use crate::diagnostic::{Diagnostic, Rule};

use super::quotations::Place;

pub const RULE: Rule = Rule::fixed("quote-in-excluded-span", include_str!("quote_in_excluded_span.md"));

pub fn finding(place: &Place) -> Diagnostic {
    let diagnostic = Diagnostic::new(
        &RULE,
        place.file,
        place.span,
        format!("these words are in lines of {} that are excluded", place.source),
    );
    place.against(
        diagnostic.caption("the words as quoted"),
        "quote the article itself; captions, menus and bylines are no evidence (`capture.excluded_lines`)",
    )
}
