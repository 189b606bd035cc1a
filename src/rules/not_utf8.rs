//! A text file is not UTF-8.

use crate::diagnostic::{Diagnostic, Rule};
use crate::files::{FileId, Span};

pub const RULE: Rule = Rule::fixed("not-utf8", include_str!("not_utf8.md"));

pub fn not_utf8(file: &FileId, at: usize) -> Diagnostic {
    Diagnostic::new(&RULE, file, Span::new(at, at + 1), "the file is not UTF-8 text")
        .caption("the first byte that is not")
        .help("save the file as UTF-8 in the editor")
}
