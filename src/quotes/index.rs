//! Which captures have words in common with a quotation: asked first, so that not every capture need be searched.

use rayon::prelude::*;
use xxhash_rust::xxh3::xxh3_64;

use crate::quotation::normalise;

/// Words and pairs of words, each with the number of the capture that has it, in order.
#[derive(Debug, Default)]
pub struct Index {
    grams: Vec<(u64, u32)>,
}

/// A capture, and how much of a quotation's words and pairs of words it has, in thousandths.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Candidate {
    pub capture: usize,
    pub words: usize,
    pub pairs: usize,
}

impl Index {
    pub fn of(texts: &[&str]) -> Index {
        let of = |(number, text): (usize, &&str)| {
            let (mut words, pairs) = grams(text);
            words.extend(pairs);
            words.sort_unstable();
            words.dedup();
            let number = u32::try_from(number).unwrap_or(u32::MAX);
            words.into_iter().map(move |gram| (gram, number)).collect::<Vec<_>>()
        };
        let each: Vec<Vec<(u64, u32)>> = texts.par_iter().enumerate().map(of).collect();
        let mut grams = each.concat();
        grams.par_sort_unstable();
        Index { grams }
    }

    /// The captures that have some of the words, the likeliest first.
    pub fn candidates(&self, words: &str, captures: usize) -> Vec<Candidate> {
        let (words, pairs) = grams(words);
        let words = self.count(&words, captures);
        let pairs = self.count(&pairs, captures);
        let both = words.into_iter().zip(pairs).enumerate();
        let mut all: Vec<Candidate> = both
            .map(|(capture, (words, pairs))| Candidate { capture, words, pairs })
            .filter(|one| one.words > 0)
            .collect();
        all.sort_by_key(|one| (std::cmp::Reverse(one.pairs * 2 + one.words), one.capture));
        all
    }

    /// How many of `grams` each capture has, in thousandths.
    fn count(&self, grams: &[u64], captures: usize) -> Vec<usize> {
        let mut counts = vec![0_usize; captures];
        for gram in grams {
            let start = self.grams.partition_point(|(known, _)| known < gram);
            for (_, capture) in self.grams[start..].iter().take_while(|(known, _)| known == gram) {
                if let Some(count) = counts.get_mut(*capture as usize) {
                    *count += 1;
                }
            }
        }
        counts.iter_mut().for_each(|count| *count = *count * 1000 / grams.len().max(1));
        counts
    }
}

/// The words of a text and its pairs of words, as prints. Where no spaces part words, each letter is one.
fn grams(text: &str) -> (Vec<u64>, Vec<u64>) {
    let text = normalise(text).to_lowercase();
    let mut words: Vec<u64> = Vec::new();
    for run in text.split(|letter: char| !letter.is_alphanumeric()).filter(|run| !run.is_empty()) {
        match run.contains(is_unspaced) {
            true => {
                let mut letter = [0; 4];
                words.extend(run.chars().map(|one| xxh3_64(one.encode_utf8(&mut letter).as_bytes())));
            }
            false => words.push(xxh3_64(run.as_bytes())),
        }
    }
    let pairs = words.windows(2).filter_map(|pair| Some(pair.first()?.rotate_left(21) ^ pair.last()?)).collect();
    (words, pairs)
}

/// Thai, Lao, Burmese, Khmer; Chinese and Japanese.
fn is_unspaced(letter: char) -> bool {
    matches!(letter, '\u{0E00}'..='\u{0EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}' | '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{20000}'..='\u{3FFFF}')
}
