//! Claimants, events and places: names that refer to one another.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::Hash;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::diagnostic::Diagnostic;
use crate::files::{FileId, Span};
use crate::manuscript::*;
use crate::memo::Printed;
use crate::rules;
use crate::site::*;

use super::chains::Chains;

/// Everything that is listed in registers.
#[derive(Default)]
pub struct Registers {
    pub claimants: Printed<BTreeMap<ClaimantId, Printed<Claimant>>>,
    /// The sides that claimants take.
    pub parties: Printed<BTreeSet<String>>,
    /// Statement → the claimant who made it, as the first excerpt that names one says.
    pub statements: Printed<BTreeMap<StatementId, ClaimantId>>,
    pub events: Printed<BTreeMap<EventId, Printed<Event>>>,
    pub places: Printed<BTreeMap<PlaceId, Printed<Place>>>,
}

impl Registers {
    /// Reads the registers; what is adopted for events is added later.
    pub fn new(manuscript: &Manuscript, notices: &mut Vec<Diagnostic>) -> Registers {
        fn printed<K: Ord + Hash, T: Hash>(map: BTreeMap<K, T>) -> Printed<BTreeMap<K, Printed<T>>> {
            Printed::new(map.into_iter().map(|(id, value)| (id, Printed::new(value))).collect())
        }
        let statements = statements(manuscript);
        let claimants = claimants(manuscript, &statements, notices);
        let places = places(manuscript, notices);
        let parties: BTreeSet<&str> = claimants.values().filter_map(Claimant::party).collect();
        let events = events(manuscript, &places, &parties, notices);
        Registers {
            parties: Printed::new(parties.into_iter().map(str::to_owned).collect()),
            statements: Printed::new(
                statements
                    .iter()
                    .map(|(statement, who)| (StatementId::from(statement.as_str()), ClaimantId::from(who.as_str())))
                    .collect(),
            ),
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

/// Claimants with a name in common, and neither role nor party that tells them apart.
fn called_alike(file: &FileId, entries: &[&ClaimantText]) -> Vec<Diagnostic> {
    let mut known: BTreeMap<Vec<String>, Vec<&ClaimantText>> = BTreeMap::new();
    let mut found = Vec::new();
    let roles: BTreeSet<Vec<String>> =
        entries.iter().filter_map(|entry| entry.role.as_ref()).map(|role| words_of_name(role)).collect();
    for entry in entries.iter().filter(|entry| entry.named) {
        let mut twin = None;
        for name in called(entry, &roles) {
            let others = known.entry(name).or_default();
            let is_twin = |other: &&ClaimantText| other.id.value != entry.id.value && !are_told_apart(other, entry);
            twin = twin.or_else(|| others.iter().copied().find(is_twin));
            others.push(entry);
        }
        found.extend(twin.map(|twin| rules::claimant_twice(file, entry, twin)));
    }
    found
}

/// Two of one name are two where each has a role, or a party, and these differ.
fn are_told_apart(one: &ClaimantText, other: &ClaimantText) -> bool {
    let roles = one.role.as_ref().zip(other.role.as_ref());
    let parties = one.party.as_ref().zip(other.party.as_ref());
    roles.is_some_and(|(one, other)| words_of_name(one) != words_of_name(other))
        || parties.is_some_and(|(one, other)| one.value != other.value)
}

/// The names of a claimant as they are compared, in no order of their words; with the office in them and without. What an
/// office is called is known by the roles of all.
fn called(entry: &ClaimantText, roles: &BTreeSet<Vec<String>>) -> BTreeSet<Vec<String>> {
    let mut names = BTreeSet::new();
    for name in [&entry.name].into_iter().chain(&entry.aliases) {
        // "Vyacheslav Gladkov, governor of Belgorod": an office begins small, the rest of a name does not.
        let office = name.find([',', '(']).filter(|at| {
            let rest = name[*at + 1..].trim_start();
            rest.starts_with(char::is_lowercase)
        });
        let own = words_of_name(&name[..office.unwrap_or(name.len())]);
        let splits = (1..own.len()).map(|at| own.split_at(at));
        let bare = splits.flat_map(|(front, back)| {
            let titled = |office: &[String], name: &[String]| roles.contains(office).then(|| name.to_vec());
            [titled(front, back), titled(back, front)].into_iter().flatten()
        });
        for mut words in bare.chain([own.clone()]) {
            words.sort_unstable();
            names.insert(words);
        }
    }
    names.retain(|words| !words.is_empty());
    names
}

/// The words of a name without case, accents, marks and what nobody sees.
fn words_of_name(name: &str) -> Vec<String> {
    let plain: String =
        name.nfkd().filter(|letter| !is_combining_mark(*letter) && !rules::is_hidden(*letter)).collect();
    let words = plain.to_lowercase().replace(['\'', '’', 'ʼ', '.'], "");
    words.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// Whether somebody is called so.
pub fn is_name_of(claimant: &ClaimantText, name: &Text) -> bool {
    let wanted = name.value.to_lowercase();
    claimant.aliases.iter().chain([&claimant.name]).any(|own| own.to_lowercase() == wanted)
}

fn claimants(
    manuscript: &Manuscript,
    statements: &Statements,
    notices: &mut Vec<Diagnostic>,
) -> BTreeMap<ClaimantId, Claimant> {
    let register = &manuscript.claimants;
    let entries =
        first_of_each(&register.entries, "claimant", |entry| (&register.file, &entry.id, entry.id.span), notices);
    let by_id: BTreeMap<&str, usize> = entries.iter().enumerate().map(|(at, entry)| (entry.id.as_str(), at)).collect();
    let mut names: Option<Vec<&str>> = None;
    let mut next = |entry: &&ClaimantText| {
        let name = entry.rests_on.as_ref()?;
        let made = || by_id.get(statements.get(&name.value)?.as_str());
        let found = by_id.get(name.as_str()).or_else(made).copied();
        if found.is_none() {
            let names = names.get_or_insert_with(|| by_id.keys().copied().collect());
            let called = entries.iter().find(|other| is_name_of(other, name)).map(|other| other.id.as_str());
            notices.push(rules::unknown_claimant(&register.file, name, names, called));
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
    notices.extend(called_alike(&register.file, &entries));
    let claimant = |(entry, end): (&&ClaimantText, &usize)| {
        let id = ClaimantId::from(entry.id.as_str());
        let origin = ClaimantId::from(entries[*end].id.as_str());
        (id.clone(), Claimant { id, text: (*entry).clone(), origin })
    };
    entries.iter().zip(&chains.ends).map(claimant).collect()
}

fn places(manuscript: &Manuscript, notices: &mut Vec<Diagnostic>) -> BTreeMap<PlaceId, Place> {
    let register = &manuscript.places;
    let entries =
        first_of_each(&register.entries, "place", |entry| (&register.file, &entry.id, entry.id.span), notices);
    let links: Vec<Named> = entries.iter().map(|entry| (&entry.id, entry.parent.as_ref())).collect();
    let parents = parents(&register.file, &links, rules::unknown_place, notices);
    notices.extend(entries.iter().filter_map(|entry| moved(entry, manuscript)));
    let place = |(entry, parent): (&&PlaceText, Option<&str>)| {
        let id = PlaceId::from(entry.id.as_str());
        (id.clone(), Place { id, text: (*entry).clone(), parent: parent.map(PlaceId::from) })
    };
    entries.iter().zip(parents).map(place).collect()
}

/// The point that is shared is not that of the exact one beside it.
fn moved(place: &PlaceText, manuscript: &Manuscript) -> Option<Diagnostic> {
    let known = manuscript.exact.entries.iter().find(|entry| entry.id.value == place.id.value)?;
    let point = known.exact.coarse(place.within_km?.0)?;
    let is_there = place.exact().is_some() || (place.lat.0, place.lon.0) == (point.lat, point.lon);
    (!is_there).then(|| rules::place_moved(&manuscript.places.file, &place.id, &manuscript.exact.file, known, point))
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
    let links: Vec<Named> = entries.iter().map(|entry| (&entry.id, entry.parent.as_ref())).collect();
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

/// An entry's name, and the one that it names.
type Named<'a> = (&'a Text, Option<&'a Text>);

/// The parent of each entry. One that is not known is reported and none; so is each circle, and those on it have none.
fn parents<'a>(
    file: &FileId,
    entries: &[Named<'a>],
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
