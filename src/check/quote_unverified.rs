//! Nobody can vouch for a quotation: no capture, no body and no lock has it.

use crate::diagnostic::{Diagnostic, Rule};

use super::quotations::Place;

pub const RULE: Rule = Rule::fixed("quote-unverified", include_str!("quote_unverified.md"));

pub fn finding(place: &Place) -> Diagnostic {
    let diagnostic = Diagnostic::new(
        &RULE,
        place.file,
        place.span,
        format!("nothing vouches for these words of `{}`", place.source_id),
    );
    place.against(diagnostic.caption("not in the lock, and the capture is not here"), "where the capture is, run `onrecord lock` and commit evidence.lock; with `onrecord import` a source gets its capture")
}
