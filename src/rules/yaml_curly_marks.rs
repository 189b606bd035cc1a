//! A text stands between typographic quotation marks, which YAML takes for a part of it.

use crate::diagnostic::{Diagnostic, Rule};
use crate::files::{FileId, Span};

pub const RULE: Rule = Rule::warning("yaml-curly-marks", include_str!("yaml_curly_marks.md"));

/// `text`: what stands between the marks.
pub fn yaml_curly_marks(file: &FileId, span: Span, key: &str, text: &str) -> Diagnostic {
    let message =
        format!("the marks around the text of `{key}` are typographic ones, which YAML takes for a part of it");
    let text = text.replace('\\', "\\\\").replace('"', "\\\"");
    Diagnostic::new(&RULE, file, span, message)
        .help(format!("write `{key}: \"{text}\"` with the straight marks of the keyboard"))
}
