//! The words of one block: text, marks and markers, and which words each marker closes.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::diagnostic::Diagnostic;
use crate::files::{FileId, Span};
use crate::html::escape;
use crate::manuscript::{Body, Marker, Piece, Prose, ProseKind, Text};
use crate::parse::prose;
use crate::rules;

/// Stands for a directive's output in a claim's words.
pub const OBJECT: char = '\u{FFFC}';

/// One inline item.
#[derive(Debug)]
pub enum Inline {
    /// `exact`: the text is its source, character for character.
    Text {
        text: String,
        exact: bool,
    },
    Code {
        text: String,
        html: String,
    },
    Html(String),
    /// A word of the interface, by its key.
    Word(&'static str),
    Open(&'static str),
    Close(&'static str),
    LinkOpen {
        target: Text,
        title: String,
        shortcut: bool,
    },
    LinkClose,
    Image {
        target: Text,
        alt: String,
        title: String,
    },
    Break {
        hard: bool,
    },
    Marker {
        labels: Vec<Text>,
    },
    Directive(usize),
}

/// Turns offsets of the parsed text into places in the file.
#[derive(Clone, Copy)]
pub struct Place {
    pub prefix: usize,
    pub base: usize,
}

impl Place {
    fn span(self, range: &Range<usize>) -> Span {
        let back = |at: usize| at.saturating_sub(self.prefix) + self.base;
        Span::new(back(range.start), back(range.end))
    }
}

/// The items of a block being read.
#[derive(Debug)]
pub struct InlineBlock {
    pub heading: Option<u8>,
    opening: &'static str,
    closing: &'static str,
    kind: ProseKind,
    items: Vec<(Inline, Range<usize>)>,
    links: usize,
}

/// A block, done.
pub struct Finished {
    pub pieces: Vec<Piece>,
    pub text: String,
}

/// The words that one marker closes: bytes of the block's plain text.
struct Extent {
    item: usize,
    words: Range<usize>,
}

impl InlineBlock {
    pub fn new(opening: &'static str, closing: &'static str, kind: ProseKind) -> InlineBlock {
        InlineBlock { heading: None, opening, closing, kind, items: Vec::new(), links: 0 }
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

    pub fn finish(mut self, place: Place, body: &mut Body, file: &FileId, notices: &mut Vec<Diagnostic>) -> Finished {
        let brackets = self.brackets(place, file, notices);
        let dropped: BTreeSet<usize> = brackets.iter().flatten().flat_map(|range| [range.start, range.end]).collect();
        let (plain, starts, runs) = self.plain(place, &dropped);
        let extents = self.extents(&plain, &starts, &brackets, &dropped);
        let mut indices = Vec::with_capacity(extents.len());
        for extent in &extents {
            if let (Inline::Marker { labels }, _) = &self.items[extent.item] {
                indices.push(body.markers.len());
                body.markers.push(Marker {
                    labels: labels.clone(),
                    words: plain[extent.words.clone()].to_owned(),
                    extent: source_of(&runs, &extent.words),
                    directives: self.directives_in(&starts, &extent.words),
                });
            }
        }
        if !plain.trim().is_empty() {
            let whole = match (self.items.first(), self.items.last()) {
                (Some((_, first)), Some((_, last))) => place.span(&(first.start..last.end)),
                _ => Span::default(),
            };
            let has_marker = !extents.is_empty();
            let text = plain.clone();
            body.prose.push(Prose { text, span: whole, has_marker, runs, kind: self.kind });
        }
        let pieces = self.pieces(&plain, &starts, &extents, &indices, &dropped, body);
        Finished { pieces, text: plain.trim().to_owned() }
    }

    /// For each item that is a marker with a bracketed extent before it: the two brackets' places in the parsed text.
    fn brackets(&self, place: Place, file: &FileId, notices: &mut Vec<Diagnostic>) -> Vec<Option<Range<usize>>> {
        let mut found = vec![None; self.items.len()];
        for (index, pair) in self.items.windows(2).enumerate() {
            let index = index + 1;
            let [(before, range), (Inline::Marker { .. }, marker)] = pair else { continue };
            match (before, range) {
                (Inline::Text { text, exact: true }, range) if text.ends_with(']') && range.end == marker.start => {
                    found[index] = self.opening_bracket(index).map(|start| start..marker.start - 1);
                }
                (Inline::LinkClose, range) if range.end == marker.start => {
                    let open = self.items[..index].iter().rev().find_map(|(item, range)| match item {
                        Inline::LinkOpen { shortcut, .. } => Some((*shortcut, range.clone())),
                        _ => None,
                    });
                    if let Some((true, range)) = open {
                        notices.push(rules::extent_became_link(file, place.span(&range)));
                    }
                }
                _ => {}
            }
        }
        found
    }

    /// The `[` that matches the `]` just before the marker at `index`.
    fn opening_bracket(&self, index: usize) -> Option<usize> {
        let mut depth = 0usize;
        for (item, range) in self.items[..index].iter().rev() {
            let Inline::Text { text, exact: true } = item else { continue };
            for (at, character) in text.char_indices().rev() {
                match character {
                    ']' => depth += 1,
                    '[' if depth <= 1 => return Some(range.start + at),
                    '[' => depth -= 1,
                    _ => {}
                }
            }
        }
        None
    }

    /// The block's plain text, where each item begins in it, and where its parts come from.
    #[allow(clippy::type_complexity)]
    fn plain(&self, place: Place, dropped: &BTreeSet<usize>) -> (String, Vec<usize>, Vec<(Range<usize>, Span)>) {
        let mut plain = String::new();
        let mut starts = Vec::with_capacity(self.items.len() + 1);
        let mut runs = Vec::new();
        for (item, range) in &self.items {
            starts.push(plain.len());
            let from = plain.len();
            match item {
                Inline::Text { text, exact: true } => {
                    for part in kept(text, range.start, dropped) {
                        let at = plain.len();
                        plain.push_str(&text[part.clone()]);
                        let source = range.start + part.start..range.start + part.end;
                        runs.push((at..plain.len(), place.span(&source)));
                    }
                    continue;
                }
                Inline::Text { text, .. } | Inline::Code { text, .. } => plain.push_str(text),
                Inline::Break { .. } => plain.push(' '),
                Inline::Directive(_) => plain.push(OBJECT),
                _ => continue,
            }
            runs.push((from..plain.len(), place.span(range)));
        }
        starts.push(plain.len());
        (plain, starts, runs)
    }

    fn extents(
        &self,
        plain: &str,
        starts: &[usize],
        brackets: &[Option<Range<usize>>],
        dropped: &BTreeSet<usize>,
    ) -> Vec<Extent> {
        let mut extents: Vec<Extent> = Vec::new();
        let mut sentences = None;
        for (index, (item, _)) in self.items.iter().enumerate() {
            if !matches!(item, Inline::Marker { .. }) {
                continue;
            }
            let at = starts[index];
            let after = extents.last().map_or(0, |extent| extent.words.end);
            let words = match &brackets[index] {
                Some(range) => self.plain_offset(starts, range.start, dropped).max(after).min(at)..at,
                None => {
                    let sentences = sentences.get_or_insert_with(|| prose::sentences(plain));
                    prose::extent(plain, sentences, at, after)
                }
            };
            extents.push(Extent { item: index, words });
        }
        extents
    }

    /// Where the character at `source` (an opening bracket, itself dropped) stands in the plain text.
    fn plain_offset(&self, starts: &[usize], source: usize, dropped: &BTreeSet<usize>) -> usize {
        let found =
            self.items.iter().position(|(item, range)| matches!(item, Inline::Text { .. }) && range.contains(&source));
        let Some(index) = found else { return 0 };
        let from = self.items[index].1.start;
        starts[index] + (source - from) - dropped.range(from..source).count()
    }

    fn directives_in(&self, starts: &[usize], words: &Range<usize>) -> Vec<usize> {
        self.items
            .iter()
            .enumerate()
            .filter_map(|(index, (item, _))| match item {
                Inline::Directive(number) if words.contains(&starts[index]) => Some(*number),
                _ => None,
            })
            .collect()
    }

    fn pieces(
        &mut self,
        plain: &str,
        starts: &[usize],
        extents: &[Extent],
        indices: &[usize],
        dropped: &BTreeSet<usize>,
        body: &mut Body,
    ) -> Vec<Piece> {
        let items = std::mem::take(&mut self.items);
        let words = items.iter().filter(|(item, _)| !matches!(item, Inline::Break { .. })).count();
        if words == 1 {
            match items.into_iter().find(|(item, _)| !matches!(item, Inline::Break { .. })) {
                Some((Inline::Directive(index), _))
                    if self.kind == ProseKind::Paragraph && !self.opening.is_empty() =>
                {
                    body.directives[index].block = true;
                    return vec![Piece::Directive(index)];
                }
                Some((Inline::Image { target, alt, title }, _)) if !self.opening.is_empty() => {
                    return vec![Piece::Image { target, alt, title, alone: true }];
                }
                Some(single) => return self.emit(vec![single], plain, &[0, plain.len()], extents, indices, dropped),
                None => return Vec::new(),
            }
        }
        self.emit(items, plain, starts, extents, indices, dropped)
    }

    fn emit(
        &self,
        items: Vec<(Inline, Range<usize>)>,
        plain: &str,
        starts: &[usize],
        extents: &[Extent],
        indices: &[usize],
        dropped: &BTreeSet<usize>,
    ) -> Vec<Piece> {
        let mut writer = Writer { pieces: Vec::new(), extents, indices, current: 0, opened: false, first: true };
        writer.html(self.opening);
        for (index, (item, range)) in items.into_iter().enumerate() {
            let at = starts[index];
            match item {
                Inline::Text { text, exact } => {
                    let parts = match exact {
                        true => kept(&text, range.start, dropped),
                        false => std::iter::once(0..text.len()).collect(),
                    };
                    let mut from = at;
                    for part in parts {
                        writer.words(&text[part.clone()], from, escape);
                        from += part.len();
                    }
                }
                Inline::Code { text, html } => writer.whole(&html, at, text.len()),
                Inline::Break { hard } => writer.whole(if hard { "<br>\n" } else { "\n" }, at, 1),
                Inline::Directive(number) => {
                    writer.enter(at);
                    writer.push(Piece::Directive(number));
                }
                Inline::Html(html) => {
                    writer.leave();
                    writer.html(&html);
                }
                Inline::Word(key) => writer.push(Piece::Word(key.to_owned())),
                Inline::Open(tag) | Inline::Close(tag) => {
                    writer.leave();
                    writer.html(tag);
                }
                Inline::LinkOpen { target, title, .. } => {
                    writer.leave();
                    writer.push(Piece::LinkOpen { target, title });
                }
                Inline::LinkClose => {
                    writer.leave();
                    writer.push(Piece::LinkClose);
                }
                Inline::Image { target, alt, title } => writer.push(Piece::Image { target, alt, title, alone: false }),
                Inline::Marker { .. } => writer.marker(),
            }
        }
        debug_assert!(starts.last().is_none_or(|end| *end == plain.len()));
        writer.html(self.closing);
        writer.pieces
    }
}

/// The stretches of `text` (which begins at `start`) that are left when the `dropped` characters are taken out.
fn kept(text: &str, start: usize, dropped: &BTreeSet<usize>) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut from = 0;
    for at in dropped.range(start..start + text.len()) {
        let at = at - start;
        if at > from {
            parts.push(from..at);
        }
        from = at + 1;
    }
    if from < text.len() {
        parts.push(from..text.len());
    }
    parts
}

/// The place in the file of a stretch of plain text.
fn source_of(runs: &[(Range<usize>, Span)], words: &Range<usize>) -> Span {
    let inside = |at: usize| runs.iter().find(|(run, _)| run.contains(&at));
    let exact = |at: usize, run: &Range<usize>, span: &Span| match run.len() == span.range().len() {
        true => span.start as usize + (at - run.start),
        false => span.start as usize,
    };
    let first = inside(words.start).map_or(0, |(run, span)| exact(words.start, run, span));
    let last = words.end.saturating_sub(1);
    let end = inside(last).map_or(first, |(run, span)| match run.len() == span.range().len() {
        true => exact(last, run, span) + 1,
        false => span.end as usize,
    });
    Span::new(first, end)
}

/// Writes pieces, opening and closing the stretches of extents at inline borders.
struct Writer<'a> {
    pieces: Vec<Piece>,
    extents: &'a [Extent],
    indices: &'a [usize],
    current: usize,
    opened: bool,
    first: bool,
}

impl Writer<'_> {
    fn push(&mut self, piece: Piece) {
        super::push(&mut self.pieces, piece);
    }

    fn html(&mut self, html: &str) {
        if !html.is_empty() {
            self.push(Piece::Html(html.to_owned()));
        }
    }

    /// Opens the current extent if `at` lies in it.
    fn enter(&mut self, at: usize) {
        if self.opened {
            return;
        }
        if let Some(extent) = self.extents.get(self.current)
            && extent.words.contains(&at)
        {
            let first = std::mem::replace(&mut self.first, false);
            self.push(Piece::ExtentOpen { marker: self.indices[self.current], first });
            self.opened = true;
        }
    }

    fn leave(&mut self) {
        if std::mem::replace(&mut self.opened, false) {
            self.push(Piece::ExtentClose);
        }
    }

    /// Text that begins at `at` of the plain text, split where an extent begins or ends.
    fn words(&mut self, text: &str, at: usize, write: impl Fn(&str) -> String) {
        let mut from = 0;
        if !self.opened
            && let Some(extent) = self.extents.get(self.current)
            && extent.words.start > at
            && extent.words.start < at + text.len()
            && !extent.words.is_empty()
        {
            from = extent.words.start - at;
            self.html(&write(&text[..from]));
        }
        self.enter(at + from);
        let mut rest = &text[from..];
        if self.opened
            && let Some(extent) = self.extents.get(self.current)
            && extent.words.end < at + text.len()
        {
            // White space between the words and their marker.
            let split = extent.words.end.saturating_sub(at + from);
            self.html(&write(&rest[..split]));
            self.leave();
            rest = &rest[split..];
        }
        if !rest.is_empty() {
            self.html(&write(rest));
        }
    }

    /// An item that cannot be split.
    fn whole(&mut self, html: &str, at: usize, length: usize) {
        let ends_before =
            self.extents.get(self.current).is_some_and(|extent| self.opened && extent.words.end < at + length);
        if ends_before {
            self.leave();
        } else {
            self.enter(at);
        }
        self.html(html);
    }

    /// The current extent's marker.
    fn marker(&mut self) {
        self.leave();
        if let Some(index) = self.indices.get(self.current) {
            self.push(Piece::Marker(*index));
        }
        self.current += 1;
        self.first = true;
    }
}
