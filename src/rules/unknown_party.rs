//! A party is named that does not exist.

use crate::diagnostic::{Diagnostic, Rule, Subject, unknown};
use crate::files::FileId;
use crate::manuscript::Text;

pub const RULE: Rule = Rule::fixed("unknown-party", include_str!("unknown_party.md"));

pub fn unknown_party(file: &FileId, name: &Text, known: &[&str]) -> Diagnostic {
    let message = format!("there is no party `{}`", name.value);
    unknown(&RULE, file, name, message, ("parties", known), "a party is named by the `party` of a claimant")
        .about(Subject::Party(name.value.clone()))
}
