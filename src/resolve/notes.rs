//! Editorial notes: what they are about.

use crate::diagnostic::{Diagnostic, Noted};
use crate::files::FileId;
use crate::manuscript::{NoteText, Text};
use crate::memo::{Printed, Reader};
use crate::rules;
use crate::site::*;
use crate::vocabulary::Measure;

use super::body::Author;
use super::named::{event_named, place_named, source_named};
use super::names::{Names, TargetKind};

/// A note.
pub fn note(text: &Printed<NoteText>, (): &(), names: &Reader<Names>) -> Noted<Printed<Note>> {
    let mut notices = Vec::new();
    let mut author = Author { file: &text.file, names, notices: &mut notices, is_quoted: false };
    let (body, footnotes) = author.aside(&text.body, &format!("{}.", text.id));
    let about = text.about.iter().filter_map(|name| about(&text.file, name, names, &mut notices)).collect();
    let note = Note { id: NoteId::from(text.id.as_str()), text: text.clone(), about, body, footnotes };
    Noted { value: Printed::new(note), notices }
}

fn about(file: &FileId, name: &Text, names: &Reader<Names>, notices: &mut Vec<Diagnostic>) -> Option<About> {
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
            let (page, labels) = page_named(file, &at(page), names, notices)?;
            if !labels.iter().any(|known| known == label) {
                let known: Vec<&str> = labels.iter().map(String::as_str).collect();
                notices.push(rules::unknown_claim(file, &at(label), &known));
                return None;
            }
            Some(About::Claim { page, label: label.to_owned() })
        }
        "page" => page_named(file, &at(rest), names, notices).map(|(page, _)| About::Page { page }),
        "source" => source_named(file, &at(rest), names, notices).map(About::Source),
        "event" => event_named(file, &at(rest), names, notices).map(|event| About::Event(event.id.clone())),
        "figure" => {
            let Some((event, measure)) = rest.split_once('/') else {
                let expected = "`figure:event/measure`, such as `figure:belgorod-strike/killed`";
                notices.push(rules::bad_reference(file, name, expected));
                return None;
            };
            let event = event_named(file, &at(event), names, notices)?.id.clone();
            let found = Measure::parse(measure);
            if found.is_none() {
                notices.push(rules::unknown_value(file, &at(measure), "figure", Measure::WORDS));
            }
            found.map(|measure| About::Figure { event, measure })
        }
        "place" => place_named(file, &at(rest), names, notices).map(About::Place),
        _ => {
            notices.push(rules::bad_reference(file, name, expected));
            None
        }
    }
}

/// The page of that name, and the labels of its claims.
fn page_named<'w>(
    file: &FileId,
    name: &Text,
    names: &Reader<'w, Names<'_>>,
    notices: &mut Vec<Diagnostic>,
) -> Option<(FileId, &'w [String])> {
    let path = FileId::from(format!("content/{}.md", name.trim_end_matches(".md")));
    match names.target(&path).map(|target| target.kind) {
        Some(TargetKind::Page { anchors, .. }) => Some((path, &anchors.claims)),
        _ => {
            let known: Vec<&str> = names.page_names().iter().map(String::as_str).collect();
            notices.push(rules::unknown_page(file, name, &known));
            None
        }
    }
}
