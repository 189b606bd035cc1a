//! A claim is named that does not exist.

use crate::diagnostic::{Diagnostic, Rule, unknown};
use crate::files::FileId;
use crate::manuscript::Text;

pub const RULE: Rule = Rule::fixed("unknown-claim", include_str!("unknown_claim.md"));

pub fn unknown_claim(file: &FileId, name: &Text, known: &[&str]) -> Diagnostic {
    let message = format!("there is no claim `{}`", name.value);
    unknown(&RULE, file, name, message, ("claims", known), "a claim is named by the label of its evidence footnote")
}
