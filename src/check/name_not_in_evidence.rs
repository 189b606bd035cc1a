//! A claim names somebody or a place of the registers that none of its evidence names.

use std::collections::BTreeSet;

use super::found::Found;
use crate::diagnostic::{Diagnostic, Rule};
use crate::memo::Reader;
use crate::site::{Claimant, Place, Site};
use crate::uttered::{Made, Uttered};

pub const RULE: Rule = Rule::warning("name-not-in-evidence", include_str!("name_not_in_evidence.md"));

pub fn check(uttered: &Uttered, site: &Reader<Site>, found: &mut Found) {
    let people: Vec<Vec<&str>> = site.claimants().into_iter().filter_map(|id| site.claimant(id)).map(|one| names_of_person(one)).collect();
    let places: Vec<Vec<&str>> = site.places().into_iter().filter_map(|id| site.place(id)).map(|one| names_of_place(one)).collect();
    for made in uttered.made.iter().filter(|made| made.is_read() && made.supports().next().is_some()) {
        let known = known(made, site);
        let quoted: Vec<&str> = made.supports().filter_map(|backing| backing.line.quotation.as_deref()).collect();
        let quoted = quoted.join("\n");
        for kind in [&people, &places] {
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
    Diagnostic::new(&RULE, &uttered.page.text.file, made.span_of(at), message)
        .help("look up whom and which place the source names; another name of the same belongs into `aliases` or `variants`")
}

fn names_of_person(claimant: &Claimant) -> Vec<&str> {
    let text = &claimant.text;
    if !text.named {
        return Vec::new();
    }
    let full: Vec<&str> = text.aliases.iter().map(|alias| &**alias).chain([&*text.name]).collect();
    // A person is called by the last name, too.
    let last = full.iter().filter_map(|name| name.rsplit(' ').next()).filter(|last| last.chars().next().is_some_and(char::is_uppercase));
    let last: Vec<&str> = last.filter(|last| last.chars().count() > 3).collect();
    full.into_iter().chain(last).collect()
}

fn names_of_place(place: &Place) -> Vec<&str> {
    let text = &place.text;
    text.variants.iter().map(|name| &**name).chain([&*text.name]).chain(text.endonym.as_deref()).collect()
}

/// Which of some things a text names, and where: each once, by its longest name.
fn named(text: &str, kind: &[Vec<&str>]) -> Vec<(usize, std::ops::Range<usize>)> {
    let mut list = Vec::new();
    for (index, names) in kind.iter().enumerate() {
        let places = names.iter().filter(|name| name.chars().count() > 2).filter_map(|name| {
            let at = text.match_indices(*name).map(|(at, _)| at).find(|at| stands_alone(text, *at, name.len()))?;
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

/// All that the evidence names: its words, who says them, where they were published, and the events of its figures.
fn known(made: &Made, site: &Reader<Site>) -> String {
    let mut words: BTreeSet<String> = BTreeSet::new();
    for backing in made.evidence.iter() {
        words.extend(backing.line.quotation.clone());
        words.extend(backing.line.comment.as_ref().map(ToString::to_string));
        for id in [&backing.line.claimant, &backing.line.origin].into_iter().flatten() {
            if let Some(claimant) = site.claimant(id) {
                words.insert(claimant.text.name.to_string());
                words.extend(claimant.text.role.as_ref().map(ToString::to_string));
                words.extend(claimant.text.party.as_ref().map(|party| party.value.clone()));
            }
        }
        let Some(source) = backing.source else { continue };
        words.insert(source.text.title.to_string());
        words.extend(source.text.outlet.as_ref().map(ToString::to_string));
        words.extend(source.text.agency.iter().map(ToString::to_string));
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
