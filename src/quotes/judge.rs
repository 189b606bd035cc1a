//! What is said of a quotation: the best that any capture makes of it.

use std::cmp::Reverse;

use rayon::prelude::*;
use unicode_segmentation::UnicodeSegmentation;

use super::draft::Quoted;
use super::index::Candidate;
use super::shelf::Shelf;
use crate::quotation::{Capture, Explanation, Kind, Match, MatchClass, explain, verify};
use crate::reading::{Turn, read};

/// Fewer words may stand between marks for other reasons than that somebody said them.
const FEWEST_WORDS: usize = 4;
/// Captures in which words are looked for; each of them has half of the words at least.
const MOST_ASKED: usize = 24;
/// Captures whose nearest words are looked for.
const MOST_EXPLAINED: usize = 3;
/// From here on, the nearest words are the quoted ones, altered; else they are others.
const ALTERED_FROM: f64 = 0.7;

/// A place in a capture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// The number of the capture on its shelf.
    pub capture: usize,
    /// Its name.
    pub name: String,
    /// Code points of it.
    pub start: usize,
    pub end: usize,
    /// The page, time or line.
    pub locator: String,
    /// The words as they stand there.
    pub words: String,
}

/// The decision.
#[derive(Debug, Clone, PartialEq)]
pub enum Verdict {
    /// The same characters.
    Exact(Hit),
    /// The same words in other glyphs.
    Typography(Hit),
    /// With a change that editors may make: a first letter, a final stop, words in brackets.
    Edited(Hit),
    /// With an omission that is marked.
    Omission(Hit),
    /// The words are there, but were cut off what turns them; with what was cut off.
    Cut(Hit, Vec<String>),
    /// A capture has other words in their place; with what differs.
    Altered { nearest: Hit, why: String, rule: &'static str },
    /// No capture has them.
    NotFound { nearest: Option<Hit> },
    /// Too few words to be judged; with where they stand.
    Short(Option<Hit>),
    /// The mark is never closed.
    Unclosed,
}

/// A quotation and what is said of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Judged {
    /// The number of its draft.
    pub draft: usize,
    pub quoted: Quoted,
    pub verdict: Verdict,
    /// The address beside it of which nothing is kept.
    pub uncaptured: Option<String>,
    /// The address beside it of which something is kept, which does not have the words.
    pub elsewhere: Option<String>,
    /// In how many more captures it stands.
    pub more: usize,
}

impl Verdict {
    /// The name used by programs.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Exact(_) => "exact",
            Self::Typography(_) => "typography",
            Self::Edited(_) => "edited",
            Self::Omission(_) => "omission",
            Self::Cut(..) => "cut",
            Self::Altered { .. } => "altered",
            Self::NotFound { .. } => "not-found",
            Self::Short(_) => "short",
            Self::Unclosed => "unclosed",
        }
    }

    /// Where the words stand, or the nearest to them.
    pub fn hit(&self) -> Option<&Hit> {
        match self {
            Self::Exact(hit) | Self::Typography(hit) | Self::Edited(hit) | Self::Omission(hit) | Self::Cut(hit, _) => {
                Some(hit)
            }
            Self::Altered { nearest, .. } => Some(nearest),
            Self::NotFound { nearest } | Self::Short(nearest) => nearest.as_ref(),
            Self::Unclosed => None,
        }
    }

    /// Whether a capture bears the words out.
    pub fn is_verified(&self) -> bool {
        matches!(self, Self::Exact(_) | Self::Typography(_) | Self::Edited(_) | Self::Omission(_) | Self::Cut(..))
    }

    /// Whether it must not be printed so.
    pub fn fails(&self) -> bool {
        matches!(self, Self::Altered { .. } | Self::NotFound { .. })
    }
}

/// Judges every quotation, in order.
pub fn judge(quotations: Vec<(usize, Quoted)>, shelf: &Shelf, language: &[String]) -> Vec<Judged> {
    let one = |(draft, quoted): (usize, Quoted)| {
        let language = language.get(draft).map_or("en", String::as_str);
        judge_one(draft, quoted, shelf, language)
    };
    quotations.into_par_iter().map(one).collect()
}

fn judge_one(draft: usize, quoted: Quoted, shelf: &Shelf, language: &str) -> Judged {
    let words = quoted.words.as_str();
    let linked: Vec<usize> = quoted.links.iter().flat_map(|address| shelf.of_address(address)).copied().collect();
    let is_short = words.unicode_words().take(FEWEST_WORDS).count() < FEWEST_WORDS;
    let candidates = if quoted.is_open { Vec::new() } else { shelf.candidates(words) };
    let found = hits(words, shelf, &candidates, &linked);
    let verdict = match found.first() {
        _ if quoted.is_open => Verdict::Unclosed,
        Some((capture, found)) if is_short => Verdict::Short(Some(hit(shelf, *capture, found.start, found.end))),
        Some((capture, found)) => verdict(&quoted, shelf, *capture, found, language),
        None if is_short => Verdict::Short(None),
        None => missing(words, shelf, &candidates),
    };
    let (uncaptured, elsewhere) = match (linked.is_empty(), found.first()) {
        (true, _) => (quoted.links.first().cloned(), None),
        (false, Some((capture, _))) if !linked.contains(capture) => (None, quoted.links.first().cloned()),
        _ => (None, None),
    };
    Judged { draft, quoted, verdict, uncaptured, elsewhere, more: found.len().saturating_sub(1) }
}

/// Where the words stand: the linked captures first, then the nearest to the letter, those that cut nothing off before the others.
fn hits(words: &str, shelf: &Shelf, candidates: &[Candidate], linked: &[usize]) -> Vec<(usize, Match)> {
    let likely = candidates.iter().filter(|one| one.words >= 500).take(MOST_ASKED).map(|one| one.capture);
    let mut asked: Vec<usize> = linked.to_vec();
    asked.extend(likely.filter(|capture| !linked.contains(capture)));
    let mut found: Vec<(usize, Match)> = Vec::new();
    for capture in asked {
        let Some(held) = shelf.held.get(capture) else { continue };
        found.extend(look(words, &held.capture).map(|found| (capture, found)));
    }
    let rank = |(capture, found): &(usize, Match)| {
        let is_cut = found.enclosing.cuts.as_ref().is_some_and(|cuts| !cuts.is_empty());
        (Reverse(linked.contains(capture)), found.class, is_cut, found.segments.len())
    };
    found.sort_by_key(rank);
    found
}

/// Looks for words in a capture. The comma or full stop before a closing mark may be the draft's own.
fn look(words: &str, capture: &Capture) -> Option<Match> {
    let found = verify(words, capture, None).ok();
    let bare = words.strip_suffix([',', '.']).filter(|bare| !bare.ends_with('.'));
    match found {
        Some(found) if found.class <= MatchClass::Typographic => Some(found),
        found => match bare.and_then(|bare| verify(bare, capture, None).ok()) {
            Some(bare) if found.as_ref().is_none_or(|found| bare.class < found.class) => Some(bare),
            _ => found,
        },
    }
}

fn hit(shelf: &Shelf, capture: usize, start: usize, end: usize) -> Hit {
    let Some(held) = shelf.held.get(capture) else {
        return Hit { capture, name: String::new(), start, end, locator: String::new(), words: String::new() };
    };
    let words = held.capture.shown(start, end);
    Hit { capture, name: held.name.clone(), start, end, locator: held.locator(start), words }
}

fn verdict(quoted: &Quoted, shelf: &Shelf, capture: usize, found: &Match, language: &str) -> Verdict {
    let mut hit = hit(shelf, capture, found.start, found.end);
    if let Some(over) = shelf.held.get(capture).and_then(|held| held.passed_over(found)) {
        hit.locator.push_str(&format!(", over {over}"));
    }
    let cut = untold(quoted, found, language);
    match found.class {
        _ if !cut.is_empty() => Verdict::Cut(hit, cut),
        _ if found.gaps.iter().any(|gap| !gap.is_apart) => Verdict::Omission(hit),
        MatchClass::Exact => Verdict::Exact(hit),
        MatchClass::Typographic | MatchClass::Repaired => Verdict::Typography(hit),
        MatchClass::Editorial => Verdict::Edited(hit),
    }
}

/// What was cut off the words and turns them, unless the draft's own sentence says it. Who speaks is the draft's to say in its own words.
fn untold(quoted: &Quoted, found: &Match, language: &str) -> Vec<String> {
    let cuts = found.enclosing.cuts.as_deref().unwrap_or_default();
    if cuts.is_empty() {
        return Vec::new();
    }
    let outside = quoted.sentence.replacen(&quoted.words, " ", 1);
    let said = read(&outside, language);
    let lower = outside.to_lowercase();
    let tells = |turn: Turn| match turn {
        Turn::Speech => true,
        Turn::Bound => false,
        Turn::Negation | Turn::Denial => said.negation.is_some() || said.has_denial,
        Turn::Question => said.is_question,
        Turn::Condition => said.is_conditional,
        Turn::Hedge => said.has_hedge || said.is_conditional,
    };
    let missing = cuts.iter().filter(|cut| !tells(cut.cut.turn) && !lower.contains(&cut.words.to_lowercase()));
    missing.map(|cut| cut.words.clone()).collect()
}

/// Why no capture has the words: the nearest in the likeliest captures.
fn missing(words: &str, shelf: &Shelf, candidates: &[Candidate]) -> Verdict {
    let likely: Vec<usize> = candidates.iter().take(MOST_EXPLAINED).map(|one| one.capture).collect();
    let explained = |capture: &usize| Some((*capture, explain(words, &shelf.held.get(*capture)?.capture, &[], &[])));
    let all: Vec<(usize, Explanation)> = likely.iter().filter_map(explained).collect();
    let similarity = |explanation: &Explanation| explanation.nearest.as_ref().map_or(0.0, |nearest| nearest.similarity);
    let best = all.into_iter().reduce(|best, next| if similarity(&next.1) > similarity(&best.1) { next } else { best });
    let Some((capture, mut explanation)) = best else { return Verdict::NotFound { nearest: None } };
    if similarity(&explanation) < 0.85 {
        // Runs of it may come from several captures.
        let others: Vec<(&str, &Capture)> = likely
            .iter()
            .filter(|other| **other != capture)
            .filter_map(|other| shelf.held.get(*other))
            .map(|held| (held.name.as_str(), &held.capture))
            .collect();
        if let Some(held) = shelf.held.get(capture).filter(|_| !others.is_empty()) {
            explanation = explain(words, &held.capture, &others, &[]);
        }
    }
    let place = match (&explanation.miss, &explanation.nearest) {
        (Some(crate::quotation::Miss::Boundary { start, end, .. }), _) => Some((*start, *end)),
        (_, Some(nearest)) => Some((nearest.start, nearest.end)),
        _ => None,
    };
    let nearest = place.map(|(start, end)| hit(shelf, capture, start, end));
    let is_certain = matches!(explanation.kind, Kind::BoundaryCut | Kind::EditedTooFar | Kind::MixedRendering { .. });
    match nearest {
        Some(nearest) if is_certain || similarity(&explanation) >= ALTERED_FROM => {
            Verdict::Altered { nearest, why: explanation.sentence(), rule: rule(&explanation.kind) }
        }
        nearest => Verdict::NotFound { nearest },
    }
}

/// The rule that says the same of a project's evidence.
fn rule(kind: &Kind) -> &'static str {
    match kind {
        Kind::BoundaryCut => "quote-boundary",
        Kind::MixedRendering { .. } => "quote-mixed-rendering",
        Kind::NumberAltered => "quote-number-altered",
        Kind::NegationAltered => "quote-negation-altered",
        _ => "quote-not-in-source",
    }
}
