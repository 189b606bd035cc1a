//! Pages: their markers, claims, links and directives, each resolution remembered with what it looked at.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::diagnostic::Diagnostic;
use crate::files::{FileId, Hash};
use crate::manuscript::*;
use crate::rules;
use crate::site::*;

use super::claims;
use super::directives;
use super::links::links;
use super::names::{Names, Seen};
use super::routes::PageFace;

/// What resolving remembers of a page: right while its text, settings and everything it looked at are the same.
#[derive(Debug, Default)]
pub struct PageMemo {
    pages: BTreeMap<FileId, Remembered>,
}

#[derive(Debug, Clone)]
struct Remembered {
    text: Hash,
    common: Hash,
    seen: Arc<Seen>,
    page: Arc<Page>,
}

/// Every published page, resolved.
pub fn pages(_manuscript: &Manuscript, names: &Names, memo: &mut PageMemo) -> BTreeMap<FileId, Arc<Page>> {
    let published: Vec<&PageFace> = names.routes.pages.values().filter(|face| face.published).collect();
    let old = &memo.pages;
    let resolve = |face: &&PageFace| -> Remembered {
        let common = common(face, names);
        if let Some(known) = old.get(&face.text.file)
            && known.text == face.text.hash
            && known.common == common
            && names.still(&known.seen)
        {
            return known.clone();
        }
        let mut seen = Seen::default();
        let page = page(face, names, common, &mut seen);
        Remembered { text: face.text.hash, common, seen: Arc::new(seen), page: Arc::new(page) }
    };
    let resolved: Vec<Remembered> = match published.len() {
        0..64 => published.iter().map(resolve).collect(),
        _ => published.par_iter().map(resolve).collect(),
    };
    let pages = resolved.iter().map(|known| (known.page.text.file.clone(), Arc::clone(&known.page))).collect();
    memo.pages = resolved.into_iter().map(|known| (known.page.text.file.clone(), known)).collect();
    pages
}

/// What every resolution of this page depends on besides its text.
fn common(face: &PageFace, names: &Names) -> Hash {
    let translations = names.routes.translations.get(&*face.text.file);
    match translations {
        None => Hash::of_parts([&names.fingerprint.0[..], face.route.as_str().as_bytes()]),
        Some(group) => {
            let group = format!("{group:?}");
            Hash::of_parts([&names.fingerprint.0[..], face.route.as_str().as_bytes(), group.as_bytes()])
        }
    }
}

/// Drafts are checked like everything else; only their findings are kept.
pub fn unpublished_notices(
    manuscript: &Manuscript,
    names: &Names,
    pages: &BTreeMap<FileId, Arc<Page>>,
) -> Vec<Diagnostic> {
    let mut notices = Vec::new();
    for text in &manuscript.pages {
        if pages.contains_key(&text.file) {
            continue;
        }
        if let Some(face) = names.routes.pages.get(&*text.file) {
            let mut seen = Seen::default();
            let page = page(face, names, common(face, names), &mut seen);
            notices.extend(page.notices.iter().cloned());
        }
    }
    notices
}

fn page(face: &PageFace, names: &Names, common: Hash, seen: &mut Seen) -> Page {
    let text = face.text;
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
        .filter_map(|link| match link {
            Link::Asset { route, .. } => {
                names.routes.assets.iter().find(|(_, (known, _))| known == route).map(|(path, _)| (*path).into())
            }
            _ => None,
        })
        .collect::<BTreeSet<FileId>>();
    let mut parts: Vec<Vec<u8>> = vec![text.hash.0.to_vec(), common.0.to_vec()];
    parts.push(format!("{seen:?}").into_bytes());
    let fingerprint = Hash::of_parts(parts.iter().map(Vec::as_slice));
    let claims_fingerprint = match read.claims.is_empty() {
        true => Hash::of(text.title.value.as_bytes()),
        false => fingerprint,
    };
    Page {
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
        translations: names.routes.translations.get(&*text.file).cloned().unwrap_or_default(),
        template: text.template.as_ref().map_or_else(|| "page.html".to_owned(), |name| template_path(name)),
        notices: Arc::new(notices),
        fingerprint,
        claims_fingerprint,
        text: Arc::clone(text),
    }
}

fn template_path(name: &str) -> String {
    match name.ends_with(".html") {
        true => name.to_owned(),
        false => format!("{name}.html"),
    }
}
