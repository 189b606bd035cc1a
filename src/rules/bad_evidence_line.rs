//! A line of evidence cannot be read.

use crate::diagnostic::{Diagnostic, Rule};
use crate::files::{FileId, Span};

pub const RULE: Rule = Rule::fixed("bad-evidence-line", include_str!("bad_evidence_line.md"));

pub fn bad_evidence_line(file: &FileId, span: Span, message: impl Into<String>) -> Diagnostic {
    Diagnostic::new(&RULE, file, span, message)
        .help("write `@source#excerpt supports \"quotation\" by claimant (locator) — comment`; all but `@source` may be left out")
}
