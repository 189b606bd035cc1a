//! By what a text is known again, without its words: the least hashes of its runs of five words.
//!
//! Of two texts that share most of their runs the least hashes are mostly the same (Broder, *On the resemblance and
//! containment of documents*, 1997). An agency's text with another headline is found so; two reports of one event are not.

use std::collections::BTreeSet;

/// Words in a run.
const RUN: usize = 5;
/// Hashes kept.
const KEPT: usize = 32;
/// Shared hashes of [`KEPT`] from which on two texts are one. Measured (`tests/it/lock/likeness.rs`): 60 copies with light edits,
/// such as another headline, a word in 40, a line more or two less, share 22 at least; 19 pairs of reports of one event by
/// different hands, five news articles among them, share 2 at most.
const SAME: usize = 16;
/// Texts with fewer runs are too short to be like one another by more than chance: they are equal or they are not.
const FEWEST: usize = KEPT / 2;

/// The sketch of a text: hexadecimal digits, eight a hash.
pub fn sketch(text: &str) -> String {
    let normal = crate::quotation::normalise(text).to_lowercase();
    let words: Vec<&str> =
        normal.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let runs: BTreeSet<u32> = words.windows(RUN).map(hash).collect();
    if runs.len() < FEWEST {
        return String::new();
    }
    runs.iter().take(KEPT).map(|hash| format!("{hash:08x}")).collect()
}

/// Whether two sketches are of one text, or nearly.
pub fn is_the_same_text(one: &str, other: &str) -> bool {
    let (one, other) = (hashes(one), hashes(other));
    let both: BTreeSet<&str> = one.union(&other).take(KEPT).copied().collect();
    let shared = both.iter().filter(|hash| one.contains(**hash) && other.contains(**hash)).count();
    !one.is_empty() && !other.is_empty() && shared * KEPT >= both.len() * SAME
}

fn hashes(sketch: &str) -> BTreeSet<&str> {
    (0..sketch.len() / 8).filter_map(|at| sketch.get(at * 8..at * 8 + 8)).collect()
}

/// FNV-1a over the words, stirred so that its upper half is evenly spread.
fn hash(words: &[&str]) -> u32 {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for byte in words.iter().flat_map(|word| word.bytes().chain([b' '])) {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3);
    }
    hash = (hash ^ (hash >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    hash = (hash ^ (hash >> 33)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    u32::try_from(hash >> 32).unwrap_or_default()
}
