//! The timeline of events, and the matrix of who speaks and who repeats.

use std::collections::{BTreeMap, BTreeSet};

use crate::site::{ClaimRef, ClaimantId, EventId, Page, Shown, SourceId};

use super::frame::Scene;
use super::view::{MatrixRowView, MatrixSourceView, MatrixView, TimelineView};

/// The events named, else those that the page's evidence and directives lead to, in the order of time.
pub fn timeline(named: &[EventId], page: &Page, scene: &Scene) -> Vec<TimelineView> {
    let site = scene.site;
    let claims = claims_by_event(page, scene);
    let events: BTreeSet<&EventId> = match named.is_empty() {
        false => named.iter().collect(),
        true => claims.keys().copied().chain(shown_events(page)).collect(),
    };
    let mut events: Vec<_> = events.into_iter().filter_map(|id| site.events.get(id)).collect();
    events.sort_by(|one, other| (&one.text.start.value, &one.id).cmp(&(&other.text.start.value, &other.id)));
    events
        .into_iter()
        .map(|event| {
            let window = match &event.text.end {
                Some(end) if end.value != event.text.start.value => {
                    crate::edtf::Edtf::parse(&format!("{}/{}", event.text.start.value, end.value)).ok()
                }
                _ => None,
            };
            TimelineView {
                id: event.id.to_string(),
                date: scene.date(window.as_ref().unwrap_or(&event.text.start.value)),
                title: event.text.title.clone(),
                kind: event.text.kind.map_or("other", |kind| kind.as_str()).to_owned(),
                place: event
                    .place
                    .as_ref()
                    .and_then(|id| site.places.get(id))
                    .map(|p| p.text.name.clone())
                    .unwrap_or_default(),
                summary: event.text.summary.clone().unwrap_or_default(),
                parent: event
                    .parent
                    .as_ref()
                    .and_then(|id| site.events.get(id))
                    .map(|e| e.text.title.clone())
                    .unwrap_or_default(),
                claims: claims
                    .get(&event.id)
                    .into_iter()
                    .flatten()
                    .filter_map(|claim| scene.claim_link(claim))
                    .collect(),
            }
        })
        .collect()
}

/// Every event that the page tells of, in the order of their ids.
pub fn events_of<'a>(page: &'a Page, scene: &'a Scene) -> BTreeSet<&'a EventId> {
    let named = page.directives.iter().flatten().filter_map(|shown| match shown {
        Shown::Timeline { events } => Some(events),
        _ => None,
    });
    claims_by_event(page, scene).into_keys().chain(shown_events(page)).chain(named.flatten()).collect()
}

fn shown_events(page: &Page) -> impl Iterator<Item = &EventId> {
    page.directives.iter().flatten().filter_map(|shown| match shown {
        Shown::Figures { event, .. } => Some(event),
        _ => None,
    })
}

/// Event → the page's claims whose evidence reports figures of it.
fn claims_by_event<'a>(page: &Page, scene: &'a Scene) -> BTreeMap<&'a EventId, Vec<ClaimRef>> {
    let mut events: BTreeMap<&EventId, Vec<ClaimRef>> = BTreeMap::new();
    for (index, claim) in page.claims.iter().enumerate() {
        for evidence in &claim.evidence {
            let source = scene.site.sources.get(&evidence.source);
            let excerpt = source.and_then(|source| source.excerpt(evidence.excerpt.as_ref()?));
            for figure in excerpt.iter().flat_map(|excerpt| &excerpt.text.figures) {
                let Some((id, _)) = scene.site.events.get_key_value(figure.event.as_str()) else { continue };
                let reference = ClaimRef { page: page.text.file.clone(), claim: index };
                let list = events.entry(id).or_default();
                if list.last() != Some(&reference) {
                    list.push(reference);
                }
            }
        }
    }
    events
}

/// A column for each source of the page, a row for each origin; the last row is those who name nobody.
pub fn matrix(page: &Page, scene: &Scene) -> MatrixView {
    let site = scene.site;
    let mut rows: Vec<(Option<&ClaimantId>, BTreeSet<&SourceId>, Vec<ClaimRef>)> = Vec::new();
    for (index, claim) in page.claims.iter().enumerate() {
        for evidence in &claim.evidence {
            if evidence.stance == crate::vocabulary::Stance::Context {
                continue;
            }
            let origin = evidence.origin.as_ref();
            let position = rows.iter().position(|(known, _, _)| *known == origin).unwrap_or_else(|| {
                rows.push((origin, BTreeSet::new(), Vec::new()));
                rows.len() - 1
            });
            let row = &mut rows[position];
            row.1.insert(&evidence.source);
            let reference = ClaimRef { page: page.text.file.clone(), claim: index };
            if row.2.last() != Some(&reference) {
                row.2.push(reference);
            }
        }
    }
    // Most repeated first; nobody last.
    rows.sort_by_key(|(origin, sources, claims)| {
        (origin.is_none(), usize::MAX - sources.len(), usize::MAX - claims.len())
    });
    let sources: Vec<&SourceId> = page.sources.iter().collect();
    MatrixView {
        sources: sources
            .iter()
            .filter_map(|id| site.sources.get(*id))
            .map(|source| MatrixSourceView {
                id: source.id.to_string(),
                outlet: scene.outlet(&source.id),
                title: source.text.title.clone(),
                href: format!("#s-{}", source.id),
            })
            .collect(),
        rows: rows
            .into_iter()
            .map(|(origin, repeating, claims)| {
                let claimant = origin.and_then(|id| site.claimants.get(id));
                MatrixRowView {
                    name: claimant.map(|claimant| claimant.text.name.clone()).unwrap_or_default(),
                    role: claimant.and_then(|claimant| claimant.text.role.clone()).unwrap_or_default(),
                    named: claimant.is_some_and(|claimant| claimant.text.named),
                    party: claimant.is_some_and(|claimant| claimant.is_party()),
                    cells: sources.iter().map(|id| repeating.contains(id)).collect(),
                    claims: claims.iter().filter_map(|claim| scene.claim_link(claim)).collect(),
                }
            })
            .collect(),
    }
}
