//! A source has neither a capture nor an entry in the lock.

use crate::diagnostic::{Diagnostic, Rule};
use crate::manuscript::SourceText;

pub const RULE: Rule = Rule::warning("source-without-capture", include_str!("source_without_capture.md"));

pub fn finding(source: &SourceText) -> Diagnostic {
    Diagnostic::new(
        &RULE,
        &source.file,
        source.span,
        format!("the source `{}` has no capture, and none was ever verified", source.id),
    )
    .help(format!(
        "save the article's text as `{}`, or run `onrecord import` on the saved page",
        crate::verify::capture_path(source)
    ))
}
