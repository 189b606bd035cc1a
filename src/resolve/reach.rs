//! Reachability and impact: what published pages lead to, and which claims rest on what.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::files::FileId;
use crate::manuscript::{Manuscript, Piece};
use crate::rules;
use crate::site::*;

/// Drops what no published page reaches, and records what rests on what.
pub fn reach(site: &mut Site, manuscript: &Manuscript, notices: &mut Vec<Diagnostic>) {
    let mut reached = Reached::default();
    let mut impact = Impact::default();
    let mut assets: BTreeSet<FileId> = BTreeSet::new();
    for (file, page) in &site.pages {
        reached.sources.extend(page.sources.iter().cloned());
        assets.extend(page.assets.iter().cloned());
        for (index, claim) in page.claims.iter().enumerate() {
            let reference = ClaimRef { page: file.clone(), claim: index };
            count_impact(claim, &reference, site, &mut impact);
            for evidence in &claim.evidence {
                reached.claimants.extend(evidence.claimant.iter().chain(&evidence.origin).cloned());
            }
        }
        for shown in page.directives.iter().flatten() {
            match shown {
                Shown::Figures { event, .. } => {
                    reached.events.insert(event.clone());
                }
                Shown::Figure { source, .. } => {
                    reached.sources.insert(source.clone());
                }
                Shown::Map { places, focus } => reached.places.extend(places.iter().chain(focus).cloned()),
                Shown::Timeline { events } => reached.events.extend(events.iter().cloned()),
                _ => {}
            }
        }
        for link in page.links.iter().chain(page.other_links.values().flatten()) {
            reach_link(link, &mut reached);
        }
    }
    // A shown event brings the sources of its figures; a source brings its events, claimants and the notes about it.
    loop {
        let before = (reached.sources.len(), reached.events.len(), reached.notes.len());
        for group in site.figures.iter().filter(|group| reached.events.contains(&group.event)) {
            reached.sources.extend(group.figures.iter().map(|figure| figure.source.clone()));
        }
        for id in reached.sources.clone() {
            if let Some(source) = site.sources.get(&id) {
                reach_source(source, site, &mut reached);
            }
        }
        for id in reached.events.clone() {
            if let Some(event) = site.events.get(&id) {
                reached.places.extend(event.place.clone());
                reached.events.extend(event.parent.clone());
                for adopted in event.adopted.values() {
                    reached.sources.insert(adopted.source.clone());
                    reached.notes.insert(adopted.because.clone());
                }
            }
        }
        for note in site.notes.values() {
            if note.about.iter().any(|about| is_published(about, site, &reached)) {
                reached.notes.insert(note.id.clone());
            }
        }
        for id in reached.notes.clone() {
            if let Some(note) = site.notes.get(&id) {
                note.links.iter().for_each(|link| reach_link(link, &mut reached));
                for label in note.text.body.markers.iter().flat_map(|marker| &marker.labels) {
                    if let Some(source) = label.strip_prefix('@').and_then(|id| site.sources.get(id)) {
                        reached.sources.insert(source.id.clone());
                    }
                }
                assets.extend(linked_assets(&note.links, manuscript));
            }
        }
        if before == (reached.sources.len(), reached.events.len(), reached.notes.len()) {
            break;
        }
    }
    for place in reached.places.clone() {
        let mut at = site.places.get(&place).and_then(|place| place.parent.clone());
        while let Some(parent) = at {
            if !reached.places.insert(parent.clone()) {
                break;
            }
            at = site.places.get(&parent).and_then(|place| place.parent.clone());
        }
    }
    for id in &reached.sources {
        if let Some(source) = site.sources.get(id) {
            assets.extend(linked_assets(&source.links, manuscript));
        }
    }
    site.sources.retain(|id, _| reached.sources.contains(id));
    site.notes.retain(|id, _| reached.notes.contains(id));
    site.claimants.retain(|id, _| reached.claimants.contains(id));
    site.events.retain(|id, _| reached.events.contains(id));
    site.places.retain(|id, _| reached.places.contains(id));
    site.figures.retain(|group| reached.events.contains(&group.event));
    for group in &mut site.figures {
        group.figures.retain(|figure| reached.sources.contains(&figure.source));
    }
    site.figures.retain(|group| !group.figures.is_empty());
    copy_assets(site, manuscript, &assets, notices);
    site.reached = reached;
    site.impact = impact;
}

fn count_impact(claim: &Claim, reference: &ClaimRef, site: &Site, impact: &mut Impact) {
    let add = |list: &mut Vec<ClaimRef>| {
        if list.last() != Some(reference) {
            list.push(reference.clone());
        }
    };
    for evidence in &claim.evidence {
        add(impact.sources.entry(evidence.source.clone()).or_default());
        for claimant in [&evidence.claimant, &evidence.origin].into_iter().flatten() {
            add(impact.claimants.entry(claimant.clone()).or_default());
        }
        let Some(excerpt) = &evidence.excerpt else { continue };
        add(impact.excerpts.entry((evidence.source.clone(), excerpt.clone())).or_default());
        let figures = site.sources.get(&evidence.source).and_then(|source| source.excerpt(excerpt));
        for figure in figures.iter().flat_map(|excerpt| &excerpt.text.figures) {
            if let Some(event) = site.events.get(figure.event.as_str()) {
                add(impact.events.entry(event.id.clone()).or_default());
            }
        }
    }
}

fn reach_link(link: &Link, reached: &mut Reached) {
    let Link::Inside { route, anchor } = link else { return };
    if let Some(id) = route.as_str().strip_prefix("sources/").and_then(|rest| rest.strip_suffix(".html")) {
        reached.sources.insert(SourceId::from(id));
    }
    if route.as_str() == "notes.html"
        && let Some(id) = anchor.strip_prefix("#note-")
    {
        reached.notes.insert(NoteId::from(id));
    }
}

fn reach_source(source: &Arc<Source>, site: &Site, reached: &mut Reached) {
    reached.sources.extend(source.derived_from.iter().cloned());
    for excerpt in &source.excerpts {
        reached.claimants.extend(excerpt.claimant.iter().chain(&excerpt.origin).cloned());
        for figure in &excerpt.text.figures {
            if let Some(event) = site.events.get(figure.event.as_str()) {
                reached.events.insert(event.id.clone());
            }
            if let Some(claimant) = figure.claimant.as_ref().and_then(|name| site.claimants.get(name.as_str())) {
                reached.claimants.extend([claimant.id.clone(), claimant.origin.clone()]);
            }
        }
    }
}

fn is_published(about: &About, site: &Site, reached: &Reached) -> bool {
    match about {
        About::Claim { page, .. } | About::Page { page } => site.pages.contains_key(page),
        About::Source(id) => reached.sources.contains(id),
        About::Event(id) | About::Figure { event: id, .. } => reached.events.contains(id),
        About::Place(id) => reached.places.contains(id),
    }
}

fn linked_assets(links: &[Link], manuscript: &Manuscript) -> Vec<FileId> {
    let routes: BTreeSet<&str> = links
        .iter()
        .filter_map(|link| match link {
            Link::Asset { route, .. } => Some(route.as_str()),
            _ => None,
        })
        .collect();
    manuscript
        .assets
        .iter()
        .filter(|asset| routes.contains(route_of(&asset.path)))
        .map(|asset| asset.path.clone())
        .collect()
}

/// Where an asset lands: `static/x` at `x`, all else at its path.
fn route_of(path: &str) -> &str {
    let inner = path.strip_prefix("content/").unwrap_or(path);
    inner.strip_prefix("static/").unwrap_or(inner)
}

fn copy_assets(site: &mut Site, manuscript: &Manuscript, used: &BTreeSet<FileId>, notices: &mut Vec<Diagnostic>) {
    let of_drafts = draft_targets(manuscript);
    let mut assets = BTreeMap::new();
    for asset in &manuscript.assets {
        let is_static = asset.path.starts_with("content/static/");
        if is_static || used.contains(&asset.path) {
            assets.insert(Route::from(route_of(&asset.path)), asset.clone());
        } else if !asset.path.starts_with("content/private/") && !of_drafts.contains(&asset.path) {
            notices.push(rules::asset_unused(&asset.path));
        }
    }
    site.assets = assets;
}

/// What drafts use is unpublished, but not unused.
fn draft_targets(manuscript: &Manuscript) -> BTreeSet<FileId> {
    let mut targets = BTreeSet::new();
    for page in manuscript.pages.iter().filter(|page| page.draft) {
        for piece in &page.body.pieces {
            if let Piece::Image { target, .. } | Piece::LinkOpen { target, .. } = piece
                && let Some(path) = crate::files::resolve_path("content/", &page.file, target)
            {
                targets.insert(path.into());
            }
        }
    }
    targets
}
