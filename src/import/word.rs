//! Reads Word documents: the words of the body, its notes, what is quoted and what links where. What was deleted while changes were
//! tracked, and what is hidden, is no part of the text.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

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
    let mut reader = Parts { links, styles: styles(look)?, numbered: numbered(look)?, ..Parts::default() };
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

/// The names of styles by their ids: ids are in the language of the program, names of its own styles are not.
fn styles(look: &Look) -> Result<BTreeMap<String, String>, ImportError> {
    let mut found = BTreeMap::new();
    let mut id = String::new();
    if let Some(xml) = look.text_entry("word/styles.xml")? {
        walk(&xml, |met| match met {
            Met::Open("style", attributes) => {
                attribute(attributes, "styleId").unwrap_or_default().clone_into(&mut id);
            }
            Met::Open("name", attributes) if !id.is_empty() => {
                let name = attribute(attributes, "val").unwrap_or_default().to_ascii_lowercase();
                found.insert(std::mem::take(&mut id), name);
            }
            _ => {}
        })?;
    }
    Ok(found)
}

/// The lists whose items are numbered.
fn numbered(look: &Look) -> Result<BTreeSet<String>, ImportError> {
    let mut kinds: BTreeMap<String, bool> = BTreeMap::new();
    let mut found = BTreeSet::new();
    let (mut kind, mut list) = (String::new(), String::new());
    if let Some(xml) = look.text_entry("word/numbering.xml")? {
        walk(&xml, |met| {
            let Met::Open(name, attributes) = met else { return };
            let value = |name| attribute(attributes, name).unwrap_or_default();
            match name {
                "abstractNum" => value("abstractNumId").clone_into(&mut kind),
                "numFmt" => {
                    kinds.entry(kind.clone()).or_insert_with(|| !matches!(value("val"), "bullet" | "none"));
                }
                "num" => value("numId").clone_into(&mut list),
                "abstractNumId" if kinds.get(value("val")) == Some(&true) => {
                    found.insert(list.clone());
                }
                _ => {}
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
#[derive(Default)]
struct Parts {
    writer: Writer,
    links: BTreeMap<String, String>,
    styles: BTreeMap<String, String>,
    numbered: BTreeSet<String>,
    table: Table,
    /// Of which kind the notes are that are read; none: the body.
    note_kind: &'static str,
    note: Option<(usize, String)>,
    title: Option<String>,
    changes: usize,
    /// Inside of so many elements whose words do not count.
    skipped: usize,
    in_text: bool,
    is_hidden: bool,
    /// Where the run began that is being read, and how it is written.
    run: Option<usize>,
    is_strong: bool,
    is_emphasis: bool,
    paragraph: Paragraph,
}

#[derive(Default)]
struct Paragraph {
    style: String,
    text: String,
    /// The list that it is an item of, and how deep.
    list: Option<String>,
    level: u8,
    link: Option<(usize, String)>,
    /// Stretches of the text, and what they are.
    marks: Vec<(Range<usize>, What)>,
}

/// How far a table was read: inside of so many, in which row, and where its cell began.
#[derive(Default)]
struct Table {
    depth: usize,
    rows: usize,
    cells: usize,
    cell: usize,
}

const SKIPPED: [&str; 6] = ["del", "moveFrom", "instrText", "delText", "Fallback", "txbxContent"];

impl Parts {
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
                // Lines that part notes from the text are none.
                self.skipped += usize::from(!is_note);
                self.writer.paragraph();
                let start = self.writer.open();
                self.note = is_note.then(|| (start, format!("{name}-{}", value("id").unwrap_or_default())));
            }
            "p" => self.paragraph = Paragraph::default(),
            "pStyle" => {
                let id = value("val").unwrap_or_default();
                self.paragraph.style = self.styles.get(id).cloned().unwrap_or_else(|| id.to_ascii_lowercase());
            }
            "ilvl" => self.paragraph.level = value("val").and_then(|level| level.parse().ok()).unwrap_or(0).min(8),
            "numId" => self.paragraph.list = value("val").filter(|list| *list != "0").map(str::to_owned),
            "r" => {
                (self.is_hidden, self.is_strong, self.is_emphasis) = (false, false, false);
                self.run = Some(self.paragraph.text.len());
            }
            "b" if self.run.is_some() => self.is_strong = is_on(value("val")),
            "i" if self.run.is_some() => self.is_emphasis = is_on(value("val")),
            "vanish" => self.is_hidden = is_on(value("val")),
            "t" => self.in_text = true,
            "tab" if !self.paragraph.text.is_empty() => self.words("\t"),
            // What ends a page ends no line.
            "br" if matches!(value("type"), Some("page" | "column")) => {}
            "br" | "cr" => self.words("\n"),
            "tbl" => {
                self.table = Table { depth: self.table.depth + 1, ..Table::default() };
            }
            "tr" => {
                self.table.rows += 1;
                self.table.cells = 0;
            }
            "tc" => {
                self.writer.paragraph();
                self.table.cells += 1;
                self.table.cell = self.writer.open();
            }
            "noBreakHyphen" => self.words("\u{2011}"),
            "footnoteReference" | "endnoteReference" => {
                let label = format!("{}-{}", name.trim_end_matches("Reference"), value("id").unwrap_or_default());
                let at = self.paragraph.text.len();
                self.paragraph.marks.push((at..at, What::NoteMark(label)));
            }
            "hyperlink" => {
                let target = value("id").and_then(|id| self.links.get(id)).cloned();
                let is_address = |target: &String| target.contains("://") || target.starts_with("mailto:");
                self.paragraph.link = target.filter(is_address).map(|target| (self.paragraph.text.len(), target));
            }
            _ => {}
        }
    }

    fn words(&mut self, words: &str) {
        self.paragraph.text.push_str(words);
    }

    fn close(&mut self, name: &str) {
        match name {
            "t" => self.in_text = false,
            "r" => self.end_run(),
            "hyperlink" => {
                if let Some((start, target)) = self.paragraph.link.take() {
                    self.paragraph.marks.push((start..self.paragraph.text.len(), What::Link(target)));
                }
            }
            "p" => self.end_paragraph(),
            "tc" => {
                let Table { depth, rows, cells, cell } = self.table;
                if depth == 1 {
                    self.writer.mark(cell, What::Cell { is_first: cells == 1, is_head: rows == 1 });
                }
                self.writer.line();
            }
            "tbl" => {
                self.table.depth = self.table.depth.saturating_sub(1);
                self.writer.paragraph();
            }
            "footnote" | "endnote" if name == self.note_kind => {
                match self.note.take() {
                    Some((start, label)) => self.writer.mark(start, What::Note(label)),
                    None => self.skipped = self.skipped.saturating_sub(1),
                }
                self.writer.paragraph();
            }
            _ => {}
        }
    }

    fn end_run(&mut self) {
        let Some(start) = self.run.take() else { return };
        let span = start..self.paragraph.text.len();
        if span.is_empty() {
            return;
        }
        for what in [self.is_strong.then_some(What::Strong), self.is_emphasis.then_some(What::Emphasis)] {
            self.paragraph.marks.extend(what.map(|what| (span.clone(), what)));
        }
    }

    fn end_paragraph(&mut self) {
        let paragraph = std::mem::take(&mut self.paragraph);
        if paragraph.text.trim().is_empty() {
            return;
        }
        let start = self.writer.open();
        self.writer.push(&paragraph.text);
        let style = paragraph.style.replace(' ', "");
        let rank =
            style.strip_prefix("heading").and_then(|rank| rank.parse().ok()).filter(|rank| (1..=6).contains(rank));
        let rank = rank.or_else(|| (style == "title").then_some(0));
        if style.contains("quot") || style.contains("zitat") || style.contains("citation") {
            self.writer.mark(start, What::Quotation);
        }
        if let Some(rank) = rank {
            self.writer.mark(start, What::Heading(rank));
        } else if let Some(list) = &paragraph.list {
            self.writer.mark(start, What::Item(paragraph.level, self.numbered.contains(list)));
        }
        if self.title.is_none() && rank.is_some_and(|rank| rank < 2) {
            self.title = Some(paragraph.text.clone());
        }
        for (span, what) in paragraph.marks {
            self.writer.mark_span(start + span.start..start + span.end, what);
        }
        self.writer.paragraph();
    }

    fn end(&mut self) {
        self.end_paragraph();
        (self.skipped, self.in_text, self.is_hidden, self.run) = (0, false, false, None);
        self.table = Table::default();
        self.writer.paragraph();
    }
}

/// Whether a setting of a run is on: it is, unless it says that it is not.
fn is_on(value: Option<&str>) -> bool {
    !matches!(value, Some("0" | "false" | "none" | "off"))
}
