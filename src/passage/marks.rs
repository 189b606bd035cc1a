//! Italics, strength and code in a text that is a field of its own. All else that Markdown knows stays as it is written: a
//! title is one line of words.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag};

/// How a stretch of a text stands out.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Mark {
    Emphasis,
    Strong,
    Code,
}

/// A stretch that stands out, in bytes of the plain text. Of a list of them each lies behind the last or inside it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Marked {
    pub mark: Mark,
    start: u32,
    end: u32,
}

impl Marked {
    pub fn words(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A text that was read: its plain words, of which parts of the written text they are made, and what stands out.
pub struct Read {
    pub plain: String,
    pub kept: Vec<Range<usize>>,
    pub marked: Vec<Marked>,
}

/// Stands before the text while it is read: in the midst of a paragraph nothing begins a list or a heading, and after a
/// full stop a mark may begin.
const BEFORE: &str = ".";

/// The text without its marks; none, if it has none.
pub fn read(written: &str) -> Option<Read> {
    if !written.bytes().any(is_sign) {
        return None;
    }
    let full = format!("{BEFORE}{}", written.replace(['\n', '\r'], " "));
    let back = |at: usize| at.saturating_sub(BEFORE.len());
    let (mut dropped, mut inside, mut code) = (Vec::new(), Vec::new(), Vec::new());
    for (event, range) in Parser::new_ext(&full, Options::empty()).into_offset_iter() {
        let range = back(range.start)..back(range.end);
        let (mark, sign) = match event {
            Event::Start(Tag::Emphasis) => (Mark::Emphasis, 1),
            Event::Start(Tag::Strong) => (Mark::Strong, 2),
            Event::Code(words) => {
                code.push(range.clone());
                (Mark::Code, range.len().saturating_sub(words.len()) / 2)
            }
            _ => continue,
        };
        let words = range.start + sign..range.end.saturating_sub(sign);
        dropped.extend([range.start..words.start, words.end..range.end]);
        inside.push((mark, words));
    }
    dropped.extend(escapes(written, &code));
    if dropped.is_empty() {
        return None;
    }
    dropped.sort_by_key(|range| range.start);
    let kept = between(&dropped, written.len());
    let plain = kept.iter().filter_map(|range| written.get(range.clone())).collect();
    let place = |at: usize| {
        let gone: usize = dropped.iter().map(|range| range.end.min(at).saturating_sub(range.start)).sum();
        (at - gone) as u32
    };
    let marked =
        inside.into_iter().map(|(mark, words)| Marked { mark, start: place(words.start), end: place(words.end) });
    Some(Read { plain, marked: marked.collect(), kept })
}

/// What is left of a text of that length.
fn between(dropped: &[Range<usize>], length: usize) -> Vec<Range<usize>> {
    let starts = std::iter::once(0).chain(dropped.iter().map(|range| range.end));
    let ends = dropped.iter().map(|range| range.start).chain([length]);
    starts.zip(ends).map(|(start, end)| start..end).filter(|range| range.start < range.end).collect()
}

/// The strokes that make signs ordinary characters.
fn escapes(written: &str, code: &[Range<usize>]) -> Vec<Range<usize>> {
    let bytes = written.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(pair) = bytes.get(at..at + 2) {
        let is_escape = pair.first() == Some(&b'\\') && pair.last().copied().is_some_and(is_sign);
        if is_escape && !code.iter().any(|range| range.contains(&at)) {
            found.push(at..at + 1);
            at += 1;
        }
        at += 1;
    }
    found
}

fn is_sign(byte: u8) -> bool {
    matches!(byte, b'*' | b'_' | b'`' | b'\\')
}
