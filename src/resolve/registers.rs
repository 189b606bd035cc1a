//! Claimants, events and places: names that refer to one another.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::files::FileId;
use crate::manuscript::*;
use crate::rules;
use crate::site::*;

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
    let by_id: BTreeMap<&str, &ClaimantText> = entries.iter().map(|entry| (entry.id.as_str(), *entry)).collect();
    let names: Vec<&str> = by_id.keys().copied().collect();
    let mut claimants = BTreeMap::new();
    let mut circles: BTreeSet<&str> = BTreeSet::new();
    for entry in entries {
        let mut chain = vec![entry.id.as_str()];
        let mut at = entry;
        while let Some(next) = &at.rests_on {
            let target = match by_id.get(next.as_str()) {
                Some(target) => Some(*target),
                None => statements.get(&next.value).and_then(|claimant| by_id.get(claimant.as_str())).copied(),
            };
            let Some(target) = target else {
                if std::ptr::eq(at, entry) {
                    notices.push(rules::unknown_claimant(&register.file, next, &names));
                }
                break;
            };
            if chain.contains(&target.id.as_str()) {
                let reported = chain.iter().any(|id| circles.contains(id));
                if target.id == entry.id && !reported {
                    circles.extend(chain.iter().copied());
                    chain.push(target.id.as_str());
                    notices.push(rules::reference_cycle(&register.file, next.span, "rests_on", &chain.join(" → ")));
                }
                break;
            }
            chain.push(target.id.as_str());
            at = target;
        }
        let id = ClaimantId::from(entry.id.as_str());
        let origin = ClaimantId::from(at.id.as_str());
        claimants.insert(id.clone(), Claimant { id, text: entry.clone(), origin });
    }
    claimants
}

pub fn places(manuscript: &Manuscript, notices: &mut Vec<Diagnostic>) -> BTreeMap<PlaceId, Place> {
    let register = &manuscript.places;
    let entries =
        first_of_each(register.entries.iter(), "place", |entry| (register.file.clone(), entry.id.clone()), notices);
    let names: Vec<&str> = entries.iter().map(|entry| entry.id.as_str()).collect();
    let mut places = BTreeMap::new();
    for entry in &entries {
        let parent = named(&entry.parent, &names, |name| rules::unknown_place(&register.file, name, &names), notices);
        let id = PlaceId::from(entry.id.as_str());
        places.insert(id.clone(), Place { id, text: (*entry).clone(), parent: parent.map(PlaceId::from) });
    }
    let parents: Vec<(&Text, Option<&Text>)> = entries.iter().map(|entry| (&entry.id, entry.parent.as_ref())).collect();
    for (name, id) in cycles(&register.file, &parents, notices) {
        if let Some(place) = places.get_mut(name.as_str()) {
            debug_assert_eq!(place.id.as_str(), id);
            place.parent = None;
        }
    }
    places
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
    let names: Vec<&str> = entries.iter().map(|entry| entry.id.as_str()).collect();
    let place_names: Vec<&str> = places.keys().map(PlaceId::as_str).collect();
    let party_names: Vec<&str> = parties.iter().copied().collect();
    let mut events = BTreeMap::new();
    for entry in &entries {
        let place =
            named(&entry.place, &place_names, |name| rules::unknown_place(&register.file, name, &place_names), notices);
        let parent = named(&entry.parent, &names, |name| rules::unknown_event(&register.file, name, &names), notices);
        for party in &entry.parties {
            if !parties.contains(party.as_str()) {
                notices.push(rules::unknown_party(&register.file, party, &party_names));
            }
        }
        if let Some(end) = entry.end.as_ref().filter(|end| entry.start.value.definitely_after(&end.value)) {
            let message = "the event ends before it starts: give `end` a date after `start`";
            notices.push(rules::bad_date(&register.file, end.span, "end", message));
        }
        let id = EventId::from(entry.id.as_str());
        let event = Event {
            id: id.clone(),
            text: (*entry).clone(),
            place: place.map(PlaceId::from),
            parent: parent.map(EventId::from),
            adopted: BTreeMap::new(),
        };
        events.insert(id, event);
    }
    let parents: Vec<(&Text, Option<&Text>)> = entries.iter().map(|entry| (&entry.id, entry.parent.as_ref())).collect();
    for (name, _) in cycles(&register.file, &parents, notices) {
        if let Some(event) = events.get_mut(name.as_str()) {
            event.parent = None;
        }
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

/// The name, if it is known; reported otherwise.
fn named<'a>(
    name: &'a Option<Text>,
    known: &[&str],
    unknown: impl FnOnce(&Text) -> Diagnostic,
    notices: &mut Vec<Diagnostic>,
) -> Option<&'a str> {
    let name = name.as_ref()?;
    match known.contains(&name.as_str()) {
        true => Some(name.as_str()),
        false => {
            notices.push(unknown(name));
            None
        }
    }
}

/// The entries that lie on a circle of parents, each circle reported once.
fn cycles(file: &FileId, parents: &[(&Text, Option<&Text>)], notices: &mut Vec<Diagnostic>) -> Vec<(String, String)> {
    let by_name: BTreeMap<&str, Option<&Text>> = parents.iter().map(|(id, parent)| (id.as_str(), *parent)).collect();
    let mut found: Vec<(String, String)> = Vec::new();
    for (id, _) in parents {
        let mut chain = vec![id.as_str()];
        let mut at = id.as_str();
        while let Some(Some(parent)) = by_name.get(at) {
            if parent.value == id.value {
                let reported = found.iter().any(|(name, _)| chain.contains(&name.as_str()));
                if !reported {
                    chain.push(id.as_str());
                    let span = by_name.get(id.as_str()).copied().flatten().map_or(id.span, |parent| parent.span);
                    notices.push(rules::reference_cycle(file, span, "parent", &chain.join(" → ")));
                }
                found.push((id.value.clone(), id.value.clone()));
                break;
            }
            if chain.contains(&parent.as_str()) {
                break;
            }
            chain.push(parent.as_str());
            at = parent.as_str();
        }
    }
    found
}
