//! The toll of an article: what its first table counts of the dead and the injured, in a line each.

use crate::site::{EventId, Figure, FigureGroup, Page, Shown};
use crate::vocabulary::{Measure, Verdict};

use super::figures;
use super::scene::Scene;
use super::view::{DateView, TollPartView, TollView};

/// What a toll tells of, the gravest first.
const MEASURES: [Measure; 2] = [Measure::Killed, Measure::Injured];

/// The toll of the first event whose table on the page counts people who were killed.
pub fn toll(page: &Page, scene: &Scene) -> Vec<TollView> {
    let Some((index, event)) = counted(page, scene) else { return Vec::new() };
    let group = |measure: Measure| groups(event, scene).find(|group| group.measure == measure);
    MEASURES.into_iter().filter_map(group).map(|group| view(group, format!("#figures-{}", index + 1), scene)).collect()
}

/// The first event whose table counts people who were killed, and which of the page's tables that is.
fn counted<'a>(page: &'a Page, scene: &Scene) -> Option<(usize, &'a EventId)> {
    let tables = page.shown().filter_map(|shown| match shown {
        Shown::Figures { event, .. } => Some(event),
        _ => None,
    });
    let counts = |(_, event): &(usize, &EventId)| groups(event, scene).any(|group| group.measure == Measure::Killed);
    tables.enumerate().find(counts)
}

/// The last day for which the article's first table has a figure of its toll.
pub fn until(page: &Page, scene: &Scene) -> Option<DateView> {
    let dates = groups(counted(page, scene)?.1, scene)
        .filter(|group| MEASURES.contains(&group.measure))
        .flat_map(|group| &group.figures)
        .filter_map(|figure| figure.as_of.as_ref());
    dates.max_by_key(|date| date.latest()).map(|date| scene.date(date))
}

/// What is counted of all people, not of some of them.
fn groups<'a>(event: &EventId, scene: &'a Scene) -> impl Iterator<Item = &'a FigureGroup> {
    let groups = scene.site.figures_on(event).iter();
    groups.filter(|group| group.population.is_none() && group.verdict != Verdict::Listed)
}

fn view(group: &FigureGroup, href: String, scene: &Scene) -> TollView {
    // What the site adopted is the total, whatever was said later.
    let stands = |figure: &Figure| figure.adopted || !matches!(figure.verdict, Verdict::Superseded | Verdict::Listed);
    let standing = group.figures.iter().filter(|figure| stands(figure));
    let mut parts: Vec<Vec<&Figure>> = Vec::new();
    for figure in standing {
        match parts.iter_mut().find(|part| number(part[0]) == number(figure)) {
            Some(part) => part.push(figure),
            None => parts.push(vec![figure]),
        }
    }
    let adopted = group.figures.iter().find(|figure| figure.adopted);
    TollView {
        measure: group.measure.as_str().to_owned(),
        total: scene.lent(adopted.map_or_else(|| figures::range(group), |figure| figure.quantity.in_words())),
        parts: parts.iter().map(|part| part_view(part, scene)).collect(),
        reports: group.figures.len(),
        href,
    }
}

/// What a figure comes to, whatever its hedge; its words where it has no number.
fn number(figure: &Figure) -> String {
    let last = figure.quantity.numbers.last().map(ToString::to_string);
    last.unwrap_or_else(|| figure.quantity.in_words())
}

/// One number: who is named for it, and the first day for which it is given.
fn part_view(part: &[&Figure], scene: &Scene) -> TollPartView {
    let claimants = part.iter().map(|figure| scene.claimant(figure.claimant.as_ref()));
    let told = claimants.filter(|claimant| !claimant.name.is_empty()).min_by_key(|claimant| !claimant.is_named);
    let first = part.iter().filter_map(|figure| figure.as_of.as_ref()).min_by_key(|date| date.earliest());
    TollPartView {
        value: scene.lent(
            part.iter().map(|figure| figures::told(&figure.quantity)).min_by_key(String::len).unwrap_or_default(),
        ),
        claimant: told.map(|claimant| claimant.name).unwrap_or_default(),
        as_of: first.map(|date| scene.date(date)),
        several: part.len() > 1,
    }
}
