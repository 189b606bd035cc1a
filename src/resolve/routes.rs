//! Where everything is published: pages, their old addresses, assets and the files that onrecord makes itself.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::files::{FileId, Hash, Span};
use crate::manuscript::*;
use crate::options::Options;
use crate::rules;
use crate::site::Route;

/// Addresses that onrecord gives out itself.
pub const GENERATED: &[&str] = &[
    "404.html",
    "app.js",
    "articles.html",
    "build.json",
    "claims.html",
    "claims.json",
    "corrections.html",
    "corrections.json",
    "corrections.xml",
    "favicon.svg",
    "feed.xml",
    "figures.csv",
    "figures.html",
    "figures.json",
    "method.html",
    "notes.html",
    "places.geojson",
    "places.html",
    "robots.txt",
    "sitemap.xml",
    "sources.html",
    "sources.json",
    "style.css",
    ".nojekyll",
];

/// File → route, for everything that may be published. Indices lead into the manuscript's lists.
#[derive(Debug, Default)]
pub struct Routes {
    pub pages: BTreeMap<FileId, PageFace>,
    pub assets: BTreeMap<FileId, (Route, usize)>,
    pub aliases: BTreeMap<Route, Route>,
    /// Image → its sidecar.
    pub sidecars: BTreeMap<FileId, usize>,
    /// Language groups: the page translated → (language, route) of all its versions.
    pub translations: BTreeMap<FileId, Vec<(String, Route)>>,
    /// Everything that addresses depend on.
    pub fingerprint: Hash,
    pub notices: Vec<Diagnostic>,
}

/// Where a page is, and whether readers see it.
#[derive(Clone, Debug)]
pub struct PageFace {
    pub index: usize,
    pub route: Route,
    pub published: bool,
}

/// What resolving remembers of addresses: right while no file came or went and nobody's address is different.
#[derive(Debug, Default)]
pub struct RouteMemo(Option<Arc<Routes>>);

/// Every address. A finding points into a file, whose text may have moved: routes with findings are not remembered.
pub fn routes(manuscript: &Manuscript, options: &Options, memo: &mut RouteMemo) -> Arc<Routes> {
    let fingerprint = fingerprint(manuscript, options);
    match &memo.0 {
        Some(known) if known.fingerprint == fingerprint && known.notices.is_empty() => Arc::clone(known),
        _ => {
            let routes = Arc::new(Routes { fingerprint, ..all_routes(manuscript, options) });
            memo.0 = Some(Arc::clone(&routes));
            routes
        }
    }
}

fn fingerprint(manuscript: &Manuscript, options: &Options) -> Hash {
    let others = manuscript.sources.iter().map(|source| source.id.as_str());
    let others = others.chain([""]).chain(manuscript.assets.iter().map(|asset| &*asset.path));
    let others = others.chain([""]).chain(manuscript.sidecars.iter().map(|sidecar| &*sidecar.file));
    let site = [&manuscript.faces.placed.0[..], manuscript.settings.language.as_bytes(), &[u8::from(options.drafts)]];
    Hash::of_parts(others.map(str::as_bytes).chain(site))
}

/// Whether `name` can be a route: parts of letters that every file system and server takes.
fn is_route(name: &str) -> bool {
    !name.is_empty()
        && !name.starts_with('/')
        && name
            .split('/')
            .all(|part| !part.is_empty() && !part.starts_with('.') && !part.contains(rules::is_forbidden_in_paths))
}

fn all_routes(manuscript: &Manuscript, options: &Options) -> Routes {
    let mut routes = Routes::default();
    let notices = &mut routes.notices;
    // Route in lower case, as some file systems see it → who has it.
    let mut taken: BTreeMap<String, (Option<FileId>, Span)> = BTreeMap::new();
    for name in GENERATED {
        taken.insert((*name).to_owned(), (None, Span::default()));
    }
    for source in &manuscript.sources {
        taken.insert(format!("sources/{}.html", source.id), (Some(source.file.clone()), source.span));
    }
    let mut claim = |route: &str, file: &FileId, span: Span, notices: &mut Vec<Diagnostic>| -> bool {
        let key = route.to_lowercase();
        if let Some((other, other_span)) = taken.get(&key) {
            notices.push(rules::route_collision(file, span, route, other.as_ref().map(|other| (other, *other_span))));
            return false;
        }
        taken.insert(key, (Some(file.clone()), span));
        true
    };
    for (index, page) in manuscript.pages.iter().enumerate() {
        let (name, span) = match &page.path {
            Some(path) => (path.value.trim_end_matches(".html").to_owned(), path.span),
            None => (page.name.clone(), page.span),
        };
        if !is_route(&name) {
            notices.push(rules::bad_path(&page.file, &Text::new(name, span)));
            continue;
        }
        let route = format!("{name}.html");
        let published = !crate::files::is_private(&page.file) && (!page.draft || options.drafts);
        if published && !claim(&route, &page.file, span, notices) {
            continue;
        }
        let face = PageFace { index, route: Route::from(route.as_str()), published };
        routes.pages.insert(page.file.clone(), face);
    }
    if !routes.pages.values().any(|face| face.published && face.route.as_str() == "index.html") {
        notices.push(rules::home_missing(&manuscript.settings.file));
    }
    for page in &manuscript.pages {
        let Some(face) = routes.pages.get(&*page.file).filter(|face| face.published) else { continue };
        let target = face.route.clone();
        for alias in &page.aliases {
            let name = alias.value.trim_end_matches(".html");
            if !is_route(name) {
                notices.push(rules::bad_path(&page.file, alias));
                continue;
            }
            let route = format!("{name}.html");
            if claim(&route, &page.file, alias.span, notices) {
                routes.aliases.insert(Route::from(route.as_str()), target.clone());
            }
        }
    }
    for (index, asset) in manuscript.assets.iter().enumerate() {
        let inner = asset.path.strip_prefix("content/").unwrap_or(&asset.path);
        let route = inner.strip_prefix("static/").unwrap_or(inner);
        if inner.starts_with("private/") {
            continue;
        }
        if claim(route, &asset.path, Span::new(0, 1), notices) {
            routes.assets.insert(asset.path.clone(), (Route::from(route), index));
        }
    }
    for (index, sidecar) in manuscript.sidecars.iter().enumerate() {
        if let Some(picture) = sidecar.file.strip_suffix(".yaml") {
            routes.sidecars.insert(picture.into(), index);
        }
    }
    routes.translations = translations(manuscript, &routes.pages, notices);
    routes
}

fn translations(
    manuscript: &Manuscript,
    pages: &BTreeMap<FileId, PageFace>,
    notices: &mut Vec<Diagnostic>,
) -> BTreeMap<FileId, Vec<(String, Route)>> {
    let site_language = &manuscript.settings.language;
    let mut members: BTreeMap<&FileId, BTreeSet<&FileId>> = BTreeMap::new();
    for page in &manuscript.pages {
        let Some(original) = &page.translation_of else { continue };
        let path = format!("content/{}.md", original.value.trim_end_matches(".md"));
        match pages.get_key_value(path.as_str()) {
            Some((key, face)) if face.published => {
                let group = members.entry(key).or_default();
                group.insert(key);
                group.insert(&page.file);
            }
            _ => {
                let known: Vec<&str> = manuscript.pages.iter().map(|page| page.name.as_str()).collect();
                notices.push(rules::unknown_page(&page.file, original, &known));
            }
        }
    }
    let language = |index: usize| manuscript.pages.get(index).and_then(|page| page.language.clone());
    let mut groups = BTreeMap::new();
    for files in members.values() {
        let mut versions: Vec<(String, Route)> = files
            .iter()
            .filter_map(|file| pages.get(*file))
            .filter(|face| face.published)
            .map(|face| (language(face.index).unwrap_or_else(|| site_language.clone()), face.route.clone()))
            .collect();
        versions.sort();
        for file in files {
            groups.insert(FileId::clone(file), versions.clone());
        }
    }
    groups
}
