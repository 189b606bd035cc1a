//! A note is named that does not exist.

use crate::diagnostic::{Diagnostic, Rule, known_names_and};
use crate::files::FileId;
use crate::manuscript::Text;

pub const RULE: Rule = Rule::fixed("unknown-note", include_str!("unknown_note.md"));

pub fn unknown_note(file: &FileId, name: &Text, known: &[&str]) -> Diagnostic {
    Diagnostic::new(&RULE, file, name.span, format!("there is no note `{}`", name.value))
        .caption("named here")
        .help(known_names_and(name, "notes", known.iter().copied(), "a note is a file `content/notes/ID.md`"))
}
