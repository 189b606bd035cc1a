//! A single word under `in_short` is no claim label.

use crate::diagnostic::{Diagnostic, Rule, unknown};
use crate::files::FileId;
use crate::manuscript::Text;

pub const RULE: Rule = Rule::fixed("in-short-word", include_str!("in_short_word.md"));

pub fn in_short_word(file: &FileId, name: &Text, known: &[&str]) -> Diagnostic {
    let message = format!("`{}` is no claim of this page", name.value);
    unknown(&RULE, file, name, message, ("its claims", known), "a sentence needs more than one word")
}
