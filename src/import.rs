//! Turns an article that an author has on disk into a source and its capture, so that nobody types metadata or a hash by hand.
//!
//! ```text
//! bytes ─▶ decode ─▶ Text ─┬─▶ plain (text, Markdown) ─┐
//!                          └─▶ page  (HTML)            ├─▶ Draft ─▶ source ─▶ Imported
//!                               foreign ─▶ blocks    │
//!                               json_ld, metadata ─────┘
//! ```
//!
//! Everything here is a function from values to values: the edge reads the file, and writes what comes back where nothing stands yet.
//! Two promises hold throughout. **Nothing is invented**: what the file does not state is `unknown` or left out, and said in a remark.
//! **Nothing brings it down**: any bytes give a value or an [`ImportError`] in plain words.

mod error;
// Bytes to text.
mod decode;
// What the file states.
mod clean;
mod compare;
mod calendar;
mod day;
mod facts;
mod json_ld;
mod metadata;
mod dateline;
// A format each.
mod plain;
mod signs;
mod blocks;
mod page;
// What is written.
mod slug;
mod source;
mod starter;
mod project;

pub use error::ImportError;
pub use project::{Answers, new_project};
pub use slug::slug;
pub use source::quoted;
pub use starter::{new_note, new_page, new_source};

use decode::Format;

/// A file as the author has it.
#[derive(Debug, Clone, Copy)]
pub struct Article<'a> {
    /// The file's name, with or without folders; gives the format, and the id where no title is found.
    pub file_name: &'a str,
    pub bytes: &'a [u8],
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

/// What a format's reader hands on: the capture, what the file states, and what was noticed on the way.
#[derive(Debug, Default)]
struct Draft {
    capture: String,
    facts: facts::Facts,
    remarks: Vec<String>,
}

/// Reads `article` and makes the source file and the capture of it, under `id` if one is given.
///
/// # Errors
/// When the file holds no text that could be quoted, when its format is none we read, or when `id` is no id.
pub fn import(article: Article, id: Option<&str>) -> Result<Imported, ImportError> {
    if let Some(id) = id
        && !slug::is_id(id)
    {
        return Err(ImportError::BadId(id.to_owned()));
    }
    let text = decode::decode(article)?;
    let mut draft = match text.format {
        Format::Html => page::read(&text.text)?,
        Format::Markdown => plain::read(&text.text, true),
        Format::Text => plain::read(&text.text, false),
    };
    if draft.capture.trim().is_empty() {
        return Err(ImportError::NoText);
    }
    let mut remarks = text.remarks;
    remarks.append(&mut draft.remarks);
    let record = draft.facts.settle(&mut remarks);
    let id = match (id, &record.title) {
        (Some(id), _) => id.to_owned(),
        (None, Some(title)) => slug::slug(title).unwrap_or_else(|| slug::from_file_name(article.file_name)),
        (None, None) => slug::from_file_name(article.file_name),
    };
    let source = source::write(&id, &record, &draft.capture);
    let original_extension =
        (draft.capture.as_bytes() != article.bytes).then(|| text.format.original_extension(article.file_name));
    Ok(Imported { id, capture: draft.capture, source, original_extension, remarks })
}
