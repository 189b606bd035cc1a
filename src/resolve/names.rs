//! What names may lead to, as questions: what is resolved is remembered with what it asked.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use crate::files::FileId;
use crate::lock::{Lock, LockedSource};
use crate::manuscript::{Anchors, Manuscript, SettingsText};
use crate::memo::{Print, Printed, questions};
use crate::site::*;
use crate::theme::{Parameter, ThemeFace};
use crate::vocabulary::{Measure, Worldview};

use super::registers::Registers;
use super::routes::Routes;
use super::texts::Texts;

/// Everything that has a name.
pub struct Names<'a> {
    settings: &'a SettingsText,
    theme: &'a ThemeFace,
    lock: Printed<Lock>,
    targets: Printed<Targets<'a>>,
    pub registers: Registers,
    /// Sources and visible notes by their ids, with their files.
    source_files: Printed<BTreeMap<SourceId, FileId>>,
    note_files: Printed<BTreeMap<NoteId, FileId>>,
    /// Empty while sources themselves are resolved.
    pub sources: Printed<BTreeMap<SourceId, Printed<Source>>>,
    pub texts: Printed<Texts>,
    pub figures: Printed<Figures>,
    chapters: OnceLock<Vec<Print>>,
}

/// What a link sees of a page or an asset.
#[derive(Hash, Debug)]
pub struct Target<'a> {
    pub route: &'a Route,
    pub kind: TargetKind<'a>,
}

#[derive(Hash, Debug)]
pub enum TargetKind<'a> {
    Page { published: bool, anchors: &'a Printed<Anchors> },
    Asset { file: &'a FileId, sidecar: Option<&'a FileId> },
}

impl<'a> Names<'a> {
    pub fn new(
        manuscript: &'a Manuscript,
        settings: &'a SettingsText,
        theme: &'a ThemeFace,
        routes: Printed<Routes>,
        registers: Registers,
        note_files: BTreeMap<NoteId, FileId>,
    ) -> Names<'a> {
        let mut source_files = BTreeMap::new();
        for source in &manuscript.sources {
            source_files.entry(SourceId::from(source.id.as_str())).or_insert_with(|| source.file.clone());
        }
        let anchors = manuscript.pages.iter().map(|page| &page.anchors).collect();
        Names {
            settings,
            theme,
            lock: manuscript.locked.clone(),
            targets: Printed::new(Targets { routes, anchors }),
            registers,
            source_files: Printed::new(source_files),
            note_files: Printed::new(note_files),
            sources: Printed::default(),
            texts: Printed::default(),
            figures: Printed::default(),
            chapters: OnceLock::new(),
        }
    }

    /// The same, now that more is resolved.
    pub fn with(mut self, change: impl FnOnce(&mut Names<'a>)) -> Names<'a> {
        change(&mut self);
        self.chapters = OnceLock::new();
        self
    }
}

/// What links can lead to.
#[derive(Hash)]
struct Targets<'a> {
    routes: Printed<Routes>,
    /// Of all pages, in the order of the manuscript.
    anchors: Vec<&'a Printed<Anchors>>,
}

impl Targets<'_> {
    fn get(&self, file: &str) -> Option<Target<'_>> {
        if let Some((index, face)) = self.routes.pages.get(file) {
            let anchors = self.anchors.get(*index)?;
            return Some(Target { route: &face.route, kind: TargetKind::Page { published: face.published, anchors } });
        }
        let (file, route) = self.routes.assets.get_key_value(file)?;
        Some(Target { route, kind: TargetKind::Asset { file, sidecar: self.routes.sidecars.get(file) } })
    }
}

questions! {
    Names<'a> as names asks NameAsk;
    Language(language) = &names.settings.language; {
        Language = language() -> &'w str { language.as_str() }
    }
    Worldview(worldview) = names.settings.worldview; {
        Worldview = worldview() -> Option<Worldview> { worldview }
    }
    Theme(theme) = names.theme; {
        HasTemplate = has_template(name: String) -> bool { theme.templates.contains(name) }
        Templates = template_names() -> &'w BTreeSet<String> { &theme.templates }
        /// What a directive of the theme's own takes.
        Directive = directive(name: String) -> Option<&'w [Parameter]> { theme.directives.get(name).map(Vec::as_slice) }
        Directives = directive_names() -> Vec<&'w str> { theme.directives.keys().map(String::as_str).collect::<Vec<_>>() }
    }
    Lock(lock) = &names.lock; {
        Locked = locked(source: String) -> Option<&'w LockedSource> { lock.sources.get(source) }
    }
    Claimants(claimants) = &names.registers.claimants; {
        Claimant = claimant(id: ClaimantId) -> Option<&'w Printed<Claimant>> { claimants.get(id) }
        Claimants = claimant_names() -> Vec<&'w str> { claimants.keys().map(ClaimantId::as_str).collect::<Vec<_>>() }
    }
    Parties(parties) = &names.registers.parties; {
        IsParty = is_party(name: String) -> bool { parties.contains(name) }
        Parties = party_names() -> Vec<&'w str> { parties.iter().map(String::as_str).collect::<Vec<_>>() }
    }
    Statements(statements) = &names.registers.statements; {
        /// Who made a statement.
        Statement = statement(id: StatementId) -> Option<&'w ClaimantId> { statements.get(id) }
    }
    Events(events) = &names.registers.events; {
        Event = event(id: EventId) -> Option<&'w Printed<Event>> { events.get(id) }
        Events = event_names() -> Vec<&'w str> { events.keys().map(EventId::as_str).collect::<Vec<_>>() }
    }
    Places(places) = &names.registers.places; {
        HasPlace = has_place(id: PlaceId) -> bool { places.contains_key(id) }
        Places = place_names() -> Vec<&'w str> { places.keys().map(PlaceId::as_str).collect::<Vec<_>>() }
    }
    SourceFiles(files) = &names.source_files; {
        SourceFile = source_file(id: SourceId) -> Option<&'w FileId> { files.get(id) }
        Sources = source_names() -> Vec<&'w str> { files.keys().map(SourceId::as_str).collect::<Vec<_>>() }
        SourcePaths = source_paths() -> Vec<&'w FileId> { files.values().collect::<Vec<_>>() }
    }
    NoteFiles(files) = &names.note_files; {
        HasNote = has_note(id: NoteId) -> bool { files.contains_key(id) }
        Notes = note_names() -> Vec<&'w str> { files.keys().map(NoteId::as_str).collect::<Vec<_>>() }
        NotePaths = note_paths() -> Vec<&'w FileId> { files.values().collect::<Vec<_>>() }
    }
    Sources(sources) = &names.sources; {
        Source = source(id: SourceId) -> Option<&'w Printed<Source>> { sources.get(id) }
    }
    Texts(texts) = &names.texts; {
        /// The texts that a source goes back to.
        TextsOf = texts(id: SourceId) -> &'w [SourceId] { texts.get(id).map_or(&[][..], Vec::as_slice) }
    }
    Figures(figures) = &names.figures; {
        /// Whether every figure of an excerpt is an older count of its origin.
        Superseded = is_superseded(source: SourceId, excerpt: ExcerptId) -> bool { figures.is_superseded(source, excerpt) }
        /// The figures of a whole event that a site may adopt: `s003#toll` and the words of each.
        Candidates = candidates(event: EventId, measure: Measure) -> Vec<(String, &'w str)> {
            figures.candidates(event, *measure)
        }
    }
    Targets(targets) = &names.targets; {
        /// What a link to a file sees; none when there is no such file.
        Target = target(file: FileId) -> Option<Target<'w>> { targets.get(file) }
        Assets = asset_names() -> Vec<&'w FileId> { targets.routes.assets.keys().collect::<Vec<_>>() }
        Pages = page_names() -> &'w [String] { &targets.routes.names }
        Published = published_pages() -> &'w Printed<Vec<FileId>> { &targets.routes.published }
    }
}
