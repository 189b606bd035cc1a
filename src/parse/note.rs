//! `notes/<id>.md`: one editorial note.

use crate::diagnostic::{Diagnostic, Noted};
use crate::files::{File, Span};
use crate::manuscript::NoteText;
use crate::memo::Printed;
use crate::passage::{Passages, Register};
use crate::placeholders;
use crate::rules;
use crate::vocabulary::{NoteKind, Visibility};

use super::body::{BodyOptions, body};
use super::{Given, file_id, front_matter};
use crate::yaml::{Fields, read};

/// Reads a note. Without a readable front matter, or with a misspelt `visibility`, there is none: nothing is published
/// by mistake.
pub fn note(file: &File, given: &Given) -> Noted<Option<NoteText>> {
    let mut notices = Vec::new();
    let value = read_note(file, given, &mut notices);
    Noted { value, notices }
}

fn read_note(file: &File, given: &Given, notices: &mut Vec<Diagnostic>) -> Option<NoteText> {
    let id = file_id(file, "note", notices);
    let parts = front_matter::split(file, notices)?;
    let node = read(parts.yaml, notices)?;
    let ids = id.as_ref().map_or(String::new(), |id| format!("note-{id}."));
    let start = parts.yaml.base;
    let mut passages = Passages::default();
    let mut fields = Fields::new(parts.yaml, notices, &mut passages, "a note", node);
    fields.span = Span::new(start.saturating_sub(4), start.saturating_sub(1));
    let title = fields.required_words("title", "\"…\"", Register::Note);
    let kind = fields.required("kind", "\"discrepancy\"").and_then(|word| fields.as_word::<NoteKind>("kind", &word));
    let date = fields.required("date", "\"2024-01-08\"").and_then(|name| fields.as_date("date", &name));
    let stated = fields.name("visibility");
    let visibility = match &stated {
        None => Some(Visibility::Public),
        Some(word) => fields.as_word::<Visibility>("visibility", word).map(|word| word.value),
    };
    let span = fields.span;
    let about = fields.names("about");
    let formerly = fields.names("formerly");
    let author = fields.words("author", Register::Name);
    let was = fields.words("was", Register::Was);
    let now = fields.words("now", Register::Note);
    let reason = fields.words("reason", Register::Note);
    let allow = fields.allow();
    fields.finish();
    if parts.body.trim() == placeholders::TEXT && visibility == Some(Visibility::Public) {
        notices.push(rules::nothing_written(&file.path, span));
    }
    let options = BodyOptions::note(given.raw_html, &ids, &given.language);
    let body = body(file, parts.body, parts.body_start, options, notices, &mut passages);
    Some(NoteText {
        file: file.path.clone(),
        hash: file.portable_hash(),
        raw_html: given.raw_html,
        id: id?,
        span,
        title: title?.value,
        kind: kind?.value,
        date: date?.value,
        about,
        formerly,
        author,
        visibility: visibility?,
        was,
        now,
        reason,
        allow,
        private: crate::files::is_private(&file.path),
        passages: Printed::new(passages.whole_file()),
        body,
    })
}
