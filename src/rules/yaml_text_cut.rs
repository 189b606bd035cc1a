//! A ` #` begins a comment and cuts an unquoted text short.

use crate::diagnostic::{Diagnostic, Rule};
use crate::files::{FileId, Span};

pub const RULE: Rule = Rule::fixed("yaml-text-cut", include_str!("yaml_text_cut.md"));

pub fn yaml_text_cut(file: &FileId, span: Span, key: &str) -> Diagnostic {
    Diagnostic::new(&RULE, file, span, format!("the text of `{key}` ends at ` #`, which begins a comment in YAML"))
        .caption("everything from here on is lost")
        .help("put the whole text in quotation marks; a real comment goes on a line of its own")
}
