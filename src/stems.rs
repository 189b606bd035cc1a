//! Words cut to what they begin with, to see whether two texts speak of the same.

#![warn(missing_docs)]

use crate::reading::Lexicon;

/// The first letters of a word in lower case, each in 21 bits, the first one highest: equal words have equal stems in any
/// of their forms, mostly.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
struct Stem(u128);

const LETTERS: u32 = 5;
const BITS: u32 = 21;

impl Stem {
    /// Of a word; none, if it is too short or too common to tell texts apart.
    fn of(word: &str, lexicon: &Lexicon) -> Option<Stem> {
        let is_long = word.chars().nth(3).is_some();
        if !is_long || lexicon.is_common(word) {
            return None;
        }
        let letters = word.chars().flat_map(char::to_lowercase);
        let shifts = (0..LETTERS).rev().map(|nth| nth * BITS);
        Some(Stem(letters.zip(shifts).fold(0, |stem, (letter, shift)| stem | (u128::from(u32::from(letter)) << shift))))
    }

    /// Whether one begins with the other.
    fn meets(self, other: Stem) -> bool {
        let is_short = |stem: Stem| stem.0 & ((1 << BITS) - 1) == 0;
        self == other || (self.0 >> BITS == other.0 >> BITS && (is_short(self) || is_short(other)))
    }
}

/// The words of a text that mean something, as stems, each once and in order.
#[derive(Clone, Debug, Default)]
pub struct Stems(Vec<Stem>);

impl Stems {
    /// Of a text.
    pub fn of(text: &str) -> Stems {
        let mut list: Vec<Stem> = stems(text).collect();
        list.sort_unstable();
        list.dedup();
        Stems(list)
    }

    /// Whether the text has no such word.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether a word of a text begins as one of these.
    pub fn meet(&self, text: &str) -> bool {
        stems(text).any(|stem| self.0.iter().any(|own| own.meets(stem)))
    }

    /// How many words both have.
    pub fn shared(&self, other: &Stems) -> usize {
        self.0.iter().filter(|stem| other.0.binary_search(stem).is_ok()).count()
    }

    /// Those that stand in no other.
    pub fn without(&self, other: &Stems) -> Stems {
        Stems(self.0.iter().filter(|stem| other.0.binary_search(stem).is_err()).copied().collect())
    }

    /// Those that more than some number of texts have.
    pub fn common<'s>(texts: impl Iterator<Item = &'s Stems>, most: usize) -> Stems {
        let mut all: Vec<Stem> = texts.flat_map(|stems| stems.0.iter().copied()).collect();
        all.sort_unstable();
        let alike = all.chunk_by(|one, other| one == other).filter(|alike| alike.len() > most);
        Stems(alike.filter_map(|alike| alike.first().copied()).collect())
    }
}

/// Of the words of a text, in their order.
fn stems(text: &str) -> impl Iterator<Item = Stem> {
    let lexicon = Lexicon::english();
    text.split(|letter: char| !letter.is_alphanumeric()).filter_map(|word| Stem::of(word, lexicon))
}
