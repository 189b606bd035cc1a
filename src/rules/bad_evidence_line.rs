//! A line of evidence cannot be read.

use crate::diagnostic::{Diagnostic, Rule};
use crate::files::{FileId, Span};

pub const RULE: Rule = Rule::fixed("bad-evidence-line", include_str!("bad_evidence_line.md"));

/// `message` says what is wrong and, where it can be told, after a colon the line as it should be.
pub fn bad_evidence_line(file: &FileId, span: Span, message: impl Into<String>) -> Diagnostic {
    let message = message.into();
    let (fault, help) = match message.split_once(": write `") {
        Some((fault, line)) => (fault, format!("write `{line}")),
        None => (
            &*message,
            "write `@source#excerpt supports \"quotation\" by claimant (locator) — comment`; all but `@source` may be left out"
                .to_owned(),
        ),
    };
    Diagnostic::new(&RULE, file, span, fault).help(help)
}
