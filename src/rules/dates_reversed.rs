//! A date lies before one that it must follow.

use crate::diagnostic::{Diagnostic, Rule};
use crate::files::{FileId, Span};

pub const RULE: Rule = Rule::error("dates-reversed", include_str!("dates_reversed.md"));

pub fn dates_reversed(file: &FileId, span: Span, key: &str, first: &str) -> Diagnostic {
    Diagnostic::new(&RULE, file, span, format!("`{key}` is earlier than `{first}`"))
        .caption("this day comes first")
        .help(format!("correct one of the two: `{key}` is never before `{first}`"))
}
