//! [`Manuscript`] → [`Site`]: every name resolved, grades and verdicts computed.
//!
//! Registers first, then sources, figures, notes and pages; a page's resolution is remembered with everything it looked
//! at, so that after an edit only the pages that could differ are resolved again.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Noted};
use crate::files::{FileId, Hash};
use crate::manuscript::*;
use crate::options::Options;
use crate::rules;
use crate::site::*;
use crate::theme::ThemeFace;
use crate::vocabulary::Visibility;

mod chains;
mod claims;
mod consequence;
mod directives;
mod figures;
mod fingerprints;
mod links;
mod names;
mod notes;
mod page;
mod reach;
mod reason;
mod registers;
mod routes;
mod sources;

pub use directives::{BUILT_IN, Signature};
pub use page::PageMemo;
pub use routes::GENERATED;

use names::Names;

/// What resolving remembers between runs.
#[derive(Default, Debug)]
pub struct ResolveMemo {
    sources: sources::SourceMemo,
    pages: PageMemo,
    routes: routes::RouteMemo,
    reach: reach::ReachMemo,
}

/// Resolves the manuscript. Names that lead nowhere are reported and left out.
pub fn resolve(manuscript: &Manuscript, theme: &ThemeFace, options: &Options, memo: &mut ResolveMemo) -> Noted<Site> {
    let mut notices: Vec<Diagnostic> = Vec::new();
    let mut settings = Arc::clone(&manuscript.settings);
    if let Some(base_url) = &options.base_url {
        Arc::make_mut(&mut settings).base_url = base_url.clone();
    }
    let fingerprint = Hash::together([&settings.hash, &options.fingerprint(), &theme.fingerprint]);

    let statements = registers::statements(manuscript);
    let claimants = registers::claimants(manuscript, &statements, &mut notices);
    let places = registers::places(manuscript, &mut notices);
    let parties: BTreeSet<&str> = claimants.values().filter_map(Claimant::party).collect();
    let events = registers::events(manuscript, &places, &parties, &mut notices);

    let lock = &manuscript.locked;
    let context =
        sources::Context { manuscript, claimants: &claimants, events: &events, statements: &statements, lock };
    let resolved = sources::sources(&context, &mut memo.sources, &mut notices);
    let note_texts = notes::visible(manuscript, options);
    let all_notes: BTreeMap<&str, &Arc<NoteText>> = note_texts.iter().map(|note| (note.id.as_str(), *note)).collect();
    let events = registers::adopted(events, manuscript, &resolved, &all_notes, &mut notices);
    let figures = figures::groups(&resolved, &events, &claimants, &mut notices);

    let registers = Hash::together(
        [&manuscript.claimants.hash, &manuscript.events.hash, &manuscript.places.hash]
            .into_iter()
            .chain(note_texts.iter().map(|note| &note.hash)),
    );
    let evidence = Hash::together(resolved.values().map(|source| &source.fingerprint));
    let routes = routes::routes(manuscript, options, &mut memo.routes);
    notices.extend(routes.notices.iter().cloned());
    let names = Names {
        manuscript,
        settings: &settings,
        claimants: &claimants,
        events: &events,
        places: &places,
        sources: &resolved,
        notes: &all_notes,
        parties: &parties,
        figures: &figures,
        routes: &routes,
        theme,
        registers,
        evidence,
        fingerprint,
    };
    let pages = page::pages(&names, &mut memo.pages);
    for page in pages.values() {
        notices.extend(page.notices.iter().cloned());
    }
    notices.extend(page::unpublished_notices(&names));
    let resolved_notes = notes::notes(&note_texts, &names, manuscript, &mut notices);

    let mut site = Site {
        fingerprint,
        figures: Vec::new(),
        assets: BTreeMap::new(),
        sidecars: manuscript.sidecars.iter().map(|sidecar| (sidecar.file.clone(), Arc::clone(sidecar))).collect(),
        aliases: routes.aliases.clone(),
        impact: Arc::default(),
        reached: Reached::default(),
        registers,
        evidence,
        settings: Arc::clone(&settings),
        together: fingerprints::together(&pages, manuscript.faces.answering),
        pages,
        notes: resolved_notes,
        claimants: BTreeMap::new(),
        events: BTreeMap::new(),
        places: BTreeMap::new(),
        sources: BTreeMap::new(),
    };
    let links = sources::links(&resolved, &names, &mut notices);
    site.sources = links;
    site.claimants = claimants.clone();
    site.places = places.clone();
    site.events = events.clone();
    site.figures = figures.clone();
    reach::reach(&mut site, manuscript, &mut memo.reach, &mut notices);
    consequence::drop_consequences(manuscript, theme, &mut notices);
    Noted { value: site, notices }
}

/// Reports names that stand twice, and keeps the first of each.
fn first_of_each<'a, T>(
    items: impl Iterator<Item = &'a T>,
    what: &str,
    file_and_name: impl Fn(&T) -> (FileId, Text),
    notices: &mut Vec<Diagnostic>,
) -> Vec<&'a T> {
    let mut seen: BTreeMap<String, (FileId, crate::files::Span)> = BTreeMap::new();
    let mut kept = Vec::new();
    for item in items {
        let (file, name) = file_and_name(item);
        match seen.get(&name.value) {
            Some((first_file, span)) => notices.push(rules::duplicate_id(&file, &name, what, (first_file, *span))),
            None => {
                seen.insert(name.value.clone(), (file, name.span));
                kept.push(item);
            }
        }
    }
    kept
}

/// Whether a note may be on the site at all.
fn is_visible(note: &NoteText, options: &Options) -> bool {
    !note.private && (note.visibility == Visibility::Public || options.preview)
}
