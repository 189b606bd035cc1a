//! A note is named that does not exist.

use crate::diagnostic::{Diagnostic, Rule, Subject, unknown};
use crate::files::FileId;
use crate::manuscript::Text;

pub const RULE: Rule = Rule::fixed("unknown-note", include_str!("unknown_note.md"));

pub fn unknown_note(file: &FileId, name: &Text, known: &[&str]) -> Diagnostic {
    let message = format!("there is no note `{}`", name.value);
    unknown(&RULE, file, name, message, ("notes", known), "a note is a file `content/notes/ID.md`")
        .about(Subject::Note(name.value.clone()))
}
