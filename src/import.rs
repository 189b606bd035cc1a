//! Turns an article that an author has on disk into a source and its capture, so that nobody types metadata or a hash by hand.
//!
//! ```text
//! bytes ─▶ Look ─▶ readers (a table) ─▶ Saved ─▶ source ─▶ Imported
//!                   page, plain, word …
//! ```
//!
//! Whoever wants to know what a file says asks [`read`], and gets one [`Saved`] for each publication in it.
//! Everything here is a function from values to values: the edge reads the file, and writes what comes back where nothing stands yet.
//! Two promises hold throughout. **Nothing is invented**: what the file does not state is `unknown` or left out, and said in a remark.
//! **Nothing brings it down**: any bytes give a value or an [`ImportError`] in plain words.

mod error;
// Bytes to text.
mod decode;
mod look;
mod xml;
// What the file states.
mod clean;
mod compare;
mod calendar;
mod day;
mod facts;
mod json_ld;
mod metadata;
mod dateline;
mod tongue;
// What every reader makes.
mod saved;
// A format each.
mod plain;
mod signs;
mod blocks;
mod adequate;
mod company;
mod shown_days;
mod hidden_days;
mod apart;
mod page;
mod word;
mod writer;
mod mail;
mod message;
mod cues;
mod highlights;
mod posts;
mod feed;
mod sheet;
mod pdf;
mod digest;
mod warc;
mod wacz;
// Which reader reads what.
mod readers;
// What is written.
mod changes;
mod slug;
mod source;
mod starter;
mod project;
mod drafted;

pub use changes::{changes, may_have};
pub use compare::bare_address;
pub use drafted::{Drafted, Merged, drafted, fresh, is_unresolved, page_id};
pub use error::ImportError;
pub use project::{Answers, default_title, is_starter_page, new_project};
pub use readers::READERS;
pub use saved::{Excerpt, Mark, Saved, What};
pub use slug::slug;
pub use source::{APART, quoted};
pub use starter::{new_note, new_page, new_source};

use look::Look;

/// A file as the author has it.
#[derive(Debug, Clone, Copy)]
pub struct Article<'a> {
    /// The file's name, with or without folders; gives the format, and the id where no title is found.
    pub file_name: &'a str,
    pub bytes: &'a [u8],
    /// What `pdftotext` prints of a PDF; a PDF is not read without.
    pub printed: Option<&'a str>,
}

impl<'a> Article<'a> {
    /// A file, without what another program makes of it.
    pub fn new(file_name: &'a str, bytes: &'a [u8]) -> Article<'a> {
        Article { file_name, bytes, printed: None }
    }
}

/// What an import makes of an [`Article`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imported {
    /// `[a-z0-9-]+`: the asked-for id, else a slug of the title or of the file's name.
    pub id: String,
    /// The text for `captures/<id>.txt`. Of a page: headline, byline, paragraphs and captions in the page's order, a blank line between
    /// them; no navigation, and no word that the page does not show. Of a text file: the file itself.
    pub capture: String,
    /// The text for `sources/<id>.md`.
    pub source: String,
    /// Where the capture is not the file itself, the extension under which the original is kept: `captures/<id>.<extension>`.
    pub original_extension: Option<String>,
    /// What was not found, what was guessed and what contradicts itself, in words for the author.
    pub remarks: Vec<String>,
}

/// Reads a file into the publications that it holds, in its order; most hold one.
///
/// # Errors
/// When it is of no kind that is read, broken, or without a word.
pub fn read(article: Article) -> Result<Vec<Saved>, ImportError> {
    let look = Look::new(article);
    readers::reader(&look)?.read(&look)
}

/// All words that a web page shows, the article's and others; none of other files.
pub fn shown(article: Article) -> Option<String> {
    let look = Look::new(article);
    let is_page = readers::reader(&look).is_ok_and(|reader| reader.extensions.contains(&"html"));
    let page = is_page.then(|| decode::page(look.bytes()).ok())??;
    page::fragment(&page.text).ok().map(|all| all.text)
}

/// What kind of file it is, as people call it.
///
/// # Errors
/// When it is of no kind that is read.
pub fn kind(article: Article) -> Result<&'static str, ImportError> {
    readers::reader(&Look::new(article)).map(|reader| reader.name)
}

/// Which publications of a file are wanted.
#[derive(Debug, Clone, Copy)]
pub enum Wanted<'a> {
    /// The only one, or these by their part's names.
    Parts(&'a [String]),
    /// The same, under this id.
    Named(&'a str, &'a [String]),
    All,
}

/// Reads `article` and makes the source file and the capture of it, under `id` if one is given.
///
/// # Errors
/// When the file holds no text that could be quoted, when its format is none we read, or when `id` is no id.
pub fn import(article: Article, id: Option<&str>) -> Result<Imported, ImportError> {
    let wanted = id.map_or(Wanted::Parts(&[]), |id| Wanted::Named(id, &[]));
    import_parts(article, wanted)?.into_iter().next().ok_or(ImportError::NoText)
}

/// The same of a file that holds several publications.
///
/// # Errors
/// As [`import`]; and when the file holds several, and none is named.
pub fn import_parts(article: Article, wanted: Wanted) -> Result<Vec<Imported>, ImportError> {
    import_beside(article, wanted, &|_| true)
}

/// A publication under an id that it may get.
#[derive(Debug)]
pub struct Here<'a> {
    pub id: &'a str,
    pub capture: &'a str,
    pub address: Option<&'a str>,
}

/// The same where other sources are: `beside` says whether an id is free for a publication, or its own already.
///
/// # Errors
/// As [`import_parts`].
pub fn import_beside(
    article: Article,
    wanted: Wanted,
    beside: &dyn Fn(&Here) -> bool,
) -> Result<Vec<Imported>, ImportError> {
    let (given, parts): (Option<&str>, &[String]) = match wanted {
        Wanted::Parts(parts) => (None, parts),
        Wanted::Named(id, parts) => (Some(id), parts),
        Wanted::All => (None, &[]),
    };
    if let Some(id) = given.filter(|id| !slug::is_id(id)) {
        return Err(ImportError::BadId(id.to_owned()));
    }
    let look = Look::new(article);
    if look.bytes().iter().all(u8::is_ascii_whitespace) {
        return Err(ImportError::Empty);
    }
    let reader = readers::reader(&look)?;
    let mut found = reader.read(&look)?;
    if found.iter().any(|saved| saved.is_copied_out) {
        return Err(ImportError::CopiedOut);
    }
    if !parts.is_empty() {
        found.retain(|saved| saved.part.as_ref().is_some_and(|part| parts.contains(part)));
    }
    let is_certain = matches!(wanted, Wanted::All) || !parts.is_empty() && given.is_none();
    match found.as_slice() {
        [] => return Err(ImportError::NoPart(parts.join(", "))),
        [first, _, ..] if !is_certain => {
            return Err(ImportError::Several { count: found.len(), first: first.part.clone().unwrap_or_default() });
        }
        _ => {}
    }
    let mut ids: Vec<String> = Vec::new();
    let mut all = Vec::new();
    for saved in found {
        let keeps_original = all.is_empty() && saved.text.as_bytes() != article.bytes;
        let original = keeps_original.then(|| reader.original_extension(&look));
        all.push(made(saved, given, &look, original, &mut ids, beside));
    }
    Ok(all)
}

/// The source and the capture of one publication, under an id that no other of the file has.
fn made(
    saved: Saved,
    given: Option<&str>,
    look: &Look,
    original: Option<String>,
    ids: &mut Vec<String>,
    beside: &dyn Fn(&Here) -> bool,
) -> Imported {
    let (damaged, apart) = (saved.damaged_lines(), saved.apart_lines());
    let guessed = tongue::of(&saved.text);
    let mut remarks = saved.remarks;
    let record = saved.facts.settle(&mut remarks);
    if let Some((stated, found)) =
        record.language.as_deref().and_then(|stated| Some((stated, tongue::other_than(stated, &saved.text)?)))
    {
        remarks.push(format!(
            "the file states the language `{stated}`, its words seem to be in `{found}`: mend `language`"
        ));
    }
    let address = record.address.as_deref();
    let names = match given {
        Some(id) => vec![id.to_owned()],
        None => slug::names(&record, look.article.file_name, &saved.text),
    };
    let is_free =
        |id: &String| !ids.contains(id) && (given.is_some() || beside(&Here { id, capture: &saved.text, address }));
    let last = names.last().cloned().unwrap_or_default();
    let id = names.iter().find(|id| is_free(id)).cloned().unwrap_or(last);
    ids.push(id.clone());
    let source = source::write(
        &id,
        &record,
        &source::Copy { capture: &saved.text, damaged: &damaged, apart: &apart, guessed, excerpts: &saved.excerpts },
    );
    Imported { id, capture: saved.text, source, original_extension: original, remarks }
}
