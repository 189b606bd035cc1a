//! A template of the theme cannot be read or rendered.

use crate::diagnostic::{Diagnostic, Rule};
use crate::files::{FileId, Span};

pub const RULE: Rule = Rule::fixed("template-fault", include_str!("template_fault.md"));

pub fn template_fault(file: &FileId, span: Span, message: impl Into<String>) -> Diagnostic {
    Diagnostic::new(&RULE, file, span, message).help("mend the template, or delete it to use the built-in one")
}
