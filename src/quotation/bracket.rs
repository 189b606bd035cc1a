//! Putting quoted words with the editor's square brackets in their place in a capture: the longest run of the
//! source's words is found first, and the others must stand beside it, as near as `licence` allows.

use super::capture::Capture;
use super::find::{Scope, find};
use super::licence;
use super::normal::words_of;
use super::outcome::{Hidden, Miss, Segment};
use super::parts::{Bracket, Part, forms, words_in};
use super::reading::Reading;
use std::ops::Range;

/// A bracket put in its place; `replaced` are bytes of the normalised capture.
#[derive(Clone, Debug)]
pub(super) struct Filled {
    pub(super) bracket: Bracket,
    pub(super) replaced: Option<Range<usize>>,
}

/// Quoted words in their place, as bytes of the normalised capture.
#[derive(Clone, Debug)]
pub(super) struct Placed {
    pub(super) range: Range<usize>,
    pub(super) filled: Vec<Filled>,
}

const MOST_ANCHORS: usize = 200;

/// Every place where `parts` stand in the scope, and the most telling reason against the others.
pub(super) fn place(parts: &[Part], scope: &Scope<'_>, capture: &Capture, most: usize) -> (Vec<Placed>, Option<Miss>) {
    let mut search = Search { parts, scope, capture, miss: None };
    let mut placed = Vec::new();
    let length = |part: &Part| {
        if let Part::Words { text, .. } = part { text.len() } else { 0 }
    };
    let Some(anchor) = (0..parts.len()).max_by_key(|index| length(&parts[*index])) else {
        return (placed, None);
    };
    if parts.len() > 1 {
        for (index, part) in parts.iter().enumerate() {
            match part {
                Part::Words { text, .. } if text.contains(char::is_alphanumeric) => {}
                Part::Words { .. } => return (placed, Some(Miss::NotFound)),
                Part::Bracket(bracket) => {
                    if let Some(hides) = licence::content_fault(bracket, parts.get(index + 1), &capture.language) {
                        let bracket = bracket.content.clone();
                        return (placed, Some(Miss::Bracket { bracket, start: 0, end: 0, hides }));
                    }
                }
            }
        }
    }
    let most_anchors = if parts.len() > 1 { MOST_ANCHORS } else { most };
    for form in forms(parts, anchor) {
        let found = find(scope.normal, &form.text, scope.range.clone(), most_anchors);
        if let Some(cut) = found.cut.filter(|_| found.whole.is_empty()) {
            search.note(boundary_miss(capture, scope, cut));
        }
        for range in found.whole {
            if final_mark_differs(scope.text(), &form, range.end) {
                continue;
            }
            placed.extend(search.extend(anchor, Placed { range, filled: Vec::new() }));
        }
    }
    placed.sort_by_key(|place| (place.range.start, place.range.end));
    placed.dedup_by_key(|place| place.range.start);
    (placed, search.miss)
}

/// A full stop of ours in place of the source's `?` or `!` would make a question a statement.
fn final_mark_differs(text: &str, form: &Reading, end: usize) -> bool {
    form.licences.final_punctuation && text[end..].starts_with(['?', '!'])
}

/// The miss for words that cut into others.
pub(super) fn boundary_miss(capture: &Capture, scope: &Scope<'_>, cut: Range<usize>) -> Miss {
    let (text, offsets) = (scope.text(), &scope.normal.offsets);
    let left =
        text[..cut.start].chars().rev().take(60).take_while(|inner| *inner != ' ').map(char::len_utf8).sum::<usize>();
    let right = text[cut.end..].chars().take(60).take_while(|inner| *inner != ' ').map(char::len_utf8).sum::<usize>();
    let (start, end) = (offsets.raw_start(cut.start), offsets.raw_end(cut.end));
    let whole = text[cut.start - left..cut.end + right].chars().take(200).collect();
    Miss::Boundary { start, end, line: capture.line(start), whole }
}

struct Search<'a> {
    parts: &'a [Part],
    scope: &'a Scope<'a>,
    capture: &'a Capture,
    miss: Option<Miss>,
}

impl Search<'_> {
    fn note(&mut self, miss: Miss) {
        if self.miss.as_ref().is_none_or(|noted| noted.rank() < miss.rank()) {
            self.miss = Some(miss);
        }
    }

    /// Grows a place for `parts[anchor]` to both sides.
    fn extend(&mut self, anchor: usize, start: Placed) -> Option<Placed> {
        let mut place = start;
        let mut index = anchor;
        while let Some(Part::Bracket(bracket)) = self.parts.get(index + 1) {
            let bracket = bracket.clone();
            place = self.step(place, &bracket, index, index + 2, true)?;
            index += 2;
        }
        index = anchor;
        while let Some(Part::Bracket(bracket)) = index.checked_sub(1).and_then(|before| self.parts.get(before)) {
            let bracket = bracket.clone();
            // A leading bracket has no words before it: an index past the end says so.
            let next = index.checked_sub(2).unwrap_or(self.parts.len());
            place = self.step(place, &bracket, index, next, false)?;
            index = if let Some(before) = index.checked_sub(2) {
                before
            } else {
                break;
            };
        }
        let own: usize = self.parts.iter().map(|part| words_in(Some(part))).sum();
        let text = self.scope.text();
        let replaced: usize = place
            .filled
            .iter()
            .filter_map(|filled| filled.replaced.clone())
            .map(|range| words_of(&text[range]).count())
            .sum();
        place.filled.sort_by_key(|filled| filled.bracket.span.start);
        (replaced <= own).then_some(place)
    }

    /// Puts `bracket` between the words at `index` and those at `next`, to the right or to the left of `place`.
    fn step(&mut self, place: Placed, bracket: &Bracket, index: usize, next: usize, right: bool) -> Option<Placed> {
        let forms = forms(self.parts, next);
        if forms.is_empty() {
            return self.edge(place, bracket, right);
        }
        let text = self.scope.text();
        let allowed = licence::allowance(bracket, words_in(self.parts.get(index)), words_in(self.parts.get(next)));
        for form in forms {
            let window = if right {
                place.range.end
                    ..words_forth(text, place.range.end, allowed + 1)
                        .saturating_add(form.text.len() + 2)
                        .min(text.len())
            } else {
                words_back(text, place.range.start, allowed + 1).saturating_sub(form.text.len() + 2)..place.range.start
            };
            let window = window.start.max(self.scope.range.start)..window.end.min(self.scope.range.end);
            let mut hits = find(self.scope.normal, &form.text, window, 16).whole;
            if !right {
                hits.reverse();
            }
            for hit in hits {
                let gap = if right { place.range.end..hit.start } else { hit.end..place.range.start };
                if right && final_mark_differs(text, &form, hit.end) {
                    continue;
                }
                let Segment { start, end } = raw(self.scope, &gap);
                let paragraph = self.capture.raw.ends_paragraph(self.capture.slice(start, end));
                let replaced = text.get(gap.clone()).unwrap_or_default();
                if let Some(hides) =
                    licence::replacement_fault(bracket, replaced, allowed, paragraph, &self.capture.language)
                {
                    self.refuse(bracket, &gap, hides);
                    continue;
                }
                let replaced = words_of(&text[gap.clone()]).next().is_some().then_some(gap);
                let mut grown = place.clone();
                grown.range = grown.range.start.min(hit.start)..grown.range.end.max(hit.end);
                grown.filled.push(Filled { bracket: bracket.clone(), replaced });
                return Some(grown);
            }
        }
        None
    }

    /// A bracket with nothing beyond it: the words it may stand for are the capture's next ones.
    fn edge(&mut self, mut place: Placed, bracket: &Bracket, right: bool) -> Option<Placed> {
        const NEAR: usize = 3;
        let text = self.scope.text();
        let gap = if right {
            place.range.end..words_forth(text, place.range.end, NEAR)
        } else {
            words_back(text, place.range.start, NEAR)..place.range.start
        };
        let beyond = text.get(gap.clone()).unwrap_or_default();
        if let Some(hides) = licence::edge_fault(bracket, beyond, right, &self.capture.language) {
            self.refuse(bracket, &gap, hides);
            return None;
        }
        place.filled.push(Filled { bracket: bracket.clone(), replaced: None });
        Some(place)
    }

    fn refuse(&mut self, bracket: &Bracket, gap: &Range<usize>, hides: Hidden) {
        let Segment { start, end } = raw(self.scope, gap);
        self.note(Miss::Bracket { bracket: bracket.content.clone(), start, end, hides });
    }
}

fn raw(scope: &Scope<'_>, gap: &Range<usize>) -> Segment {
    let start = scope.normal.offsets.raw_start(gap.start);
    Segment { start, end: scope.normal.offsets.raw_end(gap.end).max(start) }
}

/// The byte `count` words after `from`, at most some hundred characters on.
fn words_forth(text: &str, from: usize, count: usize) -> usize {
    let rest = text.get(from..).unwrap_or_default();
    let spaces = rest.char_indices().take(count * 40).filter(|(_, character)| *character == ' ');
    spaces
        .map(|(at, _)| from + at)
        .nth(count)
        .unwrap_or_else(|| rest.char_indices().nth(count * 40).map_or(text.len(), |(at, _)| from + at))
}

/// The byte `count` words before `from`, at most some hundred characters back.
fn words_back(text: &str, from: usize, count: usize) -> usize {
    let rest = text.get(..from).unwrap_or_default();
    let spaces = rest.char_indices().rev().take(count * 40).filter(|(_, character)| *character == ' ');
    spaces
        .map(|(at, _)| at + 1)
        .nth(count)
        .unwrap_or_else(|| rest.char_indices().rev().nth(count * 40).map_or(0, |(at, _)| at))
}
