//! Links and images: from what the author wrote to an address in the site.

use crate::address::decode;
use crate::diagnostic::Diagnostic;
use crate::files::{FileId, composed, is_private, resolve_path};
use crate::manuscript::Text;
use crate::memo::Reader;
use crate::rules;
use crate::site::{Asset, Link, NoteId, Route, SourceId};

use super::names::{Names, TargetKind};
use super::routes::GENERATED;

const SCHEMES: &[&str] = &["https", "http", "mailto", "tel"];

/// Where a link of `file` leads; none: nowhere, which is told.
pub fn link(target: &Text, file: &FileId, names: &Reader<Names>, notices: &mut Vec<Diagnostic>) -> Option<Link> {
    if let Some(scheme) = scheme(target) {
        if SCHEMES.contains(&scheme.as_str()) {
            return Some(Link::Outside(target.value.clone()));
        }
        notices.push(rules::unsafe_link(file, target));
        return None;
    }
    if target.starts_with("//") {
        return Some(Link::Outside(format!("https:{}", target.value)));
    }
    let (path, anchor) = match target.split_once('#') {
        Some((path, anchor)) => {
            (path, Some(composed(&decode(anchor)).into_owned()).filter(|anchor| !anchor.is_empty()))
        }
        None => (target.as_str(), None),
    };
    let place = place_of(path, file, target, notices)?;
    let hash = anchor.as_ref().map_or(String::new(), |anchor| format!("#{anchor}"));
    let seen = names.target(&place);
    if let Some(TargetKind::Page { published, anchors }) = seen.as_ref().map(|seen| &seen.kind) {
        if !published && *place != **file {
            notices.push(broken(file, target, &place, names));
            return None;
        }
        if let Some(anchor) = anchor.filter(|anchor| !is_anchor(anchor, names)) {
            let known: Vec<String> = anchors.names().collect();
            if !known.contains(&anchor) {
                let known: Vec<&str> = known.iter().map(String::as_str).collect();
                notices.push(rules::broken_anchor(file, target, &anchor, &known));
            }
        }
        let route = seen.map(|seen| seen.route.clone())?;
        return Some(Link::Inside { route, anchor: hash });
    }
    let inner = place.strip_prefix("content/").unwrap_or(&place);
    if let Some(source) = document_id(inner, "sources/").map(SourceId::from)
        && let Some(of) = names.source_file(&source)
        && (!is_private(of) || is_private(file))
    {
        return Some(Link::Source { source, anchor: hash });
    }
    if let Some(note) = document_id(inner, "notes/").map(NoteId::from)
        && names.has_note(&note)
    {
        return Some(Link::Note(note));
    }
    if GENERATED.contains(&inner) {
        return Some(Link::Inside { route: Route::from(inner), anchor: hash });
    }
    let asset = asset(&place, names);
    if asset.is_none() {
        notices.push(broken(file, target, &place, names));
    }
    asset.map(Link::Asset)
}

/// Whether a picture is fetched from another site.
pub fn is_elsewhere(target: &Text) -> bool {
    scheme(target).is_some() || target.starts_with("//")
}

/// The picture that `target` names; none: there is none, which is told.
pub fn image(target: &Text, file: &FileId, names: &Reader<Names>, notices: &mut Vec<Diagnostic>) -> Option<Asset> {
    if is_elsewhere(target) {
        notices.push(rules::remote_image(file, target));
        return None;
    }
    let place = place_of(&target.value, file, target, notices)?;
    let asset = asset(&place, names);
    if asset.is_none() {
        let known = names.asset_names();
        let known: Vec<&str> = known.iter().map(|path| path.strip_prefix("content/").unwrap_or(path)).collect();
        notices.push(rules::missing_asset(file, target, &known));
    }
    asset
}

/// An asset by its path in content/, or by its address (`static/x` lands at `x`).
fn asset(place: &FileId, names: &Reader<Names>) -> Option<Asset> {
    let inner = place.strip_prefix("content/").unwrap_or(place);
    let as_static = FileId::from(format!("content/static/{inner}"));
    [place, &as_static].into_iter().filter_map(|path| names.target(path)).find_map(|target| match target.kind {
        TargetKind::Asset { file, sidecar } => {
            Some(Asset { file: file.clone(), route: target.route.clone(), sidecar: sidecar.cloned() })
        }
        TargetKind::Page { .. } => None,
    })
}

/// The project path that an address names; reported when it climbs out of content/.
fn place_of(path: &str, file: &FileId, target: &Text, notices: &mut Vec<Diagnostic>) -> Option<FileId> {
    if path.is_empty() {
        return Some(file.clone());
    }
    let resolved = resolve_path("content/", file, &composed(&decode(path)));
    if resolved.is_none() {
        notices.push(rules::outside_project(file, target));
    }
    resolved.map(FileId::from)
}

fn broken(file: &FileId, target: &Text, place: &str, names: &Reader<Names>) -> Diagnostic {
    let documents = [names.source_paths(), names.note_paths()].concat();
    let files = names.published_pages().iter().chain(documents);
    let known: Vec<String> = files.map(|other| relative(file, other)).collect();
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    rules::broken_link(file, target, place, &known)
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

/// Whether every page has the anchor: its top, as HTML has it, or one of its frame, or of a source or note that it may show.
fn is_anchor(anchor: &str, names: &Reader<Names>) -> bool {
    anchor.strip_prefix("s-").is_some_and(|id| names.source_file(&SourceId::from(id)).is_some())
        || anchor.strip_prefix("note-").is_some_and(|id| names.has_note(&NoteId::from(id)))
        || matches!(anchor, "evidence" | "sources" | "notes" | "corrections" | "footnotes" | "main" | "top")
}

/// `https` of `https://…`; none for a path.
fn scheme(target: &str) -> Option<String> {
    let (scheme, _) = target.split_once(':')?;
    let is_scheme = scheme.len() > 1 && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    is_scheme.then(|| scheme.to_lowercase())
}
