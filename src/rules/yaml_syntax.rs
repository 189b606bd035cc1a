//! A YAML file or front matter cannot be read.

use crate::diagnostic::{Diagnostic, Rule};
use crate::files::{FileId, Span};

pub const RULE: Rule = Rule::fixed("yaml-syntax", include_str!("yaml_syntax.md"));

pub fn yaml_syntax(file: &FileId, span: Span, message: impl Into<String>, help: impl Into<String>) -> Diagnostic {
    Diagnostic::new(&RULE, file, span, message).help(help)
}
