//! Whose text a source prints: several outlets may print one.
//!
//! Two sources have one text where they share a capture, where their captures are equal or nearly so, or where one is derived
//! from the other. What captures are like is known from the lock alone, so that it is known where there are no captures.

use std::collections::{BTreeMap, BTreeSet};

use crate::lock::{Lock, is_the_same_text};
use crate::manuscript::SourceText;
use crate::memo::{Nothing, Printed, Reader};
use crate::site::SourceId;
use crate::verified::capture_path;

use super::heads::Heads;

/// A text that many print is looked for among so many of them.
const MOST_ALIKE: usize = 8;

/// What the texts of sources are known by.
#[derive(Debug, Hash)]
pub struct Printings {
    pub sources: Vec<Printed<SourceText>>,
    pub lock: Printed<Lock>,
}

/// Source → the texts that it goes back to, each under the name of one source that prints it.
pub type Texts = BTreeMap<SourceId, Vec<SourceId>>;

/// The texts of all sources.
pub fn texts(printings: &Printings, (): &(), _: &Reader<Nothing>) -> Printed<Texts> {
    let sources = &printings.sources;
    let heads = alike(printings);
    let index: BTreeMap<&str, usize> =
        sources.iter().enumerate().map(|(at, source)| (source.id.as_str(), at)).collect();
    let of = |start: usize| {
        let (mut seen, mut found, mut open) = (BTreeSet::new(), BTreeSet::new(), vec![start]);
        while let Some(at) = open.pop().filter(|_| found.len() <= MOST_ALIKE) {
            let from = sources[at].derived_from.iter().filter_map(|name| index.get(name.as_str()));
            let from: Vec<usize> = from.copied().filter(|from| *from != at).collect();
            if from.is_empty() {
                found.insert(heads[at]);
            }
            open.extend(from.into_iter().filter(|from| seen.insert(*from)));
        }
        // What is derived from itself in a circle stands for itself.
        found.insert(if found.is_empty() { heads[start] } else { found.first().copied().unwrap_or(start) });
        found.into_iter().map(|at| SourceId::from(sources[at].id.as_str())).collect()
    };
    Printed::new((0..sources.len()).map(|at| (SourceId::from(sources[at].id.as_str()), of(at))).collect())
}

/// For each source the first with the same capture, or nearly.
fn alike(printings: &Printings) -> Vec<usize> {
    let mut heads = Heads::new(printings.sources.len());
    let mut by_file: BTreeMap<String, usize> = BTreeMap::new();
    let mut by_digest: BTreeMap<&str, usize> = BTreeMap::new();
    let mut by_hash: BTreeMap<&str, Vec<(usize, &str)>> = BTreeMap::new();
    for (at, source) in printings.sources.iter().enumerate() {
        heads.join(*by_file.entry(capture_path(source)).or_insert(at), at);
        let Some(locked) = printings.lock.sources.get(&source.id).filter(|locked| !locked.capture.is_empty()) else {
            continue;
        };
        heads.join(*by_digest.entry(locked.capture.as_str()).or_insert(at), at);
        let sketch = locked.sketch.as_str();
        for hash in (0..sketch.len() / 8).filter_map(|nth| sketch.get(nth * 8..nth * 8 + 8)) {
            let known = by_hash.entry(hash).or_default();
            let like = known.iter().find(|(_, other)| is_the_same_text(sketch, other)).map(|(other, _)| *other);
            if let Some(other) = like {
                heads.join(other, at);
            } else if known.len() < MOST_ALIKE {
                known.push((at, sketch));
            }
        }
    }
    (0..printings.sources.len()).map(|at| heads.head(at)).collect()
}
