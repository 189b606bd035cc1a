//! A claimant is named that does not exist.

use crate::diagnostic::{Diagnostic, Rule, Subject, unknown};
use crate::files::FileId;
use crate::manuscript::Text;

pub const RULE: Rule = Rule::fixed("unknown-claimant", include_str!("unknown_claimant.md"));

pub fn unknown_claimant(file: &FileId, name: &Text, known: &[&str]) -> Diagnostic {
    let message = format!("there is no claimant `{}`", name.value);
    unknown(&RULE, file, name, message, ("claimants", known), "claimants are listed in `content/claimants.yaml`")
        .about(Subject::Claimant(name.value.clone()))
}
