//! A comment of HTML takes words with it that were meant to be read.

use crate::diagnostic::{Diagnostic, Rule};
use crate::files::{FileId, Span};

pub const RULE: Rule = Rule::fixed("unread-comment", include_str!("unread_comment.md"));

/// Words on the line on which a comment ends.
pub fn unread_comment(file: &FileId, span: Span) -> Diagnostic {
    Diagnostic::new(&RULE, file, span, "what follows a comment on its last line is not read")
        .caption("this would not be checked")
        .help("put the comment on lines of its own, with an empty line below it")
}

/// A comment without its end.
pub fn open_comment(file: &FileId, span: Span) -> Diagnostic {
    Diagnostic::new(&RULE, file, span, "a comment is opened and not closed")
        .caption("everything from here on would be lost")
        .help("close it with `-->`")
}
