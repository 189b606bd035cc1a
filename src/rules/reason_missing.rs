//! A rule is lowered without a reason for readers.

use crate::diagnostic::{Diagnostic, Rule};
use crate::files::FileId;
use crate::manuscript::Text;

pub const RULE: Rule = Rule::fixed("reason-missing", include_str!("reason_missing.md"));

pub fn reason_missing(file: &FileId, name: &Text) -> Diagnostic {
    Diagnostic::new(&RULE, file, name.span, format!("the rule `{}` is lowered without a reason", name.value))
        .help("add `because: \"…\"`; the reason is printed on the method page")
}
