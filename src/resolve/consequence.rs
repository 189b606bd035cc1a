//! A name that leads to something unreadable is no second fault: its file or entry was told of already.

use crate::diagnostic::{Diagnostic, Subject};
use crate::files::stem;
use crate::manuscript::{ListFile, Manuscript};
use crate::theme::ThemeFace;

/// Drops findings about things that are there, but could not be read.
pub fn drop_consequences(manuscript: &Manuscript, theme: &ThemeFace, notices: &mut Vec<Diagnostic>) {
    let is_consequence = |subject: &Subject| could_not_be_read(subject, manuscript, theme);
    notices.retain(|notice| !notice.subject.as_ref().is_some_and(is_consequence));
}

/// Whether the subject lies, or may lie, in what could not be read.
fn could_not_be_read(subject: &Subject, manuscript: &Manuscript, theme: &ThemeFace) -> bool {
    let unreadable = &manuscript.unreadable;
    let is_file = |path: &str| unreadable.iter().any(|file| **file == *path);
    // A source or note is known by its id wherever in its folder it lies.
    let is_document = |folder: &str, id: &str| {
        let lies_in = |file: &str| {
            let inner = file.strip_prefix("content/").unwrap_or(file);
            inner.strip_prefix("private/").unwrap_or(inner).starts_with(folder)
        };
        unreadable.iter().any(|file| lies_in(file) && stem(file) == id)
    };
    match subject {
        Subject::Source(id) => is_document("sources/", id),
        Subject::Note(id) => is_document("notes/", id),
        Subject::Page(name) => is_file(&format!("content/{name}.md")),
        Subject::Target(path) => {
            let in_folder =
                |folder: &str| path.starts_with(&format!("content/{folder}")) && is_document(folder, stem(path));
            is_file(path) || in_folder("sources/") || in_folder("notes/")
        }
        Subject::Claimant(id) => is_lost(&manuscript.claimants, id),
        Subject::Event(id) => is_lost(&manuscript.events, id),
        Subject::Place(id) => is_lost(&manuscript.places, id),
        // Any claimant that could not be read may be of the party.
        Subject::Party(_) => manuscript.claimants.unreadable || !manuscript.claimants.lost.is_empty(),
        Subject::Directive(_) => theme.is_broken,
        // What an unreadable file shows, is or reports is not known.
        Subject::UseOf(_) | Subject::Home | Subject::Adoption => !unreadable.is_empty(),
        Subject::Setting(_) => is_file(&manuscript.settings.file),
    }
}

fn is_lost<T>(register: &ListFile<T>, id: &str) -> bool {
    register.unreadable || register.lost.iter().any(|lost| lost == id)
}
