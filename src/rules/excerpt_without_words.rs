//! Evidence has neither words nor a place where it can be found.

use crate::diagnostic::{Diagnostic, Rule};
use crate::files::{FileId, Span};

pub const RULE: Rule = Rule::fixed("excerpt-without-words", include_str!("excerpt_without_words.md"));

pub fn excerpt_without_words(file: &FileId, span: Span, what: &str, locator: &str) -> Diagnostic {
    Diagnostic::new(&RULE, file, span, format!("{what} has neither a quotation nor a locator"))
        .help(format!("quote the words, or say where it can be seen: `{locator}`"))
}
