//! What places and people are called, for telling a misspelling from a name, and which places some words name.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::ids::{ClaimantId, PlaceId, SourceId};
use super::registers::{Claimant, Place};
use super::source::Source;
use crate::memo::Printed;

/// Fewer letters than this, and too many other words are near.
const FEWEST: usize = 6;
/// From so many letters on, two of them may differ.
const LONG: usize = 10;

/// The names of places, by their first letters, and all words of all names; and what may stand for a place, by the
/// first word of it, the longest first: every way of writing one, and the names of people and papers, which are no place.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct PlaceNames {
    known: BTreeSet<String>,
    names: BTreeMap<char, Vec<String>>,
    written: BTreeMap<String, Vec<(String, Option<PlaceId>)>>,
}

impl PlaceNames {
    pub(super) fn of(
        places: &BTreeMap<PlaceId, Printed<Place>>,
        claimants: &BTreeMap<ClaimantId, Printed<Claimant>>,
        sources: &BTreeMap<SourceId, Printed<Source>>,
    ) -> PlaceNames {
        let mut all = PlaceNames::default();
        for (id, place) in places {
            let text = &place.text;
            for name in text.variants.iter().chain(&text.endonym).chain([&text.name]) {
                all.write(name, Some(id));
            }
            let variants = text.variants.iter().chain(&text.endonym).map(|name| &**name);
            for name in variants.chain([&*text.name]).chain(text.misspellings.iter().map(String::as_str)) {
                all.know(name);
            }
            if let Some(first) = text.name.chars().next().filter(|_| text.name.chars().count() >= FEWEST) {
                all.names.entry(first).or_default().push(text.name.to_string());
            }
        }
        for claimant in claimants.values() {
            for name in claimant.text.aliases.iter().chain([&claimant.text.name]) {
                all.know(name);
                all.write(name, None);
            }
        }
        for source in sources.values() {
            let text = &source.text;
            text.outlet.iter().chain(&text.agency).chain(&text.authors).for_each(|name| all.know(name));
            text.outlet.iter().chain(&text.agency).for_each(|name| all.write(name, None));
        }
        all.written.values_mut().for_each(|ways| ways.sort_by_key(|(name, _)| Reverse(name.len())));
        all
    }

    fn write(&mut self, name: &str, id: Option<&PlaceId>) {
        if let Some(first) = words_from(name, 0, 1).and_then(|end| name.get(..end)) {
            self.written.entry(first.to_owned()).or_default().push((name.to_owned(), id.cloned()));
        }
    }

    fn know(&mut self, name: &str) {
        self.known.insert(name.to_owned());
        self.known.extend(name.split(|letter: char| !letter.is_alphanumeric()).map(str::to_owned));
    }

    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// The places that some words name, each once. "Belgorod Oblast" does not name the town, nor does "The Kyiv Independent".
    pub fn named_in(&self, text: &str) -> BTreeSet<&PlaceId> {
        let mut named = BTreeSet::new();
        let mut rest = text;
        while let Some(start) = rest.find(char::is_alphanumeric) {
            rest = rest.get(start..).unwrap_or_default();
            let first = words_from(rest, 0, 1).and_then(|end| rest.get(..end)).unwrap_or_default();
            let is_whole =
                |name: &str| rest.strip_prefix(name).is_some_and(|after| !after.starts_with(char::is_alphanumeric));
            let found = self.written.get(first).and_then(|ways| ways.iter().find(|(name, _)| is_whole(name)));
            named.extend(found.and_then(|(_, id)| id.as_ref()));
            let end = rest.find(|letter: char| !letter.is_alphanumeric()).unwrap_or(rest.len());
            rest = rest.get(found.map_or(end, |(name, _)| name.len())..).unwrap_or_default();
        }
        named
    }

    /// The place whose name the words from one on nearly are, and which words.
    pub fn near(&self, text: &str, word: Range<usize>, language: &str) -> Option<(Range<usize>, &str)> {
        let own = text.get(word.clone())?;
        let first = own.chars().next()?;
        self.names.get(&first)?.iter().find_map(|name| {
            let end = words_from(text, word.start, name.split(' ').count())?;
            let written = text.get(word.start..end)?;
            let is_name = self.known.contains(written) || (end == word.end && self.known.contains(own));
            (!is_name && is_near(written, name, language)).then_some((word.start..end, name.as_str()))
        })
    }
}

/// Where so many words end that stand one after the other.
fn words_from(text: &str, start: usize, count: usize) -> Option<usize> {
    let mut end = start;
    for nth in 0..count {
        let from = if nth == 0 { end } else { end + text.get(end..)?.strip_prefix(' ').map(|_| 1)? };
        let rest = text.get(from..)?;
        let inner = |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '\'' | '’');
        let length = rest.find(|letter: char| !inner(letter)).unwrap_or(rest.len());
        let trimmed = rest.get(..length)?.trim_end_matches(['-', '\'', '’']);
        let trimmed = trimmed.strip_suffix("'s").or_else(|| trimmed.strip_suffix("’s")).unwrap_or(trimmed);
        if trimmed.is_empty() {
            return None;
        }
        end = from + trimmed.len();
    }
    Some(end)
}

/// Whether some words are a name with a slip in it, and not another form of it: "Belgrorod", not "Belgorodian".
fn is_near(written: &str, name: &str, language: &str) -> bool {
    let (own, other) = (written.to_lowercase(), name.to_lowercase());
    let (length, shorter) = (other.chars().count(), own.chars().count().min(other.chars().count()));
    if shorter + 2 < length || own.chars().count() > length + 2 {
        return false;
    }
    let shared = own.chars().zip(other.chars()).take_while(|(one, two)| one == two).count();
    // A name with an ending, or cut off; languages that inflect change the ending itself.
    let ending = if language.starts_with("en") { 0 } else { 3 };
    if shared + ending >= shorter {
        return false;
    }
    let most = if length >= LONG { 2 } else { 1 };
    (1..=most).contains(&strsim::osa_distance(&own, &other))
}
