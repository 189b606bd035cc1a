//! A footnote marker has no words before it to make a claim of.

use crate::diagnostic::{Diagnostic, Rule};
use crate::files::{FileId, Span};

pub const RULE: Rule = Rule::fixed("claim-without-words", include_str!("claim_without_words.md"));

pub fn claim_without_words(file: &FileId, span: Span, label: &str) -> Diagnostic {
    Diagnostic::new(&RULE, file, span, format!("the claim `{label}` has no words"))
        .help("put the marker after the sentence that it supports, or write `[the words][^label]`")
}
