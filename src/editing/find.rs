//! Which source has some words: looked for in every copy that is here.

use serde::Serialize;

use super::refusal::Refusal;
use crate::manuscript::{Manuscript, SourceText};
use crate::memo::Printed;
use crate::quotation::{Capture, Explanation, Match, MatchClass, explain, verify};
use crate::verified::Witness;

/// A source with the words of its copy.
struct Copy {
    source: Printed<SourceText>,
    capture: Capture,
}

/// Words that one source has.
pub struct Found {
    pub source: Printed<SourceText>,
    /// As they are to be quoted.
    pub words: String,
}

/// Finds words in the copies of all sources, or of one.
///
/// # Errors
/// Why there is not the one place: in several lines, with the nearest words.
pub fn find(words: &str, only: Option<&str>, manuscript: &Manuscript) -> Result<Found, Refusal> {
    let sources: Vec<_> = manuscript.sources.iter().filter(|source| only.is_none_or(|id| source.id == id)).collect();
    if let Some(id) = only.filter(|_| sources.is_empty()) {
        let known: Vec<&str> = manuscript.sources.iter().map(|source| source.id.as_str()).collect();
        let names = crate::diagnostic::known_names(id, "sources", &known);
        return Err(Refusal::from(format!("there is no source `{id}`; {names}")));
    }
    let mut copies = Vec::new();
    let mut missing = Vec::new();
    for source in sources {
        match Witness::new(source, manuscript).testimony().1 {
            Some(testimony) => copies.push(Copy { source: source.clone(), capture: testimony.capture }),
            None => missing.push(source.id.as_str()),
        }
    }
    let found: Vec<(&Copy, Match)> =
        copies.iter().filter_map(|copy| Some((copy, verify(words, &copy.capture, None).ok()?))).collect();
    match found.as_slice() {
        [] => Err(Refusal::from(nowhere(words, &copies, &missing, manuscript))),
        [(copy, one)] => match places(words, &copy.capture) {
            places if one.occurrences > 1 && places.iter().all(|place| place.is_alone) => {
                Err(Refusal::from(several_times(&places, &copy.source.id)))
            }
            // Of words that nothing around them tells apart, there is nothing more to give.
            _ => Ok(found_in(words, copy, one)),
        },
        several => Err(in_several(several)),
    }
}

/// One of the places at which words stand.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Place {
    pub line: u32,
    /// The words there, with as many of those around them as it takes to tell them from the others.
    pub words: String,
    /// No other place has them.
    pub is_alone: bool,
}

/// Where words stand in a copy; one place, if they stand there once.
pub fn places(words: &str, capture: &Capture) -> Vec<Place> {
    let Ok(one) = verify(words, capture, None) else { return Vec::new() };
    let text = capture.text();
    let byte = |point: usize| capture.slice(0, point).len();
    let exact = text.get(byte(one.start)..byte(one.end)).unwrap_or_default();
    if one.occurrences <= 1 || exact.is_empty() {
        return vec![Place { line: one.line, words: words.to_owned(), is_alone: true }];
    }
    let place = |(start, _): (usize, &str)| {
        let (mut from, mut to) = (start, start + exact.len());
        let is_alone =
            |from: usize, to: usize| verify(&text[from..to], capture, None).is_ok_and(|one| one.occurrences == 1);
        loop {
            let (left, right) = (word_before(text, from), word_after(text, to));
            let found = [(from, right), (left, to), (left, right)].into_iter().find(|(from, to)| is_alone(*from, *to));
            if let Some((from, to)) = found {
                let words = text[from..to].split_whitespace().collect::<Vec<_>>().join(" ");
                return Place { line: line(text, start), words, is_alone: true };
            }
            if (left, right) == (from, to) {
                return Place { line: line(text, start), words: words.to_owned(), is_alone: false };
            }
            (from, to) = (left, right);
        }
    };
    text.match_indices(exact).map(place).collect()
}

fn line(text: &str, at: usize) -> u32 {
    u32::try_from(text[..at].matches('\n').count() + 1).unwrap_or(u32::MAX)
}

/// Where the word begins before a place of the same line.
fn word_before(text: &str, at: usize) -> usize {
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let words = text[start..at].trim_end();
    start
        + words
            .rfind(char::is_whitespace)
            .map_or(0, |space| space + words[space..].chars().next().map_or(1, char::len_utf8))
}

/// Where the word ends after a place of the same line.
fn word_after(text: &str, at: usize) -> usize {
    let end = text[at..].find('\n').map_or(text.len(), |end| at + end);
    let rest = text[at..end].trim_end();
    let start = rest.len() - rest.trim_start().len();
    at + rest[start..].find(char::is_whitespace).map_or(rest.len(), |space| start + space)
}

fn several_times(places: &[Place], source: &str) -> String {
    let mut said = format!(
        "these words stand {} times in the copy of `{source}`; give more of those that you mean:",
        places.len()
    );
    for place in places {
        said += &format!("\n  line {}: “{}”", place.line, place.words);
    }
    said
}

fn found_in(words: &str, copy: &Copy, one: &Match) -> Found {
    let is_as_it_stands = matches!(one.class, MatchClass::Exact | MatchClass::Typographic) && one.segments.len() <= 1;
    let words = match is_as_it_stands {
        true => copy.capture.shown(one.start, one.end),
        false => words.to_owned(),
    };
    Found { source: copy.source.clone(), words: words.split_whitespace().collect::<Vec<_>>().join(" ") }
}

fn in_several(several: &[(&Copy, Match)]) -> Refusal {
    let place = |(copy, one): &(&Copy, Match)| format!("\n  {}, line {}: {}", copy.source.id, one.line, around(one));
    let places: String = several.iter().map(place).collect();
    Refusal::from(format!("{} sources have these words:{places}", several.len())).flag("say which with `--in SOURCE`")
}

/// A match with what stands on both sides of it.
fn around(one: &Match) -> String {
    let text = format!("… {}[{}]{} …", one.prefix, one.exact, one.suffix);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// That no copy has the words, and which come nearest.
fn nowhere(words: &str, copies: &[Copy], missing: &[&str], manuscript: &Manuscript) -> String {
    let names: Vec<&str> = manuscript.claimants.entries.iter().map(|entry| &*entry.name).collect();
    let explained = copies.iter().map(|copy| (copy, explain(words, &copy.capture, &[], &names)));
    let nearness = |explanation: &Explanation| explanation.nearest.as_ref().map_or(0.0, |near| near.similarity);
    let best = explained.max_by(|(_, one), (_, other)| nearness(one).total_cmp(&nearness(other)));
    let mut said = match copies.len() {
        0 => "there is no copy of an article here to look into".to_owned(),
        1 => "the copy here does not have these words".to_owned(),
        number => format!("none of the {number} copies here has these words"),
    };
    if let Some((copy, explanation)) = best
        && let Some(near) = &explanation.nearest
    {
        let text = near.text.split_whitespace().collect::<Vec<_>>().join(" ");
        said += &format!(
            "; nearest is `{}`, line {}:\n  “{text}”\n  {}",
            copy.source.id,
            near.line,
            explanation.sentence()
        );
    } else if !copies.is_empty() {
        said += ", nor any like them";
    }
    if !missing.is_empty() {
        said += &format!(
            "\nno copy is here of {}: put the text into content/captures/ID.txt, or run `onrecord import FILE`",
            crate::diagnostic::quoted_list(missing)
        );
    }
    said
}
