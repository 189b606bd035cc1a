//! A reference is not written in the form that its key wants.

use crate::diagnostic::{Diagnostic, Rule};
use crate::files::FileId;
use crate::manuscript::Text;

pub const RULE: Rule = Rule::fixed("bad-reference", include_str!("bad_reference.md"));

pub fn bad_reference(file: &FileId, name: &Text, expected: &str) -> Diagnostic {
    Diagnostic::new(&RULE, file, name.span, format!("`{}` does not say what it refers to", name.value))
        .help(format!("write {expected}"))
}
