//! Pages about the site as a whole: lists of articles, claims, figures, places, sources, notes and corrections; 404.html.

use std::cmp::Reverse;
use std::ops::Range;

use crate::files::FileId;
use crate::method::RULES;
use crate::site::{PlaceId, Route, SourceId};

use super::citation::Citation;
use super::scene::{Made, Scene};
use super::view::{ClaimView, PagingView, SourceView, TableView};
use super::{addresses, cite, claims, figures, head, maps, notes, page, sources, timeline};

/// An old address, leading to the new one.
pub fn redirect(target: &Route, scene: &Scene) -> Made {
    let mut context = head::context(scene, "redirect");
    context.insert("target", &scene.at.href(target.as_str(), ""));
    context.insert("canonical", &scene.at.absolute(target));
    scene.page("redirect.html", &context)
}

/// The way to the pages before and after.
fn paging(name: &str, index: usize, of: usize, scene: &Scene) -> PagingView {
    let href = |index: usize| scene.at.href(addresses::of_part(name, index).as_str(), "");
    PagingView {
        number: index + 1,
        of,
        previous: if index > 0 { href(index - 1) } else { String::new() },
        next: if index + 1 < of { href(index + 1) } else { String::new() },
    }
}

/// One part of the list of articles.
pub fn articles(files: &[FileId], index: usize, of: usize, scene: &Scene) -> Made {
    let mut context = head::context(scene, "articles");
    context.insert("articles", &page::entries(files, scene));
    context.insert("paging", &paging("articles", index, of, scene));
    scene.page("articles.html", &context)
}

/// One part of the ledger: some pages' claims.
pub fn ledger(part: &[(FileId, Range<usize>)], index: usize, of: usize, scene: &Scene) -> Made {
    let shown = part.iter().filter_map(|(file, range)| {
        let claims = scene.site.claims(file)?;
        Some(claims.list.get(range.clone())?.iter().map(|claim| (claim, &**claims)))
    });
    let shown = shown.flatten();
    let views: Vec<ClaimView> = shown.clone().map(|(claim, of)| claims::listed(claim, of, scene)).collect();
    let mut context = head::context(scene, "claims");
    context.insert("grades", &claims::grades(shown.map(|(claim, _)| claim.grade)));
    context.insert("claims", &views);
    context.insert("paging", &paging("claims", index, of, scene));
    scene.page("claims.html", &context)
}

/// A source's own page.
pub fn source(id: &SourceId, scene: &Scene) -> Made {
    let mut context = head::context(scene, "source");
    if let Some(source) = scene.site.source(id) {
        context.insert("source", &sources::full(source, scene)?);
        context.insert("forms", &cite::forms(&Citation::of_source(source)));
        head::cite_source(&mut context, source, scene);
    }
    scene.page("source.html", &context)
}

pub fn figures(scene: &Scene) -> Made {
    let events = timeline::in_time(scene.site.counted(), scene);
    let table = |id: &crate::site::EventId| figures::table(id, &[], &format!("e-{id}"), None, scene);
    let mut tables: Vec<TableView> = events.iter().filter_map(|event| table(&event.id)).collect();
    // What is reported most is looked for most; of others the first comes first.
    let reports = |table: &TableView| table.groups.iter().map(|group| group.rows.len()).sum::<usize>();
    tables.sort_by_key(|table| std::cmp::Reverse(reports(table)));
    let mut context = head::context(scene, "figures");
    context.insert("tables", &tables);
    context.insert("csv_href", &scene.at.href("figures.csv", ""));
    context.insert("json_href", &scene.at.href("figures.json", ""));
    scene.page("figures.html", &context)
}

pub fn places(scene: &Scene) -> Made {
    let ids: Vec<PlaceId> = scene.site.places().into_iter().cloned().collect();
    let view = maps::map(&ids, None, "map-1", &scene.settings.title, None, scene);
    let mut context = head::context(scene, "places");
    context.insert("places", &view.places);
    context.insert("map", &view);
    scene.page("places.html", &context)
}

pub fn sources(scene: &Scene) -> Made {
    let sources = scene.site.sources().into_iter().filter_map(|id| scene.site.source(id));
    let mut views: Vec<SourceView> = sources.map(|source| sources::listed(source, scene)).collect();
    // Those on which most rests come first.
    views.sort_by_key(|source| Reverse(source.tallies.iter().map(|tally| tally.count).sum::<usize>()));
    let mut context = head::context(scene, "sources");
    context.insert("sources", &views);
    scene.page("sources.html", &context)
}

pub fn notes(scene: &Scene) -> Made {
    let mut context = head::context(scene, "notes");
    context.insert("notes", &notes::views(&notes::all(scene), scene)?);
    scene.page("notes.html", &context)
}

pub fn corrections(scene: &Scene) -> Made {
    let mut context = head::context(scene, "corrections");
    context.insert("entries", &notes::views(&notes::corrections(scene), scene)?);
    // Who never published under earlier rules has nothing to tell.
    let changed = (scene.site.first_rules() + 1..=RULES)
        .rev()
        .map(|version| scene.words.get(&format!("rules-changed-{version}")));
    context.insert("rules_changed", &changed.filter(|words| !words.is_empty()).collect::<Vec<_>>());
    scene.page("corrections.html", &context)
}

/// Served at any depth, so its addresses begin at the site's base.
pub fn not_found(scene: &Scene) -> Made {
    let mut context = head::context(scene, "404");
    context.insert("base_path", &scene.at.root);
    scene.page("404.html", &context)
}
