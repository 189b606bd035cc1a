//! A source does not say who published it, what it is, or when.

use crate::diagnostic::{Diagnostic, Rule};
use crate::files::{FileId, Span};

pub const RULE: Rule = Rule::warning("source-incomplete", include_str!("source_incomplete.md"));

/// Once a source; `keys` are those that it lacks.
pub fn source_incomplete(file: &FileId, span: Span, keys: &[&str]) -> Diagnostic {
    let named: Vec<String> = keys.iter().map(|key| format!("`{key}`")).collect();
    let named = match named.split_last() {
        Some((last, before)) if !before.is_empty() => format!("{} and no {last}", before.join(", no ")),
        _ => named.concat(),
    };
    let lines: Vec<String> = keys.iter().map(|key| format!("`{key}: unknown`")).collect();
    let id = file.rsplit('/').next().and_then(|name| name.strip_suffix(".md")).unwrap_or_default();
    let filled: String = keys.iter().map(|key| format!(" {key}=\"…\"")).collect();
    Diagnostic::new(&RULE, file, span, format!("this source has no {named}; readers are told that it is unknown")).help(
        format!(
            "add what is known, as `onrecord set source:{id}{filled}` does; if nobody can say, {}",
            lines.join(", ")
        ),
    )
}
