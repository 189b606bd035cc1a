//! A line that is to support a claim shares no word, name or number with it.

use std::collections::{BTreeMap, BTreeSet};

use super::found::Found;
use crate::diagnostic::{Diagnostic, Rule};
use crate::memo::Reader;
use crate::site::Site;
use crate::uttered::{Backing, Made, Uttered};

pub const RULE: Rule = Rule::warning("evidence-unrelated", include_str!("evidence_unrelated.md"));

pub fn check(uttered: &Uttered, site: &Reader<Site>, found: &mut Found) {
    let mut told = BTreeSet::new();
    let common = common(uttered);
    for made in uttered.made.iter().filter(|made| made.marker.claim.is_some_and(|used| used.first)) {
        let own: BTreeSet<String> = stems(&made.marker.text.words).difference(&common).cloned().collect();
        if own.is_empty() {
            continue;
        }
        let lines: Vec<&Backing> = made.supports().collect();
        let is_comparable = |backing: &&Backing| {
            backing.is_read && backing.line.quotation.is_some() && same_language(backing, uttered, site)
        };
        if lines.is_empty()
            || !lines.iter().all(is_comparable)
            || lines.iter().any(|line| relates(made, &own, line, site))
        {
            continue;
        }
        if let Some(first) = lines.first().filter(|_| told.insert(&made.claim.label)) {
            found.push(diagnostic(uttered, made, first));
        }
    }
}

/// Whether a line shares a word or number with the claim, or is by somebody whom the claim names.
fn relates(made: &Made, own: &BTreeSet<String>, backing: &Backing, site: &Reader<Site>) -> bool {
    let words = backing.line.quotation.as_deref().unwrap_or_default();
    let mut values = backing.said.readings.iter().map(|known| known.value);
    stems(words).iter().any(|word| shares(own, word))
        || values.any(|known| made.said.readings.iter().any(|own| own.value == known))
        || names_its_claimant(made, backing, site)
}

/// Words that so many claims of the page have that they tell none of them apart.
fn common(uttered: &Uttered) -> BTreeSet<String> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let first = uttered.made.iter().filter(|made| made.marker.claim.is_some_and(|used| used.first));
    let mut claims = 0;
    for made in first {
        claims += 1;
        for stem in stems(&made.marker.text.words) {
            *counts.entry(stem).or_default() += 1;
        }
    }
    let most = (claims / 6).max(3);
    counts.into_iter().filter(|(_, count)| *count > most).map(|(stem, _)| stem).collect()
}

fn diagnostic(uttered: &Uttered, made: &Made, backing: &Backing) -> Diagnostic {
    let label = &made.claim.label;
    let excerpt = backing.line.excerpt.as_ref().map_or(String::new(), |excerpt| format!("#{excerpt}"));
    let message = format!("`{}{excerpt}` shares no word and no number with the claim `{label}`", backing.line.source);
    let whole = 0..made.marker.text.words.len();
    Diagnostic::new(&RULE, &uttered.page.text.file, made.span_of(&whole), message)
        .help("cite the words that say what the sentence says, or make the line one of `context`")
}

fn same_language(backing: &Backing, uttered: &Uttered, site: &Reader<Site>) -> bool {
    let primary = |tag: &str| tag.split('-').next().unwrap_or_default().to_owned();
    let source = backing.source.and_then(|source| source.text.language.clone());
    let own = backing.line.language.clone().or(source).unwrap_or_else(|| site.settings().language.clone());
    primary(&own) == primary(&uttered.page.language)
}

/// The claim is about what somebody said, and names them.
fn names_its_claimant(made: &Made, backing: &Backing, site: &Reader<Site>) -> bool {
    let ids = [&backing.line.claimant, &backing.line.origin];
    ids.into_iter().flatten().filter_map(|id| site.claimant(id)).any(|claimant| {
        let last = claimant.text.name.rsplit(' ').next().unwrap_or_default();
        last.chars().count() > 3 && made.marker.text.words.contains(last)
    })
}

/// The words of a text that mean something, each cut to its first letters.
pub fn stems(text: &str) -> BTreeSet<String> {
    let words = text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| word.chars().count() > 3);
    let words = words.map(str::to_lowercase).filter(|word| !COMMON.contains(&word.as_str()));
    words.map(|word| word.chars().take(5).collect()).collect()
}

fn shares(own: &BTreeSet<String>, word: &str) -> bool {
    own.iter().any(|other| other.starts_with(word) || word.starts_with(other.as_str()))
}

const COMMON: [&str; 40] = [
    "that",
    "this",
    "with",
    "from",
    "have",
    "were",
    "been",
    "they",
    "their",
    "them",
    "there",
    "which",
    "while",
    "when",
    "where",
    "what",
    "also",
    "after",
    "before",
    "about",
    "than",
    "then",
    "into",
    "over",
    "said",
    "says",
    "report",
    "reports",
    "reported",
    "some",
    "more",
    "most",
    "other",
    "others",
    "would",
    "could",
    "will",
    "only",
    "according",
    "told",
];
