//! A line that is to support a claim shares no word, name or number with it.

use std::collections::BTreeSet;

use super::found::Found;
use crate::diagnostic::{Diagnostic, Rule};
use crate::memo::Reader;
use crate::site::Site;
use crate::stems::Stems;
use crate::uttered::{Backing, Made, Uttered};

pub const RULE: Rule = Rule::warning("evidence-unrelated", include_str!("evidence_unrelated.md"));

pub fn check(uttered: &Uttered, site: &Reader<Site>, found: &mut Found) {
    let first: Vec<(&Made, Stems)> = uttered
        .made
        .iter()
        .filter(|made| made.marker.claim.is_some_and(|used| used.first))
        .map(|made| (made, Stems::of(&made.marker.text.words)))
        .collect();
    // Words that so many claims of the page have that they tell none of them apart.
    let common = Stems::common(first.iter().map(|(_, stems)| stems), (first.len() / 6).max(3));
    let mut told = BTreeSet::new();
    for (made, stems) in &first {
        let own = stems.without(&common);
        let lines: Vec<&Backing> = made.supports().collect();
        let is_comparable = |backing: &&Backing| {
            backing.is_read && backing.line.quotation.is_some() && same_language(backing, uttered, site)
        };
        if own.is_empty()
            || lines.is_empty()
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
fn relates(made: &Made, own: &Stems, backing: &Backing, site: &Reader<Site>) -> bool {
    let words = backing.line.quotation.as_deref().unwrap_or_default();
    let mut values = backing.said.readings.iter().map(|known| known.value);
    values.any(|known| made.said.readings.iter().any(|own| own.value == known))
        || own.meet(words)
        || names_its_claimant(made, backing, site)
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
