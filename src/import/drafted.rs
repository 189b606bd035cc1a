//! Makes a page of a draft that was written elsewhere: in Word, Google Docs, or a text editor.
//!
//! ```text
//! Saved ─▶ markdown ─▶ labels ─▶ page ─▶ merge (with what became of the page meanwhile)
//! ```
//!
//! Other programs number notes, and number them anew with each one that is added. Here a note's label is the address of a claim, which is
//! permanent: it gets a name out of the claim's words, once, and is known again by them.

mod escapes;
mod inline;
mod markdown;
mod exported;
mod labels;
mod merge;

use std::collections::BTreeSet;

use super::error::ImportError;
use super::look::Look;
use super::plain::front_matter;
use super::saved::Saved;
use super::{Article, readers, slug, starter};

pub use labels::fresh;
pub use merge::{Merged, is_unresolved};

/// A draft, as a page holds it but for the names of its notes.
#[derive(Debug)]
pub struct Drafted {
    pub title: String,
    language: String,
    /// Its own front matter, if it has one.
    front: Option<String>,
    body: String,
    /// What was left out, in words for the author.
    pub remarks: Vec<String>,
}

/// A marker that the draft does not have: where it stands in [`Saved::text`], and its label.
pub type Added = (usize, String);

/// Reads a draft.
///
/// # Errors
/// When it is none that a page is made of, or cannot be read.
pub fn drafted(article: Article) -> Result<Drafted, ImportError> {
    let look = Look::new(article);
    let reader = readers::reader(&look)?;
    if !reader.extensions.first().is_some_and(|kind| ["docx", "odt", "md", "txt"].contains(kind)) {
        return Err(ImportError::NoDraft(reader.name));
    }
    let saved = reader.read(&look)?.into_iter().next().ok_or(ImportError::NoText)?;
    Ok(Drafted::of(saved, &[], look.article.file_name))
}

impl Drafted {
    /// A draft that was read, with markers added to it; `file_name` gives the title where none is found.
    pub fn of(saved: Saved, added: &[Added], file_name: &str) -> Drafted {
        let language = saved.language().unwrap_or_else(|| "en".to_owned());
        let mut remarks = saved.remarks.clone();
        let (front, text) = match &saved.file {
            Some(file) => {
                let file = with_markers(file, &saved, added);
                let (front, body) = match front_matter(&file) {
                    Some((front, body)) => (Some(front.to_owned()), body),
                    None => (None, file.as_str()),
                };
                (front, exported::cleaned(body, &mut remarks))
            }
            None => (None, markdown::written(&saved, added)),
        };
        let text = escapes::undone(&text);
        let (heading, body) = match front {
            Some(_) => (None, text),
            None => markdown::titled(&text),
        };
        let title = heading.or_else(|| saved.title().map(str::to_owned)).unwrap_or_else(|| titled(file_name));
        Drafted { title, language, front, body: body.trim().to_owned() + "\n", remarks }
    }

    /// The page under the address `id`, with a name for each note that has a number; `known` are files with notes that have theirs already,
    /// the surest first.
    pub fn page(&self, id: &str, known: &[&str]) -> String {
        let known: Vec<_> = known.iter().flat_map(|text| labels::notes(text, &self.language)).collect();
        let body = labels::once(&labels::named(&self.body, &known, &self.language));
        match &self.front {
            Some(front) => format!("---\n{}\n---\n\n{body}", front.trim_end()),
            None => starter::page(id, &self.title, body.trim_end()),
        }
    }

    /// The page after a further import: `page` as it is now, `base` as it was imported last.
    /// Gives what becomes of the page, and the draft for the next time.
    pub fn merged(&self, id: &str, page: &str, base: Option<&str>) -> (Merged, String) {
        let base = base.map(|base| labels::renamed_as(base, page, &self.language));
        let known: Vec<&str> = std::iter::once(page).chain(base.as_deref()).collect();
        let draft = self.page(id, &known);
        (merge::merged(base.as_deref(), page, &draft), draft)
    }
}

/// The file with markers put in.
fn with_markers(file: &str, saved: &Saved, added: &[Added]) -> String {
    let places = added.iter().filter_map(|(at, label)| Some((saved.place_in_file(*at)?, label)));
    let mut places: Vec<(usize, &String)> = places.filter(|(at, _)| file.is_char_boundary(*at)).collect();
    places.sort();
    let mut out = file.to_owned();
    for (at, label) in places.into_iter().rev() {
        out.insert_str(at, &format!("[^{label}]"));
    }
    out
}

/// An address for a page of that title, which no page has yet.
pub fn page_id(title: &str, taken: &BTreeSet<String>) -> String {
    let name = slug(title).unwrap_or_else(|| "page".to_owned());
    let numbered = (2..).map(|number| format!("{name}-{number}"));
    std::iter::once(name.clone()).chain(numbered).find(|name| !taken.contains(name)).unwrap_or(name)
}

fn titled(file_name: &str) -> String {
    let name = file_name.rsplit(['/', '\\']).next().unwrap_or(file_name);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem).replace(['_', '-'], " ")
}
