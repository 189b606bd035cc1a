//! Claimants, events and places: names that refer to one another.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::files::{FileId, Span};
use crate::manuscript::*;
use crate::rules;
use crate::site::*;

use super::chains::Chains;
use super::first_of_each;

/// Statement → the claimant who made it, as the first excerpt that names one says.
pub type Statements = BTreeMap<String, String>;

pub fn statements(manuscript: &Manuscript) -> Statements {
    let mut statements = Statements::new();
    for source in &manuscript.sources {
        for excerpt in &source.excerpts {
            if let (Some(statement), Some(claimant)) = (&excerpt.statement, &excerpt.claimant)
                && claimant.value != "unattributed"
            {
                statements.entry(statement.value.clone()).or_insert_with(|| claimant.value.clone());
            }
        }
    }
    statements
}

pub fn claimants(
    manuscript: &Manuscript,
    statements: &Statements,
    notices: &mut Vec<Diagnostic>,
) -> BTreeMap<ClaimantId, Claimant> {
    let register = &manuscript.claimants;
    let entries =
        first_of_each(register.entries.iter(), "claimant", |entry| (register.file.clone(), entry.id.clone()), notices);
    let by_id: BTreeMap<&str, usize> = entries.iter().enumerate().map(|(at, entry)| (entry.id.as_str(), at)).collect();
    let mut names: Option<Vec<&str>> = None;
    let mut next = |entry: &&ClaimantText| {
        let name = entry.rests_on.as_ref()?;
        let made = || by_id.get(statements.get(&name.value)?.as_str());
        let found = by_id.get(name.as_str()).or_else(made).copied();
        if found.is_none() {
            let names = names.get_or_insert_with(|| by_id.keys().copied().collect());
            notices.push(rules::unknown_claimant(&register.file, name, names));
        }
        found
    };
    let chains = Chains::of(&entries.iter().map(&mut next).collect::<Vec<_>>());
    for circle in &chains.circles {
        let names: Vec<&str> = circle.iter().chain(circle.first()).map(|at| entries[*at].id.as_str()).collect();
        // The line to delete is where the last of them leads back to the first.
        let closing = circle.last().and_then(|at| entries[*at].rests_on.as_ref());
        let span = closing.map_or(Span::default(), |name| name.span);
        notices.push(rules::reference_cycle(&register.file, span, "rests_on", &names.join(" → ")));
    }
    let claimant = |(entry, end): (&&ClaimantText, &usize)| {
        let id = ClaimantId::from(entry.id.as_str());
        let origin = ClaimantId::from(entries[*end].id.as_str());
        (id.clone(), Claimant { id, text: (*entry).clone(), origin })
    };
    entries.iter().zip(&chains.ends).map(claimant).collect()
}

pub fn places(manuscript: &Manuscript, notices: &mut Vec<Diagnostic>) -> BTreeMap<PlaceId, Place> {
    let register = &manuscript.places;
    let entries =
        first_of_each(register.entries.iter(), "place", |entry| (register.file.clone(), entry.id.clone()), notices);
    let links: Vec<Link> = entries.iter().map(|entry| (&entry.id, entry.parent.as_ref())).collect();
    let parents = parents(&register.file, &links, rules::unknown_place, notices);
    let place = |(entry, parent): (&&PlaceText, Option<&str>)| {
        let id = PlaceId::from(entry.id.as_str());
        (id.clone(), Place { id, text: (*entry).clone(), parent: parent.map(PlaceId::from) })
    };
    entries.iter().zip(parents).map(place).collect()
}

pub fn events(
    manuscript: &Manuscript,
    places: &BTreeMap<PlaceId, Place>,
    parties: &BTreeSet<&str>,
    notices: &mut Vec<Diagnostic>,
) -> BTreeMap<EventId, Event> {
    let register = &manuscript.events;
    let entries =
        first_of_each(register.entries.iter(), "event", |entry| (register.file.clone(), entry.id.clone()), notices);
    let links: Vec<Link> = entries.iter().map(|entry| (&entry.id, entry.parent.as_ref())).collect();
    let parents = parents(&register.file, &links, rules::unknown_event, notices);
    let mut events = BTreeMap::new();
    for (entry, parent) in entries.iter().zip(parents) {
        let place = entry.place.as_ref().filter(|name| places.contains_key(name.as_str()));
        if let Some(name) = entry.place.as_ref().filter(|_| place.is_none()) {
            let known: Vec<&str> = places.keys().map(PlaceId::as_str).collect();
            notices.push(rules::unknown_place(&register.file, name, &known));
        }
        for party in entry.parties.iter().filter(|party| !parties.contains(party.as_str())) {
            let known: Vec<&str> = parties.iter().copied().collect();
            notices.push(rules::unknown_party(&register.file, party, &known));
        }
        if let Some(end) = entry.end.as_ref().filter(|end| entry.start.value.definitely_after(&end.value)) {
            let message = "the event ends before it starts: give `end` a date after `start`";
            notices.push(rules::bad_date(&register.file, end.span, "end", message));
        }
        let id = EventId::from(entry.id.as_str());
        let event = Event {
            id: id.clone(),
            text: (*entry).clone(),
            place: place.map(|name| PlaceId::from(name.as_str())),
            parent: parent.map(EventId::from),
            adopted: BTreeMap::new(),
        };
        events.insert(id, event);
    }
    events
}

/// Adds the figures that the site stands behind, now that sources and notes are known.
pub fn adopted(
    mut events: BTreeMap<EventId, Event>,
    manuscript: &Manuscript,
    sources: &BTreeMap<SourceId, Arc<Source>>,
    notes: &BTreeMap<&str, &Arc<NoteText>>,
    notices: &mut Vec<Diagnostic>,
) -> BTreeMap<EventId, Event> {
    let file = &manuscript.events.file;
    let note_names: Vec<&str> = notes.keys().copied().collect();
    for event in events.values_mut() {
        for adopted in &event.text.adopted {
            if !notes.contains_key(adopted.because.as_str()) {
                notices.push(rules::unknown_note(file, &adopted.because, &note_names));
                continue;
            }
            let Some((source, excerpt)) = excerpt_named(file, &adopted.excerpt, sources, notices) else { continue };
            let has_figure = excerpt.text.figures.iter().any(|figure| {
                figure.event.value == event.id.as_str()
                    && figure.measure.value == adopted.measure.value
                    && figure.population.is_none()
            });
            if !has_figure {
                let message =
                    format!("the excerpt has no figure of `{}` for this event", adopted.measure.value.as_str());
                let help = "adopt an excerpt that lists the figure under `figures:`";
                notices.push(rules::figure_not_adopted(file, adopted.excerpt.span, message, help));
                continue;
            }
            let found = Adopted {
                source: source.id.clone(),
                excerpt: excerpt.text.id.value.clone(),
                because: NoteId::from(adopted.because.as_str()),
            };
            event.adopted.insert(adopted.measure.value, found);
        }
    }
    events
}

/// The excerpt that `source#excerpt` names.
pub fn excerpt_named<'a>(
    file: &FileId,
    name: &Text,
    sources: &'a BTreeMap<SourceId, Arc<Source>>,
    notices: &mut Vec<Diagnostic>,
) -> Option<(&'a Source, &'a Excerpt)> {
    let Some((source_id, excerpt_id)) = name.split_once('#') else {
        notices.push(rules::bad_reference(file, name, "`source#excerpt`, such as `s003#toll`"));
        return None;
    };
    let at = |text: &str| Text::new(text.to_owned(), name.span);
    let Some(source) = sources.get(source_id) else {
        let known: Vec<&str> = sources.keys().map(SourceId::as_str).collect();
        notices.push(rules::unknown_source(file, &at(source_id), &known));
        return None;
    };
    let Some(excerpt) = source.excerpt(excerpt_id) else {
        let known: Vec<&str> = source.excerpts.iter().map(|excerpt| excerpt.text.id.as_str()).collect();
        notices.push(rules::unknown_excerpt(file, &at(excerpt_id), &known));
        return None;
    };
    Some((source, excerpt))
}

/// An entry's name, and the one that it names.
type Link<'a> = (&'a Text, Option<&'a Text>);

/// The parent of each entry. One that is not known is reported and none; so is each circle, and those on it have none.
fn parents<'a>(
    file: &FileId,
    entries: &[Link<'a>],
    unknown: impl Fn(&FileId, &Text, &[&str]) -> Diagnostic,
    notices: &mut Vec<Diagnostic>,
) -> Vec<Option<&'a str>> {
    let by_name: BTreeMap<&str, usize> = entries.iter().enumerate().map(|(at, (id, _))| (id.as_str(), at)).collect();
    let names: Vec<&str> = entries.iter().map(|(id, _)| id.as_str()).collect();
    let mut next: Vec<Option<usize>> = Vec::with_capacity(entries.len());
    for name in entries.iter().map(|(_, parent)| *parent) {
        let found = name.and_then(|name| by_name.get(name.as_str()).copied());
        if let Some(name) = name.filter(|_| found.is_none()) {
            notices.push(unknown(file, name, &names));
        }
        next.push(found);
    }
    for circle in Chains::of(&next).circles {
        let first = circle.first().and_then(|at| entries[*at].1);
        let chain: Vec<&str> = circle.iter().chain(circle.first()).map(|at| names[*at]).collect();
        let span = first.map_or(Span::default(), |parent| parent.span);
        notices.push(rules::reference_cycle(file, span, "parent", &chain.join(" → ")));
        for at in circle {
            next[at] = None;
        }
    }
    next.into_iter().map(|at| at.map(|at| names[at])).collect()
}
