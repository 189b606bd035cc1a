//! [`Manuscript`] → [`Site`]: every name resolved, grades and verdicts computed.
//!
//! Addresses and registers first, then sources, figures, notes and pages. What is made of one of them is remembered with
//! everything it asked of the others, so that after an edit only what could differ is resolved again.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Noted};
use crate::files::{FileId, is_kept_back};
use crate::manuscript::*;
use crate::memo::{Memo, Nothing, Printed, Reader, memos};
use crate::options::Options;
use crate::rules;
use crate::site::*;
use crate::theme::ThemeFace;
use crate::vocabulary::Visibility;

// In reading order: each uses those above it.
mod chains;
mod heads;
mod texts;
mod registers;
mod routes;
mod names;
mod named;
mod links;
mod look;
mod directives;
mod body;
mod sources;
mod adopted;
mod reach;
mod figures;
mod notes;
mod same_words;
mod weigh;
mod summands;
mod claims;
mod page;
mod consequence;

pub use directives::{BUILT_IN, Signature};
pub use routes::GENERATED;

/// The names of all questions that resolving asks.
pub const QUESTIONS: &[&str] = <Names as crate::memo::World>::QUESTIONS;

use names::Names;
use page::Written;
use registers::{Registers, first_of_each};

memos! {
    /// What resolving remembers between runs.
    pub struct ResolveMemo {
        routes: Memo<(), Arc<Noted<Printed<routes::Routes>>>>,
        sources: Memo<names::NameAsk, Noted<Printed<Source>>>,
        bodies: Memo<names::NameAsk, Noted<Printed<Source>>>,
        texts: Memo<(), Printed<texts::Texts>>,
        adopted: Memo<names::NameAsk, Noted<Printed<Event>>>,
        figures: Memo<names::NameAsk, Arc<Noted<Printed<Figures>>>>,
        published: Memo<(), Printed<Figures>>,
        notes: Memo<names::NameAsk, Noted<Printed<Note>>>,
        pages: Memo<names::NameAsk, page::Resolved>,
        reach: Memo<SiteAsk, Printed<reach::Reached>>,
    }
}

/// Resolves the manuscript. Names that lead nowhere are reported and left out.
pub fn resolve(manuscript: &Manuscript, theme: &ThemeFace, options: &Options, memo: &mut ResolveMemo) -> Noted<Site> {
    let mut notices: Vec<Diagnostic> = Vec::new();
    let mut settings = Arc::clone(&manuscript.settings);
    if let Some(base_url) = &options.base_url {
        Arc::make_mut(&mut settings).base_url = base_url.clone();
    }
    let placings = routes::Placings::new(manuscript, options);
    let routed = memo.routes.one(&Nothing, &(), placings, |placings, (), _| Arc::new(routes::routes(placings)));
    let routes = routed.iter().map(|routed| routed.value.clone()).next().unwrap_or_default();
    notices.extend(routed.iter().flat_map(|routed| &routed.notices).cloned());

    let sources = first_of_each(&manuscript.sources, "source", |text| (&text.file, &text.id, text.span), &mut notices);
    first_of_each(&manuscript.notes, "note", |text| (&text.file, &text.id, text.span), &mut notices);
    let is_shown = |note: &NoteText| !note.private && (note.visibility == Visibility::Public || options.preview);
    let mut note_files = BTreeMap::new();
    for note in manuscript.notes.iter().filter(|note| is_shown(note)) {
        note_files.entry(NoteId::from(note.id.as_str())).or_insert_with(|| note.file.clone());
    }
    let registers = Registers::new(manuscript, &mut notices);
    let names = Names::new(manuscript, &settings, theme, routes.clone(), registers, note_files.clone());

    let sources =
        memo.sources.all(&names, &(), &sources, |text| &text.file, |text, (), names| sources::source(text, &(), names));
    let sources = by_id(sources, |source| source.id.clone(), &mut notices);
    let printings = texts::Printings { sources: manuscript.sources.clone(), lock: manuscript.locked.clone() };
    let texts = memo.texts.one(&Nothing, &(), printings, texts::texts).unwrap_or_default();
    let names = names.with(|names| (names.sources, names.texts) = (Printed::new(sources), texts));
    let events: Vec<Printed<Event>> = names.registers.events.values().cloned().collect();
    let events = memo.adopted.all(&names, &manuscript.events.file, &events, |event| &event.id.0, adopted::adopted);
    let events = by_id(events, |event| event.id.clone(), &mut notices);
    let names = names.with(|names| names.registers.events = Printed::new(events));
    let figured = memo.figures.one(&names, &(), (), figures::figures);
    notices.extend(figured.iter().flat_map(|figured| &figured.notices).cloned());
    let figures = figured.map(|figured| figured.value.clone()).unwrap_or_default();
    let names = names.with(|names| names.figures = figures.clone());

    let with_words = |source: &&Printed<Source>| !source.text.body.pieces.is_empty();
    let sources: Vec<Printed<Source>> = names.sources.values().filter(with_words).cloned().collect();
    let bodies = memo.bodies.all(&names, &(), &sources, |source| &source.id.0, sources::with_body);
    let bodies = by_id(bodies, |source| source.id.clone(), &mut notices);
    let notes = memo.notes.all(&names, &(), &manuscript.notes, |text| &text.file, notes::note);
    let mut notes = by_id(notes, |note| note.id.clone(), &mut notices);
    notes.retain(|id, note| note_files.get(id) == Some(&note.text.file));
    let faces = routes.pages.values();
    let written: Vec<Written> =
        faces.filter_map(|(index, face)| Some(Written { text: manuscript.pages.get(*index)?, face })).collect();
    let resolved = memo.pages.all(&names, &(), &written, Written::file, page::page);
    notices.extend(resolved.iter().flat_map(|page| &page.notices).cloned());
    let published = written.iter().zip(&resolved).filter(|(written, _)| written.face.published);
    let pages: Vec<Printed<Page>> = published.map(|(_, page)| page.value.clone()).collect();

    let look = look::look(&settings.look, &settings.file, &Reader::new(&names), &mut notices);
    let (registers, mut sources) = (names.registers, names.sources.take());
    sources.extend(bodies);
    let site = Site::new(Tables {
        settings,
        claimants: registers.claimants.take(),
        events: registers.events.take(),
        places: registers.places.take(),
        sources,
        notes,
        pages: Pages::new(pages),
        figures: figures.clone(),
        assets: BTreeMap::new(),
        pictures: BTreeSet::new(),
        sidecars: manuscript.sidecars.iter().map(|sidecar| (sidecar.file.clone(), Arc::clone(sidecar))).collect(),
        aliases: routes.aliases.clone(),
        impact: Printed::default(),
        first_rules: manuscript.locked.first_rules(),
        look: Printed::new(look),
        sign_offs: manuscript.sign_offs.clone(),
    });
    let reached = memo.reach.one(&site, &(), (), reach::reach).unwrap_or_default();
    let figures = memo.published.one(&Nothing, &reached, figures, figures::published).unwrap_or_default();
    let mut shown = reached.assets.clone();
    shown.extend(site.tables().look.assets().map(|asset| asset.file.clone()));
    let assets = assets(manuscript, &routes, &shown, &mut notices);
    let site = site.with(|tables| {
        tables.sources.retain(|id, _| reached.sources.contains(id));
        tables.aliases.retain(|_, target| {
            let source = target.as_str().strip_prefix("sources/").and_then(|name| name.strip_suffix(".html"));
            source.is_none_or(|id| reached.sources.contains(&SourceId::from(id)))
        });
        tables.notes.retain(|id, _| reached.notes.contains(id));
        tables.claimants.retain(|id, _| reached.claimants.contains(id));
        tables.events.retain(|id, _| reached.events.contains(id));
        tables.places.retain(|id, _| reached.places.contains(id));
        (tables.figures, tables.assets, tables.impact) = (figures, assets, reached.impact.clone());
        tables.pictures = reached.pictures.clone();
    });
    consequence::drop_consequences(manuscript, theme, &mut notices);
    Noted { value: site, notices }
}

/// What was made, by its id.
fn by_id<I: Ord, T>(
    made: Vec<Noted<Printed<T>>>,
    id: impl Fn(&T) -> I,
    notices: &mut Vec<Diagnostic>,
) -> BTreeMap<I, Printed<T>> {
    let mut map = BTreeMap::new();
    for noted in made {
        notices.extend(noted.notices);
        map.entry(id(&noted.value)).or_insert(noted.value);
    }
    map
}

/// What is copied: `static/`, and what published things show.
fn assets(
    manuscript: &Manuscript,
    routes: &routes::Routes,
    shown: &BTreeSet<FileId>,
    notices: &mut Vec<Diagnostic>,
) -> BTreeMap<Route, crate::files::File> {
    let drafts = manuscript.pages.iter().filter(|page| page.placing.draft);
    let of_drafts: BTreeSet<FileId> = drafts.flat_map(|page| reach::used_by_draft(page)).collect();
    let mut assets = BTreeMap::new();
    for asset in &manuscript.assets {
        let is_static = asset.path.starts_with("content/static/");
        if is_static && is_kept_back(&asset.path) {
            notices.push(rules::asset_withheld(&asset.path));
        } else if is_static || shown.contains(&asset.path) {
            assets.extend(routes.assets.get(&asset.path).map(|route| (route.clone(), asset.clone())));
        } else if !is_kept_back(&asset.path) && !of_drafts.contains(&asset.path) {
            notices.push(rules::asset_unused(&asset.path));
        }
    }
    assets
}
