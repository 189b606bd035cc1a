//! What a page's names may lead to, and a record of what one page looked at.
//!
//! A page's resolution may be remembered as long as everything it looked at has the same fingerprint. So every lookup of
//! something outside the page goes through here and leaves a trace in [`Seen`].

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::files::{FileId, Hash};
use crate::manuscript::{NoteText, SettingsText};
use crate::site::*;
use crate::theme::ThemeFace;

use super::routes::Routes;

pub struct Names<'a> {
    pub settings: &'a Arc<SettingsText>,
    pub claimants: &'a BTreeMap<ClaimantId, Claimant>,
    pub events: &'a BTreeMap<EventId, Event>,
    pub places: &'a BTreeMap<PlaceId, Place>,
    pub sources: &'a BTreeMap<SourceId, Arc<Source>>,
    pub notes: &'a BTreeMap<&'a str, &'a Arc<NoteText>>,
    pub parties: &'a BTreeSet<&'a str>,
    pub figures: &'a [FigureGroup],
    pub routes: &'a Routes<'a>,
    pub theme: &'a ThemeFace,
    pub registers: Hash,
    pub evidence: Hash,
    pub fingerprint: Hash,
}

/// What one page looked at: each thing once, with its fingerprint (none: it was not there).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    pub targets: BTreeMap<FileId, Option<Hash>>,
    pub sources: BTreeMap<SourceId, Option<Hash>>,
    /// Claimants, events, places and notes, as a whole.
    pub registers: Option<Hash>,
    /// All sources, as a whole.
    pub evidence: Option<Hash>,
}

impl Names<'_> {
    pub fn source<'a>(&'a self, id: &str, seen: &mut Seen) -> Option<&'a Arc<Source>> {
        let found = self.sources.get(id);
        seen.sources.insert(SourceId::from(id), found.map(|source| source.fingerprint));
        found
    }

    /// Says that the page looks at claimants, events, places or notes.
    pub fn look_at_registers(&self, seen: &mut Seen) {
        seen.registers = Some(self.registers);
    }

    /// Says that the page looks at all figures.
    pub fn look_at_figures(&self, seen: &mut Seen) {
        seen.registers = Some(self.registers);
        seen.evidence = Some(self.evidence);
    }

    /// Whether everything that was seen is still the same.
    pub fn still(&self, seen: &Seen) -> bool {
        seen.registers.is_none_or(|hash| hash == self.registers)
            && seen.evidence.is_none_or(|hash| hash == self.evidence)
            && seen.targets.iter().all(|(file, hash)| self.routes.fingerprint(file) == *hash)
            && seen.sources.iter().all(|(id, hash)| self.sources.get(id).map(|source| source.fingerprint) == *hash)
    }
}
