//! The lock does not say what the captures say.

use crate::diagnostic::{Diagnostic, Rule};
use crate::files::{FileId, Span};

pub const RULE: Rule = Rule::warning("lock-stale", include_str!("lock_stale.md"));

pub fn finding(file: &FileId, what: &str) -> Diagnostic {
    Diagnostic::new(&RULE, file, Span::new(0, 1), format!("evidence.lock is out of date: {what}"))
        .help("run `onrecord lock` and commit `content/evidence.lock`")
}
