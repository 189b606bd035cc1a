//! A single word under `in_short` is no claim label.

use crate::diagnostic::{Diagnostic, Rule, known_names_and};
use crate::files::FileId;
use crate::manuscript::Text;

pub const RULE: Rule = Rule::fixed("in-short-word", include_str!("in_short_word.md"));

pub fn in_short_word(file: &FileId, name: &Text, known: &[&str]) -> Diagnostic {
    Diagnostic::new(&RULE, file, name.span, format!("`{}` is no claim of this page", name.value)).help(known_names_and(
        name,
        "its claims",
        known.iter().copied(),
        "a sentence needs more than one word",
    ))
}
