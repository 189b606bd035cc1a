//! A date is not written as EDTF.

use crate::diagnostic::{Diagnostic, Rule};
use crate::files::{FileId, Span};

pub const RULE: Rule = Rule::fixed("bad-date", include_str!("bad_date.md"));

pub fn bad_date(file: &FileId, span: Span, key: &str, message: &str) -> Diagnostic {
    Diagnostic::new(&RULE, file, span, format!("`{key}` is not a date"))
        .caption(message)
        .help("write `2023-12-30`, `2023-12`, `2023`, `2023-12-30?` when unsure, or `2023-12-29/2024-01-02`")
}
