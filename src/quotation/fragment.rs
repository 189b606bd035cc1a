//! Text fragments: the part of an address after `#:~:text=` that makes a browser scroll to words and mark them
//! (WICG, *Text Fragments*). Browsers compare without regard to case, so uniqueness is judged likewise.

use super::boundary::is_boundary;
use super::capture::Capture;
use super::entity;
use super::outcome::{Match, Segment};
use crate::address;
use crate::files::char_boundary;
use std::ops::Range;

/// Words that a start and an end have at least: fewer are found elsewhere as soon as the page changes.
const FEWEST_ENDS: usize = 4;
/// Words that a start or an end may have.
const MOST_ENDS: usize = 24;
/// Words of context that may be added on either side.
const MOST_CONTEXT: usize = 12;
/// Bytes in which they are looked for.
const REACH: usize = 480;

/// The shortest `start[,end]` of at least four words each that names the match alone in `capture`, or all of its words, extended by `prefix-,` and `,-suffix` where
/// that takes it, percent-encoded, in the capture's own glyphs. Write it after `#:~:text=`.
pub fn text_fragment(capture: &Capture, m: &Match) -> String {
    let words = Terms::around(capture, m);
    let total = words.inside.len();
    // A start and an end of as many words each; then the match as a whole, if it stays within one line.
    let mut best: Option<String> = None;
    for count in FEWEST_ENDS..=(total / 2).min(words.head).min(words.tail).min(MOST_ENDS) {
        let (start, end) = (0..count, total - count..total);
        if words.begins_once(&start) && words.ends_first(&start, &end) {
            best = Some([words.encoded(&start), words.encoded(&end)].join(","));
            break;
        }
    }
    let whole = 0..total;
    if words.head == total && words.begins_once(&whole) {
        let text = words.encoded(&whole);
        if best.as_ref().is_none_or(|held| text.len() <= held.len()) {
            best = Some(text);
        }
    }
    best.unwrap_or_else(|| words.in_context())
}

/// A match and its words, as bytes of the normalised text.
struct Terms<'a> {
    capture: &'a Capture,
    place: Range<usize>,
    inside: Vec<Range<usize>>,
    /// Words of the match before its first line end and before what it leaves out. A text to look for must not run over
    /// the end of a block, nor hold words that are not quoted.
    head: usize,
    /// Words of the match after its last line end and after what it leaves out last.
    tail: usize,
}

impl<'a> Terms<'a> {
    fn around(capture: &'a Capture, m: &Match) -> Self {
        let normal = &capture.normal;
        let text = normal.text.as_str();
        let bytes = |segment: &Segment| {
            let start = normal.offsets.byte_from(segment.start).min(text.len());
            start..normal.offsets.byte_from(segment.end).clamp(start, text.len())
        };
        let Range { start, end } = bytes(&Segment { start: m.start, end: m.end });
        let inside = words_in(text, start..end);
        let has_breaks = capture.slice(m.start, m.end).contains('\n');
        let breaks = |pair: &[Range<usize>]| match pair {
            [left, right] if has_breaks => {
                capture.slice(normal.offsets.raw_end(left.end), normal.offsets.raw_start(right.start)).contains('\n')
            }
            _ => false,
        };
        // A dash may join the last word of a segment with what is left out.
        let first = m.segments.first().map_or(end, |segment| bytes(segment).end);
        let last = m.segments.last().map_or(start, |segment| bytes(segment).start);
        let first = inside.iter().take_while(|word| word.end <= first).count().max(1);
        let last = inside.iter().rev().take_while(|word| word.start >= last).count().max(1);
        let head = inside.windows(2).position(breaks).map_or(inside.len(), |at| at + 1).min(first);
        let tail = inside.windows(2).rev().position(breaks).map_or(inside.len(), |at| at + 1).min(last);
        Self { capture, place: start..end, inside, head, tail }
    }

    /// The words before the match, the nearest first, and those after it.
    fn context(&self) -> (Vec<Range<usize>>, Vec<Range<usize>>) {
        let text = self.capture.normal.text.as_str();
        let Range { start, end } = self.place;
        let floor = char_boundary(text, start.saturating_sub(REACH));
        let ceiling = char_boundary(text, end.saturating_add(REACH)).max(end);
        let mut before = words_in(text, floor..start);
        before.reverse();
        before.truncate(MOST_CONTEXT);
        let mut after = words_in(text, end..ceiling);
        after.truncate(MOST_CONTEXT);
        (before, after)
    }

    fn span(words: &[Range<usize>], range: &Range<usize>) -> Range<usize> {
        let words = words.get(range.clone()).unwrap_or_default();
        words.first().map_or(0, |word| word.start)..words.last().map_or(0, |word| word.end)
    }

    fn raw(&self, bytes: &Range<usize>) -> String {
        let offsets = &self.capture.normal.offsets;
        if bytes.is_empty() {
            return String::new();
        }
        entity::decoded(&self.capture.shown(offsets.raw_start(bytes.start), offsets.raw_end(bytes.end)))
    }

    fn encoded(&self, words: &Range<usize>) -> String {
        address::fragment(&self.raw(&Self::span(&self.inside, words)))
    }

    /// Whether these words of the match occur once in the capture.
    fn begins_once(&self, words: &Range<usize>) -> bool {
        self.occurrences(Self::span(&self.inside, words)) == 1
    }

    /// Bounded occurrences of the text of `span` without regard to case, counted up to 2.
    fn occurrences(&self, span: Range<usize>) -> usize {
        let folded = self.capture.folded();
        let needle = &folded[span.clone()];
        if needle.is_empty() {
            return 0;
        }
        let hits = memchr::memmem::find_iter(folded.as_bytes(), needle.as_bytes());
        let bounded = |at: &usize| {
            *at == span.start
                || is_boundary(&self.capture.normal, *at) && is_boundary(&self.capture.normal, at + needle.len())
        };
        hits.take(1_000).filter(bounded).take(2).count()
    }

    /// Whether the first occurrence of the `end` words after the `start` words is the match's own.
    fn ends_first(&self, start: &Range<usize>, end: &Range<usize>) -> bool {
        let folded = self.capture.folded();
        let (start, end) = (Self::span(&self.inside, start), Self::span(&self.inside, end));
        let found = memchr::memmem::find(&folded.as_bytes()[start.end..], &folded.as_bytes()[end.clone()]);
        found.is_some_and(|at| start.end + at == end.start)
    }

    /// The match with as much of the words around it as makes it unique, or all there is. A start and an end that are not
    /// all of the match have four words each, with those around it.
    fn in_context(&self) -> String {
        let total = self.inside.len();
        let whole = 0..total;
        let (start, end) = (0..self.head, if self.head == total { total..total } else { total - self.tail..total });
        let span = Self::span(&self.inside, &start);
        let mut prefix = span.start..span.start;
        let mut suffix = Self::span(&self.inside, &whole);
        suffix.start = suffix.end;
        let lacking = |own: usize| if self.head == total { 0 } else { FEWEST_ENDS.saturating_sub(own) };
        let (before, after) = (lacking(self.head), lacking(self.tail));
        let (words_before, words_after) = self.context();
        for count in 1..=MOST_CONTEXT {
            if let Some(word) = words_before.get(count - 1)
                && !self.raw(&(word.start..span.start)).contains('\n')
            {
                prefix.start = word.start;
            }
            if before <= count && after < count && self.occurrences(prefix.start..span.end) == 1 {
                break;
            }
            if let Some(word) = words_after.get(count - 1)
                && !self.raw(&(suffix.start..word.end)).contains('\n')
            {
                suffix.end = word.end;
            }
            if before.max(after) <= count && self.occurrences(prefix.start..suffix.end) == 1 {
                break;
            }
        }
        let mut fragment = String::new();
        if !prefix.is_empty() {
            fragment.push_str(&address::fragment(&self.raw(&prefix)));
            fragment.push_str("-,");
        }
        fragment.push_str(&self.encoded(&start));
        if !end.is_empty() {
            fragment.push(',');
            fragment.push_str(&self.encoded(&end));
        }
        if !suffix.is_empty() {
            fragment.push_str(",-");
            fragment.push_str(&address::fragment(&self.raw(&suffix)));
        }
        fragment
    }
}

/// What stands between spaces in `range` of `text`.
fn words_in(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let (mut found, mut start) = (Vec::new(), range.start);
    let spaces = memchr::memchr_iter(b' ', text.as_bytes().get(range.clone()).unwrap_or_default());
    for end in spaces.map(|at| range.start + at).chain([range.end]) {
        if start < end {
            found.push(start..end);
        }
        start = end + 1;
    }
    found
}
