//! A number in a quotation is not the one in its source.

use crate::diagnostic::{Diagnostic, Rule};

use super::quotations::Place;

pub const RULE: Rule = Rule::fixed("quote-number-altered", include_str!("quote_number_altered.md"));

pub fn finding(place: &Place, quoted: &str, captured: &str) -> Diagnostic {
    let diagnostic = Diagnostic::new(
        &RULE,
        place.file,
        place.span,
        format!("the quotation says `{quoted}`, {} says `{captured}`", place.source),
    );
    place.against(
        diagnostic.caption("the words as quoted"),
        &format!("quote the capture's words, or cite the source that says {quoted}"),
    )
}
