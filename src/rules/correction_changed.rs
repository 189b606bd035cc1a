//! A published correction was altered or taken away.

use crate::diagnostic::{Diagnostic, Rule};
use crate::files::{FileId, Span};

pub const RULE: Rule = Rule::fixed("correction-changed", include_str!("correction_changed.md"));

pub fn correction_changed(file: &FileId, span: Span, id: &str, key: &str, was: &str, now: &str) -> Diagnostic {
    Diagnostic::new(&RULE, file, span, format!("the published correction `{id}` changed its `{key}`"))
        .caption(format!("was: {was} · now: {now}"))
        .help("restore it as it was published, and add a further note that says what was wrong with it")
}

pub fn correction_vanished(settings: &FileId, id: &str, title: &str, date: &str) -> Diagnostic {
    Diagnostic::new(&RULE, settings, Span::new(0, 1), format!("the published correction `{id}` is gone"))
        .caption(format!("was: {title} ({date}) · now: gone"))
        .help(format!(
            "restore `content/notes/{id}.md`, and see that it is public and about something that is published"
        ))
}
