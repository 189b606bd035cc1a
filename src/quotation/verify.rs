//! The decision: does this quotation stand in this capture?

use super::bracket::{Placed, boundary_miss, place};
use super::capture::{Capture, in_small, is_in_capitals, is_set_in_capitals};
use super::describe::{Reached, Setting, View};
use super::find::{MOST_OCCURRENCES, Scope, find};
use super::gap;
use super::normal::Normalised;
use super::outcome::{Match, Miss};
use super::parts::{Part, parts_of};
use super::quoted::{MOST_PARTS, Quoted};
use super::reading::{Licences, Reading, readings};
use std::ops::Range;

/// Places considered for one segment beside an omission.
const MOST_PLACES: usize = 500;

/// Looks `quotation` up in `capture`, or in the code points `within` of it.
///
/// # Errors
/// The most telling reason why it does not stand there.
pub fn verify(quotation: &str, capture: &Capture, within: Option<Range<usize>>) -> Result<Match, Miss> {
    let quoted = Quoted::new(quotation);
    if !quoted.has_words() {
        return Err(Miss::NoWords);
    }
    let mut attempt = Attempt { quotation, quoted, capture, miss: Miss::NotFound };
    if let Some(found) = attempt.as_it_is_or_repaired(within.as_ref()) {
        return Ok(found);
    }
    if within.is_some()
        && let Some(found) = attempt.as_it_is_or_repaired(None)
    {
        attempt.note(Miss::OutsideExcerpt { start: found.start, end: found.end, line: found.line });
    }
    Err(attempt.miss)
}

struct Attempt<'a> {
    quotation: &'a str,
    quoted: Quoted,
    capture: &'a Capture,
    miss: Miss,
}

impl Attempt<'_> {
    fn setting<'a>(&'a self, normal: &'a Normalised, view: View) -> Setting<'a> {
        Setting { quotation: self.quotation, quoted: &self.quoted, capture: self.capture, normal, view }
    }

    fn note(&mut self, miss: Miss) {
        if self.miss.rank() < miss.rank() {
            self.miss = miss;
        }
    }

    /// In the capture as it is, then in the capture with broken references repaired.
    fn as_it_is_or_repaired(&mut self, within: Option<&Range<usize>>) -> Option<Match> {
        let capture = self.capture;
        let normal = &capture.normal;
        if let Some(reached) = self.somewhere(&Scope::new(normal, within)) {
            return Some(self.setting(normal, View::Whole).describe(reached));
        }
        if let Some(reached) = self.in_capitals(&Scope::new(normal, within)) {
            return Some(self.setting(normal, View::Whole).describe(reached));
        }
        for typeset in capture.typeset() {
            if let Some(reached) = self.somewhere(&Scope::new(typeset, within)) {
                return Some(self.setting(typeset, View::Whole).describe(reached));
            }
        }
        if let Some(unbroken) = capture.unbroken()
            && let Some(reached) = self.somewhere(&Scope::new(unbroken, within))
        {
            return Some(self.setting(unbroken, View::Unbroken).describe(reached));
        }
        let repaired = capture.repaired()?;
        let reached = self.somewhere(&Scope::new(repaired, within))?;
        Some(self.setting(repaired, View::Repaired).describe(reached))
    }

    fn somewhere(&mut self, scope: &Scope<'_>) -> Option<Reached> {
        let text = self.quoted.normal.text.clone();
        // The words as they are need no list of readings, and nearly every quotation ends here.
        let literal = Reading { text, licences: Licences::default() };
        if let Some(reached) = self.whole(scope, std::slice::from_ref(&literal), false) {
            return Some(reached);
        }
        let text = literal.text;
        let forms = readings(&text, true, true);
        if let Some(reached) = self.whole(scope, forms.get(1..).unwrap_or_default(), false) {
            return Some(reached);
        }
        let variants = self.quoted.mark_variants();
        for variant in &variants {
            if let Some(reached) = self.whole(scope, &readings(variant, true, true), true) {
                return Some(reached);
            }
        }
        if self.quoted.brackets.is_empty() && self.quoted.omissions.is_empty() {
            return None;
        }
        if self.quoted.brackets.len() + self.quoted.omissions.len() > MOST_PARTS {
            self.note(Miss::TooManyParts);
            return None;
        }
        // Where both `[...]` and `...` occur, the bare one may be the source's own.
        let mixed = self.quoted.omissions.iter().any(|mark| mark.enclosed)
            && self.quoted.omissions.iter().any(|mark| !mark.enclosed);
        for enclosed_only in if mixed { [Some(true), Some(false)] } else { [Some(false), None] }.into_iter().flatten() {
            let texts = std::iter::once(&text).chain(&variants);
            if let Some(reached) = texts.into_iter().find_map(|text| self.edited(scope, text, enclosed_only)) {
                return Some(reached);
            }
        }
        None
    }

    /// The words in capitals where the other side has small letters: a style sheet sets headlines so.
    fn in_capitals(&self, scope: &Scope<'_>) -> Option<Reached> {
        let text = &self.quoted.normal.text;
        let ours = is_in_capitals(text);
        let small = in_small(text);
        let found = find(self.capture.small(), &small, scope.range.clone(), MOST_OCCURRENCES).whole;
        let hits: Vec<Range<usize>> =
            found.into_iter().filter(|hit| ours || is_set_in_capitals(&scope.text()[hit.clone()], text)).collect();
        let range = hits.first()?.clone();
        let places = vec![Placed { range, filled: Vec::new() }];
        Some(Reached { places, occurrences: hits.len(), literal: true })
    }

    /// The quotation as one run of words, in the first of `forms` that occurs.
    fn whole(&mut self, scope: &Scope<'_>, forms: &[Reading], nested_marks: bool) -> Option<Reached> {
        for form in forms {
            let found = find(scope.normal, &form.text, scope.range.clone(), MOST_OCCURRENCES);
            let question =
                |hit: &Range<usize>| form.licences.final_punctuation && scope.text()[hit.end..].starts_with(['?', '!']);
            let hits: Vec<Range<usize>> = found.whole.into_iter().filter(|hit| !question(hit)).collect();
            if let Some(cut) = found.cut.filter(|_| hits.is_empty()) {
                let miss = boundary_miss(self.capture, scope, cut);
                self.note(miss);
            }
            let excluded = |hit: &&Range<usize>| {
                let (start, end) = (scope.normal.offsets.raw_start(hit.start), scope.normal.offsets.raw_end(hit.end));
                !self.capture.is_excluded(start, end) && !self.capture.is_damaged(start, end)
            };
            if let Some(range) = hits.iter().find(excluded).or(hits.first()) {
                let places = vec![Placed { range: range.clone(), filled: Vec::new() }];
                let literal = !nested_marks && form.licences == Licences::default();
                return Some(Reached { places, occurrences: hits.len(), literal });
            }
        }
        None
    }

    /// The quotation with its omissions and brackets understood as the editor's.
    fn edited(&mut self, scope: &Scope<'_>, text: &str, enclosed_only: bool) -> Option<Reached> {
        let pieces = self.quoted.segments(enclosed_only);
        let mut segments = Vec::new();
        for piece in &pieces {
            segments.push(parts_of(text, piece, &self.quoted.brackets, &self.capture.normal.text)?);
        }
        let own = |parts: &Vec<Part>| -> String {
            let words = parts
                .iter()
                .filter_map(|part| if let Part::Words { text, .. } = part { Some(text.as_str()) } else { None });
            words.collect::<Vec<_>>().join(" ")
        };
        let short = segments.iter().map(own).find(|words| gap::is_short(words)).filter(|_| segments.len() > 1);
        if let Some(segment) = short {
            self.note(Miss::ShortSegment { segment });
            return None;
        }
        let mut reachable: Vec<Vec<Placed>> = Vec::new();
        let mut origins: Vec<Vec<usize>> = Vec::new();
        for parts in &segments {
            let (places, miss) = place(parts, scope, self.capture, MOST_PLACES);
            if let Some(miss) = miss.filter(|_| places.is_empty()) {
                self.note(miss);
            }
            let elsewhere = !places.is_empty();
            let (next, origin) = match reachable.last() {
                Some(before) => self.follow(scope.normal, before, places),
                None => {
                    let origin = vec![0; places.len()];
                    (places, origin)
                }
            };
            if next.is_empty() {
                if segments.len() > 1 {
                    self.note(Miss::MissingSegment { segment: own(parts), elsewhere });
                }
                return None;
            }
            reachable.push(next);
            origins.push(origin);
        }
        let occurrences = reachable.last().map_or(0, Vec::len);
        // Back from the first place the last segment has to the places it was reached from.
        let mut places = Vec::new();
        let mut index = 0;
        for (row, origin) in reachable.iter().zip(&origins).rev() {
            places.push(row.get(index)?.clone());
            index = origin.get(index).copied().unwrap_or(0);
        }
        places.reverse();
        Some(Reached { places, occurrences, literal: false })
    }

    /// Those of `places` that an allowed omission connects with one of `before`, and with which. Only the nearest
    /// place before needs to be asked: its gap is part of every other's.
    fn follow(&mut self, normal: &Normalised, before: &[Placed], places: Vec<Placed>) -> (Vec<Placed>, Vec<usize>) {
        let (mut kept, mut origins) = (Vec::new(), Vec::new());
        let mut nearest: Option<usize> = None;
        let mut next = 0;
        for candidate in places {
            while before.get(next).is_some_and(|earlier| earlier.range.end <= candidate.range.start) {
                let is_later = |held: usize| before[held].range.end <= before[next].range.end;
                if nearest.is_none_or(is_later) {
                    nearest = Some(next);
                }
                next += 1;
            }
            let Some(origin) = nearest else { continue };
            match gap::permit(self.capture, normal, before[origin].range.end..candidate.range.start) {
                Ok(()) => {
                    kept.push(candidate);
                    origins.push(origin);
                }
                Err(miss) => self.note(miss),
            }
        }
        (kept, origins)
    }
}
