//! A party is named that does not exist.

use crate::diagnostic::{Diagnostic, Rule, known_names_and};
use crate::files::FileId;
use crate::manuscript::Text;

pub const RULE: Rule = Rule::fixed("unknown-party", include_str!("unknown_party.md"));

pub fn unknown_party(file: &FileId, name: &Text, known: &[&str]) -> Diagnostic {
    Diagnostic::new(&RULE, file, name.span, format!("there is no party `{}`", name.value))
        .caption("named here")
        .help(known_names_and(name, "parties", known.iter().copied(), "a party is named by the `party` of a claimant"))
}
