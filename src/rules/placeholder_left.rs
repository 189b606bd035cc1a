//! What a command left to be filled in is still there.

use crate::diagnostic::{Diagnostic, Rule, Subject};
use crate::files::{FileId, Span};
use crate::placeholders::Placeholder;

pub const RULE: Rule = Rule::before_publishing("placeholder-left", include_str!("placeholder_left.md"));

pub fn placeholder_left(file: &FileId, span: Span, left: &Placeholder) -> Diagnostic {
    let message = format!("`{}` is still as `onrecord {}` wrote it", left.key, left.by);
    Diagnostic::new(&RULE, file, span, message).about(Subject::Setting(left.key)).help(left.help)
}

/// The text of a page or note.
pub fn nothing_written(file: &FileId, span: Span) -> Diagnostic {
    Diagnostic::new(&RULE, file, span, "nothing is written here yet")
        .help("write the text, or keep the page back with `draft: true`")
}
