//! What a page tells of by its evidence and its directives: events, and notes.

use std::collections::{BTreeMap, BTreeSet};

use super::{About, Bearings, Claims, EventId, Evidence, Figure, Note, NoteId, Page, Shown, Site};
use crate::memo::{Printed, Reader};

/// Whether a line of evidence cites the words in which a figure stands.
pub fn stands_in(figure: &Figure, evidence: &Evidence) -> bool {
    evidence.source == figure.source && evidence.excerpt.as_ref() == Some(&figure.excerpt)
}

/// Event → a page's own claims whose evidence reports figures of it, as indices.
pub fn claims_by_event<'w>(claims: &Claims, site: &Reader<'w, Site>) -> BTreeMap<&'w EventId, Bearings<usize>> {
    let mut events: BTreeMap<&EventId, Bearings<usize>> = BTreeMap::new();
    for (index, claim) in claims.list.iter().enumerate() {
        for evidence in &claim.evidence {
            let figures = site.figures_of(&evidence.source).iter();
            for figure in figures.filter(|figure| stands_in(figure, evidence)) {
                events.entry(&figure.event).or_default().add(index, evidence.stance.bearing());
            }
        }
    }
    events
}

/// The events whose figures a page shows.
pub fn shown_events(page: &Page) -> impl Iterator<Item = &EventId> {
    page.shown().filter_map(|shown| match shown {
        Shown::Figures { event, .. } => Some(event),
        _ => None,
    })
}

/// The notes about a page: about it, its claims, its sources, and what its directives show; and those that it links to.
pub fn notes_of_page<'w>(page: &Page, site: &Reader<'w, Site>) -> Vec<&'w Printed<Note>> {
    let mut ids: BTreeSet<&NoteId> = page.leads.notes.iter().collect();
    ids.extend(site.notes_on_page(page.file()));
    ids.extend(page.sources.iter().flat_map(|id| site.notes_about(&About::Source(id.clone()))));
    for shown in page.shown() {
        match shown {
            Shown::Figures { event, .. } => ids.extend(site.notes_on_event(event)),
            Shown::Timeline { events } => ids.extend(events.iter().flat_map(|event| site.notes_on_event(event))),
            Shown::Map { places, .. } => {
                ids.extend(places.iter().flat_map(|place| site.notes_about(&About::Place(place.clone()))));
            }
            _ => {}
        }
    }
    ids.into_iter().filter_map(|id| site.note(id)).collect()
}
