//! Reads Word documents: the words of the body, its notes, what is quoted and what links where. What was deleted while changes were
//! tracked, and what is hidden, is no part of the text.

use std::collections::BTreeMap;

use super::error::ImportError;
use super::look::Look;
use super::saved::{Saved, What, Writer};
use super::xml::{Met, attribute, walk};

pub fn is(look: &Look) -> bool {
    look.entries().iter().any(|entry| entry == "word/document.xml")
}

pub fn read(look: &Look) -> Result<Vec<Saved>, ImportError> {
    let body = look.text_entry("word/document.xml")?.ok_or(ImportError::Damaged("its text is not in it"))?;
    let links = relations(look, "word/_rels/document.xml.rels")?;
    let mut reader = Parts::new(links);
    walk(&body, |met| reader.met(met))?;
    reader.end();
    for (part, kind) in [("word/footnotes.xml", "footnote"), ("word/endnotes.xml", "endnote")] {
        let Some(notes) = look.text_entry(part)? else { continue };
        reader.links = relations(look, &format!("word/_rels/{}.rels", part.trim_start_matches("word/")))?;
        reader.note_kind = kind;
        walk(&notes, |met| reader.met(met))?;
        reader.end();
    }
    let Parts { writer, title, changes, .. } = reader;
    let mut saved = writer.finish();
    core(look, &mut saved)?;
    if let Some(title) = title {
        saved.facts.title(&title, "the first heading");
    }
    if changes > 0 {
        saved.remarks.push(format!(
            "changes were tracked in the document: it is read with all of them accepted ({changes} deletions left out)"
        ));
    }
    if look.entries().iter().any(|entry| entry == "word/comments.xml") {
        saved.remarks.push("its comments were not read".to_owned());
    }
    let pictures = look.entries().iter().filter(|entry| entry.starts_with("word/media/")).count();
    if pictures > 0 {
        saved.remarks.push(format!("{pictures} picture(s) in it were not read"));
    }
    Ok(vec![saved])
}

/// What the ids of links lead to.
fn relations(look: &Look, part: &str) -> Result<BTreeMap<String, String>, ImportError> {
    let mut found = BTreeMap::new();
    if let Some(xml) = look.text_entry(part)? {
        walk(&xml, |met| {
            if let Met::Open("Relationship", attributes) = met
                && let (Some(id), Some(target)) = (attribute(attributes, "Id"), attribute(attributes, "Target"))
            {
                found.insert(id.to_owned(), target.to_owned());
            }
        })?;
    }
    Ok(found)
}

/// What the document's properties state. They are often those of a template, so that the text's own heading goes before them.
fn core(look: &Look, saved: &mut Saved) -> Result<(), ImportError> {
    let Some(xml) = look.text_entry("docProps/core.xml")? else { return Ok(()) };
    let mut values: BTreeMap<String, String> = BTreeMap::new();
    let mut inside = String::new();
    walk(&xml, |met| match met {
        Met::Open(name, _) => name.clone_into(&mut inside),
        Met::Text(text) => values.entry(inside.clone()).or_default().push_str(text),
        Met::Close(_) => inside.clear(),
    })?;
    let place = "the document's properties";
    if let Some(name) = values.get("creator") {
        saved.facts.authors([name.as_str()], place);
    }
    if let Some(language) = values.get("language") {
        saved.facts.language(language, place);
    }
    if let Some(title) = values.get("title") {
        saved.facts.title(title, place);
    }
    if let Some(day) = values.get("created") {
        saved.remarks.push(format!(
            "its properties say that it was made on {}: if that is its date, write it as `published`",
            super::day::stated(day).unwrap_or_else(|| day.clone())
        ));
    }
    Ok(())
}

/// The way through the parts of a document.
struct Parts {
    writer: Writer,
    links: BTreeMap<String, String>,
    /// Of which kind the notes are that are read; none: the body.
    note_kind: &'static str,
    note: Option<(usize, String)>,
    title: Option<String>,
    changes: usize,
    /// Inside of so many elements whose words do not count.
    skipped: usize,
    in_text: bool,
    is_hidden: bool,
    paragraph: Paragraph,
}

#[derive(Default)]
struct Paragraph {
    start: Option<usize>,
    style: String,
    text: String,
    links: Vec<String>,
    marks: Vec<(usize, String)>,
}

const SKIPPED: [&str; 6] = ["del", "moveFrom", "instrText", "delText", "Fallback", "txbxContent"];

impl Parts {
    fn new(links: BTreeMap<String, String>) -> Parts {
        Parts {
            writer: Writer::default(),
            links,
            note_kind: "",
            note: None,
            title: None,
            changes: 0,
            skipped: 0,
            in_text: false,
            is_hidden: false,
            paragraph: Paragraph::default(),
        }
    }

    fn met(&mut self, met: Met<'_>) {
        match met {
            Met::Open(name, _) if SKIPPED.contains(&name) => {
                self.skipped += 1;
                self.changes += usize::from(matches!(name, "del" | "moveFrom"));
            }
            Met::Close(name) if SKIPPED.contains(&name) => self.skipped = self.skipped.saturating_sub(1),
            Met::Open(name, attributes) => self.open(name, attributes),
            Met::Text(text) if self.in_text && self.skipped == 0 && !self.is_hidden => self.words(text),
            Met::Text(_) => {}
            Met::Close(name) => self.close(name),
        }
    }

    fn open(&mut self, name: &str, attributes: &[(String, String)]) {
        let value = |name| attribute(attributes, name);
        match name {
            "footnote" | "endnote" if name == self.note_kind => {
                let is_note = value("type").is_none_or(|kind| kind == "normal");
                self.writer.paragraph();
                let start = self.writer.open();
                self.note = is_note.then(|| (start, format!("{name}-{}", value("id").unwrap_or_default())));
            }
            "p" => self.paragraph = Paragraph::default(),
            "pStyle" => self.paragraph.style = value("val").unwrap_or_default().to_ascii_lowercase(),
            "r" => self.is_hidden = false,
            "vanish" => self.is_hidden = value("val").is_none_or(|value| value != "0" && value != "false"),
            "t" => self.in_text = true,
            "tab" if self.paragraph.start.is_some() => self.words("\t"),
            "br" | "cr" => self.words("\n"),
            "noBreakHyphen" => self.words("\u{2011}"),
            "footnoteReference" | "endnoteReference" => {
                let label = format!("{}-{}", name.trim_end_matches("Reference"), value("id").unwrap_or_default());
                let at = self.paragraph.text.len();
                self.paragraph.marks.push((at, label));
            }
            "hyperlink" => {
                let target = value("id").and_then(|id| self.links.get(id)).cloned();
                self.paragraph.links.extend(target.filter(|target| target.contains("://")));
            }
            _ => {}
        }
    }

    fn words(&mut self, words: &str) {
        self.paragraph.start.get_or_insert(0);
        self.paragraph.text.push_str(words);
    }

    fn close(&mut self, name: &str) {
        match name {
            "t" => self.in_text = false,
            "p" => self.end_paragraph(),
            "tc" => self.writer.line(),
            "tbl" => self.writer.paragraph(),
            "footnote" | "endnote" if name == self.note_kind => {
                if let Some((start, label)) = self.note.take() {
                    self.writer.mark(start, What::Note(label));
                }
                self.writer.paragraph();
            }
            _ => {}
        }
    }

    fn end_paragraph(&mut self) {
        let paragraph = std::mem::take(&mut self.paragraph);
        if paragraph.text.trim().is_empty() {
            return;
        }
        let start = self.writer.open();
        self.writer.push(&paragraph.text);
        let style = paragraph.style.as_str();
        if style.contains("quot") || style.contains("zitat") || style.contains("citation") {
            self.writer.mark(start, What::Quotation);
        }
        if self.title.is_none() && (style == "title" || style == "heading1") {
            self.title = Some(paragraph.text.clone());
        }
        for address in paragraph.links {
            self.writer.mark(start, What::Link(address));
        }
        for (at, label) in paragraph.marks {
            self.writer.mark_at(start + at, What::NoteMark(label));
        }
        self.writer.paragraph();
    }

    fn end(&mut self) {
        self.end_paragraph();
        (self.skipped, self.in_text, self.is_hidden) = (0, false, false);
        self.writer.paragraph();
    }
}
