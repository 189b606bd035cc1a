//! Where everything is published: pages, their old addresses, assets and the files that onrecord makes itself.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use crate::address;
use crate::diagnostic::{Diagnostic, Noted};
use crate::files::{FileId, Span, is_kept_back};
use crate::manuscript::*;
use crate::memo::Printed;
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
    "origins.html",
    "places.geojson",
    "places.html",
    "robots.txt",
    "search.html",
    "search.js",
    "sitemap.xml",
    "sources.html",
    "sources.json",
    "style.css",
    "sources.bib",
    ".nojekyll",
];

/// Folders in which onrecord alone puts files.
const GENERATED_FOLDERS: &[&str] = &["cards/", "cite/", "embed/", "search/", "sized/"];

/// File → route, for everything that may be published. Indices lead into the manuscript's list of pages.
#[derive(Debug, Default, Hash)]
pub struct Routes {
    pub pages: BTreeMap<FileId, (usize, Printed<PageFace>)>,
    pub assets: BTreeMap<FileId, Route>,
    pub aliases: BTreeMap<Route, Route>,
    /// Image → its sidecar.
    pub sidecars: BTreeMap<FileId, FileId>,
    /// The names of all pages, in the order of the manuscript.
    pub names: Vec<String>,
    /// The files of published pages, in order.
    pub published: Printed<Vec<FileId>>,
}

/// Where a page is, and whether readers see it.
#[derive(Clone, Debug, Hash)]
pub struct PageFace {
    pub route: Route,
    pub published: bool,
    /// (language, route) of all versions, this one included; empty for a page that is in one language only.
    pub translations: Vec<(String, Route)>,
}

/// Everything that addresses depend on.
#[derive(Hash)]
pub struct Placings<'a> {
    pages: Vec<&'a Printed<Placing>>,
    /// Id, file and place of each source.
    sources: Vec<(&'a str, &'a FileId, Span)>,
    /// Earlier ids of sources, with the file and the id of each.
    moved: Vec<(&'a Text, &'a FileId, &'a str)>,
    assets: Vec<&'a FileId>,
    sidecars: Vec<&'a FileId>,
    settings: &'a FileId,
    language: &'a str,
    drafts: bool,
}

impl<'a> Placings<'a> {
    pub fn new(manuscript: &'a Manuscript, options: &Options) -> Placings<'a> {
        Placings {
            pages: manuscript.pages.iter().map(|page| &page.placing).collect(),
            sources: manuscript.sources.iter().map(|source| (source.id.as_str(), &source.file, source.span)).collect(),
            moved: (manuscript.sources.iter())
                .flat_map(|source| source.was.iter().map(move |was| (was, &source.file, source.id.as_str())))
                .collect(),
            assets: manuscript.assets.iter().map(|asset| &asset.path).collect(),
            sidecars: manuscript.sidecars.iter().map(|sidecar| &sidecar.file).collect(),
            settings: &manuscript.settings.file,
            language: &manuscript.settings.language,
            drafts: options.drafts,
        }
    }
}

/// Whether `name` can be a route: parts of letters that every file system and server takes.
fn is_route(name: &str) -> bool {
    !name.is_empty()
        && !name.starts_with('/')
        && name
            .split('/')
            .all(|part| !part.is_empty() && !part.starts_with('.') && !part.contains(rules::is_forbidden_in_paths))
        && name.split('/').all(|part| address::unportable(part).is_none())
}

/// Every address. A route is compared in lower case, as some file systems see it.
pub fn routes(placed: &Placings) -> Noted<Printed<Routes>> {
    let mut claims = Claimed { taken: BTreeMap::new(), notices: Vec::new() };
    for name in GENERATED {
        claims.taken.insert((*name).to_owned(), (None, Span::default()));
    }
    for (id, file, span) in &placed.sources {
        claims.taken.insert(format!("sources/{id}.html"), (Some(FileId::clone(file)), *span));
    }
    let mut routes = Routes { names: placed.pages.iter().map(|page| page.name.clone()).collect(), ..Routes::default() };
    let faces = pages(placed, &mut claims);
    if !faces.values().any(|(_, face)| face.published && face.route.as_str() == "index.html") {
        claims.notices.push(rules::home_missing(placed.settings));
    }
    routes.aliases = aliases(placed, &faces, &mut claims);
    for path in &placed.assets {
        let inner = path.strip_prefix("content/").unwrap_or(path);
        let route = inner.strip_prefix("static/").unwrap_or(inner);
        if is_kept_back(path) {
            continue;
        }
        if let Some((part, reason)) = route.split('/').find_map(|part| Some((part, address::unportable(part)?))) {
            claims.notices.push(rules::bad_file_name(path, part, reason));
        } else if claims.claim(route, path, Span::new(0, 1)) {
            routes.assets.insert(FileId::clone(path), Route::from(route));
        }
    }
    for sidecar in &placed.sidecars {
        if let Some(picture) = sidecar.strip_suffix(".yaml") {
            routes.sidecars.insert(picture.into(), FileId::clone(sidecar));
        }
    }
    let mut groups = translations(placed, &faces, &mut claims.notices);
    routes.pages = faces
        .into_iter()
        .map(|(file, (index, face))| {
            let translations = groups.remove(&file).unwrap_or_default();
            (file, (index, Printed::new(PageFace { translations, ..face })))
        })
        .collect();
    let published = routes.pages.iter().filter(|(_, (_, face))| face.published);
    routes.published = Printed::new(published.map(|(file, _)| file.clone()).collect());
    Noted { value: Printed::new(routes), notices: claims.notices }
}

/// Who has which route.
struct Claimed {
    taken: BTreeMap<String, (Option<FileId>, Span)>,
    notices: Vec<Diagnostic>,
}

impl Claimed {
    /// Whether nobody had the route; reported otherwise.
    fn claim(&mut self, route: &str, file: &FileId, span: Span) -> bool {
        let lower = route.to_lowercase();
        if GENERATED_FOLDERS.iter().any(|folder| lower.starts_with(folder)) {
            self.notices.push(rules::route_collision(file, span, route, None));
            return false;
        }
        match self.taken.entry(lower) {
            Entry::Occupied(taken) => {
                let (other, at) = taken.get();
                self.notices.push(rules::route_collision(file, span, route, other.as_ref().map(|other| (other, *at))));
                false
            }
            Entry::Vacant(free) => {
                free.insert((Some(file.clone()), span));
                true
            }
        }
    }
}

/// Pages by their file, with their index in the manuscript.
type Faces = BTreeMap<FileId, (usize, PageFace)>;

fn pages(placed: &Placings, claims: &mut Claimed) -> Faces {
    let mut faces = Faces::new();
    for (index, page) in placed.pages.iter().enumerate() {
        let (name, span) = match &page.path {
            Some(path) => (path.value.trim_end_matches(".html").to_owned(), path.span),
            None => (page.name.clone(), page.span),
        };
        if !is_route(&name) {
            claims.notices.push(rules::bad_path(&page.file, &Text::new(name, span)));
            continue;
        }
        let route = format!("{name}.html");
        let published = !crate::files::is_private(&page.file) && (!page.draft || placed.drafts);
        if !published || claims.claim(&route, &page.file, span) {
            let face = PageFace { route: Route::from(route.as_str()), published, translations: Vec::new() };
            faces.insert(page.file.clone(), (index, face));
        }
    }
    faces
}

fn aliases(placed: &Placings, faces: &Faces, claims: &mut Claimed) -> BTreeMap<Route, Route> {
    let mut aliases = BTreeMap::new();
    for page in &placed.pages {
        let Some((_, face)) = faces.get(&*page.file).filter(|(_, face)| face.published) else { continue };
        for alias in &page.aliases {
            let name = alias.value.trim_end_matches(".html");
            if !is_route(name) {
                claims.notices.push(rules::bad_path(&page.file, alias));
                continue;
            }
            let route = format!("{name}.html");
            if claims.claim(&route, &page.file, alias.span) {
                aliases.insert(Route::from(route.as_str()), face.route.clone());
            }
        }
    }
    for (was, file, id) in &placed.moved {
        let route = format!("sources/{}.html", was.value);
        if !is_route(route.trim_end_matches(".html")) {
            claims.notices.push(rules::bad_path(file, was));
        } else if claims.claim(&route, file, was.span) {
            aliases.insert(Route::from(route.as_str()), Route::from(format!("sources/{id}.html").as_str()));
        }
    }
    aliases
}

/// The page translated and its translations: (language, route) of all that are published.
fn translations(
    placed: &Placings,
    faces: &Faces,
    notices: &mut Vec<Diagnostic>,
) -> BTreeMap<FileId, Vec<(String, Route)>> {
    let mut members: BTreeMap<&FileId, BTreeSet<&FileId>> = BTreeMap::new();
    for page in &placed.pages {
        let Some(original) = &page.translation_of else { continue };
        let path = format!("content/{}.md", original.value.trim_end_matches(".md"));
        match faces.get_key_value(path.as_str()) {
            Some((key, (_, face))) if face.published => {
                let group = members.entry(key).or_default();
                group.insert(key);
                group.insert(&page.file);
            }
            _ => {
                let known: Vec<&str> = placed.pages.iter().map(|page| page.name.as_str()).collect();
                notices.push(rules::unknown_page(&page.file, original, &known));
            }
        }
    }
    let language = |index: usize| placed.pages[index].language.clone().unwrap_or_else(|| placed.language.to_owned());
    let mut groups = BTreeMap::new();
    for files in members.values() {
        let published = files.iter().filter_map(|file| faces.get(*file)).filter(|(_, face)| face.published);
        let mut versions: Vec<(String, Route)> =
            published.map(|(index, face)| (language(*index), face.route.clone())).collect();
        versions.sort();
        for file in files {
            groups.insert(FileId::clone(file), versions.clone());
        }
    }
    groups
}
