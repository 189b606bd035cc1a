//! What rules about recorded figures share.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Rule};
use crate::edtf::Edtf;
use crate::memo::Printed;
use crate::site::{Event, Excerpt, Reported, Site, Source};
use crate::vocabulary::Measure;

/// A figure where its author recorded it.
pub struct Recorded<'s> {
    pub source: &'s Source,
    pub excerpt: &'s Excerpt,
    pub figure: &'s Reported,
    pub event: Option<&'s Printed<Event>>,
}

impl Recorded<'_> {
    /// When the count was true or said.
    pub fn as_of(&self) -> Option<&Edtf> {
        let own = self.figure.text.as_of.as_ref().or(self.excerpt.text.as_of.as_ref());
        own.map(|date| &date.value)
    }

    pub fn measure(&self) -> Measure {
        self.figure.text.measure.value
    }

    /// The words of the value.
    pub fn words(&self) -> &str {
        &self.figure.text.value.value.text
    }
}

/// Every figure that published sources record.
pub fn recorded(site: &Site) -> Vec<Recorded<'_>> {
    let tables = site.tables();
    let mut list = Vec::new();
    for source in tables.sources.values() {
        for excerpt in &source.excerpts {
            list.extend(excerpt.figures.iter().map(|figure| {
                let event = figure.event.as_ref().and_then(|id| tables.events.get(id));
                Recorded { source, excerpt, figure, event }
            }));
        }
    }
    list
}

/// Each figure of an event with each of the event that holds it, of the same measure and part of the people.
pub fn nested<'a, 's>(all: &'a [Recorded<'s>]) -> impl Iterator<Item = (&'a Recorded<'s>, &'a Recorded<'s>)> {
    let mut by_event: BTreeMap<_, Vec<&Recorded>> = BTreeMap::new();
    for one in all {
        if let Some(event) = one.event {
            by_event.entry((&event.id, one.measure(), one.figure.text.population)).or_default().push(one);
        }
    }
    all.iter().flat_map(move |inner| {
        let parent = inner.event.and_then(|event| event.parent.as_ref());
        let key = parent.map(|parent| (parent, inner.measure(), inner.figure.text.population));
        let outer = key.and_then(|key| by_event.get(&key)).cloned().unwrap_or_default();
        outer.into_iter().map(move |outer| (inner, outer))
    })
}

/// What is wrong with the count of a whole time, beside that of a part of it.
pub fn of_windows(rule: &Rule, inner: &Recorded, outer: &Recorded, message: String) -> Diagnostic {
    Diagnostic::new(rule, &outer.source.text.file, outer.figure.text.value.span, message).label(
        &inner.source.text.file,
        inner.figure.text.value.span,
        "the shorter time",
    )
}
