//! Where everything is published: pages, their old addresses, assets and the files that onrecord makes itself.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::files::{File, FileId, Hash, Span};
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

/// File → route, for everything that may be published.
#[derive(Debug, Default)]
pub struct Routes<'a> {
    pub pages: BTreeMap<&'a str, PageFace<'a>>,
    pub assets: BTreeMap<&'a str, (Route, &'a File)>,
    pub aliases: BTreeMap<Route, Route>,
    /// Image → its sidecar.
    pub sidecars: BTreeMap<&'a str, &'a Arc<SidecarText>>,
    /// Language groups: the page translated → (language, route) of all its versions.
    pub translations: BTreeMap<&'a str, Vec<(String, Route)>>,
}

/// What other files see of a page.
#[derive(Clone, Debug)]
pub struct PageFace<'a> {
    pub text: &'a Arc<PageText>,
    pub route: Route,
    pub published: bool,
    pub fingerprint: Hash,
}

impl Routes<'_> {
    /// The fingerprint of what a link to `file` sees; none when there is no such file.
    pub fn fingerprint(&self, file: &str) -> Option<Hash> {
        if let Some(face) = self.pages.get(file) {
            return Some(face.fingerprint);
        }
        let (_, asset) = self.assets.get(file)?;
        match self.sidecars.get(file) {
            Some(sidecar) => Some(Hash::of_parts([&asset.hash().0[..], &sidecar.hash.0])),
            None => Some(asset.hash()),
        }
    }
}

/// Whether `name` can be a route: parts of letters that every file system and server takes.
fn is_route(name: &str) -> bool {
    !name.is_empty()
        && !name.starts_with('/')
        && name.split('/').all(|part| {
            !part.is_empty()
                && !part.starts_with('.')
                && !part.chars().any(|c| c.is_control() || "\\:*?\"<>|#%".contains(c))
        })
}

pub fn routes<'a>(manuscript: &'a Manuscript, options: &Options, notices: &mut Vec<Diagnostic>) -> Routes<'a> {
    let mut routes = Routes::default();
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
    for page in &manuscript.pages {
        let (name, span) = match &page.path {
            Some(path) => (path.value.trim_end_matches(".html").to_owned(), path.span),
            None => (page.name.clone(), page.span),
        };
        if !is_route(&name) {
            let path = Text::new(name, span);
            notices.push(rules::bad_id(&page.file, &path, "path for a page"));
            continue;
        }
        let route = format!("{name}.html");
        let published = !page.file.starts_with("content/private/") && (!page.draft || options.drafts);
        if published && !claim(&route, &page.file, span, notices) {
            continue;
        }
        let fingerprint = Hash::of_parts([&page.face().0[..], route.as_bytes(), &[u8::from(published)]]);
        let face = PageFace { text: page, route: Route::from(route.as_str()), published, fingerprint };
        routes.pages.insert(&page.file, face);
    }
    for page in &manuscript.pages {
        let Some(face) = routes.pages.get(&*page.file).filter(|face| face.published) else { continue };
        let target = face.route.clone();
        for alias in &page.aliases {
            let name = alias.value.trim_end_matches(".html");
            if !is_route(name) {
                notices.push(rules::bad_id(&page.file, alias, "path for a page"));
                continue;
            }
            let route = format!("{name}.html");
            if claim(&route, &page.file, alias.span, notices) {
                routes.aliases.insert(Route::from(route.as_str()), target.clone());
            }
        }
    }
    for asset in &manuscript.assets {
        let inner = asset.path.strip_prefix("content/").unwrap_or(&asset.path);
        let route = inner.strip_prefix("static/").unwrap_or(inner);
        if inner.starts_with("private/") {
            continue;
        }
        if claim(route, &asset.path, Span::new(0, 1), notices) {
            routes.assets.insert(&asset.path, (Route::from(route), asset));
        }
    }
    for sidecar in &manuscript.sidecars {
        if let Some(picture) = sidecar.file.strip_suffix(".yaml") {
            routes.sidecars.insert(picture, sidecar);
        }
    }
    routes.translations = translations(manuscript, &routes, notices);
    routes
}

fn translations<'a>(
    manuscript: &'a Manuscript,
    routes: &Routes<'a>,
    notices: &mut Vec<Diagnostic>,
) -> BTreeMap<&'a str, Vec<(String, Route)>> {
    let mut groups: BTreeMap<&'a str, Vec<(String, Route)>> = BTreeMap::new();
    let site_language = &manuscript.settings.language;
    let mut members: BTreeMap<&'a str, BTreeSet<&'a str>> = BTreeMap::new();
    for page in &manuscript.pages {
        let Some(original) = &page.translation_of else { continue };
        let path = format!("content/{}.md", original.value.trim_end_matches(".md"));
        match routes.pages.get_key_value(path.as_str()) {
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
    for files in members.values() {
        let mut versions: Vec<(String, Route)> = files
            .iter()
            .filter_map(|file| routes.pages.get(file))
            .filter(|face| face.published)
            .map(|face| (face.text.language.clone().unwrap_or_else(|| site_language.clone()), face.route.clone()))
            .collect();
        versions.sort();
        for file in files {
            groups.insert(file, versions.clone());
        }
    }
    groups
}
