//! Reads OpenDocument texts, as LibreOffice writes them: the words of the body, its notes, what is quoted and what links where.

use std::collections::BTreeSet;

use super::error::ImportError;
use super::look::Look;
use super::saved::{Saved, What, Writer};
use super::xml::{Met, attribute, walk};

pub fn is(look: &Look) -> bool {
    let has = |name: &str| look.entries().iter().any(|entry| entry == name);
    let is_text = || {
        look.entry("mimetype")
            .ok()
            .flatten()
            .is_some_and(|kind| kind.starts_with(b"application/vnd.oasis.opendocument.text"))
    };
    has("content.xml") && (is_text() || matches!(look.extension.as_str(), "odt" | "ott"))
}

pub fn read(look: &Look) -> Result<Vec<Saved>, ImportError> {
    let xml = look.text_entry("content.xml")?.ok_or(ImportError::Damaged("its text is not in it"))?;
    let mut reader = Body::default();
    walk(&xml, |met| reader.met(met))?;
    reader.end_paragraph();
    let Body { mut writer, notes, title, deletions, annotations, .. } = reader;
    for (label, text) in notes {
        writer.paragraph();
        let start = writer.open();
        writer.push(text.trim());
        writer.mark(start, What::Note(label));
    }
    let mut saved = writer.finish();
    properties(look, &mut saved)?;
    if let Some(title) = title {
        saved.facts.title(&title, "the first heading");
    }
    if deletions > 0 {
        saved.remarks.push(format!("changes were tracked in the document: it is read with all of them accepted ({deletions} deletions left out)"));
    }
    if annotations > 0 {
        saved.remarks.push("its comments were not read".to_owned());
    }
    Ok(vec![saved])
}

fn properties(look: &Look, saved: &mut Saved) -> Result<(), ImportError> {
    let Some(xml) = look.text_entry("meta.xml")? else { return Ok(()) };
    let mut inside = String::new();
    let place = "the document's properties";
    walk(&xml, |met| match met {
        Met::Open(name, _) => name.clone_into(&mut inside),
        Met::Text(text) => match inside.as_str() {
            "title" => saved.facts.title(text, place),
            "initial-creator" | "creator" => saved.facts.authors([text], place),
            "language" => saved.facts.language(text, place),
            _ => {}
        },
        Met::Close(_) => inside.clear(),
    })
}

/// The way through the body.
#[derive(Default)]
struct Body {
    writer: Writer,
    /// Styles that stand for quotations: those of the program, and the document's own made from them.
    quoting: BTreeSet<String>,
    style: String,
    /// The rank of the heading that is being read.
    rank: Option<u8>,
    text: String,
    links: Vec<String>,
    marks: Vec<(usize, String)>,
    /// The note that is being read, and its words.
    note: Option<(String, String)>,
    notes: Vec<(String, String)>,
    in_body: bool,
    in_note_body: bool,
    skipped: usize,
    title: Option<String>,
    deletions: usize,
    annotations: usize,
}

const SKIPPED: [&str; 5] = ["tracked-changes", "annotation", "note-citation", "frame", "sequence-decls"];

impl Body {
    fn met(&mut self, met: Met<'_>) {
        match met {
            Met::Open(name, _) if SKIPPED.contains(&name) => {
                self.skipped += 1;
                self.annotations += usize::from(name == "annotation");
            }
            Met::Close(name) if SKIPPED.contains(&name) => self.skipped = self.skipped.saturating_sub(1),
            Met::Open("deletion", _) => self.deletions += 1,
            Met::Open("style", attributes) => self.style(attributes),
            Met::Open("body", _) => self.in_body = true,
            _ if self.skipped > 0 || !self.in_body => {}
            Met::Open(name, attributes) => self.open(name, attributes),
            Met::Text(text) => self.words(&squeezed(text)),
            Met::Close(name) => self.close(name),
        }
    }

    fn style(&mut self, attributes: &[(String, String)]) {
        let is_quoting = |name: &str| {
            let name = name.to_ascii_lowercase();
            name.contains("quot") || name.contains("zitat") || name.contains("citation")
        };
        let (name, parent) = (attribute(attributes, "name"), attribute(attributes, "parent-style-name"));
        if let Some(name) = name.filter(|name| is_quoting(name) || parent.is_some_and(is_quoting)) {
            self.quoting.insert(name.to_owned());
        }
    }

    fn open(&mut self, name: &str, attributes: &[(String, String)]) {
        let value = |name| attribute(attributes, name);
        match name {
            "p" | "h" if self.note.is_none() => {
                self.end_paragraph();
                let rank = || value("outline-level").and_then(|rank| rank.parse().ok()).unwrap_or(1_u8);
                self.rank = (name == "h").then(|| rank().clamp(1, 6));
                value("style-name").unwrap_or_default().clone_into(&mut self.style);
            }
            "p" | "h" => self.words("\n"),
            "s" => {
                let count = value("c").and_then(|count| count.parse().ok()).unwrap_or(1_usize);
                self.words(&" ".repeat(count.min(100)));
            }
            "tab" => self.words("\t"),
            "line-break" => self.words("\n"),
            "a" => self.links.extend(value("href").filter(|target| target.contains("://")).map(str::to_owned)),
            "note" => {
                let label = value("id").map_or_else(|| format!("note-{}", self.notes.len() + 1), str::to_owned);
                self.marks.push((self.text.len(), label.clone()));
                self.note = Some((label, String::new()));
            }
            "note-body" => self.in_note_body = true,
            _ => {}
        }
    }

    fn words(&mut self, words: &str) {
        match &mut self.note {
            Some((_, text)) if self.in_note_body => text.push_str(words),
            Some(_) => {}
            None => self.text.push_str(words),
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "p" | "h" if self.note.is_none() => self.end_paragraph(),
            "note-body" => self.in_note_body = false,
            "note" => self.notes.extend(self.note.take()),
            "table-cell" => self.writer.line(),
            _ => {}
        }
    }

    fn end_paragraph(&mut self) {
        let text = std::mem::take(&mut self.text);
        let (links, marks) = (std::mem::take(&mut self.links), std::mem::take(&mut self.marks));
        let style = std::mem::take(&mut self.style);
        if text.trim().is_empty() {
            return;
        }
        let start = self.writer.open();
        self.writer.push(text.trim());
        if self.quoting.contains(&style) || style.to_ascii_lowercase().contains("quot") {
            self.writer.mark(start, What::Quotation);
        }
        let rank = self.rank.take().or_else(|| (style == "Title").then_some(0));
        if let Some(rank) = rank {
            self.writer.mark(start, What::Heading(rank));
        }
        if self.title.is_none() && rank.is_some() {
            self.title = Some(text.trim().to_owned());
        }
        for address in links {
            self.writer.mark(start, What::Link(address));
        }
        for (at, label) in marks {
            self.writer.mark_at(start + at, What::NoteMark(label));
        }
        self.writer.paragraph();
    }
}

/// Runs of white space are one space; others are elements of their own.
fn squeezed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter.is_ascii_whitespace() {
            true if out.ends_with(' ') => {}
            true => out.push(' '),
            false => out.push(letter),
        }
    }
    out
}
