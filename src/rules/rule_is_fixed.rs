//! A fixed rule is lowered or answered.

use crate::diagnostic::{Diagnostic, Rule};
use crate::files::FileId;
use crate::manuscript::Text;

pub const RULE: Rule = Rule::fixed("rule-is-fixed", include_str!("rule_is_fixed.md"));

pub fn rule_is_fixed(file: &FileId, name: &Text) -> Diagnostic {
    Diagnostic::new(&RULE, file, name.span, format!("the rule `{}` is fixed and cannot be lowered", name.value))
        .help("mend what it finds, and delete this entry")
}
