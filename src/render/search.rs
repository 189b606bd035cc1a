//! The site's own search: what can be found, as scripts that call back with it. They work from a folder, where nothing may
//! be fetched, and under a policy that lets in the site's own scripts alone.

use serde_json::{Value, json};

use crate::files::FileId;
use crate::site::{NoteId, Site, SourceId};
use crate::vocabulary::{Grade, Rights};

use super::scene::{Made, Scene};
use super::{head, notes};

/// The page.
pub const SEARCH: &str = "search.html";

/// So many pages, sources or notes stand in one file.
const PAGES: usize = 60;
const SOURCES: usize = 150;
const NOTES: usize = 400;

/// What one file of the index tells of.
#[derive(Clone, Hash)]
pub enum Part {
    Pages(Vec<FileId>),
    Sources(Vec<SourceId>),
    Notes(Vec<NoteId>),
}

/// The files of the index, in order. Drafts and internal notes are in none.
pub fn parts(site: &Site) -> Vec<Part> {
    let reader = site.reader();
    let pages: Vec<FileId> =
        site.pages().iter().filter(|page| !page.entry.draft).map(|page| page.file().clone()).collect();
    let sources: Vec<SourceId> = reader.sources().into_iter().cloned().collect();
    let public = |id: &&NoteId| reader.note(id).is_some_and(|note| notes::is_public(note));
    let notes: Vec<NoteId> = reader.notes().into_iter().filter(public).cloned().collect();
    let pages = pages.chunks(PAGES).map(|part| Part::Pages(part.to_vec()));
    let sources = sources.chunks(SOURCES).map(|part| Part::Sources(part.to_vec()));
    pages.chain(sources).chain(notes.chunks(NOTES).map(|part| Part::Notes(part.to_vec()))).collect()
}

/// The page; without script it leads to the list of claims.
pub fn page(of: usize, scene: &Scene) -> Made {
    let word = |key: &str| scene.words.get(key).to_owned();
    let kinds =
        ["claim", "excerpt", "source", "note", "page"].map(|kind| (kind.to_owned(), word(&format!("search-{kind}"))));
    let grades = Grade::ALL.iter().map(|grade| (grade.as_str().to_owned(), word(&format!("grade-{}", grade.as_str()))));
    let labels: Value = kinds.into_iter().chain(grades).map(|(key, words)| (key, Value::String(words))).collect();
    let mut context = head::context(scene, "search");
    context.insert("parts", &of);
    context.insert("labels", &labels.to_string());
    scene.page(SEARCH, &context)
}

/// One file: what can be found, each as kind, grade, words, what stands beside them, and address.
pub fn part(part: &Part, scene: &Scene) -> String {
    let found: Vec<Value> = match part {
        Part::Pages(files) => files.iter().flat_map(|file| of_page(file, scene)).collect(),
        Part::Sources(ids) => ids.iter().flat_map(|id| of_source(id, scene)).collect(),
        Part::Notes(ids) => ids.iter().filter_map(|id| of_note(id, scene)).collect(),
    };
    let lines: Vec<String> = found.iter().map(Value::to_string).collect();
    format!("onrecordFound([\n{}\n]);\n", lines.join(",\n"))
}

fn entry(kind: &str, grade: &str, words: &str, beside: &str, href: &str) -> Value {
    json!([kind, grade, words, beside, href])
}

/// From the site's folder: the page that searches lies there.
fn at_root(route: &str, anchor: &str) -> String {
    format!("{}{anchor}", crate::address::path(route))
}

fn of_page(file: &FileId, scene: &Scene) -> Vec<Value> {
    let Some(listing) = scene.site.entry(file) else { return Vec::new() };
    let route = listing.route.as_str();
    let standfirst = listing.standfirst.as_deref().unwrap_or_default();
    let mut found = vec![entry("page", "", &listing.title, standfirst, &at_root(route, ""))];
    let claims = scene.site.claims(file);
    for claim in claims.iter().flat_map(|claims| &claims.list) {
        let words = claim.short.as_ref().map_or_else(|| claim.words.clone(), ToString::to_string);
        let beside = format!("{} · {}", scene.reason(claim), listing.title);
        found.push(entry(
            "claim",
            claim.grade.as_str(),
            &words,
            &beside,
            &at_root(route, &format!("#c-{}", claim.label)),
        ));
    }
    found
}

fn of_source(id: &SourceId, scene: &Scene) -> Vec<Value> {
    let Some(source) = scene.site.source(id) else { return Vec::new() };
    let (route, outlet) = (source.route(), scene.outlet(id));
    let mut found = vec![entry("source", "", &source.text.title, &outlet, &at_root(route.as_str(), ""))];
    if source.text.rights == Rights::Record {
        return found;
    }
    for excerpt in &source.excerpts {
        let Some(quote) = excerpt.text.quote.as_ref().filter(|_| excerpt.text.sensitive.is_none()) else { continue };
        let words = quote.split_whitespace().collect::<Vec<_>>().join(" ");
        let who = scene.claimant(excerpt.claimant.as_ref()).name;
        let beside = if who.is_empty() { outlet.clone() } else { format!("{who} · {outlet}") };
        found.push(entry("excerpt", "", &words, &beside, &at_root(route.as_str(), &format!("#x-{}", excerpt.id))));
    }
    found
}

fn of_note(id: &NoteId, scene: &Scene) -> Option<Value> {
    let note = scene.site.note(id)?;
    let reason = note.text.reason.as_deref().unwrap_or_default();
    Some(entry("note", "", &note.text.title, reason, &at_root("notes.html", &format!("#note-{id}"))))
}
