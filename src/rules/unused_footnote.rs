//! A footnote is defined and never used.

use crate::diagnostic::{Diagnostic, Rule};
use crate::files::FileId;
use crate::manuscript::Text;

pub const RULE: Rule = Rule::fixed("unused-footnote", include_str!("unused_footnote.md"));

pub fn unused_footnote(file: &FileId, label: &Text) -> Diagnostic {
    Diagnostic::new(&RULE, file, label.span, format!("the footnote `{}` is never used", label.value))
        .help(format!("put `[^{}]` after the sentence that it supports, or delete it", label.value))
}
