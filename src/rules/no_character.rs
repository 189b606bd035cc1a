//! A code point that is no character stands in a text.

use crate::diagnostic::{Diagnostic, Rule};
use crate::files::{FileId, Span};
use crate::html::is_no_character;

use super::hidden_character;

pub const RULE: Rule = Rule::warning("no-character", include_str!("no_character.md"));

pub fn no_character(file: &FileId, span: Span, character: char) -> Diagnostic {
    Diagnostic::new(&RULE, file, span, format!("the code point U+{:04X} is no character", u32::from(character)))
        .caption("nobody sees it here, and readers are shown U+FFFD in its place")
        .help("delete it, and look at the words around it: something was lost when they were copied")
}

/// What is to be said of a character that nobody sees.
pub fn unseen_character(file: &FileId, span: Span, character: char) -> Diagnostic {
    match is_no_character(character) {
        true => no_character(file, span, character),
        false => hidden_character(file, span, character),
    }
}
