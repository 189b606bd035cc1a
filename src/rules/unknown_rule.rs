//! A rule is named that does not exist.

use crate::diagnostic::{Diagnostic, Rule, known_names_and};
use crate::files::FileId;
use crate::manuscript::Text;

pub const RULE: Rule = Rule::warning("unknown-rule", include_str!("unknown_rule.md"));

pub fn unknown_rule(file: &FileId, name: &Text, known: &[&str]) -> Diagnostic {
    Diagnostic::new(&RULE, file, name.span, format!("there is no rule `{}`", name.value)).help(known_names_and(
        name,
        "rules",
        known.iter().copied(),
        "`onrecord explain` lists them",
    ))
}
