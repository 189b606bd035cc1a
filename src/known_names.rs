//! Whom and which places the registers know, by all of their names: found in a text in one pass, however many there are.

use std::hash::{Hash, Hasher};
use std::ops::Range;

use aho_corasick::AhoCorasick;

use crate::manuscript::{ClaimantText, Manuscript, PlaceText};

/// Shorter names are parts of other words.
const FEWEST: usize = 3;

/// Published or not.
#[derive(Debug, Default)]
pub struct KnownNames {
    entries: Vec<Entry>,
    /// None, where nobody has a name.
    finder: Option<AhoCorasick>,
    /// Of each pattern of the finder, whose name it is.
    owners: Vec<usize>,
}

/// Somebody, or a place.
#[derive(Hash, Debug)]
struct Entry {
    kind: NameKind,
    names: Vec<String>,
    /// The place that it lies in, by its index.
    parent: Option<usize>,
    /// What somebody is: "governor of Port Lowen".
    role: Option<String>,
}

/// What has a name.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum NameKind {
    Person,
    Place,
}

/// A name in a text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Named {
    pub kind: NameKind,
    /// Who or what it is, by its index.
    pub index: usize,
    pub at: Range<usize>,
}

/// The finder follows from the names.
impl Hash for KnownNames {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.entries.hash(state);
    }
}

impl KnownNames {
    pub fn of(manuscript: &Manuscript) -> KnownNames {
        let people = manuscript.claimants.entries.iter().map(|claimant| Entry {
            kind: NameKind::Person,
            names: names_of_person(claimant),
            parent: None,
            role: claimant.role.as_ref().map(ToString::to_string),
        });
        let places = &manuscript.places.entries;
        let first = manuscript.claimants.entries.len();
        let by_id: std::collections::BTreeMap<&str, usize> =
            places.iter().zip(first..).map(|(place, at)| (place.id.value.as_str(), at)).collect();
        let places = places.iter().map(|place| Entry {
            kind: NameKind::Place,
            names: names_of_place(place),
            parent: place.parent.as_ref().and_then(|parent| by_id.get(parent.value.as_str()).copied()),
            role: None,
        });
        let entries: Vec<Entry> = people.chain(places).collect();
        let patterns =
            entries.iter().enumerate().flat_map(|(at, entry)| entry.names.iter().map(move |name| (at, name)));
        let patterns = patterns.filter(|(_, name)| name.chars().count() >= FEWEST);
        let (owners, names): (Vec<usize>, Vec<&String>) = patterns.unzip();
        // It fails on more names than a register can hold.
        let finder = (!names.is_empty()).then(|| AhoCorasick::new(&names).ok()).flatten();
        KnownNames { finder, owners, entries }
    }

    /// Who and which places a text names: each once, by its longest name; a name inside a longer one is none of its own.
    pub fn named(&self, text: &str) -> Vec<Named> {
        let Some(finder) = &self.finder else { return Vec::new() };
        let mut list: Vec<Named> = Vec::new();
        for found in finder.find_overlapping_iter(text) {
            let at = found.start()..found.end();
            let Some(&index) = self.owners.get(found.pattern().as_usize()).filter(|_| stands_alone(text, &at)) else {
                continue;
            };
            let Some(entry) = self.entries.get(index) else { continue };
            match list.iter_mut().find(|named| named.index == index) {
                Some(named) if named.at.len() < at.len() => named.at = at,
                Some(_) => {}
                None => list.push(Named { kind: entry.kind, index, at }),
            }
        }
        list
    }

    /// The place that something lies in, and where that lies.
    pub fn around(&self, index: usize) -> Vec<usize> {
        let mut list = Vec::new();
        let mut next = self.entries.get(index).and_then(|entry| entry.parent);
        while let Some(parent) = next.filter(|parent| !list.contains(parent)) {
            list.push(parent);
            next = self.entries.get(parent).and_then(|entry| entry.parent);
        }
        list
    }

    /// What somebody is, in words.
    pub fn role(&self, index: usize) -> Option<&str> {
        self.entries.get(index)?.role.as_deref()
    }
}

fn stands_alone(text: &str, at: &Range<usize>) -> bool {
    let before = text.get(..at.start).and_then(|text| text.chars().next_back());
    let after = text.get(at.end..).and_then(|text| text.chars().next());
    !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
}

/// The names of somebody in texts; none of who has no name.
pub fn names_of_person(claimant: &ClaimantText) -> Vec<String> {
    if !claimant.named {
        return Vec::new();
    }
    let full: Vec<&str> = claimant.aliases.iter().map(|alias| &**alias).chain([&*claimant.name]).collect();
    // A person is called by the last name, too.
    let last = full.iter().filter_map(|name| name.rsplit(' ').next());
    let last = last.filter(|last| last.chars().count() > 3 && last.chars().next().is_some_and(char::is_uppercase));
    full.iter().copied().chain(last).map(str::to_owned).collect()
}

fn names_of_place(place: &PlaceText) -> Vec<String> {
    let names = place.variants.iter().chain([&place.name]).chain(&place.endonym);
    names.map(ToString::to_string).collect()
}
