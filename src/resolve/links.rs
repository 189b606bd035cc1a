//! Links and images: from what the author wrote to an address in the site.

use crate::address::decode;
use crate::diagnostic::Diagnostic;
use crate::files::{FileId, is_private, resolve_path};
use crate::manuscript::{FootnoteContent, PageText, Piece, Text};
use crate::rules;
use crate::site::{Link, Route};

use super::names::{Names, Seen};
use super::routes::GENERATED;

const SCHEMES: &[&str] = &["https", "http", "mailto", "tel"];

/// The links and images of some pieces, in order.
pub fn links(
    pieces: &[Piece],
    file: &FileId,
    names: &Names,
    seen: &mut Seen,
    notices: &mut Vec<Diagnostic>,
) -> Vec<Link> {
    let mut links = Vec::new();
    for piece in pieces {
        match piece {
            Piece::LinkOpen { target, .. } => links.push(link(target, file, names, seen, notices)),
            Piece::Image { target, alt, .. } => {
                if alt.trim().is_empty() {
                    notices.push(rules::missing_alt_text(file, target));
                }
                links.push(image(target, file, names, seen, notices));
            }
            _ => {}
        }
    }
    links
}

fn link(target: &Text, file: &FileId, names: &Names, seen: &mut Seen, notices: &mut Vec<Diagnostic>) -> Link {
    if let Some(scheme) = scheme(target) {
        return match SCHEMES.contains(&scheme.as_str()) {
            true => Link::Outside(target.value.clone()),
            false => {
                notices.push(rules::unsafe_link(file, target));
                Link::Nowhere
            }
        };
    }
    if target.starts_with("//") {
        return Link::Outside(format!("https:{}", target.value));
    }
    let (path, anchor) = match target.split_once('#') {
        Some((path, anchor)) => (path, Some(anchor)),
        None => (target.as_str(), None),
    };
    let anchor = anchor.map(decode).filter(|anchor| !anchor.is_empty());
    let Some(resolved) = place_of(path, file, target, notices) else { return Link::Nowhere };
    let anchored =
        |route: Route| Link::Inside { route, anchor: anchor.as_ref().map_or(String::new(), |a| format!("#{a}")) };

    if let Some((face, text)) = names.page(&resolved) {
        if *resolved != **file {
            seen.targets.insert(resolved.as_str().into(), names.target(&resolved));
        }
        if !face.published && *resolved != **file {
            notices.push(broken(file, target, names));
            return Link::Nowhere;
        }
        if let Some(anchor) = &anchor {
            let known = anchors(text);
            if !is_anchor(anchor, &known, names) {
                let known: Vec<&str> = known.iter().map(String::as_str).collect();
                notices.push(rules::broken_anchor(file, target, anchor, &known));
            }
        }
        return anchored(face.route.clone());
    }
    let inner = resolved.strip_prefix("content/").unwrap_or(&resolved);
    if let Some(id) = document_id(inner, "sources/")
        && let Some(source) = names.source(id, seen)
        && (!is_private(&source.text.file) || is_private(file))
    {
        return anchored(Route::from(source.route().as_str()));
    }
    if let Some(id) = document_id(inner, "notes/") {
        names.look_at_registers(seen);
        if names.notes.contains_key(id) {
            return Link::Inside { route: Route::from("notes.html"), anchor: format!("#note-{id}") };
        }
    }
    if GENERATED.contains(&inner) {
        return anchored(Route::from(inner));
    }
    asset(&resolved, names, seen).unwrap_or_else(|| {
        notices.push(broken(file, target, names));
        Link::Nowhere
    })
}

fn image(target: &Text, file: &FileId, names: &Names, seen: &mut Seen, notices: &mut Vec<Diagnostic>) -> Link {
    if scheme(target).is_some() || target.starts_with("//") {
        notices.push(rules::remote_image(file, target));
        return Link::Nowhere;
    }
    let Some(resolved) = place_of(&target.value, file, target, notices) else { return Link::Nowhere };
    asset(&resolved, names, seen).unwrap_or_else(|| {
        let known: Vec<&str> =
            names.routes.assets.keys().map(|path| path.strip_prefix("content/").unwrap_or(path)).collect();
        notices.push(rules::missing_asset(file, target, &known));
        Link::Nowhere
    })
}

/// An asset by its path in content/, or by its address (`static/x` lands at `x`).
fn asset(resolved: &str, names: &Names, seen: &mut Seen) -> Option<Link> {
    let inner = resolved.strip_prefix("content/").unwrap_or(resolved);
    let as_static = format!("content/static/{inner}");
    let path = [resolved, as_static.as_str()].into_iter().find(|path| names.routes.assets.contains_key(*path));
    seen.targets.insert(path.unwrap_or(resolved).into(), path.and_then(|path| names.target(path)));
    let (file, (route, _)) = names.routes.assets.get_key_value(path?)?;
    let sidecar = names.routes.sidecars.get(file).and_then(|index| names.manuscript.sidecars.get(*index));
    Some(Link::Asset { file: file.clone(), route: route.clone(), sidecar: sidecar.map(|sidecar| sidecar.file.clone()) })
}

/// The project path that an address names; reported when it climbs out of content/.
fn place_of(path: &str, file: &FileId, target: &Text, notices: &mut Vec<Diagnostic>) -> Option<String> {
    if path.is_empty() {
        return Some(file.to_string());
    }
    let resolved = resolve_path("content/", file, &decode(path));
    if resolved.is_none() {
        notices.push(rules::outside_project(file, target));
    }
    resolved
}

fn broken(file: &FileId, target: &Text, names: &Names) -> Diagnostic {
    let pages = names.routes.pages.iter().filter(|(_, face)| face.published);
    let known: Vec<String> = pages
        .map(|(page, _)| relative(file, page))
        .chain(names.sources.values().map(|source| relative(file, &source.text.file)))
        .chain(names.notes.values().map(|note| relative(file, &note.file)))
        .collect();
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    rules::broken_link(file, target, &known)
}

/// How an author would write the way from one file to another.
fn relative(from: &str, to: &str) -> String {
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    match to.strip_prefix(folder).and_then(|rest| rest.strip_prefix('/')) {
        Some(rest) => rest.to_owned(),
        None => {
            let depth = folder.matches('/').count();
            format!("{}{}", "../".repeat(depth), to.strip_prefix("content/").unwrap_or(to))
        }
    }
}

/// `sources/s003.md` → `s003`.
fn document_id<'a>(inner: &'a str, folder: &str) -> Option<&'a str> {
    let rest = inner.strip_prefix(folder)?.strip_suffix(".md")?;
    Some(rest.rsplit('/').next().unwrap_or(rest))
}

/// The places of a page that a link may name.
fn anchors(page: &PageText) -> Vec<String> {
    let mut anchors: Vec<String> = page.body.headings.iter().map(|heading| heading.id.clone()).collect();
    for footnote in &page.body.footnotes {
        match footnote.content {
            FootnoteContent::Evidence { .. } => {
                anchors.push(format!("c-{}", footnote.label.value));
                anchors.push(format!("n-{}", footnote.label.value));
            }
            FootnoteContent::Ordinary(_) => anchors.push(format!("fn-{}", footnote.label.value)),
        }
    }
    anchors.extend(page.claims.iter().flat_map(|claim| claim.was.iter().map(|was| format!("c-{}", was.value))));
    anchors
}

/// Headings and claims of the page, and the sources and notes that it may show.
fn is_anchor(anchor: &str, known: &[String], names: &Names) -> bool {
    known.iter().any(|name| name == anchor)
        || anchor.strip_prefix("s-").is_some_and(|id| names.sources.contains_key(id))
        || anchor.strip_prefix("note-").is_some_and(|id| names.notes.contains_key(id))
        || matches!(anchor, "evidence" | "sources" | "notes" | "corrections" | "footnotes" | "main")
}

/// `https` of `https://…`; none for a path.
fn scheme(target: &str) -> Option<String> {
    let (scheme, _) = target.split_once(':')?;
    let is_scheme = scheme.len() > 1 && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    is_scheme.then(|| scheme.to_lowercase())
}
