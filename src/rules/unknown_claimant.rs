//! A claimant is named that does not exist.

use crate::diagnostic::{Diagnostic, Rule, known_names_and};
use crate::files::FileId;
use crate::manuscript::Text;

pub const RULE: Rule = Rule::fixed("unknown-claimant", include_str!("unknown_claimant.md"));

pub fn unknown_claimant(file: &FileId, name: &Text, known: &[&str]) -> Diagnostic {
    Diagnostic::new(&RULE, file, name.span, format!("there is no claimant `{}`", name.value))
        .caption("named here")
        .help(known_names_and(
            name,
            "claimants",
            known.iter().copied(),
            "claimants are listed in `content/claimants.yaml`",
        ))
}
