//! Numbers of different events, measures or people are added, and no note says why.

use std::collections::BTreeSet;

use super::found::Found;
use crate::diagnostic::{Diagnostic, Rule};
use crate::memo::Reader;
use crate::quantity::Number;
use crate::reading::Computation;
use crate::site::{About, EventId, Site};
use crate::uttered::{Backing, Made, Uttered};
use crate::vocabulary::{Measure, Population, Visibility};

pub const RULE: Rule = Rule::error("computed-across", include_str!("computed_across.md"));

pub fn check(uttered: &Uttered, site: &Reader<Site>, found: &mut Found) {
    for made in uttered.made.iter().filter(|made| made.marker.claim.is_some_and(|used| used.first)) {
        let label = &made.claim.label;
        let Some(about) = uttered.page.text.claims.iter().find(|about| about.label.value == *label) else { continue };
        let Some(text) = &about.computed else { continue };
        let Some(difference) = Computation::parse(text).and_then(|computation| difference(&computation, made, site))
        else {
            continue;
        };
        let claim = About::Claim { page: uttered.page.text.file.clone(), label: label.clone() };
        let mut notes = site.notes_about(&claim).iter().filter_map(|id| site.note(id));
        if notes.any(|note| note.text.visibility == Visibility::Public) {
            continue;
        }
        let message = format!("the claim `{label}` is worked out from what cannot be added: {difference}");
        let help = format!(
            "leave the numbers apart, or say in a note why they may be added: `about: [\"claim:{}#{label}\"]`",
            uttered.page.text.file.trim_start_matches("content/").trim_end_matches(".md"),
        );
        found.push(Diagnostic::new(&RULE, &uttered.page.text.file, text.span, message).help(help));
    }
}

/// What a number counts, as far as it is known.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
struct Counted {
    event: Option<EventId>,
    measure: Option<Measure>,
    /// Of a figure without one: all the people.
    population: Option<Option<Population>>,
}

impl Counted {
    /// What two numbers count both; none: they differ.
    fn and(&self, other: &Counted) -> Option<Counted> {
        fn both<T: Clone + PartialEq>(one: &Option<T>, other: &Option<T>) -> Option<Option<T>> {
            match (one, other) {
                (Some(own), Some(other)) if own != other => None,
                (known, other) => Some(known.clone().or_else(|| other.clone())),
            }
        }
        Some(Counted {
            event: both(&self.event, &other.event)?,
            measure: both(&self.measure, &other.measure)?,
            population: both(&self.population, &other.population)?,
        })
    }
}

/// In what the terms differ, whichever of its readings each has; in words.
fn difference(computation: &Computation, made: &Made, site: &Reader<Site>) -> Option<String> {
    let terms = computation.terms.iter().map(|term| (*term, counted(*term, made)));
    let mut known: BTreeSet<Counted> = BTreeSet::from([Counted::default()]);
    let mut before: Option<(Number, BTreeSet<Counted>)> = None;
    for (term, own) in terms.filter(|(_, own)| !own.is_empty()) {
        let both: BTreeSet<Counted> =
            known.iter().flat_map(|one| own.iter().filter_map(move |other| one.and(other))).collect();
        match (both.is_empty(), &before) {
            (true, Some((first, _))) => {
                let (one, other) = (known.first()?, own.first()?);
                return Some(in_words((*first, one), (term, other), site));
            }
            _ => known = both,
        }
        before.get_or_insert((term, own));
    }
    None
}

/// What a number counts in each line that supports the claim: as its figure says, else as its words do.
fn counted(number: Number, made: &Made) -> BTreeSet<Counted> {
    let of_line = |backing: &Backing| -> Vec<Counted> {
        let excerpt = backing.source.and_then(|source| source.excerpt(backing.line.excerpt.as_ref()?.as_str()));
        let figures = excerpt.into_iter().flat_map(|excerpt| &excerpt.figures);
        let figures: Vec<Counted> = figures
            .filter(|figure| figure.text.value.value.numbers.contains(&number))
            .map(|figure| Counted {
                event: figure.event.clone(),
                measure: Some(figure.text.measure.value),
                population: Some(figure.text.population),
            })
            .collect();
        if !figures.is_empty() {
            return figures;
        }
        let readings = backing.said.readings.iter().filter(|reading| reading.value == number && reading.is_quantity());
        readings
            .map(|reading| Counted { event: None, measure: reading.measure, population: reading.population.map(Some) })
            .collect()
    };
    made.supports().flat_map(of_line).collect()
}

fn in_words((first, one): (Number, &Counted), (second, other): (Number, &Counted), site: &Reader<Site>) -> String {
    if let (Some(own), Some(other)) = (&one.event, &other.event)
        && own != other
    {
        let holds = |outer: &EventId, inner: &EventId| {
            site.event(inner).is_some_and(|event| event.parent.as_ref() == Some(outer))
        };
        let what = if holds(own, other) || holds(other, own) { "a time and a part of it" } else { "two events" };
        return format!("`{first}` and `{second}` are of {what}, `{own}` and `{other}`");
    }
    if let (Some(own), Some(other)) = (one.measure, other.measure)
        && own != other
    {
        return format!("`{first}` counts `{}`, and `{second}` counts `{}`", own.as_str(), other.as_str());
    }
    let people = |counted: &Counted| counted.population.flatten().map_or("all people", Population::as_str);
    format!("`{first}` counts `{}`, and `{second}` counts `{}`", people(one), people(other))
}
