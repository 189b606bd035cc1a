//! Claimants, events and places: names that refer to one another.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::Diagnostic;
use crate::files::{FileId, Span};
use crate::manuscript::*;
use crate::memo::Printed;
use crate::rules;
use crate::site::*;

/// Everything that is listed in registers.
#[derive(Default)]
pub struct Registers {
    pub claimants: BTreeMap<ClaimantId, Printed<Claimant>>,
    /// The sides that claimants take.
    pub parties: BTreeSet<String>,
    /// Statement → the claimant who made it, as the first excerpt that names one says.
    pub statements: BTreeMap<StatementId, ClaimantId>,
    pub events: BTreeMap<EventId, Printed<Event>>,
    pub places: BTreeMap<PlaceId, Printed<Place>>,
}

impl Registers {
    /// Reads the registers; what is adopted for events is added later.
    pub fn new(manuscript: &Manuscript, notices: &mut Vec<Diagnostic>) -> Registers {
        fn printed<K: Ord, T: std::hash::Hash>(map: BTreeMap<K, T>) -> BTreeMap<K, Printed<T>> {
            map.into_iter().map(|(id, value)| (id, Printed::new(value))).collect()
        }
        let statements = statements(manuscript);
        let claimants = claimants(manuscript, &statements, notices);
        let places = places(manuscript, notices);
        let parties: BTreeSet<&str> = claimants.values().filter_map(Claimant::party).collect();
        let events = events(manuscript, &places, &parties, notices);
        Registers {
            parties: parties.into_iter().map(str::to_owned).collect(),
            statements: statements
                .iter()
                .map(|(statement, who)| (StatementId::from(statement.as_str()), ClaimantId::from(who.as_str())))
                .collect(),
            claimants: printed(claimants),
            events: printed(events),
            places: printed(places),
        }
    }
}

/// Reports names that stand twice, and keeps the first of each.
pub fn first_of_each<'a, T>(
    items: &'a [T],
    what: &str,
    named: impl Fn(&'a T) -> (&'a FileId, &'a str, Span),
    notices: &mut Vec<Diagnostic>,
) -> Vec<&'a T> {
    let mut seen: BTreeMap<String, (FileId, Span)> = BTreeMap::new();
    let mut kept = Vec::new();
    for item in items {
        let (file, name, span) = named(item);
        match seen.get(name) {
            Some((first_file, first)) => {
                let name = Text::new(name.to_owned(), span);
                notices.push(rules::duplicate_id(file, &name, what, (first_file, *first)));
            }
            None => {
                seen.insert(name.to_owned(), (file.clone(), span));
                kept.push(item);
            }
        }
    }
    kept
}

/// Statement → claimant, by their names.
type Statements = BTreeMap<String, String>;

fn statements(manuscript: &Manuscript) -> Statements {
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

fn claimants(
    manuscript: &Manuscript,
    statements: &Statements,
    notices: &mut Vec<Diagnostic>,
) -> BTreeMap<ClaimantId, Claimant> {
    let register = &manuscript.claimants;
    let entries =
        first_of_each(&register.entries, "claimant", |entry| (&register.file, &entry.id, entry.id.span), notices);
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

fn places(manuscript: &Manuscript, notices: &mut Vec<Diagnostic>) -> BTreeMap<PlaceId, Place> {
    let register = &manuscript.places;
    let entries =
        first_of_each(&register.entries, "place", |entry| (&register.file, &entry.id, entry.id.span), notices);
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

fn events(
    manuscript: &Manuscript,
    places: &BTreeMap<PlaceId, Place>,
    parties: &BTreeSet<&str>,
    notices: &mut Vec<Diagnostic>,
) -> BTreeMap<EventId, Event> {
    let register = &manuscript.events;
    let entries =
        first_of_each(&register.entries, "event", |entry| (&register.file, &entry.id, entry.id.span), notices);
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
