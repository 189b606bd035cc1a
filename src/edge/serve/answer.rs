//! From an address to a file of the output, as GitHub Pages finds it. Every file is in memory under its route, so no
//! address can lead anywhere else.

use std::sync::Arc;

use crate::address;
use crate::output::{MANIFEST, Output};
use crate::site::Route;

/// What an address leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// A file, by its route.
    File(Route, Arc<[u8]>),
    /// Another address.
    Moved(String),
    /// The site's page for addresses that lead nowhere; none: it has no such page.
    Missing(Option<Arc<[u8]>>),
}

/// What `path` (as sent, without the query) leads to in a site that lies at `base` (`/`, `/belgorod/`).
pub fn answer(output: &Output, base: &str, path: &str) -> Answer {
    let missing = || Answer::Missing(output.get("404.html"));
    let Some(path) = decode(path) else { return missing() };
    if path == "/" && base != "/" {
        return Answer::Moved(base.to_owned());
    }
    if Some(path.as_str()) == base.strip_suffix('/') {
        return Answer::Moved(base.to_owned());
    }
    let Some(inner) = path.strip_prefix(base) else { return missing() };
    let file = |route: &str| Some(Answer::File(Route::from(route), output.get(route)?));
    if inner == MANIFEST {
        let text = output.manifest().to_json();
        return Answer::File(Route::from(MANIFEST), text.into_bytes().into());
    }
    if inner.is_empty() || inner.ends_with('/') {
        return file(&format!("{inner}index.html")).unwrap_or_else(missing);
    }
    let index = format!("{inner}/index.html");
    file(inner)
        .or_else(|| file(&format!("{inner}.html")))
        .or_else(|| output.get(&index).map(|_| Answer::Moved(format!("{base}{}/", address::path(inner)))))
        .unwrap_or_else(missing)
}

/// The path of a site's address: `/belgorod/` of `https://example.org/belgorod/`.
pub fn base_path(base_url: &str) -> String {
    let rest = base_url.split_once("://").map_or(base_url, |(_, rest)| rest);
    let path = rest.find('/').map_or("/", |at| &rest[at..]);
    let path = path.split(['?', '#']).next().unwrap_or("/");
    format!("/{}/", path.trim_matches('/')).replace("//", "/")
}

/// A path as a browser shows it: `%20` and its like undone. None for what is no path of ours.
pub fn decode(path: &str) -> Option<String> {
    let text = address::decode_strictly(path)?;
    let is_ours =
        text.starts_with('/') && !text.contains('\0') && text.split('/').all(|part| part != ".." && part != ".");
    is_ours.then(|| text.into_owned())
}

/// What kind of file a browser should take this for.
pub fn media_type(route: &str) -> &'static str {
    match route.rsplit_once('.').map_or("", |(_, extension)| extension).to_ascii_lowercase().as_str() {
        "html" | "htm" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" | "map" => "application/json; charset=utf-8",
        "geojson" => "application/geo+json; charset=utf-8",
        "xml" => "application/xml; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "txt" | "md" => "text/plain; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "ico" => "image/x-icon",
        "pdf" => "application/pdf",
        "woff2" => "font/woff2",
        "woff" => "font/woff",
        "mp4" => "video/mp4",
        "webm" => "video/webm",
        "mp3" => "audio/mpeg",
        "ogg" | "oga" => "audio/ogg",
        "wav" => "audio/wav",
        "vtt" => "text/vtt; charset=utf-8",
        "zip" => "application/zip",
        "webmanifest" => "application/manifest+json",
        _ => "application/octet-stream",
    }
}
