//! A directive cannot be read.

use crate::diagnostic::{Diagnostic, Rule};
use crate::files::{FileId, Span};

pub const RULE: Rule = Rule::fixed("bad-directive", include_str!("bad_directive.md"));

pub fn bad_directive(file: &FileId, span: Span, message: impl Into<String>) -> Diagnostic {
    Diagnostic::new(&RULE, file, span, "this directive cannot be read")
        .caption(message)
        .help("write it as `{{ name(argument=\"text\", list=[\"a\", \"b\"]) }}`, or put it in back-ticks to show it")
}
