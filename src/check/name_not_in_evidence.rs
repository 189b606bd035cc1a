//! A claim names somebody or a place of the registers that none of its evidence names.

use std::collections::BTreeSet;

use super::found::Found;
use crate::diagnostic::{Diagnostic, Rule};
use crate::memo::Reader;
use crate::site::Site;
use crate::uttered::{Made, Uttered};

pub const RULE: Rule = Rule::warning("name-not-in-evidence", include_str!("name_not_in_evidence.md"));

pub fn check(uttered: &Uttered, site: &Reader<Site>, found: &mut Found) {
    for made in uttered.made.iter().filter(|made| made.is_read() && made.supports().next().is_some()) {
        let known = known_by(made, site, true);
        let quoted = known_by(made, site, false);
        for kind in [&uttered.names.people, &uttered.names.places] {
            let own = named(&made.marker.text.words, kind);
            let theirs = named(&known, kind);
            for (index, at) in &own {
                if theirs.iter().any(|(other, _)| other == index) || is_part_of_another(&own, at) {
                    continue;
                }
                // Somebody else of the same kind stands there instead.
                let mut others = named(&quoted, kind).into_iter();
                let is_other = others.any(|(other, _)| !own.iter().any(|(index, _)| *index == other));
                if is_other {
                    found.push(told(uttered, made, at));
                }
            }
        }
    }
}

fn told(uttered: &Uttered, made: &Made, at: &std::ops::Range<usize>) -> Diagnostic {
    let name = made.words(at);
    let message = format!("the claim `{}` names `{name}`, and its evidence names others", made.claim.label);
    Diagnostic::new(&RULE, &uttered.page.text.file, made.span_of(at), message).help(
        "look up whom and which place the source names; another name of the same belongs into `aliases` or `variants`",
    )
}

/// Which of some things a text names, and where: each once, by its longest name.
fn named(text: &str, kind: &[Vec<String>]) -> Vec<(usize, std::ops::Range<usize>)> {
    let mut list = Vec::new();
    for (index, names) in kind.iter().enumerate() {
        let places = names.iter().filter(|name| name.chars().count() > 2).filter_map(|name| {
            let at =
                text.match_indices(name.as_str()).map(|(at, _)| at).find(|at| stands_alone(text, *at, name.len()))?;
            Some(at..at + name.len())
        });
        list.extend(places.max_by_key(|place| place.len()).map(|place| (index, place)));
    }
    list
}

fn stands_alone(text: &str, at: usize, length: usize) -> bool {
    let before = text.get(..at).and_then(|text| text.chars().next_back());
    let after = text.get(at + length..).and_then(|text| text.chars().next());
    !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
}

/// "Belgorod" in "Belgorod Oblast" is no name of its own.
fn is_part_of_another(own: &[(usize, std::ops::Range<usize>)], at: &std::ops::Range<usize>) -> bool {
    own.iter().any(|(_, other)| other != at && other.start <= at.start && at.end <= other.end)
}

/// All that the evidence names: its words, who says them, and the events of its figures; with its sources, where asked for.
fn known_by(made: &Made, site: &Reader<Site>, with_sources: bool) -> String {
    let mut words: BTreeSet<String> = BTreeSet::new();
    for backing in made.evidence.iter().filter(|backing| with_sources || backing.supports) {
        words.extend(backing.line.quotation.clone());
        words.extend(backing.line.comment.as_ref().filter(|_| with_sources).map(ToString::to_string));
        for id in [&backing.line.claimant, &backing.line.origin].into_iter().flatten() {
            if let Some(claimant) = site.claimant(id) {
                words.insert(claimant.text.name.to_string());
                words.extend(claimant.text.role.as_ref().filter(|_| with_sources).map(ToString::to_string));
            }
        }
        let Some(source) = backing.source else { continue };
        if with_sources {
            words.insert(source.text.title.to_string());
            words.extend(source.text.outlet.as_ref().map(ToString::to_string));
            words.extend(source.text.agency.iter().map(ToString::to_string));
        }
        let excerpt = backing.line.excerpt.as_ref().and_then(|id| source.excerpt(id.as_str()));
        for figure in excerpt.into_iter().flat_map(|excerpt| &excerpt.figures) {
            let Some(event) = figure.event.as_ref().and_then(|id| site.event(id)) else { continue };
            words.insert(event.text.title.to_string());
            let place = event.place.as_ref().and_then(|id| site.place(id));
            words.extend(place.map(|place| place.text.name.to_string()));
        }
    }
    words.into_iter().collect::<Vec<_>>().join("\n")
}
