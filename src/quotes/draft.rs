//! A draft, and what is quoted in it: words between quotation marks, and block quotations.

use std::ops::Range;

use linkify::{LinkFinder, LinkKind};

use super::marks::{Found, found};
use crate::files::{File, Span, position};
use crate::import::{Mark, Saved, What};
use crate::prose::sentences;

/// A text that somebody is going to publish.
#[derive(Debug)]
pub struct Draft {
    /// As it was named.
    pub name: String,
    saved: Saved,
    /// What reports point into: the file, or where that is no text its paragraphs, one on each line.
    pub file: File,
    paragraphs: Vec<Range<usize>>,
    is_text: bool,
}

/// Where something stands in a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Bytes of [`Draft::file`].
    pub span: Span,
    /// From 1; in a draft that is no text the paragraph.
    pub line: usize,
    /// From 1.
    pub column: usize,
    /// As people read it: `draft.md:12:5`, `draft.docx ¶4`.
    pub shown: String,
}

/// Words that a draft gives as somebody's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quoted {
    /// Without the marks around them.
    pub words: String,
    pub place: Place,
    /// The sentence around them, they included.
    pub sentence: String,
    /// Where that ends, in bytes of the draft's words.
    pub sentence_end: usize,
    /// The addresses beside them.
    pub links: Vec<String>,
    /// A mark that opens and is never closed: nobody can tell where the words end.
    pub is_open: bool,
}

impl Draft {
    /// The draft of that name, as it was read.
    pub fn new(name: &str, mut saved: Saved) -> Draft {
        let paragraphs = paragraphs(&saved.text);
        let file = saved.file.take();
        let is_text = file.is_some();
        let bytes = file.unwrap_or_else(|| {
            let line = |paragraph: &Range<usize>| saved.text[paragraph.clone()].replace(['\n', '\r'], " ");
            paragraphs.iter().map(line).collect::<Vec<_>>().join("\n")
        });
        Draft { name: name.to_owned(), saved, file: File::new(name, bytes.into_bytes()), paragraphs, is_text }
    }

    /// The language that it states, or seems to be in.
    pub fn language(&self) -> String {
        self.saved.language().unwrap_or_else(|| "en".to_owned())
    }

    /// What is quoted in it, in its order.
    pub fn quotations(&self) -> Vec<Quoted> {
        let mut all = Vec::new();
        let mut goes_on = None;
        for (number, paragraph) in self.paragraphs.iter().enumerate() {
            let text = &self.saved.text[paragraph.clone()];
            if self.is_block_quotation(paragraph) {
                all.extend(block(text).map(|span| self.quoted(number, span, false)));
                goes_on = None;
                continue;
            }
            let next = self.paragraphs.get(number + 1).map_or("", |next| &self.saved.text[next.clone()]);
            let Found { spans, open, opened } = found(text, goes_on, next);
            all.extend(spans.into_iter().map(|span| self.quoted(number, span, false)));
            all.extend(open.map(|span| self.quoted(number, span, true)));
            goes_on = opened;
        }
        all
    }

    /// The sentences of it, with what is quoted taken out: each with its place, its words, and where they stand in the paragraph.
    pub fn sentences(&self) -> Vec<(Place, String)> {
        let (language, mut all) = (self.language(), Vec::new());
        for (number, paragraph) in self.paragraphs.iter().enumerate() {
            let text = &self.saved.text[paragraph.clone()];
            if self.is_block_quotation(paragraph) {
                continue;
            }
            for sentence in sentences(text, &language) {
                let words = text[sentence.clone()].trim();
                if words.contains(|letter: char| letter.is_alphanumeric()) {
                    all.push((self.place(number, &(sentence.start..sentence.start + words.len())), words.to_owned()));
                }
            }
        }
        all
    }

    fn quoted(&self, number: usize, span: Range<usize>, is_open: bool) -> Quoted {
        let paragraph = &self.paragraphs[number];
        let text = &self.saved.text[paragraph.clone()];
        let around =
            sentences(text, &self.language()).into_iter().filter(|one| one.start < span.end && span.start < one.end);
        let around = around.reduce(|first, last| first.start..last.end).unwrap_or(span.clone());
        Quoted {
            words: text[span.clone()].trim().to_owned(),
            place: self.place(number, &span),
            sentence_end: paragraph.start + text[..around.end].trim_end().len(),
            sentence: text[around].trim().to_owned(),
            links: self.links(paragraph),
            is_open,
        }
    }

    fn place(&self, number: usize, span: &Range<usize>) -> Place {
        let paragraph = &self.paragraphs[number];
        let (start, end) = (paragraph.start + span.start, paragraph.start + span.end);
        let bytes = &self.file.bytes;
        let in_file = |at: usize| self.saved.place_in_file(at);
        let span = match (in_file(start), in_file(end)) {
            (Some(start), Some(end)) if self.is_text => {
                Span::new(start.min(bytes.len()), end.clamp(start, bytes.len().max(start)))
            }
            _ => {
                let before: usize = self.paragraphs[..number].iter().map(|one| one.len() + 1).sum();
                Span::new(before + start - paragraph.start, before + end - paragraph.start)
            }
        };
        let at = position(bytes, span.start as usize);
        let shown = match self.is_text {
            true => format!("{}:{}:{}", self.name, at.line, at.column),
            false => format!("{} ¶{}", self.name, number + 1),
        };
        Place { span, line: at.line, column: at.column, shown }
    }

    fn is_block_quotation(&self, paragraph: &Range<usize>) -> bool {
        let holds = |mark: &Mark| {
            mark.what == What::Quotation && mark.span.start <= paragraph.start && paragraph.start < mark.span.end
        };
        self.saved.marks.iter().any(holds)
    }

    /// The addresses in a paragraph and in the notes that it refers to.
    fn links(&self, paragraph: &Range<usize>) -> Vec<String> {
        let within = |span: &Range<usize>, range: &Range<usize>| range.start <= span.start && span.start <= range.end;
        let labels: Vec<&str> = self
            .saved
            .marks
            .iter()
            .filter(|mark| within(&mark.span, paragraph))
            .filter_map(|mark| match &mark.what {
                What::NoteMark(label) => Some(label.as_str()),
                _ => None,
            })
            .collect();
        let is_note = |mark: &&Mark| matches!(&mark.what, What::Note(label) if labels.contains(&label.as_str()));
        let notes = self.saved.marks.iter().filter(is_note).map(|mark| mark.span.clone());
        let mut found: Vec<String> = Vec::new();
        let mut finder = LinkFinder::new();
        finder.kinds(&[LinkKind::Url]);
        for range in std::iter::once(paragraph.clone()).chain(notes) {
            let marked =
                self.saved.marks.iter().filter(|mark| within(&mark.span, &range)).filter_map(|mark| match &mark.what {
                    What::Link(address) => Some(address.clone()),
                    _ => None,
                });
            let bare = finder.links(&self.saved.text[range.clone()]).map(|link| link.as_str().to_owned());
            for address in marked.chain(bare) {
                if address.contains("://") && !found.contains(&address) {
                    found.push(address);
                }
            }
        }
        found
    }
}

/// The words of a block quotation: without marks around all of it, and without the line that says whose they are.
fn block(text: &str) -> Option<Range<usize>> {
    let is_attribution = |line: &str| line.trim_start().starts_with(['—', '–', '-']);
    let end = match text.trim_end().rsplit_once('\n') {
        Some((before, last)) if is_attribution(last) => before.len(),
        _ => text.trim_end().len(),
    };
    let words = text.get(..end)?;
    if is_attribution(words) {
        return None;
    }
    let inner = words.trim().trim_start_matches(['“', '„', '«', '»', '"', '‘', '「', '『']);
    let inner = if inner.len() < words.trim().len() {
        inner.trim_end_matches(['”', '“', '»', '«', '"', '’', '」', '』'])
    } else {
        inner
    };
    let start = words.find(inner)?;
    (!inner.is_empty()).then(|| start..start + inner.len())
}

/// Runs of lines without an empty one between them.
fn paragraphs(text: &str) -> Vec<Range<usize>> {
    let mut all: Vec<Range<usize>> = Vec::new();
    let (mut at, mut was_empty) = (0, true);
    for line in text.split_inclusive('\n') {
        let is_empty = line.trim().is_empty();
        let end = at + line.trim_end().len();
        match all.last_mut().filter(|_| !was_empty && !is_empty) {
            Some(paragraph) => paragraph.end = end,
            None if !is_empty => all.push(at..end),
            None => {}
        }
        was_empty = is_empty;
        at += line.len();
    }
    all
}
