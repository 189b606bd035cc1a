//! Editorial notes: what they are about.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::files::{FileId, Hash};
use crate::manuscript::*;
use crate::options::Options;
use crate::rules;
use crate::site::*;
use crate::vocabulary::Measure;

use super::names::{Names, Seen};

/// The notes that may be on the site.
pub fn visible<'a>(manuscript: &'a Manuscript, options: &Options) -> Vec<&'a Arc<NoteText>> {
    let mut seen: BTreeMap<&str, ()> = BTreeMap::new();
    manuscript
        .notes
        .iter()
        .filter(|note| super::is_visible(note, options) && seen.insert(&note.id, ()).is_none())
        .collect()
}

pub fn notes(
    texts: &[&Arc<NoteText>],
    names: &Names,
    manuscript: &Manuscript,
    notices: &mut Vec<Diagnostic>,
) -> BTreeMap<NoteId, Arc<Note>> {
    super::first_of_each(
        manuscript.notes.iter(),
        "note",
        |note| (note.file.clone(), Text::new(note.id.clone(), note.span)),
        notices,
    );
    let shown: Vec<&str> = texts.iter().map(|note| &*note.file).collect();
    let mut notes = BTreeMap::new();
    for text in &manuscript.notes {
        let mut seen = Seen::default();
        let links = super::links::links(&text.body.pieces, &text.file, names, &mut seen, notices);
        for marker in &text.body.markers {
            for label in &marker.labels {
                check_marker(text, label, names, notices);
            }
        }
        let about: Vec<About> = text.about.iter().filter_map(|name| about(&text.file, name, names, notices)).collect();
        if shown.contains(&&*text.file) {
            let id = NoteId::from(text.id.as_str());
            let links_hash = Hash::of(format!("{links:?}").as_bytes());
            let fingerprint = Hash::together([&text.hash, &links_hash]);
            notes.insert(id.clone(), Arc::new(Note { id, text: Arc::clone(text), about, links, fingerprint }));
        }
    }
    notes
}

/// A note cites whole sources; its other footnotes are its own.
fn check_marker(note: &NoteText, label: &Text, names: &Names, notices: &mut Vec<Diagnostic>) {
    if let Some(id) = label.strip_prefix('@') {
        if !names.sources.contains_key(id) {
            let known: Vec<&str> = names.sources.keys().map(SourceId::as_str).collect();
            notices.push(rules::unknown_source(&note.file, &Text::new(id.to_owned(), label.span), &known));
        }
    } else if !note.body.footnotes.iter().any(|footnote| footnote.label.value == label.value) {
        let known: Vec<&str> = note.body.footnotes.iter().map(|footnote| footnote.label.as_str()).collect();
        notices.push(rules::undefined_footnote(&note.file, label, &known));
    }
}

fn about(file: &FileId, name: &Text, names: &Names, notices: &mut Vec<Diagnostic>) -> Option<About> {
    let expected = "`claim:page#label`, `page:path`, `source:id`, `event:id`, `figure:event/measure` or `place:id`";
    let Some((kind, rest)) = name.split_once(':') else {
        notices.push(rules::bad_reference(file, name, expected));
        return None;
    };
    let at = |text: &str| Text::new(text.to_owned(), name.span);
    match kind {
        "claim" => {
            let Some((page, label)) = rest.split_once('#') else {
                notices.push(rules::bad_reference(file, name, "`claim:page#label`, such as `claim:index#toll-25`"));
                return None;
            };
            let face = page_named(file, &at(page), names, notices)?;
            let is_claim = |footnote: &&Footnote| matches!(footnote.content, FootnoteContent::Evidence { .. });
            let claims = face.body.footnotes.iter().filter(is_claim);
            let labels: Vec<&str> = claims.map(|footnote| footnote.label.as_str()).collect();
            if !labels.contains(&label) {
                notices.push(rules::unknown_claim(file, &at(label), &labels));
                return None;
            }
            Some(About::Claim { page: face.file.clone(), label: label.to_owned() })
        }
        "page" => page_named(file, &at(rest), names, notices).map(|page| About::Page { page: page.file.clone() }),
        "source" => match names.sources.get(rest) {
            Some(source) => Some(About::Source(source.id.clone())),
            None => {
                let known: Vec<&str> = names.sources.keys().map(SourceId::as_str).collect();
                notices.push(rules::unknown_source(file, &at(rest), &known));
                None
            }
        },
        "event" => event_named(file, &at(rest), names, notices).map(About::Event),
        "figure" => {
            let Some((event, measure)) = rest.split_once('/') else {
                notices.push(rules::bad_reference(
                    file,
                    name,
                    "`figure:event/measure`, such as `figure:belgorod-strike/killed`",
                ));
                return None;
            };
            let event = event_named(file, &at(event), names, notices)?;
            match Measure::parse(measure) {
                Some(measure) => Some(About::Figure { event, measure }),
                None => {
                    notices.push(rules::unknown_value(file, &at(measure), "figure", Measure::WORDS));
                    None
                }
            }
        }
        "place" => match names.places.get(rest) {
            Some(place) => Some(About::Place(place.id.clone())),
            None => {
                let known: Vec<&str> = names.places.keys().map(PlaceId::as_str).collect();
                notices.push(rules::unknown_place(file, &at(rest), &known));
                None
            }
        },
        _ => {
            notices.push(rules::bad_reference(file, name, expected));
            None
        }
    }
}

fn page_named<'a>(
    file: &FileId,
    name: &Text,
    names: &'a Names,
    notices: &mut Vec<Diagnostic>,
) -> Option<&'a Arc<PageText>> {
    let path = format!("content/{}.md", name.trim_end_matches(".md"));
    match names.page(&path) {
        Some((_, text)) => Some(text),
        None => {
            let known: Vec<&str> = names.manuscript.pages.iter().map(|page| page.name.as_str()).collect();
            notices.push(rules::unknown_page(file, name, &known));
            None
        }
    }
}

fn event_named(file: &FileId, name: &Text, names: &Names, notices: &mut Vec<Diagnostic>) -> Option<EventId> {
    match names.events.get(name.as_str()) {
        Some(event) => Some(event.id.clone()),
        None => {
            let known: Vec<&str> = names.events.keys().map(EventId::as_str).collect();
            notices.push(rules::unknown_event(file, name, &known));
            None
        }
    }
}
