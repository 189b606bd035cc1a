//! A draft's numbers, where a capture holds the sentence that they are in.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::draft::{Draft, Place};
use super::judge::Hit;
use super::shelf::Shelf;
use crate::prose::sentences;
use crate::reading::{Reading, read};

/// Captures of which the sentences are looked at.
const MOST_ASKED: usize = 5;
/// Words that a sentence must have in common with one of a capture, and their share in hundredths.
const FEWEST_COMMON: usize = 4;
const SHARE: usize = 60;

/// A number of a draft, and the sentence of a capture that is like its own.
#[derive(Debug, Clone, PartialEq)]
pub struct Compared {
    /// The number of its draft.
    pub draft: usize,
    pub place: Place,
    /// The sentence.
    pub sentence: String,
    /// As it stands in the draft: `at least 25 people`.
    pub number: String,
    /// The numbers that the capture's sentence has; none: it has this one.
    pub differs: Option<Vec<String>>,
    /// The capture's sentence.
    pub hit: Hit,
}

/// Compares the numbers of a draft.
pub fn numbers(number: usize, draft: &Draft, shelf: &Shelf) -> Vec<Compared> {
    let language = draft.language();
    let one = |(place, sentence): &(Place, String)| compare(number, place, sentence, shelf, &language);
    draft.sentences().par_iter().flat_map_iter(one).collect()
}

fn compare(draft: usize, place: &Place, sentence: &str, shelf: &Shelf, language: &str) -> Vec<Compared> {
    let said = read(sentence, language);
    let own: Vec<&Reading> = said.readings.iter().filter(|reading| reading.is_quantity()).collect();
    if own.is_empty() {
        return Vec::new();
    }
    let Some((hit, theirs)) = like(sentence, shelf) else { return Vec::new() };
    if theirs.is_empty() {
        return Vec::new();
    }
    let shown = |reading: &Reading, text: &str| text.get(reading.span.clone()).unwrap_or_default().to_owned();
    let of = |reading: &&Reading| {
        let has = theirs.iter().any(|other| other.value == reading.value && other.is_vague == reading.is_vague);
        let words = hit.words.as_str();
        let differs = (!has).then(|| theirs.iter().map(|other| shown(other, words)).collect());
        Compared {
            draft,
            place: place.clone(),
            sentence: sentence.to_owned(),
            number: shown(reading, sentence),
            differs,
            hit: hit.clone(),
        }
    };
    own.iter().map(of).collect()
}

/// The sentence of a capture that has most words of this one, and its numbers.
fn like(sentence: &str, shelf: &Shelf) -> Option<(Hit, Vec<Reading>)> {
    let own = words(sentence);
    if own.len() < FEWEST_COMMON {
        return None;
    }
    let mut best: Option<(usize, Hit, Vec<Reading>)> = None;
    for candidate in shelf.candidates(sentence).iter().take(MOST_ASKED) {
        let Some(held) = shelf.held.get(candidate.capture) else { continue };
        let text = held.saved.text.as_str();
        let language = held.saved.language().unwrap_or_else(|| "en".to_owned());
        let mut base = 0;
        for paragraph in text.split_inclusive("\n\n") {
            for span in sentences(paragraph, &language) {
                let theirs = &paragraph[span.clone()];
                let common = words(theirs).intersection(&own).count();
                let is_enough = common >= FEWEST_COMMON && common * 100 >= own.len() * SHARE;
                if !is_enough || best.as_ref().is_some_and(|(most, ..)| *most >= common) {
                    continue;
                }
                let start = text[..base + span.start].chars().count();
                let shown = theirs.trim_end();
                let hit = Hit {
                    capture: candidate.capture,
                    name: held.name.clone(),
                    start,
                    end: start + shown.chars().count(),
                    locator: held.locator(start),
                    words: shown.to_owned(),
                };
                let found = read(shown, &language).readings.into_iter().filter(Reading::is_quantity).collect();
                best = Some((common, hit, found));
            }
            base += paragraph.len();
        }
    }
    best.map(|(_, hit, found)| (hit, found))
}

/// The words of a sentence that say what it is about: the longer ones, without numbers.
fn words(sentence: &str) -> BTreeSet<String> {
    let words = sentence.split(|letter: char| !letter.is_alphanumeric());
    let telling = words.filter(|word| word.chars().nth(3).is_some() && !word.contains(char::is_numeric));
    telling.map(str::to_lowercase).collect()
}
