//! What a note may say with its numbers: those of the claims, excerpts and figures that it is about, and no others.

use std::collections::{BTreeMap, BTreeSet};

use crate::files::FileId;
use crate::reading::{Reading, read};
use crate::site::{About, Claim, ClaimRef, EventId, Note, Page, Site, Source, SourceId};
use crate::uttered::of_figure;

/// The numbers of what notes are about, read when a note is asked for.
pub struct Concerned<'s> {
    site: &'s Site,
    by_file: BTreeMap<&'s FileId, &'s Note>,
    read: BTreeMap<FileId, Vec<Reading>>,
}

impl<'s> Concerned<'s> {
    pub fn new(site: &'s Site) -> Concerned<'s> {
        let notes = site.tables().notes.values();
        let by_file = notes.map(|note| (&note.text.file, &**note)).collect();
        Concerned { site, by_file, read: BTreeMap::new() }
    }

    /// The numbers of what the note in a file is about; none, where it is no note, or is about nothing.
    pub fn numbers(&mut self, file: &FileId) -> Option<&[Reading]> {
        let note = self.by_file.get(file).filter(|note| !note.about.is_empty())?;
        if !self.read.contains_key(file) {
            let found = Gathering::of(note, self.site);
            self.read.insert(file.clone(), found);
        }
        self.read.get(file).map(Vec::as_slice)
    }
}

/// What is read for one note; nothing twice.
struct Gathering<'s> {
    site: &'s Site,
    numbers: Vec<Reading>,
    claims: BTreeSet<(&'s FileId, &'s str)>,
    sources: BTreeSet<&'s SourceId>,
    events: BTreeSet<&'s EventId>,
}

impl<'s> Gathering<'s> {
    fn of(note: &'s Note, site: &'s Site) -> Vec<Reading> {
        let (claims, sources, events) = Default::default();
        let mut gathering = Gathering { site, numbers: Vec::new(), claims, sources, events };
        for about in &note.about {
            gathering.about(about);
        }
        // What a correction names as wrong it may name.
        if let Some(was) = &note.text.was {
            gathering.words(was, &site.settings().language);
        }
        gathering.numbers
    }

    fn about(&mut self, about: &'s About) {
        let tables = self.site.tables();
        match about {
            About::Page { page } => {
                let Some(page) = tables.pages.get(page) else { return };
                page.claims.list.iter().for_each(|claim| self.claim(page, claim));
            }
            About::Claim { page, label } => {
                let Some(page) = tables.pages.get(page) else { return };
                let named = page.claims.list.iter().filter(|claim| claim.label == *label);
                named.for_each(|claim| self.claim(page, claim));
            }
            About::Source(id) => {
                if let Some(source) = tables.sources.get(id) {
                    self.source(source);
                }
                self.bearing(tables.impact.sources.get(id).into_iter().flat_map(|bearings| bearings.claims()));
            }
            About::Event(id) | About::Figure { event: id, .. } => self.event(id),
            About::Place(place) => {
                let there = tables.events.values().filter(|event| event.place.as_ref() == Some(place));
                there.for_each(|event| self.event(&event.id));
            }
        }
    }

    /// A claim's words, and those that it rests on.
    fn claim(&mut self, page: &'s Page, claim: &'s Claim) {
        if !self.claims.insert((&page.text.file, &claim.label)) {
            return;
        }
        let own = page.markers().filter(|marker| {
            let used = marker.claim.and_then(|used| page.claims.list.get(used.claim));
            used.is_some_and(|used| used.label == claim.label)
        });
        own.for_each(|marker| self.words(&marker.text.words, &page.language));
        for line in &claim.evidence {
            let source = self.site.tables().sources.get(&line.source);
            let language =
                line.language.as_deref().or_else(|| source.and_then(|source| source.text.language.as_deref()));
            if let Some(words) = &line.quotation {
                self.words(words, language.unwrap_or(&page.language));
            }
            let excerpt = source.and_then(|source| source.excerpt(line.excerpt.as_ref()?.as_str()));
            let figures = excerpt.into_iter().flat_map(|excerpt| &excerpt.text.figures);
            self.numbers.extend(figures.flat_map(of_figure));
        }
    }

    fn source(&mut self, source: &'s Source) {
        if !self.sources.insert(&source.id) {
            return;
        }
        let language = source.text.language.as_deref().unwrap_or(&self.site.settings().language);
        for excerpt in &source.excerpts {
            if let Some(words) = &excerpt.text.quote {
                self.words(words, excerpt.text.language.as_deref().unwrap_or(language));
            }
            self.numbers.extend(excerpt.text.figures.iter().flat_map(of_figure));
        }
    }

    /// The excerpts that count something of an event, and the claims that it bears on.
    fn event(&mut self, id: &'s EventId) {
        if !self.events.insert(id) {
            return;
        }
        let tables = self.site.tables();
        for source in tables.sources.values() {
            let language = source.text.language.as_deref().unwrap_or(&self.site.settings().language);
            let counts = source
                .excerpts
                .iter()
                .filter(|excerpt| excerpt.figures.iter().any(|figure| figure.event.as_ref() == Some(id)));
            for excerpt in counts {
                if let Some(words) = &excerpt.text.quote {
                    self.words(words, excerpt.text.language.as_deref().unwrap_or(language));
                }
                self.numbers.extend(excerpt.text.figures.iter().flat_map(of_figure));
            }
        }
        self.bearing(tables.impact.events.get(id).into_iter().flat_map(|bearings| bearings.claims()));
    }

    fn bearing(&mut self, claims: impl Iterator<Item = &'s ClaimRef>) {
        for reference in claims {
            let Some(page) = self.site.tables().pages.get(&reference.page) else { continue };
            if let Some(claim) = page.claims.list.get(reference.claim) {
                self.claim(page, claim);
            }
        }
    }

    fn words(&mut self, words: &str, language: &str) {
        self.numbers.extend(read(words, language).readings);
    }
}
