//! Reachability and impact: what published pages lead to, and what bears on which claims.

use std::collections::BTreeSet;

use crate::files::{FileId, resolve_path};
use crate::manuscript::{self, PageText};
use crate::memo::{Printed, Reader};
use crate::site::*;

use super::body::leads_of;

/// What published pages lead to.
#[derive(Debug, Default, Hash)]
pub struct Reached {
    pub sources: BTreeSet<SourceId>,
    pub claimants: BTreeSet<ClaimantId>,
    pub events: BTreeSet<EventId>,
    pub places: BTreeSet<PlaceId>,
    pub notes: BTreeSet<NoteId>,
    /// Assets that something published shows.
    pub assets: BTreeSet<FileId>,
    /// Those of them that are shown as images.
    pub pictures: BTreeSet<FileId>,
    pub impact: Printed<Impact>,
}

/// Everything that the site's pages lead to, directly or not.
pub fn reach((): &(), (): &(), site: &Reader<Site>) -> Printed<Reached> {
    let mut reached = Reached::default();
    let mut impact = Impact::default();
    for leads in site.leads().iter() {
        reached.take(leads);
        for (index, cited) in leads.claims.iter().enumerate() {
            let claim = ClaimRef { page: leads.file.clone(), claim: index };
            count_impact(cited, &claim, site, &mut impact);
            reached.claimants.extend(cited.iter().flat_map(|one| [&one.claimant, &one.origin]).flatten().cloned());
        }
    }
    reached.impact = Printed::new(impact);
    while reached.grow(site) {}
    let places: Vec<PlaceId> = reached.places.iter().cloned().collect();
    for place in places {
        let parent = |id: &PlaceId| site.place(id).and_then(|place| place.parent.clone());
        let mut at = parent(&place);
        while let Some(id) = at.filter(|id| reached.places.insert(id.clone())) {
            at = parent(&id);
        }
    }
    Printed::new(reached)
}

impl Reached {
    fn take(&mut self, leads: &Leads) {
        self.sources.extend(leads.sources.iter().cloned());
        self.notes.extend(leads.notes.iter().cloned());
        self.events.extend(leads.events.iter().cloned());
        self.places.extend(leads.places.iter().cloned());
        self.assets.extend(leads.assets.iter().cloned());
        self.pictures.extend(leads.pictures.iter().cloned());
    }

    /// A shown event brings the sources of its figures; a source brings its events, claimants and the notes about it.
    /// False when there was nothing more to bring.
    fn grow(&mut self, site: &Reader<Site>) -> bool {
        let before = (self.sources.len(), self.events.len(), self.notes.len());
        for id in self.events.clone() {
            let figures = site.figures_on(&id).iter().flat_map(|group| &group.figures);
            self.sources.extend(figures.map(|figure| figure.source.clone()));
            let Some(event) = site.event(&id) else { continue };
            self.places.extend(event.place.clone());
            self.events.extend(event.parent.clone());
            for adopted in event.adopted.values() {
                self.sources.insert(adopted.source.clone());
                self.notes.insert(adopted.because.clone());
            }
        }
        for id in self.sources.clone() {
            if let Some(source) = site.source(&id) {
                self.take_source(source);
            }
        }
        for id in site.notes() {
            let Some(note) = site.note(id) else { continue };
            if self.notes.contains(id) || note.about.iter().any(|about| self.is_published(about, site)) {
                self.notes.insert(id.clone());
                self.take(&leads_of(&note.body, &note.footnotes));
            }
        }
        before != (self.sources.len(), self.events.len(), self.notes.len())
    }

    fn take_source(&mut self, source: &Source) {
        self.sources.extend(source.derived_from.iter().cloned());
        self.take(&leads_of(&source.body, &source.footnotes));
        for excerpt in &source.excerpts {
            self.sources.extend(excerpt.original_from.clone());
            self.claimants.extend(excerpt.claimant.iter().chain(&excerpt.origin).cloned());
            for figure in &excerpt.figures {
                self.events.extend(figure.event.clone());
                self.claimants.extend(figure.claimant.iter().chain(&figure.origin).cloned());
            }
        }
    }

    fn is_published(&self, about: &About, site: &Reader<Site>) -> bool {
        match about {
            About::Claim { page, .. } | About::Page { page } => site.leads().get(page).is_some(),
            About::Source(id) => self.sources.contains(id),
            About::Event(id) | About::Figure { event: id, .. } => self.events.contains(id),
            About::Place(id) => self.places.contains(id),
        }
    }
}

fn count_impact(cited: &[Cited], claim: &ClaimRef, site: &Reader<Site>, impact: &mut Impact) {
    for one in cited {
        let add = |bearings: &mut Bearings<ClaimRef>| bearings.add(claim.clone(), one.bearing);
        add(impact.sources.entry(one.source.clone()).or_default());
        for claimant in [&one.claimant, &one.origin].into_iter().flatten() {
            add(impact.claimants.entry(claimant.clone()).or_default());
        }
        let Some(excerpt) = &one.excerpt else { continue };
        add(impact.excerpts.entry((one.source.clone(), excerpt.clone())).or_default());
        let found = site.source(&one.source).and_then(|source| source.excerpt(excerpt.as_str()));
        for event in found.iter().flat_map(|excerpt| &excerpt.figures).filter_map(|figure| figure.event.clone()) {
            add(impact.events.entry(event).or_default());
        }
    }
}

/// What a draft uses is unpublished, but not unused.
pub fn used_by_draft(page: &PageText) -> impl Iterator<Item = FileId> {
    let targets = page.body.pieces.iter().filter_map(manuscript::PieceText::target);
    targets.filter_map(|target| resolve_path("content/", &page.file, target).map(FileId::from))
}
