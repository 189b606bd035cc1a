//! The words of one block: text, marks and markers, and which words each marker closes.

use std::ops::Range;
use std::sync::Arc;

use super::source::Source;
use super::writer::{Extent, Pieces, Writer};
use crate::diagnostic::Diagnostic;
use crate::files::{FileId, Span, Spanned};
use crate::html::Markup;
use crate::manuscript::{Body, LinkText, MarkerText, PictureText, PieceText, Text};
use crate::passage::{Form, Passages, Register, Wording};
use crate::prose;
use crate::rules;

/// Stands for a directive's output in a claim's words.
pub const OBJECT: char = '\u{FFFC}';

/// One inline item.
#[derive(Debug)]
pub enum Inline {
    /// Text that is its source, character for character.
    Exact,
    /// Text that is not: an entity, an escape.
    Text(String),
    Code(String),
    /// An author's own markup.
    Html(Markup),
    /// A word of the interface, by its key.
    Word(&'static str),
    Open(&'static str),
    Close(&'static str),
    LinkOpen {
        link: Box<LinkText>,
        shortcut: bool,
    },
    LinkClose,
    Image {
        target: Box<Text>,
        words: Box<PictureText>,
    },
    Break {
        hard: bool,
    },
    Marker {
        labels: Vec<Text>,
    },
    Directive(usize),
}

/// The items of a block being read.
#[derive(Debug)]
pub struct InlineBlock {
    pub heading: Option<u8>,
    opening: &'static str,
    closing: &'static str,
    form: Form,
    pub(super) items: Vec<(Inline, Range<usize>)>,
    links: usize,
}

/// Where a block's words are kept, and as what.
pub struct Kept<'p> {
    pub register: Register,
    pub language: &'p str,
    pub passages: &'p mut Passages,
}

/// Room that is used for one block after the other.
#[derive(Default)]
pub struct Room {
    items: Vec<(Inline, Range<usize>)>,
    plain: String,
    starts: Vec<usize>,
    runs: Vec<(Range<usize>, Span)>,
}

/// A block, read: its words are kept, and its pieces can be written.
pub struct Finished {
    block: InlineBlock,
    /// Its plain words, as they were kept.
    pub words: Wording,
    extents: Vec<Extent>,
    /// The markers of the extents, among those of the body.
    indices: Vec<usize>,
    /// Places in the source of what is not shown.
    dropped: Vec<usize>,
}

impl InlineBlock {
    pub fn new(opening: &'static str, closing: &'static str, form: Form, room: &mut Room) -> InlineBlock {
        let items = std::mem::take(&mut room.items);
        InlineBlock { heading: None, opening, closing, form, items, links: 0 }
    }

    pub fn push(&mut self, item: Inline, range: Range<usize>) {
        match item {
            Inline::LinkOpen { .. } => self.links += 1,
            Inline::LinkClose => self.links = self.links.saturating_sub(1),
            _ => {}
        }
        self.items.push((item, range));
    }

    /// Adds a marker, joined to one that it touches. True if it stands inside a link.
    pub fn marker(&mut self, label: Text, range: Range<usize>) -> bool {
        if let Some((Inline::Marker { labels }, last)) = self.items.last_mut()
            && last.end == range.start
        {
            labels.push(label);
            last.end = range.end;
        } else {
            self.items.push((Inline::Marker { labels: vec![label] }, range));
        }
        self.links > 0
    }

    pub fn finish(
        mut self,
        source: Source,
        room: &mut Room,
        body: &mut Body,
        kept: Kept,
        (file, notices): (&FileId, &mut Vec<Diagnostic>),
    ) -> Finished {
        self.link_addresses(source);
        let brackets = self.brackets(source, file, notices);
        let mut dropped: Vec<usize> = brackets.iter().flat_map(|(_, range)| [range.start, range.end]).collect();
        dropped.sort_unstable();
        dropped.dedup();
        self.plain(source, &dropped, room);
        let Room { plain, starts, runs, .. } = room;
        let span = match (self.items.first(), self.items.last()) {
            (Some((_, first)), Some((_, last))) => source.span(&(first.start..last.end)),
            _ => Span::default(),
        };
        // An opening bracket is dropped: it stands where the text after it begins.
        let opening = |range: &Range<usize>| {
            let at = source.span(range).start;
            runs.get(runs.partition_point(|(_, span)| span.end <= at)).map_or(plain.len(), |(run, _)| run.start)
        };
        let openings: Vec<(usize, usize)> = brackets.iter().map(|(item, range)| (*item, opening(range))).collect();
        let (extents, sentences) = self.extents(plain, starts, &openings, kept.language);
        // What is blank says nothing, but it is printed as it is.
        let (first, has_marker) = (kept.passages.len(), !extents.is_empty());
        let words = kept.passages.keep(Spanned::new(plain.as_str(), span), kept.register, self.form, has_marker, runs);
        kept.passages.divide(first, sentences);
        let mut indices = Vec::with_capacity(extents.len());
        if let [prose] = kept.passages.since(first) {
            for Extent { item, words } in &extents {
                let Inline::Marker { labels } = &mut self.items[*item].0 else { continue };
                let labels = std::mem::take(labels);
                indices.push(body.markers.len());
                body.markers.push(Arc::new(MarkerText {
                    labels,
                    words: prose.text[words.clone()].into(),
                    extent: prose.source_of(words),
                    at: words.start,
                    directives: self.directives_in(starts, words),
                }));
            }
        }
        Finished { block: self, words, extents, indices, dropped }
    }

    /// The markers with a bracketed extent before them, by their items: the two brackets' places in the parsed text.
    fn brackets(&self, source: Source, file: &FileId, notices: &mut Vec<Diagnostic>) -> Vec<(usize, Range<usize>)> {
        let mut found = Vec::new();
        // The brackets that are open, and the one that the last closing bracket closed.
        let (mut open, mut closed) = (Vec::new(), None);
        let mut link = None;
        for (index, (item, range)) in self.items.iter().enumerate() {
            let marker = match self.items.get(index + 1) {
                Some((Inline::Marker { .. }, marker)) if marker.start == range.end => Some(marker.start),
                _ => None,
            };
            match item {
                Inline::Exact => {
                    let text = source.text(range);
                    for at in memchr::memchr2_iter(b'[', b']', text.as_bytes()) {
                        match text.as_bytes()[at] {
                            b'[' => open.push(range.start + at),
                            _ => closed = open.pop(),
                        }
                    }
                    if let (Some(marker), Some(start)) = (marker.filter(|_| text.ends_with(']')), closed) {
                        found.push((index + 1, start..marker - 1));
                    }
                }
                Inline::LinkOpen { shortcut, .. } => link = Some(range).filter(|_| *shortcut),
                Inline::LinkClose if marker.is_some() => {
                    notices.extend(link.map(|range| rules::extent_became_link(file, source.span(range))));
                }
                _ => {}
            }
        }
        found
    }

    /// Writes the block's plain text, where each item begins in it, and where its parts come from.
    fn plain(&self, source: Source, dropped: &[usize], room: &mut Room) {
        let Room { plain, starts, runs, .. } = room;
        plain.clear();
        starts.clear();
        runs.clear();
        for (item, range) in &self.items {
            let from = plain.len();
            starts.push(from);
            match item {
                Inline::Exact => {
                    for part in kept(range, dropped) {
                        let at = plain.len();
                        plain.push_str(source.text(&part));
                        runs.push((at..plain.len(), source.span(&part)));
                    }
                    continue;
                }
                Inline::Text(text) | Inline::Code(text) => plain.push_str(text),
                Inline::Break { .. } => plain.push(' '),
                Inline::Directive(_) => plain.push(OBJECT),
                _ => continue,
            }
            runs.push((from..plain.len(), source.span(range)));
        }
        starts.push(plain.len());
    }

    /// The extents of the markers; and the sentences, where they were looked for.
    fn extents(
        &self,
        plain: &str,
        starts: &[usize],
        openings: &[(usize, usize)],
        language: &str,
    ) -> (Vec<Extent>, Option<Vec<Range<usize>>>) {
        let mut extents: Vec<Extent> = Vec::new();
        let mut sentences = None;
        for (index, (item, _)) in self.items.iter().enumerate() {
            if !matches!(item, Inline::Marker { .. }) {
                continue;
            }
            let at = starts[index];
            let after = extents.last().map_or(0, |extent| extent.words.end);
            let words = match openings.binary_search_by_key(&index, |(item, _)| *item) {
                Ok(found) => openings[found].1.max(after).min(at)..at,
                Err(_) => {
                    let sentences = sentences.get_or_insert_with(|| prose::sentences(plain, language));
                    prose::extent(plain, sentences, at, after)
                }
            };
            extents.push(Extent { item: index, words });
        }
        (extents, sentences)
    }

    /// The directives whose output stands among some words.
    fn directives_in(&self, starts: &[usize], words: &Range<usize>) -> Vec<usize> {
        let first = starts.partition_point(|start| *start < words.start);
        let items = self.items.iter().zip(starts).skip(first).take_while(|(_, start)| **start < words.end);
        let number = |((item, _), _): (&(Inline, Range<usize>), &usize)| match item {
            Inline::Directive(number) => Some(*number),
            _ => None,
        };
        items.filter_map(number).collect()
    }
}

impl Finished {
    pub fn heading(&self) -> Option<u8> {
        self.block.heading
    }

    /// Writes the block's pieces, and gives back its room.
    pub fn write(self, source: Source, room: &mut Room, body: &mut Body, pieces: &mut Pieces) {
        let Finished { block, words, extents, indices, dropped } = self;
        let InlineBlock { opening, closing, form, mut items, .. } = block;
        let mut alone = items.iter_mut().filter(|(item, _)| !matches!(item, Inline::Break { .. }));
        if let (Some((item, range)), None) = (alone.next(), alone.next()) {
            let range = range.clone();
            match std::mem::replace(item, Inline::Exact) {
                Inline::Directive(index) if form == Form::Paragraph && !opening.is_empty() => {
                    body.directives[index].block = true;
                    pieces.push(PieceText::Directive(index));
                }
                Inline::Image { target, words } if !opening.is_empty() => {
                    let words = Arc::new(PictureText { alone: true, ..*words });
                    pieces.push(PieceText::Image { target, words });
                }
                single => {
                    let mut writer = Writer::new(pieces, &extents, &indices);
                    writer.html().raw(opening);
                    emit((single, range), 0, source, &dropped, &mut writer);
                    writer.html().raw(closing);
                }
            }
            items.clear();
        } else {
            debug_assert!(room.starts.last().is_none_or(|end| *end == words.len()));
            let mut writer = Writer::new(pieces, &extents, &indices);
            writer.html().raw(opening);
            for (item, at) in items.drain(..).zip(&room.starts) {
                emit(item, *at, source, &dropped, &mut writer);
            }
            writer.html().raw(closing);
        }
        room.items = items;
    }
}

/// Writes one item, which begins at `at` of the plain text.
fn emit((item, range): (Inline, Range<usize>), at: usize, source: Source, dropped: &[usize], writer: &mut Writer) {
    match item {
        Inline::Exact => {
            let mut from = at;
            for part in kept(&range, dropped) {
                writer.words(source.text(&part), from);
                from += part.len();
            }
        }
        Inline::Text(text) if text.is_empty() => {}
        Inline::Text(text) => writer.words(&text, at),
        Inline::Code(text) => {
            writer.whole(at, text.len()).raw("<code>").text(&text).raw("</code>");
        }
        Inline::Break { hard } => {
            writer.whole(at, 1).raw(if hard { "<br>\n" } else { "\n" });
        }
        Inline::Directive(number) => {
            writer.enter(at);
            writer.push(PieceText::Directive(number));
        }
        Inline::Html(html) => {
            writer.leave();
            writer.html().markup(&html);
        }
        Inline::Word(key) => writer.push(PieceText::Word(key.into())),
        Inline::Open(tag) | Inline::Close(tag) => {
            writer.leave();
            writer.html().raw(tag);
        }
        Inline::LinkOpen { link, .. } => {
            writer.leave();
            writer.push(PieceText::LinkOpen(link));
        }
        Inline::LinkClose => {
            writer.leave();
            writer.push(PieceText::LinkClose);
        }
        Inline::Image { target, words } => writer.push(PieceText::Image { target, words: words.into() }),
        Inline::Marker { .. } => writer.marker(),
    }
}

/// The stretches of a range of the source that are left when the `dropped` characters are taken out.
fn kept(range: &Range<usize>, dropped: &[usize]) -> impl Iterator<Item = Range<usize>> {
    let (mut from, end) = (range.start, range.end);
    let first = dropped.partition_point(|at| *at < from);
    let ends = dropped[first..].iter().copied().take_while(move |at| *at < end).chain([end]);
    let part = move |end| std::mem::replace(&mut from, end + 1)..end;
    ends.map(part).filter(|part| !part.is_empty())
}
