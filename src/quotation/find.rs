//! Looking for words in normalised text, where only whole words count.

use super::boundary::is_boundary;
use super::normal::Normalised;
use std::ops::Range;

/// More occurrences than this are not counted.
pub(super) const MOST_OCCURRENCES: usize = 10_000;
/// After so many places where the words are cut, the search gives up. Only a text made of one repeated pattern
/// comes near it; giving up refuses.
const MOST_CUTS: usize = 20_000;

/// Where in a text to look.
#[derive(Clone, Debug)]
pub(super) struct Scope<'a> {
    pub(super) normal: &'a Normalised,
    /// Bytes of the normalised text.
    pub(super) range: Range<usize>,
}

impl<'a> Scope<'a> {
    /// The code points `within` of the raw text; none: all of it.
    pub(super) fn new(normal: &'a Normalised, within: Option<&Range<usize>>) -> Self {
        let range = within.map_or(0..normal.text.len(), |within| {
            let start = normal.offsets.byte_from(within.start);
            start..normal.offsets.byte_from(within.end).max(start)
        });
        Self { normal, range }
    }

    pub(super) fn text(&self) -> &'a str {
        &self.normal.text
    }
}

/// What a search found, as bytes of the normalised text.
#[derive(Clone, Debug, Default)]
pub(super) struct Found {
    /// Occurrences bounded by word boundaries, in order, not overlapping.
    pub(super) whole: Vec<Range<usize>>,
    /// The first occurrence that cuts a word or a number.
    pub(super) cut: Option<Range<usize>>,
}

/// All bounded occurrences of `needle` within `range`, at most `most`.
pub(super) fn find(normal: &Normalised, needle: &str, range: Range<usize>, most: usize) -> Found {
    let mut found = Found::default();
    let bytes = normal.text.as_bytes();
    let Some(haystack) = bytes.get(..range.end).filter(|_| !needle.is_empty()) else {
        return found;
    };
    let finder = memchr::memmem::Finder::new(needle);
    let most_cut_bytes = haystack.len().saturating_mul(8).saturating_add(1 << 16);
    let (mut from, mut cuts) = (range.start, 0_usize);
    while let Some(at) = haystack.get(from..).and_then(|rest| finder.find(rest)) {
        let hit = from + at..from + at + needle.len();
        if is_boundary(normal, hit.start) && is_boundary(normal, hit.end) {
            from = hit.end;
            found.whole.push(hit);
            if found.whole.len() >= most {
                break;
            }
            continue;
        }
        from = next_word(bytes, hit.start);
        found.cut.get_or_insert(hit);
        cuts += 1;
        if cuts > MOST_CUTS || cuts.saturating_mul(needle.len()) > most_cut_bytes {
            break;
        }
    }
    found
}

/// The first byte after `at` that does not lie inside a run of ASCII letters and digits.
fn next_word(bytes: &[u8], at: usize) -> usize {
    let mut next = at + 1;
    while let (Some(before), Some(after)) = (bytes.get(next - 1), bytes.get(next)) {
        if !(before.is_ascii_alphanumeric() && after.is_ascii_alphanumeric()) {
            break;
        }
        next += 1;
    }
    next
}
