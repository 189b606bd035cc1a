//! The place in a capture that comes nearest to words it does not have. It explains a miss and decides nothing.

use super::align::{self, Occurrence};
use super::boundary::is_boundary;
use super::capture::Capture;
use super::find::find;
use super::normal::Normalised;
use super::normal::words_of;
use crate::files::char_boundary;
use std::ops::Range;

/// The words of a capture that come nearest to a quotation.
#[derive(Clone, Debug, PartialEq)]
pub struct Nearest {
    /// First code point, at a word boundary.
    pub start: usize,
    /// Code point after the last, at a word boundary.
    pub end: usize,
    /// 1-based physical line of `start`.
    pub line: u32,
    /// The words as they stand in the capture.
    pub text: String,
    /// Characters to insert, delete or replace.
    pub edits: usize,
    /// 1 − edits / characters of the quotation (of the part compared, where the quotation is long or has omissions).
    pub similarity: f64,
}

/// Nearer than this or not near at all, in errors per 10 characters.
const MOST_ERRORS_IN_TEN: usize = 4;
/// Characters of a quotation that are compared at most.
const LONGEST: usize = 1_000;
/// Characters compared where a long quotation stops being the capture's.
const AROUND: usize = 500;
/// Text bytes times pattern blocks that are aligned outright; more than that goes by candidate places.
const WORK: usize = 1_000_000;

/// The part of `quoted` (bytes of `quotation`) to compare: all of it, or the surroundings of the first word at which
/// a long quotation departs from the capture.
pub(super) fn telling_part(quotation: &Normalised, quoted: Range<usize>, capture: &Capture) -> Range<usize> {
    let text = quotation.text.get(quoted.clone()).unwrap_or_default();
    if text.chars().nth(LONGEST).is_none() {
        return quoted;
    }
    let ends: Vec<usize> = text.char_indices().filter(|(_, character)| *character == ' ').map(|(at, _)| at).collect();
    let occurs = |end: &usize| memchr::memmem::find(capture.normal.text.as_bytes(), &text.as_bytes()[..*end]).is_some();
    let departs = ends.partition_point(occurs).checked_sub(1).and_then(|index| ends.get(index)).copied().unwrap_or(0);
    let back = text[..departs].char_indices().rev().take(AROUND / 3).last().map_or(departs, |(at, _)| at);
    let start = text[back..departs].find(' ').map_or(back, |at| back + at + 1);
    let reach = text[start..].char_indices().nth(AROUND).map_or(text.len(), |(at, _)| start + at);
    let end = text[start..reach].rfind(' ').filter(|at| reach < text.len() && *at > 0).map_or(reach, |at| start + at);
    quoted.start + start..quoted.start + end
}

/// The nearest place for `words`: bytes of the capture's normalised text at word boundaries, and the edits.
/// `None` if more than 4 in 10 characters differ.
pub(super) fn nearest(words: &str, capture: &Capture) -> Option<(Range<usize>, usize, usize)> {
    let pattern: Vec<char> = words.chars().collect();
    let normal = &capture.normal;
    let text = normal.text.as_str();
    let best = if text.len().saturating_mul(pattern.len().div_ceil(128)) <= WORK {
        align_in(&pattern, text, 0..text.len())
    } else {
        let windows = windows(words, normal);
        windows.into_iter().filter_map(|window| align_in(&pattern, text, window)).min_by_key(|(_, errors)| *errors)
    };
    let (range, errors) = best?;
    if errors * 10 > pattern.len() * MOST_ERRORS_IN_TEN {
        return None;
    }
    Some((at_boundaries(normal, range), errors, pattern.len()))
}

fn align_in(pattern: &[char], text: &str, window: Range<usize>) -> Option<(Range<usize>, usize)> {
    let base = window.start;
    let piece = text.get(window)?;
    let characters: Vec<char> = piece.chars().collect();
    let Occurrence { start, end, errors } = align::nearest(pattern, &characters)?;
    let byte = |index: usize| piece.char_indices().nth(index).map_or(base + piece.len(), |(at, _)| base + at);
    Some((byte(start)..byte(end), errors))
}

/// Widens a range to word boundaries, within reason.
fn at_boundaries(normal: &Normalised, range: Range<usize>) -> Range<usize> {
    const REACH: usize = 64;
    let text = normal.text.as_str();
    let inner = &text[range.clone()];
    let lead = inner.len() - inner.trim_start().len();
    let (mut start, mut end) = (range.start + lead, range.start + inner.trim_end().len().max(lead));
    for _ in 0..REACH {
        let Some(before) = text[..start].chars().next_back().filter(|_| !is_boundary(normal, start)) else {
            break;
        };
        start -= before.len_utf8();
    }
    for _ in 0..REACH {
        let Some(after) = text[end..].chars().next().filter(|_| !is_boundary(normal, end)) else {
            break;
        };
        end += after.len_utf8();
    }
    start..end
}

/// Places in a long text worth aligning: where runs of the quotation's words occur.
fn windows(words: &str, normal: &Normalised) -> Vec<Range<usize>> {
    const MOST_ANCHORS: usize = 12;
    const MOST_HITS: usize = 4;
    const MOST_WINDOWS: usize = 3;
    let text = normal.text.as_str();
    let base = words.as_ptr() as usize;
    let places: Vec<Range<usize>> = words_of(words)
        .map(|word| {
            let at = word.as_ptr() as usize - base;
            at..at + word.len()
        })
        .collect();
    for run in [4, 2, 1] {
        let mut anchors: Vec<Range<usize>> =
            places.windows(run).filter_map(|window| Some(window.first()?.start..window.last()?.end)).collect();
        if run == 1 {
            anchors.sort_by_key(|anchor| std::cmp::Reverse(anchor.len()));
        }
        let step = if run == 1 { 1 } else { anchors.len().div_ceil(MOST_ANCHORS).max(1) };
        let mut starts: Vec<usize> = Vec::new();
        for anchor in anchors.into_iter().step_by(step).take(MOST_ANCHORS) {
            let hits = find(normal, &words[anchor.clone()], 0..text.len(), MOST_HITS).whole;
            starts.extend(hits.into_iter().map(|hit| hit.start.saturating_sub(anchor.start)));
        }
        if starts.is_empty() {
            continue;
        }
        starts.sort_unstable();
        // The start that most anchors agree on, give or take a fifth of the quotation.
        let slack = words.len() / 5 + 8;
        let votes = |start: usize| starts.iter().filter(|other| other.abs_diff(start) <= slack).count();
        let mut ranked: Vec<(usize, usize)> = starts.iter().map(|start| (votes(*start), *start)).collect();
        ranked.sort_by_key(|(votes, start)| (std::cmp::Reverse(*votes), *start));
        let mut chosen: Vec<usize> = Vec::new();
        for (_, start) in ranked {
            if chosen.len() < MOST_WINDOWS && chosen.iter().all(|other| other.abs_diff(start) > slack) {
                chosen.push(start);
            }
        }
        let margin = words.len() / 2 + 64;
        return chosen
            .into_iter()
            .map(|start| {
                char_boundary(text, start.saturating_sub(margin))..char_boundary(text, start + words.len() + margin)
            })
            .collect();
    }
    Vec::new()
}
