//! A footnote or a directive stands where it cannot be shown.

use crate::diagnostic::{Diagnostic, Rule};
use crate::files::{FileId, Span};

pub const RULE: Rule = Rule::fixed("out-of-place", include_str!("out_of_place.md"));

pub fn out_of_place(file: &FileId, span: Span, what: &str, place: &str) -> Diagnostic {
    Diagnostic::new(&RULE, file, span, format!("{what} cannot stand in {place}"))
        .caption("nothing would be shown here")
        .help("move it into the text of a page, or say it in words")
}
