//! A match as its readers need it: where the words stand, what stands around them, which licences were used.

use super::MatchClass;
use super::bracket::{Filled, Placed};
use super::capture::Capture;
use super::gap;
use super::lexicon::is_any_pronoun;
use super::normal::Normalised;
use super::outcome::{Insertion, Match, Segment};
use super::quoted::Quoted;
use super::sentence::enclosing;
use std::ops::Range;

/// Code points of context on either side of a match, as Hypothesis stores them.
const CONTEXT: usize = 32;

/// The end of a text, as much of it as is context, from the beginning of a word on.
fn last(text: &str) -> String {
    let Some(from) = text.char_indices().rev().nth(CONTEXT - 1).map(|(at, _)| at) else { return text.to_owned() };
    let is_edge = |at: &usize| *at >= from && parts(text, *at);
    text.char_indices().map(|(at, _)| at).find(is_edge).map_or("", |at| text[at..].trim_start()).to_owned()
}

/// The beginning of a text, as much of it as is context, up to the end of a word.
fn first(text: &str) -> String {
    let Some(to) = text.char_indices().nth(CONTEXT).map(|(at, _)| at) else { return text.to_owned() };
    let is_edge = |at: &usize| *at <= to && parts(text, *at);
    text.char_indices().rev().map(|(at, _)| at).find(is_edge).map_or("", |at| text[..at].trim_end()).to_owned()
}

/// Whether no word and no number lies across a byte: white space is on one side of it, and not inside "1 300". Scripts
/// without white space are parted where their words are.
fn parts(text: &str, at: usize) -> bool {
    let (before, after) = text.split_at(at);
    let (Some(last), Some(next)) = (before.chars().next_back(), after.chars().next()) else { return true };
    let beyond = before.trim_end().chars().next_back();
    let is_spaced = last.is_whitespace() && !next.is_whitespace();
    let is_number = |one: Option<char>, other: Option<char>| {
        one.is_some_and(char::is_numeric) && other.is_some_and(char::is_numeric)
    };
    match is_spaced || next.is_whitespace() && !last.is_whitespace() {
        true => !is_number(beyond, after.trim_start().chars().next()),
        false => is_spaceless(last) && is_spaceless(next),
    }
}

/// Letters of scripts that are written without spaces, each a word or the part of one that a line may end after.
fn is_spaceless(letter: char) -> bool {
    matches!(letter, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{3001}'..='\u{3002}')
}

/// Where a quotation stands, and how it was read.
pub(super) struct Reached {
    pub(super) places: Vec<Placed>,
    pub(super) occurrences: usize,
    pub(super) literal: bool,
}

/// What of a capture a quotation was looked for in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum View {
    Whole,
    /// Without what stands between its paragraphs.
    Unbroken,
    /// With broken references taken out.
    Repaired,
}

/// A quotation and the text it was found in.
pub(super) struct Setting<'a> {
    pub(super) quotation: &'a str,
    pub(super) quoted: &'a Quoted,
    pub(super) capture: &'a Capture,
    /// The capture's normalised text, or the repaired one.
    pub(super) normal: &'a Normalised,
    pub(super) view: View,
}

impl Setting<'_> {
    /// The match, with its context and what is worth knowing about it.
    pub(super) fn describe(&self, reached: Reached) -> Match {
        let normal = self.normal;
        let raw = &self.capture.raw;
        let runs: Vec<(&Placed, Segment)> =
            reached.places.iter().flat_map(|place| self.runs(place).into_iter().map(move |run| (place, run))).collect();
        let segments: Vec<Segment> = runs.iter().map(|(_, run)| *run).collect();
        let start = segments.first().map_or(0, |segment| segment.start);
        let end = segments.last().map_or(0, |segment| segment.end).max(start);
        let exact = raw.shown(start, end);
        let class = if self.view == View::Repaired {
            MatchClass::Repaired
        } else if !reached.literal {
            MatchClass::Editorial
        } else if exact == self.quotation.trim() {
            MatchClass::Exact
        } else {
            MatchClass::Typographic
        };
        let text = |range: &Range<usize>| normal.text.get(range.clone()).unwrap_or_default();
        let gaps = runs.windows(2).filter_map(|pair| match pair {
            [(left, run), (right, next)] if std::ptr::eq(*left, *right) => Some(gap::apart(run.end, next.start)),
            [(left, _), (right, _)] => {
                let gap = left.range.end..right.range.start;
                Some(gap::describe(self.capture, normal, gap, text(&right.range)))
            }
            _ => None,
        });
        Match {
            class,
            start,
            end,
            prefix: last(&raw.shown(start.saturating_sub(2 * CONTEXT), start)),
            suffix: first(&raw.shown(end, end.saturating_add(2 * CONTEXT))),
            line: raw.line_of(start),
            occurrences: reached.occurrences,
            insertions: self.insertions(&reached.places),
            gaps: gaps.collect(),
            short_segment: reached.places.iter().any(|place| gap::is_short(text(&place.range))),
            in_excluded: segments.iter().any(|segment| self.capture.is_excluded(segment.start, segment.end)),
            in_damaged: segments.iter().any(|segment| self.capture.is_damaged(segment.start, segment.end)),
            enclosing: enclosing(self.capture, &segments),
            segments,
            exact,
        }
    }

    /// The runs of words of a place: more than one where something stands between its paragraphs.
    fn runs(&self, place: &Placed) -> Vec<Segment> {
        let offsets = &self.normal.offsets;
        let end = offsets.raw_end(place.range.end);
        let mut runs = vec![Segment { start: offsets.raw_start(place.range.start), end }];
        let between = if self.view == View::Unbroken { self.capture.interposed() } else { &[] };
        for over in between {
            let Some(last) = runs.last_mut().filter(|last| last.start < over.start && over.end < end) else { continue };
            let length = |text: &str| text.chars().count();
            let (before, after) = (self.capture.slice(last.start, over.start), self.capture.slice(over.end, end));
            last.end = last.start + length(before.trim_end());
            runs.push(Segment { start: end - length(after.trim_start()), end });
        }
        runs
    }

    /// Every bracket of the quotation: the source's own, unless it was put in its place as the editor's.
    fn insertions(&self, places: &[Placed]) -> Vec<Insertion> {
        let normal = self.normal;
        let filled = || places.iter().flat_map(|place| &place.filled);
        let inserted = |entry: &Filled| Insertion {
            text: entry.bracket.content.clone(),
            span: self.quoted.span(&entry.bracket.span),
            literal_in_source: false,
            is_letter: false,
            replaces_pronoun: entry
                .replaced
                .as_ref()
                .is_some_and(|range| is_any_pronoun(normal.text[range.clone()].trim())),
            replaced: entry.replaced.as_ref().map(|range| {
                let from =
                    range.start + normal.text[range.clone()].len() - normal.text[range.clone()].trim_start().len();
                let to = range.start + normal.text[range.clone()].trim_end().len();
                Segment { start: normal.offsets.raw_start(from), end: normal.offsets.raw_end(to) }
            }),
        };
        let mut found: Vec<Insertion> = filled().map(inserted).collect();
        for bracket in &self.quoted.brackets {
            let is_filled = filled()
                .any(|entry| entry.bracket.span.start <= bracket.start && bracket.end <= entry.bracket.span.end);
            if !is_filled {
                let text = &self.quoted.normal.text[bracket.clone()];
                let literal_in_source = memchr::memmem::find(normal.text.as_bytes(), text.as_bytes()).is_some();
                let text = text.trim_matches(['[', ']', ' ']).to_owned();
                let after = self.quoted.normal.text[bracket.end..].chars().next();
                let is_letter = text.chars().count() == 1 && after.is_some_and(char::is_alphanumeric);
                let (span, replaced) = (self.quoted.span(bracket), None);
                found.push(Insertion { text, span, literal_in_source, replaced, is_letter, replaces_pronoun: false });
            }
        }
        found.sort_by_key(|insertion| insertion.span.start);
        found
    }
}
