//! What a sentence asserts that could be checked: numbers, days, quoted words, superlatives.

use std::ops::Range;

use super::found::{Need, folded};
use crate::quantity::{MentionKind, Number};
use crate::reading::{Lexicon, Noun, Reading, Said, read};

/// One thing that a sentence asserts.
#[derive(Debug)]
pub struct Assertion {
    /// "states a number"
    pub what: &'static str,
    /// Bytes of the sentence.
    pub range: Range<usize>,
    /// A count of people, a measured number, a quotation: it must be borne out.
    pub is_grave: bool,
    pub need: Need,
}

/// What a sentence asserts, the gravest first.
pub fn assertions(text: &str, language: &str) -> Vec<Assertion> {
    if !may_assert(text, language) {
        return Vec::new();
    }
    let said = read(text, language);
    if said.is_question || said.is_conditional {
        return Vec::new();
    }
    let mut list: Vec<Assertion> = quotations(text).collect();
    let quoted: Vec<Range<usize>> = list.iter().map(|own| own.range.clone()).collect();
    let stands_outside =
        |range: &Range<usize>| !quoted.iter().any(|own| own.start <= range.start && range.end <= own.end);
    let counted = said.readings.iter().filter(|reading| stands_outside(&reading.span));
    list.extend(counted.filter_map(|reading| number(text, reading)));
    list.extend(days(&said));
    if let Some(range) = said.superlative.clone().filter(|range| is_superlative(text, range, language)) {
        list.push(Assertion {
            what: "says that something is the most of its kind",
            range,
            is_grave: false,
            need: Need::Evidence,
        });
    }
    if said.is_own_work {
        // What we read and corrected is ours to say, and nobody's evidence; what was counted in it is not.
        list.retain(|own| own.is_grave);
        list.iter_mut().for_each(|own| own.is_grave = false);
    }
    list.sort_by_key(|own| !own.is_grave);
    list
}

/// Whether a text can assert anything that is looked for; mostly the answer is no, and it is cheap.
pub fn may_assert(text: &str, language: &str) -> bool {
    let is_sign = |letter: char| letter.is_numeric() || matches!(letter, '“' | '"' | '„' | '«');
    // All bytes are looked at, whatever the first of them are: that is one instruction for many of them.
    let is_plain_sign = |byte: &u8| byte.is_ascii_digit() || *byte == b'"';
    let has_plain_sign = text.as_bytes().iter().fold(false, |found, byte| found | is_plain_sign(byte));
    let has_sign = has_plain_sign || !text.is_ascii() && text.chars().any(is_sign);
    has_sign || Lexicon::of(language).is_some_and(|lexicon| lexicon.may_tell(text))
}

fn number(text: &str, reading: &Reading) -> Option<Assertion> {
    let written = text.get(reading.span.clone()).unwrap_or_default();
    let is_digits = written.starts_with(|first: char| first.is_numeric());
    let is_counted = reading.is_quantity() && !reading.is_vague;
    if !is_counted || reading.value <= Number::ONE {
        return None;
    }
    // "under-18s", "18–64": classes of age; "21 pages": the length of something to read.
    if text.get(reading.span.end..).is_some_and(|rest| rest.starts_with('s')) {
        return None;
    }
    let measured = match reading.noun {
        Some(Noun::Documents | Noun::Places | Noun::Incidents | Noun::Time) | None => false,
        Some(_) => true,
    };
    let is_share = matches!(reading.kind, MentionKind::Percentage | MentionKind::Money);
    let is_grave = reading.measure.is_some() || is_share || (measured && reading.value >= Number::from(10));
    // "Three questions remain": a small word without a thing claims nothing.
    let is_told = is_grave && !reading.is_inherited;
    if !is_digits && (reading.is_inherited || (!is_told && reading.noun.is_none())) {
        return None;
    }
    if !is_grave && matches!(reading.noun, Some(Noun::Documents)) {
        return None;
    }
    Some(Assertion {
        what: "states a number",
        range: reading.span.clone(),
        is_grave,
        need: Need::Number(reading.clone()),
    })
}

fn days(said: &Said) -> impl Iterator<Item = Assertion> {
    let exact = said.days.iter().filter(|(_, day)| day.day.is_some() || day.year.is_some());
    exact.map(|(range, day)| Assertion {
        what: "names a day",
        range: range.clone(),
        is_grave: false,
        need: Need::Day(*day),
    })
}

/// Three and more words in quotation marks.
fn quotations(text: &str) -> impl Iterator<Item = Assertion> {
    quoted_parts(text).into_iter().filter_map(|range| {
        let words = text.get(range.clone())?;
        (words.split_whitespace().count() >= 3).then(|| Assertion {
            what: "quotes words",
            range: range.clone(),
            is_grave: true,
            need: Need::Words(folded(words)),
        })
    })
}

/// What stands between quotation marks, without them.
pub fn quoted_parts(text: &str) -> Vec<Range<usize>> {
    let mut list = Vec::new();
    let mut open: Option<(usize, char)> = None;
    for (at, character) in text.char_indices() {
        match (open, character) {
            (None, '“' | '„' | '«') => {
                open = Some((at + character.len_utf8(), if character == '«' { '»' } else { '”' }))
            }
            (None, '"') => open = Some((at + 1, '"')),
            (Some((start, closing)), found) if found == closing || (closing == '”' && found == '“') => {
                list.push(start..at);
                open = None;
            }
            _ => {}
        }
    }
    list
}

/// Whether a phrase for the most stands there as one: "the deadliest attack", not "at the latest", "most of them".
fn is_superlative(text: &str, range: &Range<usize>, language: &str) -> bool {
    let part = |range: Range<usize>| text.get(range).unwrap_or_default();
    Lexicon::of(language).is_some_and(|lexicon| {
        lexicon.is_superlative(part(0..range.start), part(range.clone()), part(range.end..text.len()))
    })
}
