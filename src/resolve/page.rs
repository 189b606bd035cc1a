//! Pages: their markers, claims, links and directives, each resolution remembered with what it looked at.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::files::{FileId, Hash};
use crate::manuscript::*;
use crate::memo::{Memo, is_same};
use crate::rules;
use crate::site::*;

use super::claims;
use super::directives;
use super::fingerprints;
use super::links::links;
use super::names::{Names, Seen};
use super::routes::PageFace;

/// What resolving remembers of pages. A page is right while its text and the world outside are the same; in another world,
/// while its text, its address and everything it looked at are.
#[derive(Debug, Default)]
pub struct PageMemo {
    resolved: Memo<(Hash, Hash), Arc<Resolved>>,
    published: Arc<Pages>,
}

/// Published pages, by the path of their file.
pub type Pages = BTreeMap<FileId, Arc<Page>>;

#[derive(Debug)]
struct Resolved {
    file: FileId,
    text: Hash,
    common: Hash,
    seen: Seen,
    page: Arc<Page>,
}

/// Every published page, resolved.
pub fn pages(names: &Names, memo: &mut PageMemo) -> Arc<Pages> {
    let faces = names.routes.pages.values().filter(|face| face.published);
    let published: Vec<(&PageFace, &Arc<PageText>)> =
        faces.filter_map(|face| Some((face, names.manuscript.pages.get(face.index)?))).collect();
    let outside = names.outside();
    let resolved = memo.resolved.renewed(
        &published,
        |(_, text)| (&text.file, (text.hash, outside)),
        |(face, text), known| {
            let common = common(face, &text.file, names);
            // Help lists the names that there are, which nobody recorded: a page with findings is looked at again.
            let is_right = |known: &Arc<Resolved>| {
                known.text == text.hash
                    && known.common == common
                    && known.page.notices.is_empty()
                    && names.still(&known.seen)
            };
            known.filter(is_right).unwrap_or_else(|| {
                let mut seen = Seen::default();
                let page = Arc::new(page(face, text, names, common, &mut seen));
                Arc::new(Resolved { file: text.file.clone(), text: text.hash, common, seen, page })
            })
        },
    );
    put(&mut memo.published, &resolved);
    Arc::clone(&memo.published)
}

/// Brings the map to what was resolved; a map of the same files is changed where pages differ.
fn put(pages: &mut Arc<Pages>, resolved: &[Arc<Resolved>]) {
    let same_files =
        pages.len() == resolved.len() && pages.keys().zip(resolved).all(|(file, known)| is_same(file, &known.file));
    if !same_files {
        *pages = Arc::new(resolved.iter().map(|known| (known.file.clone(), Arc::clone(&known.page))).collect());
        return;
    }
    let differing = pages.values().zip(resolved).filter(|(old, known)| !Arc::ptr_eq(old, &known.page));
    let differing: Vec<&Arc<Resolved>> = differing.map(|(_, known)| known).collect();
    for known in differing {
        Arc::make_mut(pages).insert(known.file.clone(), Arc::clone(&known.page));
    }
}

/// What every resolution of this page depends on besides its text.
fn common(face: &PageFace, file: &FileId, names: &Names) -> Hash {
    let translations = names.routes.translations.get(file);
    let group = translations.map(|group| format!("{group:?}")).unwrap_or_default();
    Hash::of_parts([&names.fingerprint.0[..], face.route.as_str().as_bytes(), group.as_bytes()])
}

/// Drafts are checked like everything else; only their findings are kept.
pub fn unpublished_notices(names: &Names) -> Vec<Diagnostic> {
    let mut notices = Vec::new();
    for face in names.routes.pages.values().filter(|face| !face.published) {
        if let Some(text) = names.manuscript.pages.get(face.index) {
            let page = page(face, text, names, common(face, &text.file, names), &mut Seen::default());
            notices.extend(page.notices);
        }
    }
    notices
}

fn page(face: &PageFace, text: &Arc<PageText>, names: &Names, common: Hash, seen: &mut Seen) -> Page {
    let mut notices = Vec::new();
    let body_links = links(&text.body.pieces, &text.file, names, seen, &mut notices);
    let mut other_links = BTreeMap::new();
    let mut more = |key: String, pieces: &[Piece], notices: &mut Vec<Diagnostic>| {
        let found = links(pieces, &text.file, names, seen, notices);
        if !found.is_empty() {
            other_links.insert(key, found);
        }
    };
    for footnote in &text.body.footnotes {
        match &footnote.content {
            FootnoteContent::Ordinary(pieces) => more(format!("fn-{}", footnote.label.value), pieces, &mut notices),
            FootnoteContent::Evidence { remark, .. } => {
                more(format!("n-{}", footnote.label.value), remark, &mut notices)
            }
        }
    }
    let columns =
        [("known", &text.in_short.known), ("claimed", &text.in_short.claimed), ("unchecked", &text.in_short.unchecked)];
    for (column, items) in columns {
        for (index, item) in items.iter().enumerate() {
            if let ShortItem::Words(pieces) = item {
                more(format!("{column}-{index}"), pieces, &mut notices);
            }
        }
    }
    let shown = directives::directives(&text.body.directives, &text.file, names, seen, &mut notices);
    let read = claims::claims(text, &shown, names, seen, &mut notices);
    claims::check_front_matter(text, &read.claims, names, seen, &mut notices);
    if let Some(template) = &text.template {
        let path = template_path(template);
        if !names.theme.templates.contains(&path) {
            let known = names.theme.templates.iter().filter(|name| !name.contains('/'));
            let known: Vec<&str> = known.filter_map(|name| name.strip_suffix(".html")).collect();
            notices.push(rules::unknown_template(&text.file, template, &known));
        }
    }
    let assets = body_links
        .iter()
        .chain(other_links.values().flatten())
        .filter_map(Link::asset)
        .cloned()
        .collect::<BTreeSet<FileId>>();
    let fingerprint = Hash::together([&text.hash, &common, &seen.fingerprint()]);
    let claims_fingerprint = fingerprints::claims(&face.route, text, &read.claims, seen);
    let listed = fingerprints::listed(&face.route, text, read.claims.len());
    let page = Page {
        route: face.route.clone(),
        language: text.language.clone().unwrap_or_else(|| names.settings.language.clone()),
        claims: read.claims,
        markers: read.markers,
        sources: read.sources,
        links: body_links,
        other_links,
        inline_words: shown.words.clone(),
        directives: shown.shown,
        assets: assets.into_iter().collect(),
        translations: names.routes.translations.get(&text.file).cloned().unwrap_or_default(),
        template: template(text, names),
        notices,
        fingerprint,
        claims_fingerprint,
        listed,
        rests: Hash::default(),
        text: Arc::clone(text),
    };
    Page { rests: fingerprints::rests(&page), ..page }
}

/// The page's template; that of every page where there is none of the name, which was told.
fn template(text: &PageText, names: &Names) -> String {
    let own = text.template.as_ref().map(|name| template_path(name));
    own.filter(|path| names.theme.templates.contains(path)).unwrap_or_else(|| "page.html".to_owned())
}

fn template_path(name: &str) -> String {
    match name.ends_with(".html") {
        true => name.to_owned(),
        false => format!("{name}.html"),
    }
}
