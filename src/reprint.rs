//! Whether an article that the site prints in full is the text of its capture.
//!
//! It is read as one long quotation: each paragraph must stand in the capture, after the one before, and nothing of the
//! source's own words may lie between them. Titles, bylines and lines under pictures may be missing at both ends: what has no
//! sentence in it is no part of the article.

use std::ops::Range;

use crate::files::Span;
use crate::manuscript::SourceText;
use crate::quotation::{Capture, MatchClass, Miss, explain, normalise, verify};

/// Where the printed article is not the capture's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Departure {
    /// Of the source's file.
    pub span: Span,
    pub kind: DepartureKind,
    /// Code points of the capture that show it.
    pub place: Option<Range<usize>>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DepartureKind {
    /// It says something else; in a sentence.
    Altered(String),
    /// Its words stand in the capture, but not here.
    Moved,
    /// Words of the capture are missing before it; the words.
    LeftOut(String),
    /// Words of the capture are missing at the end.
    CutShort(String),
}

/// Departures told of one article.
const MOST: usize = 20;

/// Compares the printed article with its capture.
pub fn departures(source: &SourceText, capture: &Capture) -> Vec<Departure> {
    let mut found = Vec::new();
    let mut at = 0;
    let mut last = None;
    for passage in source.passages.body().filter(|passage| passage.text.contains(char::is_alphanumeric)) {
        if found.len() >= MOST {
            return found;
        }
        let words = &*passage.text;
        let mut tell = |span: Span, kind, place| found.push(Departure { span, kind, place });
        let Stood { place, altered, is_moved } = stood(words, capture, at);
        if let Some((range, sentence)) = altered {
            tell(passage.source_of(&range), DepartureKind::Altered(sentence), place.clone());
        }
        if is_moved {
            tell(passage.span, DepartureKind::Moved, place.clone());
        }
        last = Some(passage.span);
        let Some(place) = place.filter(|place| !is_moved && place.start >= at) else { continue };
        if let Some(missing) = missing(capture, at..place.start, at == 0) {
            tell(passage.span, DepartureKind::LeftOut(missing), Some(at..place.start));
        }
        at = place.end;
    }
    if let (Some(span), true) = (last, found.len() < MOST)
        && let Some(missing) = missing(capture, at..capture.length(), true)
    {
        let place = Some(at..capture.length());
        found.push(Departure { span, kind: DepartureKind::CutShort(missing), place });
    }
    found
}

/// How a paragraph stands in the capture.
struct Stood {
    /// The words themselves, or the nearest.
    place: Option<Range<usize>>,
    /// Which bytes of it differ, and how.
    altered: Option<(Range<usize>, String)>,
    is_moved: bool,
}

fn stood(words: &str, capture: &Capture, from: usize) -> Stood {
    match verify(words, capture, Some(from..capture.length())) {
        Ok(found) => {
            let is_editorial = found.class == MatchClass::Editorial;
            let altered = is_editorial.then(|| first_difference(words, &found.exact)).flatten();
            Stood { place: Some(found.start..found.end), altered, is_moved: false }
        }
        Err(Miss::OutsideExcerpt { start, end, .. }) => {
            Stood { place: Some(start..end), altered: None, is_moved: true }
        }
        Err(_) => {
            let explanation = explain(words, capture, &[], &[]);
            let place = explanation.nearest.as_ref().map(|nearest| nearest.start..nearest.end);
            if place.as_ref().is_some_and(|place| capture.is_damaged(place.start, place.end)) {
                return Stood { place, altered: None, is_moved: false };
            }
            let by_word = explanation.nearest.as_ref().and_then(|nearest| first_difference(words, &nearest.text));
            let altered = by_word.unwrap_or_else(|| (0..words.len(), explanation.sentence()));
            Stood { place, altered: Some(altered), is_moved: false }
        }
    }
}

/// The first word of the article that is another in the capture: its bytes, and both words in a sentence.
fn first_difference(words: &str, captured: &str) -> Option<(Range<usize>, String)> {
    let plain = |word: &str| normalise(word).to_lowercase();
    let base = words.as_ptr() as usize;
    let mut own = words.split_whitespace();
    let mut theirs = captured.split_whitespace();
    loop {
        match (own.next(), theirs.next()) {
            (None, None) => return None,
            (Some(own), Some(captured)) if plain(own) == plain(captured) => {}
            (Some(own), captured) => {
                let start = own.as_ptr() as usize - base;
                let sentence = match captured {
                    Some(captured) => format!("the text says `{own}`, the capture says `{captured}`"),
                    None => format!("the text has `{own}`, which the capture does not have there"),
                };
                return Some((start..start + own.len(), sentence));
            }
            (None, Some(captured)) => {
                return Some((0..words.len(), format!("the text leaves out `{captured}`")));
            }
        }
    }
}

/// The source's own words in a stretch of the capture; at the article's ends, those of whole sentences.
fn missing(capture: &Capture, range: Range<usize>, is_end: bool) -> Option<String> {
    let is_said = |line: &String| {
        let last = line.trim_end_matches(['"', '\'', '”', '’', '»', ')']).chars();
        line.contains(char::is_alphanumeric)
            && (!is_end || last.last().is_some_and(|letter| matches!(letter, '.' | '!' | '?' | '…' | '。')))
    };
    let lines: Vec<String> = capture.own_lines(range.start, range.end).into_iter().filter(is_said).collect();
    let first = lines.first()?;
    let short: Vec<&str> = first.split_whitespace().take(MOST_WORDS).collect();
    let is_all = lines.len() == 1 && first.split_whitespace().count() <= MOST_WORDS;
    Some(format!("{}{}", short.join(" "), if is_all { "" } else { " …" }))
}

/// Words of the capture that are shown where they are missing.
const MOST_WORDS: usize = 12;
