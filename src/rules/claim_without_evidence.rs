//! A claim has no line that supports it.

use crate::diagnostic::{Diagnostic, Rule};
use crate::files::{FileId, Span};

pub const RULE: Rule = Rule::fixed("claim-without-evidence", include_str!("claim_without_evidence.md"));

pub fn claim_without_evidence(file: &FileId, span: Span, label: &str) -> Diagnostic {
    Diagnostic::new(&RULE, file, span, format!("nothing supports the claim `{label}`"))
        .help("add a line `@source#excerpt` that supports it, or write who says so and cite where they say it")
}
