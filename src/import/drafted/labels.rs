//! The names of notes: out of the words of the claim, once; afterwards a claim is known again by its words and keeps its name.

use std::collections::{BTreeMap, BTreeSet};

use pulldown_cmark::{Event, Options, Parser, Tag};

use super::super::plain::{front_matter, words_of};
use super::super::saved::What;
use super::super::slug;
use crate::prose::{extent, sentences};
use crate::reading::Lexicon;

/// Words of a claim that its name is made of, its number not counted.
const WORDS: usize = 3;
/// From here on, in thousandths of what two claims have in common, they are one.
const SAME_FROM: usize = 500;

/// A note: its name, the words that refer to it, its own.
#[derive(Debug, Clone)]
pub struct Note {
    label: String,
    claim: String,
    words: String,
}

/// The notes of a page, in the order in which they are referred to.
pub fn notes(page: &str, language: &str) -> Vec<Note> {
    let body = front_matter(page).map_or(page, |(_, body)| body);
    let saved = words_of(body, 0);
    let text = saved.text.as_str();
    let mut all: Vec<Note> = Vec::new();
    let mut last = 0;
    for mark in &saved.marks {
        let What::NoteMark(label) = &mark.what else { continue };
        let at = mark.span.start;
        let start = text.get(..at).and_then(|before| before.rfind("\n\n")).map_or(0, |at| at + 2);
        let end = text.get(at..).and_then(|after| after.find("\n\n")).map_or(text.len(), |length| at + length);
        let paragraph = text.get(start..end).unwrap_or_default();
        let range = extent(paragraph, &sentences(paragraph, language), at - start, last.max(start) - start);
        last = at;
        if all.iter().any(|note| note.label == *label) {
            continue;
        }
        let words = saved.marks.iter().find(|mark| mark.what == What::Note(label.clone()));
        all.push(Note {
            label: label.clone(),
            claim: paragraph.get(range).unwrap_or_default().to_owned(),
            words: words.and_then(|mark| text.get(mark.span.clone())).unwrap_or_default().to_owned(),
        });
    }
    all
}

/// The text with names for the notes that have numbers: those that they had, or new ones.
pub fn named(body: &str, known: &[Note], language: &str) -> String {
    let own = notes(body, language);
    let mut taken: BTreeSet<String> = known.iter().chain(&own).map(|note| note.label.clone()).collect();
    let (new, fixed): (Vec<&Note>, Vec<&Note>) = own.iter().partition(|note| is_number(&note.label));
    let free: Vec<&Note> = {
        let mut seen: BTreeSet<&str> = fixed.iter().map(|note| note.label.as_str()).collect();
        known.iter().filter(|note| seen.insert(note.label.as_str())).collect()
    };
    let matched = paired(&new, &free);
    let mut names: BTreeMap<String, String> = BTreeMap::new();
    for (number, note) in new.iter().enumerate() {
        let name =
            match matched.get(&number).and_then(|other| free.get(*other)).filter(|other| !is_number(&other.label)) {
                Some(other) => other.label.clone(),
                None => fresh(&note.claim, language, &taken),
            };
        taken.insert(name.clone());
        names.insert(note.label.clone(), name);
    }
    renamed(body, &names)
}

/// The text with one marker where a claim has the same twice: its own note, and the evidence that was found for it.
pub fn once(body: &str) -> String {
    let (mut out, mut rest) = (String::with_capacity(body.len()), body);
    while let Some((before, after)) = rest.split_once("[^") {
        out.push_str(before);
        out.push_str("[^");
        let Some((label, _)) = after.split_once(']') else {
            rest = after;
            continue;
        };
        let marker = format!("[^{label}]");
        rest = after;
        while let Some(next) = rest.get(label.len() + 1..).and_then(|next| next.strip_prefix(marker.as_str())) {
            rest = rest.get(marker.len()..).unwrap_or(next);
        }
    }
    out + rest
}

/// The text `base` with the names that its notes have in `page` by now.
pub fn renamed_as(base: &str, page: &str, language: &str) -> String {
    let (old, new) = (notes(base, language), notes(page, language));
    let has = |all: &[Note], label: &str| all.iter().any(|note| note.label == label);
    let gone: Vec<&Note> = old.iter().filter(|note| !has(&new, &note.label)).collect();
    let come: Vec<&Note> = new.iter().filter(|note| !has(&old, &note.label)).collect();
    let names = paired(&gone, &come).into_iter();
    let names = names.map(|(from, to)| (gone[from].label.clone(), come[to].label.clone())).collect();
    renamed(base, &names)
}

/// Which of the one are which of the others, the likest first.
fn paired(own: &[&Note], others: &[&Note]) -> BTreeMap<usize, usize> {
    let mut all: Vec<(usize, usize, usize)> = Vec::new();
    for (number, note) in own.iter().enumerate() {
        for (other, known) in others.iter().enumerate() {
            all.push((alike(note, known), number, other));
        }
    }
    // Among equals, those in the same order.
    all.sort_by_key(|(alike, number, other)| (std::cmp::Reverse(*alike), number.abs_diff(*other), *number));
    let (mut pairs, mut used) = (BTreeMap::new(), BTreeSet::new());
    for (alike, number, other) in all {
        if alike >= SAME_FROM && !pairs.contains_key(&number) && used.insert(other) {
            pairs.insert(number, other);
        }
    }
    pairs
}

/// How much two notes have in common, in thousandths: of their claims, or, if those are other words, of their own.
fn alike(one: &Note, other: &Note) -> usize {
    let claims = common(&one.claim, &other.claim);
    let notes = common(&one.words, &other.words);
    let is_telling = one.words.split_whitespace().nth(2).is_some();
    match claims >= SAME_FROM {
        true => 1_000 + claims + notes / 2,
        false if is_telling && notes >= 900 => notes,
        false if is_telling => (claims + notes) / 2,
        false => claims,
    }
}

/// Twice the words that both have, by the words that there are.
fn common(one: &str, other: &str) -> usize {
    let words = |text: &str| -> Vec<String> {
        let lower = text.to_lowercase();
        let mut all: Vec<String> = lower
            .split(|letter: char| !letter.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect();
        all.sort();
        all
    };
    let (one, other) = (words(one), words(other));
    let total = one.len() + other.len();
    let mut rest = other;
    let shared = one.iter().filter(|word| rest.binary_search(word).map(|at| rest.remove(at)).is_ok()).count();
    (2_000 * shared).checked_div(total).unwrap_or(0)
}

/// A name out of a claim's words: those that tell it from others, and its first number.
pub fn fresh(claim: &str, language: &str, taken: &BTreeSet<String>) -> String {
    let lexicon = Lexicon::of(language).unwrap_or_else(Lexicon::english);
    let words = claim.split(|letter: char| !letter.is_alphanumeric() && letter != '’' && letter != '\'');
    let mut words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    let is_number = |word: &&&str| word.starts_with(|letter: char| letter.is_ascii_digit());
    let number = words.iter().find(is_number).map(|word| (*word).to_owned());
    words.retain(|word| {
        word.chars().count() > 3
            && !word.starts_with(|letter: char| letter.is_ascii_digit())
            && !lexicon.words.common.contains(word.to_lowercase().as_str())
    });
    words.truncate(WORDS);
    let mut parts: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
    parts.extend(number);
    let name = slug(&parts.join(" ")).filter(|name| name.contains(|letter: char| letter.is_ascii_alphabetic()));
    let name = name.unwrap_or_else(|| "claim".to_owned());
    let numbered = (2..).map(|number| format!("{name}-{number}"));
    std::iter::once(name.clone()).chain(numbered).find(|name| !taken.contains(name)).unwrap_or(name)
}

/// Whether a label is a number that another program gave.
fn is_number(label: &str) -> bool {
    let digits = label.trim_start_matches(|letter: char| !letter.is_ascii_digit());
    let before = label.get(..label.len() - digits.len()).unwrap_or_default().trim_end_matches(['-', '_', ':']);
    let is_given = ["", "fn", "ftn", "ftnt", "en", "edn", "ref", "note", "footnote", "endnote"]
        .contains(&before.trim_start_matches('_').to_ascii_lowercase().as_str());
    is_given && !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_digit())
}

/// The text with other names for some notes, in markers and definitions alike.
fn renamed(text: &str, names: &BTreeMap<String, String>) -> String {
    let base = front_matter(text).map_or(0, |(_, body)| text.len() - body.len());
    let body = text.get(base..).unwrap_or_default();
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_FOOTNOTES;
    let mut out = text.to_owned();
    let mut places: Vec<(usize, String)> = Vec::new();
    for (event, range) in Parser::new_ext(body, options).into_offset_iter() {
        if let Event::FootnoteReference(label) | Event::Start(Tag::FootnoteDefinition(label)) = event {
            places.push((base + range.start, label.to_string()));
        }
    }
    places.sort();
    places.dedup();
    for (at, label) in places.into_iter().rev() {
        let Some(name) = names.get(&label) else { continue };
        // A definition may stand inside of something, whose marks come first.
        let found = out.get(at..).and_then(|rest| rest.find(&format!("[^{label}]")));
        if let Some(start) = found.map(|found| at + found + 2) {
            out.replace_range(start..start + label.len(), name);
        }
    }
    out
}
