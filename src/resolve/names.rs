//! What a page's names may lead to, and a record of what one page looked at.
//!
//! A page's resolution may be remembered as long as everything it looked at has the same fingerprint. So every lookup of
//! something outside the page goes through here and leaves a trace in [`Seen`].

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::files::{FileId, Hash};
use crate::manuscript::{Manuscript, NoteText, PageText, SettingsText};
use crate::site::*;
use crate::theme::ThemeFace;

use super::routes::{PageFace, Routes};

pub struct Names<'a> {
    pub manuscript: &'a Manuscript,
    pub settings: &'a Arc<SettingsText>,
    pub claimants: &'a BTreeMap<ClaimantId, Claimant>,
    pub events: &'a BTreeMap<EventId, Event>,
    pub places: &'a BTreeMap<PlaceId, Place>,
    pub sources: &'a BTreeMap<SourceId, Arc<Source>>,
    pub notes: &'a BTreeMap<&'a str, &'a Arc<NoteText>>,
    pub parties: &'a BTreeSet<&'a str>,
    pub figures: &'a [FigureGroup],
    pub routes: &'a Routes,
    pub theme: &'a ThemeFace,
    pub registers: Hash,
    pub evidence: Hash,
    pub fingerprint: Hash,
}

/// What one page looked at: each thing once, with its fingerprint (none: it was not there).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    pub targets: BTreeMap<FileId, Option<Target>>,
    pub sources: BTreeMap<SourceId, Option<Hash>>,
    /// Claimants, events, places and notes, as a whole.
    pub registers: Option<Hash>,
    /// All sources, as a whole.
    pub evidence: Option<Hash>,
}

/// What a link sees of a page or an asset.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    pub route: Route,
    pub published: bool,
    /// What a page shows to links; an asset's bytes and its sidecar.
    pub face: Hash,
}

impl Seen {
    /// What was seen of sources and registers: what claims rest on.
    pub fn evidence_fingerprint(&self) -> Hash {
        let mut parts: Vec<&[u8]> = Vec::new();
        for (id, hash) in &self.sources {
            parts.extend([id.as_str().as_bytes(), hash.as_ref().map_or(&[][..], |hash| &hash.0)]);
        }
        for whole in [&self.registers, &self.evidence] {
            parts.push(whole.as_ref().map_or(&[][..], |hash| &hash.0));
        }
        Hash::of_parts(parts)
    }

    /// Everything that was seen.
    pub fn fingerprint(&self) -> Hash {
        let mut parts: Vec<&[u8]> = Vec::new();
        for (file, target) in &self.targets {
            parts.push(file.as_bytes());
            if let Some(target) = target {
                parts.extend([
                    target.route.as_str().as_bytes(),
                    &target.face.0,
                    if target.published { b"1" } else { b"0" },
                ]);
            }
        }
        let evidence = self.evidence_fingerprint();
        Hash::of_parts(parts.into_iter().chain([&evidence.0[..]]))
    }
}

impl Names<'_> {
    pub fn source<'a>(&'a self, id: &str, seen: &mut Seen) -> Option<&'a Arc<Source>> {
        let found = self.sources.get(id);
        seen.sources.insert(SourceId::from(id), found.map(|source| source.fingerprint));
        found
    }

    /// A page by its file, with what is settled of its address.
    pub fn page(&self, file: &str) -> Option<(&PageFace, &Arc<PageText>)> {
        let face = self.routes.pages.get(file)?;
        Some((face, self.manuscript.pages.get(face.index)?))
    }

    /// What a link to `file` sees; none when there is no such file.
    pub fn target(&self, file: &str) -> Option<Target> {
        if let Some((face, text)) = self.page(file) {
            return Some(Target { route: face.route.clone(), published: face.published, face: text.faces.linked });
        }
        let (route, index) = self.routes.assets.get(file)?;
        let bytes = self.manuscript.assets.get(*index)?.hash();
        let sidecar = self.routes.sidecars.get(file).and_then(|index| self.manuscript.sidecars.get(*index));
        let face = match sidecar {
            Some(sidecar) => Hash::together([&bytes, &sidecar.hash]),
            None => bytes,
        };
        Some(Target { route: route.clone(), published: true, face })
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
            && seen.targets.iter().all(|(file, target)| self.target(file) == *target)
            && seen.sources.iter().all(|(id, hash)| self.sources.get(id).map(|source| source.fingerprint) == *hash)
    }

    /// Everything that a page may look at, as one fingerprint: while it is the same, nothing that was seen is different.
    pub fn outside(&self) -> Hash {
        let assets = self.manuscript.assets.iter().map(|asset| asset.hash());
        let sidecars = self.manuscript.sidecars.iter().map(|sidecar| sidecar.hash);
        let linked: Vec<Hash> = assets.chain(sidecars).collect();
        let whole =
            [self.manuscript.faces.linked, self.fingerprint, self.routes.fingerprint, self.registers, self.evidence];
        Hash::together(whole.iter().chain(&linked))
    }
}
