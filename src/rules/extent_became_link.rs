//! A bracketed extent is read as a link.

use crate::diagnostic::{Diagnostic, Rule};
use crate::files::{FileId, Span};

pub const RULE: Rule = Rule::fixed("extent-became-link", include_str!("extent_became_link.md"));

pub fn extent_became_link(file: &FileId, span: Span) -> Diagnostic {
    Diagnostic::new(&RULE, file, span, "these brackets became a link instead of the extent of a claim")
        .help("a link definition has the same name: rename that definition, or change the words in the brackets")
}
