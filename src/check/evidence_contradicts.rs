//! A line that is to support a claim has another number of the same; one that is to dispute it says the same.

use std::collections::BTreeSet;

use super::found::Found;
use crate::diagnostic::{Diagnostic, Rule};
use crate::memo::Reader;
use crate::reading::{Fit, Reading, fit};
use crate::site::Site;
use crate::uttered::{Backing, Made, Uttered};
use crate::vocabulary::Stance;

pub const RULE: Rule = Rule::warning("evidence-contradicts", include_str!("evidence_contradicts.md"));

pub fn check(uttered: &Uttered, _: &Reader<Site>, found: &mut Found) {
    let mut told = BTreeSet::new();
    for made in uttered.made.iter().filter(|made| made.marker.claim.is_some_and(|used| used.first)) {
        for backing in made.evidence.iter().filter(|backing| backing.is_read) {
            let Some(what) = contradiction(made, backing) else { continue };
            if told.insert((&made.claim.label, &backing.line.source, &backing.line.excerpt)) {
                let excerpt = backing.line.excerpt.as_ref().map_or(String::new(), |excerpt| format!("#{excerpt}"));
                let message = format!("`{}{excerpt}` {what}: the claim `{}`", backing.line.source, made.claim.label);
                let whole = 0..made.marker.text.words.len();
                let diagnostic = Diagnostic::new(&RULE, &uttered.page.text.file, made.span_of(&whole), message).help(
                    "a line with another number is one of `context`, or it `disputes`; a line with the same supports",
                );
                found.push(diagnostic);
            }
        }
    }
}

fn contradiction(made: &Made, backing: &Backing) -> Option<&'static str> {
    let counted = |reading: &&Reading| reading.is_quantity() && reading.measure.is_some() && !reading.is_inherited;
    let own: Vec<&Reading> = made.said.readings.iter().filter(counted).collect();
    let theirs: Vec<&Reading> = backing.said.readings.iter().filter(counted).collect();
    let same = |one: &Reading, other: &Reading| one.measure == other.measure && one.population == other.population;
    match backing.line.stance {
        Stance::Supports | Stance::Concedes => {
            // Each number of the line that is of the claim's kind is another one.
            let of_its_kind: Vec<_> = own
                .iter()
                .flat_map(|own| theirs.iter().map(move |other| (*own, *other)))
                .filter(|(own, other)| same(own, other))
                .collect();
            let differs = |(own, other): &(&Reading, &Reading)| fit(own, other, true) == Fit::Other;
            (!of_its_kind.is_empty() && of_its_kind.iter().all(differs)).then_some("supports it with another number")
        }
        Stance::Disputes => {
            let says_so =
                |own: &&Reading| theirs.iter().any(|other| same(own, other) && fit(own, other, true) == Fit::Backs);
            (!own.is_empty() && own.iter().all(says_so) && backing.said.negation.is_none() && !backing.said.has_denial)
                .then_some("disputes it and says the same")
        }
        Stance::Context => None,
    }
}
