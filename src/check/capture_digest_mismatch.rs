//! A capture is not the file that its source declares.

use crate::diagnostic::{Diagnostic, Rule};
use crate::files::{FileId, Span};
use crate::manuscript::{SourceText, Text};

pub const RULE: Rule = Rule::fixed("capture-digest-mismatch", include_str!("capture_digest_mismatch.md"));

pub fn finding(source: &SourceText, declared: &Text, capture: &FileId, found: &str) -> Diagnostic {
    Diagnostic::new(
        &RULE,
        &source.file,
        declared.span,
        format!("the capture of `{}` is not the file that was declared", source.id),
    )
    .caption("the declared digest")
    .label(capture, Span::new(0, 1), format!("this file's digest is {found}"))
    .help("restore the capture, or delete `sha256` if the new copy is the right one; the lock keeps the digest")
}
