//! A claim is named that does not exist.

use crate::diagnostic::{Diagnostic, Rule, known_names_and};
use crate::files::FileId;
use crate::manuscript::Text;

pub const RULE: Rule = Rule::fixed("unknown-claim", include_str!("unknown_claim.md"));

pub fn unknown_claim(file: &FileId, name: &Text, known: &[&str]) -> Diagnostic {
    Diagnostic::new(&RULE, file, name.span, format!("there is no claim `{}`", name.value)).caption("named here").help(
        known_names_and(
            name,
            "claims",
            known.iter().copied(),
            "a claim is named by the label of its evidence footnote",
        ),
    )
}
