//! What places and people are called, for telling a misspelling from a name.

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

/// The names of places, by their first letters, and all words of all names.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct PlaceNames {
    known: BTreeSet<String>,
    names: BTreeMap<char, Vec<String>>,
}

impl PlaceNames {
    pub(super) fn of(
        places: &BTreeMap<PlaceId, Printed<Place>>,
        claimants: &BTreeMap<ClaimantId, Printed<Claimant>>,
        sources: &BTreeMap<SourceId, Printed<Source>>,
    ) -> PlaceNames {
        let mut all = PlaceNames::default();
        for place in places.values() {
            let text = &place.text;
            let variants = text.variants.iter().chain(&text.endonym).map(|name| &**name);
            for name in variants.chain([&*text.name]).chain(text.misspellings.iter().map(String::as_str)) {
                all.know(name);
            }
            if let Some(first) = text.name.chars().next().filter(|_| text.name.chars().count() >= FEWEST) {
                all.names.entry(first).or_default().push(text.name.to_string());
            }
        }
        for claimant in claimants.values() {
            claimant.text.aliases.iter().chain([&claimant.text.name]).for_each(|name| all.know(name));
        }
        for source in sources.values() {
            let text = &source.text;
            text.outlet.iter().chain(&text.agency).chain(&text.authors).for_each(|name| all.know(name));
        }
        all
    }

    fn know(&mut self, name: &str) {
        self.known.insert(name.to_owned());
        self.known.extend(name.split(|letter: char| !letter.is_alphanumeric()).map(str::to_owned));
    }

    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
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
