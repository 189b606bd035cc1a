//! A rule is named that does not exist.

use crate::diagnostic::{Diagnostic, Rule, unknown};
use crate::files::FileId;
use crate::manuscript::Text;

pub const RULE: Rule = Rule::warning("unknown-rule", include_str!("unknown_rule.md"));

pub fn unknown_rule(file: &FileId, name: &Text, known: &[&str]) -> Diagnostic {
    let message = format!("there is no rule `{}`", name.value);
    unknown(&RULE, file, name, message, ("rules", known), "`onrecord explain` lists them")
}
