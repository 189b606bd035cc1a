//! Lines that quote the same words of one text: somebody said them once, whoever is named for them.

use std::collections::BTreeMap;

use crate::quotation::normalise;
use crate::site::SourceId;

/// How many lines of one text are compared word by word; in a longer list only equal ones count as the same words.
pub const MOST_COMPARED: usize = 64;

/// Fewer words than these in common are no common words, unless they are the whole of a quotation.
const FEWEST: usize = 4;

/// A quotation as it is compared: the words of each run between omissions, without case and marks.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub struct Words(Vec<Vec<String>>);

impl Words {
    pub fn of(quotation: &str) -> Words {
        let plain = normalise(quotation).to_lowercase().replace('…', "...");
        let words = |run: &str| -> Vec<String> {
            run.split(|letter: char| !letter.is_alphanumeric())
                .filter(|word| !word.is_empty())
                .map(str::to_owned)
                .collect()
        };
        Words(plain.split("...").map(words).filter(|run| !run.is_empty()).collect())
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether a run of one stands in a run of the other, or begins where that one ends.
    pub fn meet(&self, other: &Words) -> bool {
        let is_enough = |run: &[String], words: &Words| run.len() >= FEWEST || words.0.len() == 1;
        let holds = |outer: &[String], inner: &[String]| outer.windows(inner.len()).any(|part| part == inner);
        let laps = |one: &[String], other: &[String]| {
            (FEWEST..=one.len().min(other.len())).any(|length| one[one.len() - length..] == other[..length])
        };
        self.0.iter().any(|one| {
            other.0.iter().any(|two| {
                is_enough(two, other) && holds(one, two)
                    || is_enough(one, self) && holds(two, one)
                    || laps(one, two)
                    || laps(two, one)
            })
        })
    }
}

/// Pairs of lines that quote the same words of one text; of each line the texts that its source goes back to, and its words.
pub fn same_words(lines: &[(&[SourceId], &Words)]) -> Vec<(usize, usize)> {
    let mut of_text: BTreeMap<&SourceId, Vec<usize>> = BTreeMap::new();
    for (at, (texts, _)) in lines.iter().enumerate().filter(|(_, (_, words))| !words.is_empty()) {
        if let [text] = texts {
            of_text.entry(text).or_default().push(at);
        }
    }
    let mut pairs = Vec::new();
    for list in of_text.values() {
        let mut first_of: BTreeMap<&Words, usize> = BTreeMap::new();
        let equal = list.iter().map(|at| (*first_of.entry(lines[*at].1).or_insert(*at), *at));
        pairs.extend(equal.filter(|(one, other)| one != other));
        let few = if list.len() > MOST_COMPARED { &[][..] } else { list };
        for (nth, one) in few.iter().enumerate() {
            let meets = |other: &&usize| {
                let (one, other) = (lines[*one].1, lines[**other].1);
                one != other && one.meet(other)
            };
            pairs.extend(few[nth + 1..].iter().filter(meets).map(|other| (*one, *other)));
        }
    }
    pairs
}
