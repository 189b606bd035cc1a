//! Figures: grouped by event, measure, population and unit, and compared.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Noted};
use crate::edtf::Edtf;
use crate::files::FileId;
use crate::manuscript::{FigureText, Text};
use crate::memo::{Nothing, Printed, Reader};
use crate::quantity::{Number, definitely_higher, intersects};
use crate::rules;
use crate::site::*;
use crate::vocabulary::{Measure, Population, Verdict};

use super::names::Names;
use super::reach::Reached;

/// What figures must share to be compared: event, measure, population and unit.
type Key = (EventId, Measure, Option<Population>, Option<String>);

/// A figure that another replaces: its source, its excerpt, and what it counts.
type Older = (SourceId, ExcerptId, EventId, Measure, Option<Population>);

/// All sources, in the order of their ids.
type Sources<'w> = Vec<&'w Printed<Source>>;

/// Every group of figures, in the order of event, measure, population and unit.
pub fn figures((): &(), (): &(), names: &Reader<Names>) -> Arc<Noted<Printed<Figures>>> {
    let sources: Sources =
        names.source_names().into_iter().filter_map(|id| names.source(&SourceId::from(id))).collect();
    let mut groups: BTreeMap<Key, Vec<Figure>> = BTreeMap::new();
    let mut superseded: BTreeSet<Older> = BTreeSet::new();
    let mut notices = Vec::new();
    for source in &sources {
        for excerpt in &source.excerpts {
            for reported in &excerpt.figures {
                let Some(figure) = figure(source, excerpt, reported, names) else { continue };
                let text = &reported.text;
                if let Some(name) = &text.supersedes {
                    match older(name, text, &sources) {
                        Some((source, excerpt)) => {
                            let counted = (figure.event.clone(), figure.measure, figure.population);
                            superseded.insert((source, excerpt, counted.0, counted.1, counted.2));
                        }
                        None => notices.push(unknown_older(&source.text.file, name, text, &sources)),
                    }
                }
                let unit = figure.unit.as_deref().filter(|unit| *unit != "people").map(str::to_owned);
                let key = (figure.event.clone(), figure.measure, figure.population, unit);
                groups.entry(key).or_default().push(figure);
            }
        }
    }
    let mut all = Figures::default();
    for ((event, measure, population, _), figures) in groups {
        let group = group(&event, measure, population, figures, &superseded, names);
        for figure in &group.figures {
            all.of.entry(figure.source.clone()).or_default().push(Arc::clone(figure));
        }
        all.on.entry(event).or_default().push(group);
    }
    Arc::new(Noted { value: Printed::new(all), notices })
}

/// A figure, not yet compared; none: its event is unknown.
fn figure(source: &Source, excerpt: &Excerpt, reported: &Reported, names: &Reader<Names>) -> Option<Figure> {
    let (text, event) = (&reported.text, names.event(reported.event.as_ref()?)?);
    let is_adopted =
        |adopted: &Adopted| adopted.source == source.id && adopted.excerpt == excerpt.id && text.population.is_none();
    Some(Figure {
        source: source.id.clone(),
        excerpt: excerpt.id.clone(),
        span: text.value.span,
        event: event.id.clone(),
        measure: text.measure.value,
        population: text.population,
        unit: text.unit.clone(),
        quantity: text.value.value.clone(),
        as_of: text.as_of.as_ref().or(excerpt.text.as_of.as_ref()).map(|date| date.value.clone()),
        claimant: reported.claimant.clone(),
        origin: reported.origin.clone(),
        statement: excerpt.statement.clone(),
        quote: excerpt.text.quote.as_ref().map(|quote| quote.value.clone()),
        verdict: Verdict::Only,
        adopted: event.adopted.get(&text.measure.value).is_some_and(is_adopted),
    })
}

/// What the site publishes of them: figures of published events, from published sources.
pub fn published(figures: &Printed<Figures>, reached: &Printed<Reached>, _: &Reader<Nothing>) -> Printed<Figures> {
    let mut kept = Figures::default();
    for (event, groups) in figures.on.iter().filter(|(event, _)| reached.events.contains(*event)) {
        for group in groups {
            let mut group = group.clone();
            group.figures.retain(|figure| reached.sources.contains(&figure.source));
            for figure in &group.figures {
                kept.of.entry(figure.source.clone()).or_default().push(Arc::clone(figure));
            }
            if !group.figures.is_empty() {
                kept.on.entry(event.clone()).or_default().push(group);
            }
        }
    }
    Printed::new(kept)
}

/// Whether a figure counts the same as another.
fn counts_the_same(one: &FigureText, other: &FigureText) -> bool {
    let what = |figure: &FigureText| (figure.event.value.clone(), figure.measure.value, figure.population);
    what(one) == what(other)
}

/// The source and the excerpt of `name`, if it has a figure that counts the same as `figure`.
fn older(name: &str, figure: &FigureText, sources: &Sources) -> Option<(SourceId, ExcerptId)> {
    let (source, excerpt) = name.split_once('#')?;
    let at = sources.binary_search_by(|known| known.id.as_str().cmp(source)).ok()?;
    let excerpt = sources[at].excerpt(excerpt)?;
    let counts = excerpt.text.figures.iter().any(|other| counts_the_same(other, figure));
    counts.then(|| (sources[at].id.clone(), excerpt.id.clone()))
}

fn unknown_older(file: &FileId, name: &Text, figure: &FigureText, sources: &Sources) -> Diagnostic {
    let excerpts = sources.iter().flat_map(|source| source.excerpts.iter().map(move |excerpt| (source, excerpt)));
    let known: Vec<String> = excerpts
        .filter(|(_, excerpt)| {
            excerpt.text.figures.iter().any(|other| !std::ptr::eq(other, figure) && counts_the_same(other, figure))
        })
        .map(|(source, excerpt)| format!("{}#{}", source.id, excerpt.id))
        .collect();
    rules::unknown_figure(file, name, &known.iter().map(String::as_str).collect::<Vec<_>>())
}

fn group(
    event: &EventId,
    measure: Measure,
    population: Option<Population>,
    mut figures: Vec<Figure>,
    superseded: &BTreeSet<Older>,
    names: &Reader<Names>,
) -> FigureGroup {
    let verdicts = match measure {
        Measure::CasualtiesUnspecified => vec![Verdict::Listed; figures.len()],
        _ => verdicts(&figures, superseded),
    };
    for (figure, verdict) in figures.iter_mut().zip(verdicts) {
        figure.verdict = verdict;
    }
    figures.sort_by(|one, other| {
        (&one.as_of, &one.source, one.span)
            .partial_cmp(&(&other.as_of, &other.source, other.span))
            .unwrap_or(std::cmp::Ordering::Equal)
    });
    let current: Vec<&Figure> = figures.iter().filter(|figure| figure.verdict != Verdict::Superseded).collect();
    let verdict = current.iter().map(|figure| figure.verdict).max().unwrap_or(Verdict::Superseded);
    let named: BTreeSet<&ClaimantId> = current
        .iter()
        .filter_map(|figure| figure.origin.as_ref())
        .filter(|origin| names.claimant(origin).is_some_and(|claimant| claimant.text.named))
        .collect();
    let (low, high) = bounds(&current);
    let (event, named_origins) = (event.clone(), named.len());
    let figures = figures.into_iter().map(Arc::new).collect();
    FigureGroup { event, measure, population, verdict, low, high, named_origins, figures }
}

/// The lowest and the highest number that current figures name.
fn bounds(figures: &[&Figure]) -> (Option<Number>, Option<Number>) {
    let numbers = || figures.iter().flat_map(|figure| figure.quantity.numbers.iter().copied());
    (numbers().min(), numbers().max())
}

/// How each figure stands to the others.
fn verdicts(figures: &[Figure], superseded: &BTreeSet<Older>) -> Vec<Verdict> {
    let older: Vec<bool> = figures.iter().map(|figure| is_superseded(figure, figures, superseded)).collect();
    let current = || figures.iter().enumerate().filter(|(index, _)| !older[*index]);
    let among = |index: usize, this: &Figure| {
        let others = current().filter(|(other, _)| *other != index);
        others.map(|(_, other)| between(this, other)).max().unwrap_or(Verdict::Only)
    };
    let verdict = |(index, this)| if older[index] { Verdict::Superseded } else { among(index, this) };
    figures.iter().enumerate().map(verdict).collect()
}

/// How one figure stands to another.
fn between(this: &Figure, other: &Figure) -> Verdict {
    if intersects(&this.quantity, &other.quantity) {
        return Verdict::Compatible;
    }
    let (earlier, later) = match is_later(&this.as_of, &other.as_of) {
        Some(true) => (other, this),
        Some(false) => (this, other),
        None => return Verdict::Disjoint,
    };
    match definitely_higher(&later.quantity, &earlier.quantity) {
        true => Verdict::LaterCount,
        false => Verdict::Disjoint,
    }
}

/// An older count within one origin group, or one that another figure says it supersedes.
fn is_superseded(this: &Figure, figures: &[Figure], superseded: &BTreeSet<Older>) -> bool {
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
