//! Things by their names: found, or reported with the names that there are.

use crate::diagnostic::Diagnostic;
use crate::files::FileId;
use crate::manuscript::Text;
use crate::memo::{Printed, Reader};
use crate::rules;
use crate::site::*;

use super::names::Names;
use super::registers::is_name_of;

/// What was found; if nothing was, it is said.
fn found<T>(found: Option<T>, notices: &mut Vec<Diagnostic>, unknown: impl FnOnce() -> Diagnostic) -> Option<T> {
    if found.is_none() {
        notices.push(unknown());
    }
    found
}

/// The claimant of that name.
pub fn claimant_named<'w>(
    file: &FileId,
    name: &Text,
    names: &Reader<'w, Names<'_>>,
    notices: &mut Vec<Diagnostic>,
) -> Option<&'w Printed<Claimant>> {
    let known = || names.claimant_names().into_iter().chain(["unattributed"]).collect::<Vec<_>>();
    let claimant = names.claimant(&ClaimantId::from(name.as_str()));
    // Somebody's name may have been written in place of the id.
    let is_called = |id: &&str| {
        let claimant = names.claimant(&ClaimantId::from(*id));
        claimant.is_some_and(|one| is_name_of(&one.text, name))
    };
    let called = || names.claimant_names().into_iter().find(is_called);
    found(claimant, notices, || rules::unknown_claimant(file, name, &known(), called()))
}

/// The event of that name.
pub fn event_named<'w>(
    file: &FileId,
    name: &Text,
    names: &Reader<'w, Names<'_>>,
    notices: &mut Vec<Diagnostic>,
) -> Option<&'w Printed<Event>> {
    let event = names.event(&EventId::from(name.as_str()));
    found(event, notices, || rules::unknown_event(file, name, &names.event_names()))
}

/// The place of that name.
pub fn place_named(
    file: &FileId,
    name: &Text,
    names: &Reader<Names>,
    notices: &mut Vec<Diagnostic>,
) -> Option<PlaceId> {
    let id = PlaceId::from(name.as_str());
    let known = names.has_place(&id).then_some(id);
    found(known, notices, || rules::unknown_place(file, name, &names.place_names()))
}

/// The note of that name.
pub fn note_named(file: &FileId, name: &Text, names: &Reader<Names>, notices: &mut Vec<Diagnostic>) -> Option<NoteId> {
    let id = NoteId::from(name.as_str());
    let known = names.has_note(&id).then_some(id);
    found(known, notices, || rules::unknown_note(file, name, &names.note_names()))
}

/// The source of that name.
pub fn source_named(
    file: &FileId,
    name: &Text,
    names: &Reader<Names>,
    notices: &mut Vec<Diagnostic>,
) -> Option<SourceId> {
    let id = SourceId::from(name.as_str());
    let known = names.source_file(&id).is_some().then_some(id);
    found(known, notices, || rules::unknown_source(file, name, &names.source_names()))
}

/// Reports a party that no claimant has.
pub fn check_party(file: &FileId, name: &Text, names: &Reader<Names>, notices: &mut Vec<Diagnostic>) {
    if !names.is_party(&name.value) {
        notices.push(rules::unknown_party(file, name, &names.party_names()));
    }
}

/// The excerpt that `source#excerpt` names.
pub fn excerpt_named<'w>(
    file: &FileId,
    name: &Text,
    names: &Reader<'w, Names<'_>>,
    notices: &mut Vec<Diagnostic>,
) -> Option<(&'w Source, &'w Excerpt)> {
    let Some((source_id, excerpt_id)) = name.split_once('#') else {
        notices.push(rules::bad_reference(file, name, "`source#excerpt`, such as `s003#toll`"));
        return None;
    };
    let at = |text: &str| Text::new(text.to_owned(), name.span);
    let id = source_named(file, &at(source_id), names, notices)?;
    let source = names.source(&id)?;
    let known = || source.excerpts.iter().map(|excerpt| excerpt.id.as_str()).collect::<Vec<_>>();
    let unknown = || rules::unknown_excerpt(file, &at(excerpt_id), &known());
    Some((source, found(source.excerpt(excerpt_id), notices, unknown)?))
}
