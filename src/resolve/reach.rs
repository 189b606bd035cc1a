//! Reachability and impact: what published pages lead to, and which claims rest on what.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::files::{FileId, Hash};
use crate::manuscript::{Manuscript, Piece};
use crate::memo::Once;
use crate::rules;
use crate::site::*;

/// What is remembered of reaching: right while pages reach the same, and what they reach is the same.
pub type ReachMemo = Once<Hash, Arc<Reach>>;

/// What pages lead to.
#[derive(Debug, Default)]
pub struct Reach {
    reached: Reached,
    impact: Arc<Impact>,
    /// Assets that something published shows, and those that drafts do.
    assets: BTreeSet<FileId>,
    of_drafts: BTreeSet<FileId>,
}

/// Drops what no published page reaches, and records what rests on what.
pub fn reach(site: &mut Site, manuscript: &Manuscript, memo: &mut ReachMemo, notices: &mut Vec<Diagnostic>) {
    let fingerprint = fingerprint(site, manuscript);
    let reach = memo.get(fingerprint, || Arc::new(all(site, manuscript, fingerprint)));
    let reached = &reach.reached;
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
    copy_assets(site, manuscript, &reach, notices);
    site.impact = Arc::clone(&reach.impact);
    site.reached = reached.clone();
}

/// Everything that reaching reads.
fn fingerprint(site: &Site, manuscript: &Manuscript) -> Hash {
    let mut parts: Vec<Hash> = vec![site.registers, site.evidence];
    parts.extend(manuscript.pages.iter().filter(|page| page.draft).map(|page| page.hash));
    parts.extend([Hash::default(), manuscript.faces.placed, site.together.rests]);
    for note in site.notes.values() {
        parts.extend([note.fingerprint, Hash::of(format!("{:?}", note.about).as_bytes())]);
    }
    for source in site.sources.values().filter(|source| !source.links.is_empty()) {
        parts.push(Hash::of(format!("{} {:?}", source.id, source.links).as_bytes()));
    }
    Hash::together(&parts)
}

fn all(site: &Site, manuscript: &Manuscript, fingerprint: Hash) -> Reach {
    let mut reached = Reached::default();
    let mut impact = Impact { fingerprint, ..Impact::default() };
    let mut assets: BTreeSet<FileId> = BTreeSet::new();
    for (file, page) in site.pages.iter() {
        for id in &page.sources {
            insert(&mut reached.sources, id);
        }
        assets.extend(page.assets.iter().cloned());
        for (index, claim) in page.claims.iter().enumerate() {
            let reference = ClaimRef { page: file.clone(), claim: index };
            count_impact(claim, &reference, site, &mut impact);
            for evidence in &claim.evidence {
                for id in evidence.claimant.iter().chain(&evidence.origin) {
                    insert(&mut reached.claimants, id);
                }
            }
        }
        for shown in page.directives.iter().flatten() {
            reach_shown(shown, &mut reached);
        }
        for link in page.links.iter().chain(page.other_links.values().flatten()) {
            reach_link(link, &mut reached);
        }
    }
    bring(site, &mut reached, &mut assets);
    reached.fingerprint = Hash::of(format!("{reached:?}").as_bytes());
    let of_drafts = draft_targets(manuscript);
    Reach { reached, impact: Arc::new(impact), assets, of_drafts }
}

/// Adds an id that is mostly there already.
fn insert<T: Ord + Clone>(set: &mut BTreeSet<T>, id: &T) {
    if !set.contains(id) {
        set.insert(id.clone());
    }
}

fn reach_shown(shown: &Shown, reached: &mut Reached) {
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

/// A shown event brings the sources of its figures; a source brings its events, claimants and the notes about it.
fn bring(site: &Site, reached: &mut Reached, assets: &mut BTreeSet<FileId>) {
    loop {
        let before = (reached.sources.len(), reached.events.len(), reached.notes.len());
        for group in site.figures.iter().filter(|group| reached.events.contains(&group.event)) {
            reached.sources.extend(group.figures.iter().map(|figure| figure.source.clone()));
        }
        for id in reached.sources.clone() {
            if let Some(source) = site.sources.get(&id) {
                reach_source(source, site, reached);
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
            if note.about.iter().any(|about| is_published(about, site, reached)) {
                reached.notes.insert(note.id.clone());
            }
        }
        for id in reached.notes.clone() {
            if let Some(note) = site.notes.get(&id) {
                note.links.iter().for_each(|link| reach_link(link, reached));
                for label in note.text.body.markers.iter().flat_map(|marker| &marker.labels) {
                    if let Some(source) = label.strip_prefix('@').and_then(|id| site.sources.get(id)) {
                        reached.sources.insert(source.id.clone());
                    }
                }
                assets.extend(note.links.iter().filter_map(Link::asset).cloned());
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
            assets.extend(source.links.iter().filter_map(Link::asset).cloned());
        }
    }
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

/// Where an asset lands: `static/x` at `x`, all else at its path.
fn route_of(path: &str) -> &str {
    let inner = path.strip_prefix("content/").unwrap_or(path);
    inner.strip_prefix("static/").unwrap_or(inner)
}

fn copy_assets(site: &mut Site, manuscript: &Manuscript, reach: &Reach, notices: &mut Vec<Diagnostic>) {
    let mut assets = BTreeMap::new();
    for asset in &manuscript.assets {
        let is_static = asset.path.starts_with("content/static/");
        if is_static || reach.assets.contains(&asset.path) {
            assets.insert(Route::from(route_of(&asset.path)), asset.clone());
        } else if !asset.path.starts_with("content/private/") && !reach.of_drafts.contains(&asset.path) {
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
