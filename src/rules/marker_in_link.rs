//! A footnote marker stands inside a link's text.

use crate::diagnostic::{Diagnostic, Rule};
use crate::files::{FileId, Span};

pub const RULE: Rule = Rule::fixed("marker-in-link", include_str!("marker_in_link.md"));

pub fn marker_in_link(file: &FileId, span: Span) -> Diagnostic {
    Diagnostic::new(&RULE, file, span, "a footnote marker stands inside a link's text")
        .help("put the marker after the link: `[words](address)[^label]`")
}
