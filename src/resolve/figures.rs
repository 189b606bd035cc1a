//! Figures: grouped by event, measure, population and unit, and compared.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::edtf::Edtf;
use crate::files::FileId;
use crate::manuscript::{FigureText, Text};
use crate::quantity::{Number, definitely_higher, intersects};
use crate::rules;
use crate::site::*;
use crate::vocabulary::{Measure, Population};

/// What figures must share to be compared: event, measure, population and unit.
type Key = (EventId, Measure, Option<Population>, Option<String>);

/// A figure that another replaces: its source, its excerpt, and what it counts.
type Older = (SourceId, String, EventId, Measure, Option<Population>);

/// Every group of figures, in the order of event, measure, population and unit.
pub fn groups(
    sources: &BTreeMap<SourceId, Arc<Source>>,
    events: &BTreeMap<EventId, Event>,
    claimants: &BTreeMap<ClaimantId, Claimant>,
    notices: &mut Vec<Diagnostic>,
) -> Vec<FigureGroup> {
    let mut groups: BTreeMap<Key, Vec<Figure>> = BTreeMap::new();
    let mut superseded: BTreeSet<Older> = BTreeSet::new();
    for source in sources.values() {
        for excerpt in &source.excerpts {
            for text in &excerpt.text.figures {
                let Some(event) = events.get(text.event.as_str()) else { continue };
                let own = text.claimant.as_ref().filter(|name| name.value != "unattributed");
                let own = own.and_then(|name| claimants.get(name.as_str()));
                let claimant = own.map(|claimant| claimant.id.clone()).or_else(|| match &text.claimant {
                    Some(_) => None,
                    None => excerpt.claimant.clone(),
                });
                let origin = match (&text.claimant, own) {
                    (Some(_), own) => own.map(|claimant| claimant.origin.clone()),
                    (None, _) => excerpt.origin.clone(),
                };
                let adopted = event.adopted.get(&text.measure.value).is_some_and(|adopted| {
                    adopted.source == source.id && adopted.excerpt == excerpt.text.id.value && text.population.is_none()
                });
                if let Some(name) = &text.supersedes {
                    match older(name, text, sources) {
                        Some((source, excerpt)) => drop(superseded.insert((
                            SourceId::from(source),
                            excerpt.to_owned(),
                            event.id.clone(),
                            text.measure.value,
                            text.population,
                        ))),
                        None => notices.push(unknown_older(&source.text.file, name, text, sources)),
                    }
                }
                let figure = Figure {
                    source: source.id.clone(),
                    excerpt: excerpt.text.id.value.clone(),
                    span: text.value.span,
                    event: event.id.clone(),
                    measure: text.measure.value,
                    population: text.population,
                    unit: text.unit.clone(),
                    quantity: text.value.value.clone(),
                    as_of: text.as_of.as_ref().or(excerpt.text.as_of.as_ref()).map(|date| date.value.clone()),
                    claimant,
                    origin,
                    statement: excerpt.statement.clone(),
                    quote: excerpt.text.quote.as_ref().map(|quote| quote.value.clone()),
                    verdict: Verdict::Only,
                    adopted,
                };
                let unit = figure.unit.clone().filter(|unit| unit != "people");
                groups.entry((event.id.clone(), figure.measure, figure.population, unit)).or_default().push(figure);
            }
        }
    }
    groups
        .into_iter()
        .map(|((event, measure, population, _), figures)| {
            group(event, measure, population, figures, &superseded, claimants)
        })
        .collect()
}

/// Whether a figure counts the same as another.
fn counts_the_same(one: &FigureText, other: &FigureText) -> bool {
    let what = |figure: &FigureText| (figure.event.value.clone(), figure.measure.value, figure.population);
    what(one) == what(other)
}

/// The source and the excerpt of `name`, if it has a figure that counts the same as `figure`.
fn older<'a>(
    name: &'a str,
    figure: &FigureText,
    sources: &BTreeMap<SourceId, Arc<Source>>,
) -> Option<(&'a str, &'a str)> {
    let (source, excerpt) = name.split_once('#')?;
    let figures = &sources.get(source)?.excerpt(excerpt)?.text.figures;
    figures.iter().any(|other| counts_the_same(other, figure)).then_some((source, excerpt))
}

fn unknown_older(
    file: &FileId,
    name: &Text,
    figure: &FigureText,
    sources: &BTreeMap<SourceId, Arc<Source>>,
) -> Diagnostic {
    let excerpts = sources.values().flat_map(|source| source.excerpts.iter().map(move |excerpt| (source, excerpt)));
    let known: Vec<String> = excerpts
        .filter(|(_, excerpt)| {
            excerpt.text.figures.iter().any(|other| !std::ptr::eq(other, figure) && counts_the_same(other, figure))
        })
        .map(|(source, excerpt)| format!("{}#{}", source.id, excerpt.text.id.value))
        .collect();
    rules::unknown_figure(file, name, &known.iter().map(String::as_str).collect::<Vec<_>>())
}

fn group(
    event: EventId,
    measure: Measure,
    population: Option<Population>,
    mut figures: Vec<Figure>,
    superseded: &BTreeSet<Older>,
    claimants: &BTreeMap<ClaimantId, Claimant>,
) -> FigureGroup {
    if measure == Measure::CasualtiesUnspecified {
        figures.iter_mut().for_each(|figure| figure.verdict = Verdict::Listed);
    } else {
        let verdicts: Vec<Verdict> = (0..figures.len()).map(|index| verdict(index, &figures, superseded)).collect();
        for (figure, verdict) in figures.iter_mut().zip(verdicts) {
            figure.verdict = verdict;
        }
    }
    figures.sort_by(|one, other| {
        (&one.as_of, &one.source, one.span)
            .partial_cmp(&(&other.as_of, &other.source, other.span))
            .unwrap_or(std::cmp::Ordering::Equal)
    });
    let current: Vec<&Figure> = figures.iter().filter(|figure| figure.verdict != Verdict::Superseded).collect();
    let verdict = current.iter().map(|figure| figure.verdict).max().unwrap_or(Verdict::Only);
    let named: BTreeSet<&ClaimantId> = current
        .iter()
        .filter_map(|figure| figure.origin.as_ref())
        .filter(|origin| claimants.get(*origin).is_some_and(|claimant| claimant.text.named))
        .collect();
    let (low, high) = bounds(&current);
    FigureGroup { event, measure, population, verdict, low, high, named_origins: named.len(), figures }
}

/// The lowest and the highest number that current figures name.
fn bounds(figures: &[&Figure]) -> (Option<Number>, Option<Number>) {
    let numbers = || figures.iter().flat_map(|figure| figure.quantity.numbers.iter().copied());
    (numbers().min(), numbers().max())
}

fn verdict(index: usize, figures: &[Figure], superseded: &BTreeSet<Older>) -> Verdict {
    if is_superseded(index, figures, superseded) {
        return Verdict::Superseded;
    }
    let this = &figures[index];
    let mut worst = Verdict::Only;
    for (other_index, other) in figures.iter().enumerate() {
        if other_index == index || is_superseded(other_index, figures, superseded) {
            continue;
        }
        let pair = match intersects(&this.quantity, &other.quantity) {
            true => Verdict::Compatible,
            false => {
                let (earlier, later) = match is_later(&this.as_of, &other.as_of) {
                    Some(true) => (other, this),
                    Some(false) => (this, other),
                    None => {
                        worst = Verdict::Disjoint;
                        continue;
                    }
                };
                match definitely_higher(&later.quantity, &earlier.quantity) {
                    true => Verdict::LaterCount,
                    false => Verdict::Disjoint,
                }
            }
        };
        worst = worst.max(pair);
    }
    worst
}

/// An older count within one origin group, or one that another figure says it supersedes.
fn is_superseded(index: usize, figures: &[Figure], superseded: &BTreeSet<Older>) -> bool {
    let this = &figures[index];
    let older = (this.source.clone(), this.excerpt.clone(), this.event.clone(), this.measure, this.population);
    superseded.contains(&older)
        || figures.iter().any(|other| {
            let same_origin = this.origin.is_some() && this.origin == other.origin;
            let same_statement = this.statement.is_some() && this.statement == other.statement;
            (same_origin || same_statement) && is_later(&other.as_of, &this.as_of) == Some(true)
        })
}

/// Whether one date is later than another; none when they overlap or one is unknown.
fn is_later(one: &Option<Edtf>, other: &Option<Edtf>) -> Option<bool> {
    let (one, other) = (one.as_ref()?, other.as_ref()?);
    match (one.definitely_after(other), other.definitely_after(one)) {
        (true, _) => Some(true),
        (_, true) => Some(false),
        _ => None,
    }
}
