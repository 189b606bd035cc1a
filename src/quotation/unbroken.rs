//! The running text without what a page puts between its paragraphs: captions, notices, bylines.
//!
//! Whoever copies two paragraphs with a picture between them quotes them as one run of words, and does so honestly. Only lines
//! that were marked as none of the running text are taken out, only where they are whole paragraphs, and no more words than two
//! pictures with their captions have. The match then names every run of words by itself: nothing is passed over in silence.

use std::ops::Range;

use super::normal::{Normalised, words_of};
use super::typeset::written;

/// An omission of more words than this joins passages that do not belong together.
pub(super) const MOST_WORDS: usize = 60;
/// Words between two paragraphs that are none of the running text.
const MOST_BETWEEN: usize = 120;
/// Text without spaces has few words, however long it is.
pub(super) const MOST_LETTERS: usize = MOST_WORDS * 20;

/// Those of `spans` (code points) that are whole paragraphs, those that touch as one, without the space around them.
pub(super) fn between_paragraphs(normal: &Normalised, spans: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut bytes: Vec<Range<usize>> = spans.iter().map(|span| in_bytes(normal, span)).collect();
    bytes.retain(|span| !span.is_empty());
    bytes.sort_by_key(|span| span.start);
    let mut runs: Vec<Range<usize>> = Vec::new();
    for span in bytes {
        match runs.last_mut() {
            Some(run) if span.start <= run.end + 1 => run.end = run.end.max(span.end),
            _ => runs.push(span),
        }
    }
    let text = normal.text.as_str();
    let is_parted = |run: &Range<usize>| {
        let before = run.start.checked_sub(1).is_none_or(|at| normal.ends_paragraph(at));
        before && (run.end >= text.len() || normal.ends_paragraph(run.end))
    };
    let is_small = |run: &Range<usize>| {
        let own = text.get(run.clone()).unwrap_or_default();
        words_of(own).nth(MOST_BETWEEN).is_none() && own.chars().nth(2 * MOST_LETTERS).is_none()
    };
    let raw = |run: Range<usize>| normal.offsets.raw_start(run.start)..normal.offsets.raw_end(run.end);
    runs.into_iter().filter(|run| is_parted(run) && is_small(run)).map(raw).collect()
}

/// The text without `spans` (code points); none: there are none.
pub(super) fn unbroken(normal: &Normalised, spans: &[Range<usize>]) -> Option<Normalised> {
    let spans: Vec<Range<usize>> = spans.iter().map(|span| in_bytes(normal, span)).collect();
    let length = |at: usize| {
        let next = spans.partition_point(|span| span.end <= at);
        spans.get(next).filter(|span| span.start <= at).map_or(0, |span| span.end - at)
    };
    written(normal, |at, _, _| length(at))
}

/// The bytes of some code points, without the space at the end.
fn in_bytes(normal: &Normalised, span: &Range<usize>) -> Range<usize> {
    let (start, end) = (normal.offsets.byte_from(span.start), normal.offsets.byte_from(span.end));
    let own = normal.text.get(start..end.max(start)).unwrap_or_default();
    start..start + own.trim_end().len()
}
