//! Pages about the site as a whole: the ledger of claims, figures, places, sources, notes, corrections, and 404.html.

use std::ops::Range;
use std::sync::Arc;

use crate::files::Hash;
use crate::site::{Note, Page, PlaceId, Route};

use super::frame::{Frame, Scene};
use super::view::{ClaimView, GradeView, NoteView, PagingView, SourceView, TableView};
use super::{Job, Made, claims, figures, maps, notes, render_template, sources};

/// How many claims one page of the ledger holds.
const LEDGER_CLAIMS: usize = 500;

/// `claims.html`, `claims-2.html`, …
pub fn paged(name: &str, index: usize) -> Route {
    match index {
        0 => Route::from(format!("{name}.html").as_str()),
        index => Route::from(format!("{name}-{}.html", index + 1).as_str()),
    }
}

/// The way to the pages before and after.
pub fn paging(name: &str, index: usize, of: usize, scene: &Scene) -> PagingView {
    let href = |index: usize| scene.href(paged(name, index).as_str(), "");
    PagingView {
        number: index + 1,
        of,
        previous: if index > 0 { href(index - 1) } else { String::new() },
        next: if index + 1 < of { href(index + 1) } else { String::new() },
    }
}

pub fn jobs<'a>(frame: &'a Frame<'a>, jobs: &mut Vec<Job<'a>>) {
    let site = frame.site;
    let with_claims = Hash::together([&frame.everything, &frame.notes_fingerprint]);
    ledger(frame, jobs);
    let mut one = |route: &'static str, key: Hash, make: fn(&Scene) -> Made| {
        let make = move |frame: &Frame| {
            let route = Route::from(route);
            make(&frame.scene(&route, &frame.site.settings.language))
        };
        jobs.push(Job { route: Route::from(route), key, make: Box::new(make) });
    };
    if !site.figures.is_empty() {
        one("figures.html", with_claims, all_figures);
    }
    if !site.places.is_empty() {
        one("places.html", with_claims, all_places);
    }
    if !site.sources.is_empty() {
        one("sources.html", with_claims, all_sources);
    }
    if !site.notes.is_empty() {
        one("notes.html", with_claims, all_notes);
    }
    one("corrections.html", with_claims, corrections);
    one("404.html", frame.fingerprint, not_found);
}

/// The ledger's pages: on each, some pages' claims.
fn ledger<'a>(frame: &'a Frame<'a>, jobs: &mut Vec<Job<'a>>) {
    let parts = ledger_parts(frame);
    let of = parts.len();
    for (index, part) in parts.into_iter().enumerate() {
        let shown = part.iter().map(|(page, _)| &page.claims_fingerprint.0[..]);
        let span = part.first().map_or(0, |(_, claims)| claims.start).to_le_bytes();
        let rest = [&frame.fingerprint.0[..], &frame.notes_fingerprint.0, &of.to_le_bytes(), &span];
        let key = Hash::of_parts(shown.chain(rest));
        let make = move |frame: &Frame| {
            let route = paged("claims", index);
            let scene = frame.scene(&route, &frame.site.settings.language);
            let mut views: Vec<ClaimView> = Vec::with_capacity(LEDGER_CLAIMS);
            for (page, claims) in &part {
                for claim in &page.claims[claims.clone()] {
                    views.push(claims::claim(claim, page, true, &scene)?);
                }
            }
            let mut context = scene.context("claims");
            context.insert("grades", &grades(&views));
            context.insert("claims", &views);
            context.insert("paging", &paging("claims", index, of, &scene));
            render_template(frame, "claims.html", &context)
        };
        jobs.push(Job { route: paged("claims", index), key, make: Box::new(make) });
    }
}

/// Every claim of the site in the order of pages and of the text, [`LEDGER_CLAIMS`] at a time.
fn ledger_parts<'a>(frame: &'a Frame<'a>) -> Vec<Vec<(&'a Arc<Page>, Range<usize>)>> {
    let mut parts: Vec<Vec<(&Arc<Page>, Range<usize>)>> = Vec::new();
    let mut room = 0;
    for page in frame.site.pages.values() {
        let mut from = 0;
        while from < page.claims.len() {
            if room == 0 {
                parts.push(Vec::new());
                room = LEDGER_CLAIMS;
            }
            let to = page.claims.len().min(from + room);
            parts.last_mut().into_iter().for_each(|part| part.push((page, from..to)));
            room -= to - from;
            from = to;
        }
    }
    parts
}

fn grades(claims: &[ClaimView]) -> Vec<GradeView> {
    let order = ["confirmed", "corroborated", "one-origin", "disputed", "unattributed", "withdrawn"];
    let count = |key: &str| claims.iter().filter(|claim| claim.grade == key).count();
    order
        .iter()
        .map(|key| GradeView { key: (*key).to_owned(), count: count(key) })
        .filter(|view| view.count > 0)
        .collect()
}

fn all_figures(scene: &Scene) -> Made {
    let mut events: Vec<_> = scene.site.figures.iter().map(|group| &group.event).collect();
    events.dedup();
    let mut events: Vec<_> = events.into_iter().filter_map(|id| scene.site.events.get(id)).collect();
    events.sort_by(|one, other| (&one.text.start.value, &one.id).cmp(&(&other.text.start.value, &other.id)));
    let tables: Vec<TableView> = events
        .iter()
        .filter_map(|event| figures::table(&event.id, &[], &format!("e-{}", event.id), None, scene))
        .collect();
    let mut context = scene.context("figures");
    context.insert("tables", &tables);
    context.insert("csv_href", &scene.href("figures.csv", ""));
    context.insert("json_href", &scene.href("figures.json", ""));
    render_template(scene.frame, "figures.html", &context)
}

fn all_places(scene: &Scene) -> Made {
    let ids: Vec<PlaceId> = scene.site.places.keys().cloned().collect();
    let view = maps::map(&ids, None, "map-1", &scene.site.settings.title, None, scene);
    let mut context = scene.context("places");
    context.insert("places", &view.places);
    context.insert("map", &view);
    render_template(scene.frame, "places.html", &context)
}

fn all_sources(scene: &Scene) -> Made {
    let views: Vec<SourceView> = scene.site.sources.values().map(|source| sources::listed(source, scene)).collect();
    let mut context = scene.context("sources");
    context.insert("sources", &views);
    render_template(scene.frame, "sources.html", &context)
}

fn all_notes(scene: &Scene) -> Made {
    let notes: Vec<&Arc<Note>> = scene.site.notes.values().collect();
    let mut context = scene.context("notes");
    context.insert("notes", &notes::views(&notes, scene)?);
    render_template(scene.frame, "notes.html", &context)
}

fn corrections(scene: &Scene) -> Made {
    let mut notes: Vec<&Arc<Note>> = scene.site.notes.values().filter(|note| note.text.kind.is_correction()).collect();
    notes.sort_by(|one, other| (&other.text.date, &one.id).cmp(&(&one.text.date, &other.id)));
    let entries: Vec<NoteView> = notes::views(&notes, scene)?;
    let mut context = scene.context("corrections");
    context.insert("entries", &entries);
    render_template(scene.frame, "corrections.html", &context)
}

/// Served at any depth, so its addresses begin at the site's base.
fn not_found(scene: &Scene) -> Made {
    let base = &scene.site.settings.base_url;
    let path = base.split_once("://").and_then(|(_, rest)| rest.find('/').map(|at| &rest[at..])).unwrap_or("/");
    let absolute = Scene {
        frame: scene.frame,
        site: scene.site,
        route: scene.route,
        language: scene.language,
        root: path.to_owned(),
        whole: false,
    };
    let mut context = absolute.context("404");
    context.insert("base_path", path);
    render_template(scene.frame, "404.html", &context)
}
