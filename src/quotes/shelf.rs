//! What a desk has kept: captures, ready for comparing, and which of them have which words.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::index::{Candidate, Index};
use crate::import::{Saved, bare_address};
use crate::quotation::{Capture, Match};

/// One kept publication.
#[derive(Debug)]
pub struct Held {
    /// As reports name it: the file's name, with the part of the file where it holds several.
    pub name: String,
    pub saved: Saved,
    pub capture: Capture,
    addresses: Vec<String>,
}

/// Everything that is kept.
#[derive(Debug, Default)]
pub struct Shelf {
    pub held: Vec<Held>,
    index: Index,
    addresses: BTreeMap<String, Vec<usize>>,
}

impl Held {
    /// A publication as it was read.
    pub fn new(name: &str, saved: Saved) -> Held {
        let name = match &saved.part {
            Some(part) => format!("{name}#{part}"),
            None => name.to_owned(),
        };
        let language = saved.language().unwrap_or_else(|| "en".to_owned());
        let capture = Capture::new(&saved.text, &[], &saved.damaged_lines()).in_language(&language);
        let apart: Vec<(u32, u32)> = saved.apart_lines().iter().map(|(line, _)| (*line, *line)).collect();
        let capture = capture.with_apart(&apart);
        let addresses = saved.addresses().map(str::to_owned).collect();
        Held { name, saved, capture, addresses }
    }

    /// A source of a project: its capture, and its words with what is marked in them.
    pub fn of_source(name: &str, capture: Capture, saved: Saved, addresses: Vec<String>) -> Held {
        Held { name: name.to_owned(), saved, capture, addresses }
    }

    /// Where in it something begins, for people: the page or time, else the line.
    pub fn locator(&self, code_point: usize) -> String {
        let at = self.saved.text.char_indices().nth(code_point).map_or(self.saved.text.len(), |(at, _)| at);
        let line = || format!("line {}", self.capture.line(code_point));
        self.saved.locator(at).map_or_else(line, str::to_owned)
    }

    /// The lines that a match runs on over although they are none of the running text, for people; none: nothing.
    pub fn passed_over(&self, found: &Match) -> Option<String> {
        let apart = self.saved.apart_lines();
        let name = |line: u32| match apart.iter().find(|(own, _)| *own == line) {
            Some((_, what)) => format!("line {line} ({what})"),
            None => format!("line {line}"),
        };
        let is_written = |line: &u32| {
            let own = self.saved.text.lines().nth(usize::try_from(line - 1).unwrap_or(usize::MAX));
            own.is_some_and(|own| !own.trim().is_empty())
        };
        let lines = found.gaps.iter().filter(|gap| gap.is_apart).flat_map(|gap| {
            let between = self.capture.line(gap.start) + 1..self.capture.line(gap.end);
            between.filter(is_written).map(&name).collect::<Vec<_>>()
        });
        let lines: Vec<String> = lines.collect();
        (!lines.is_empty()).then(|| lines.join(", "))
    }
}

impl Shelf {
    pub fn new(files: Vec<(String, Saved)>) -> Shelf {
        Shelf::of(files.into_par_iter().map(|(name, saved)| Held::new(&name, saved)).collect())
    }

    pub fn of(held: Vec<Held>) -> Shelf {
        let texts: Vec<&str> = held.iter().map(|one| one.saved.text.as_str()).collect();
        let index = Index::of(&texts);
        let mut addresses: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (number, one) in held.iter().enumerate() {
            for address in &one.addresses {
                addresses.entry(bare_address(address)).or_default().push(number);
            }
        }
        Shelf { held, index, addresses }
    }

    /// The captures that have some of the words, the likeliest first.
    pub fn candidates(&self, words: &str) -> Vec<Candidate> {
        self.index.candidates(words, self.held.len())
    }

    /// The captures of an address.
    pub fn of_address(&self, address: &str) -> &[usize] {
        self.addresses.get(&bare_address(address)).map_or(&[], Vec::as_slice)
    }
}
