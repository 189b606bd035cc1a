//! By what a text is known again, without its words: the least hashes of its runs of five words.
//!
//! Of two texts that share most of their runs the least hashes are mostly the same (Broder, *On the resemblance and
//! containment of documents*, 1997). An agency's text with another headline is found so; two reports of one event are not.

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
    let mut runs = hashes_of_runs(&words);
    least(&mut runs);
    if runs.len() < FEWEST {
        return String::new();
    }
    runs.iter().take(KEPT).map(|hash| format!("{hash:08x}")).collect()
}

/// Whether two sketches are of one text, or nearly: of the least hashes of both enough are shared.
pub fn is_the_same_text(one: &str, other: &str) -> bool {
    let (mut one, mut other) = (hashes(one).peekable(), hashes(other).peekable());
    if one.peek().is_none() || other.peek().is_none() {
        return false;
    }
    let (mut both, mut shared) = (0, 0);
    while both < KEPT {
        // The hashes of a sketch ascend: the least of the two heads comes next.
        let least = match (one.peek(), other.peek()) {
            (Some(one), Some(other)) => one.min(other),
            (Some(head), None) | (None, Some(head)) => head,
            (None, None) => break,
        };
        let least = *least;
        let stands_in = [one.next_if_eq(&least).is_some(), other.next_if_eq(&least).is_some()];
        shared += usize::from(stands_in == [true, true]);
        both += 1;
    }
    shared * KEPT >= both * SAME
}

fn hashes(sketch: &str) -> impl Iterator<Item = &str> {
    (0..sketch.len() / 8).filter_map(|at| sketch.get(at * 8..at * 8 + 8))
}

/// Leaves the least hashes in front, in order and each once: [`KEPT`] of them, if there are so many.
fn least(runs: &mut Vec<u32>) {
    // So many that a text that repeats itself a little has enough among them.
    let front = KEPT * 4;
    if runs.len() > front {
        let (low, ..) = runs.select_nth_unstable(front);
        low.sort_unstable();
        if low.chunk_by(|one, other| one == other).count() >= KEPT {
            runs.truncate(front);
        }
    }
    runs.sort_unstable();
    runs.dedup();
}

/// Of each run of words: FNV-1a over its words, stirred so that its upper half is evenly spread. The runs that a word stands
/// in are hashed side by side.
fn hashes_of_runs(words: &[&str]) -> Vec<u32> {
    let mut open = [0xcbf2_9ce4_8422_2325_u64; RUN];
    let mut hashes = Vec::with_capacity(words.len());
    for (nth, word) in words.iter().enumerate() {
        // Here a run begins.
        open[nth % RUN] = 0xcbf2_9ce4_8422_2325;
        let mut take = |byte: u8| {
            for hash in &mut open {
                *hash = (*hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3);
            }
        };
        word.bytes().for_each(&mut take);
        take(b' ');
        // And here ends the one that began four words before.
        if nth + 1 >= RUN {
            hashes.push(stirred(open[(nth + 1) % RUN]));
        }
    }
    hashes
}

fn stirred(mut hash: u64) -> u32 {
    hash = (hash ^ (hash >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    hash = (hash ^ (hash >> 33)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    u32::try_from(hash >> 32).unwrap_or_default()
}
