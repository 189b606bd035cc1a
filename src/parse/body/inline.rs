//! The words of one block: text, marks and markers, and which words each marker closes.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use super::writer::{Extent, Writer};
use crate::diagnostic::Diagnostic;
use crate::files::{FileId, Span, Spanned};
use crate::html::{Html, Markup};
use crate::manuscript::{Body, LinkText, MarkerText, PictureText, PieceText, Text};
use crate::passage::{Form, Passages, Register, Wording};
use crate::prose;
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

/// Turns offsets of the parsed text into places in the file.
#[derive(Clone, Copy)]
pub struct Offset {
    pub prefix: usize,
    pub base: usize,
}

impl Offset {
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
    form: Form,
    items: Vec<(Inline, Range<usize>)>,
    links: usize,
}

/// Where a block's words are kept, and as what.
pub struct Kept<'p> {
    pub register: Register,
    pub language: &'p str,
    pub passages: &'p mut Passages,
}

/// A block, done.
pub struct Finished {
    pub pieces: Vec<PieceText>,
    pub text: String,
}

impl InlineBlock {
    pub fn new(opening: &'static str, closing: &'static str, form: Form) -> InlineBlock {
        InlineBlock { heading: None, opening, closing, form, items: Vec::with_capacity(8), links: 0 }
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

    /// Makes links of bare addresses, as GitHub does.
    fn link_addresses(&mut self, place: Offset) {
        let has_sign = |text: &str| {
            let bytes = text.as_bytes();
            memchr::memchr2(b':', b'@', bytes).is_some()
                || memchr::memchr_iter(b'.', bytes).any(|at| bytes[..at].ends_with(b"www"))
        };
        let may_be =
            |(item, _): &(Inline, Range<usize>)| matches!(item, Inline::Text { text, exact: true } if has_sign(text));
        if !self.items.iter().any(may_be) {
            return;
        }
        let mut links = 0_usize;
        for (item, range) in joined(std::mem::take(&mut self.items)) {
            match &item {
                Inline::LinkOpen { .. } => links += 1,
                Inline::LinkClose => links = links.saturating_sub(1),
                Inline::Text { text, exact: true } if links == 0 => {
                    self.push_linked(text, range.start, place);
                    continue;
                }
                _ => {}
            }
            self.items.push((item, range));
        }
    }

    fn push_linked(&mut self, text: &str, start: usize, place: Offset) {
        let mut at = 0;
        for found in addresses(text) {
            let range = start + found.start..start + found.end;
            let written = &text[found.clone()];
            let address = match written {
                _ if written.starts_with("www.") => format!("http://{written}"),
                _ if written.contains("://") => written.to_owned(),
                _ => format!("mailto:{written}"),
            };
            self.push_text(&text[at..found.start], start + at);
            let target = Text::new(address, place.span(&range));
            let link = Box::new(LinkText { target, title: Wording::default() });
            let open = Inline::LinkOpen { link, shortcut: false };
            self.items.push((open, range.start..range.start));
            self.push_text(written, range.start);
            self.items.push((Inline::LinkClose, range.end..range.end));
            at = found.end;
        }
        self.push_text(&text[at..], start + at);
    }

    fn push_text(&mut self, text: &str, start: usize) {
        if !text.is_empty() {
            let range = start..start + text.len();
            self.items.push((Inline::Text { text: text.to_owned(), exact: true }, range));
        }
    }

    pub fn finish(
        mut self,
        place: Offset,
        body: &mut Body,
        kept: Kept,
        file: &FileId,
        notices: &mut Vec<Diagnostic>,
    ) -> Finished {
        self.link_addresses(place);
        let brackets = self.brackets(place, file, notices);
        let dropped: BTreeSet<usize> = brackets.iter().flatten().flat_map(|range| [range.start, range.end]).collect();
        let (mut text, starts, mut runs) = self.plain(place, &dropped);
        text.shrink_to_fit();
        runs.shrink_to_fit();
        let span = match (self.items.first(), self.items.last()) {
            (Some((_, first)), Some((_, last))) => place.span(&(first.start..last.end)),
            _ => Span::default(),
        };
        // An opening bracket is dropped: it stands where the text after it begins.
        let opening = |range: &Range<usize>| {
            let at = place.span(range).start;
            runs.get(runs.partition_point(|(_, span)| span.end <= at)).map_or(text.len(), |(run, _)| run.start)
        };
        let openings: Vec<Option<usize>> = brackets.iter().map(|range| range.as_ref().map(opening)).collect();
        let (extents, sentences) = self.extents(&text, &starts, &openings, kept.language);
        let shown = text.trim().to_owned();
        // What is blank says nothing, but it is printed as it is.
        let (first, has_marker) = (kept.passages.len(), !extents.is_empty());
        kept.passages.keep(Spanned::new(text, span), kept.register, self.form, has_marker, runs);
        kept.passages.divide(first, sentences);
        let [prose] = kept.passages.since(first) else {
            return Finished { pieces: self.pieces("", &starts, &[], &[], &dropped, body), text: shown };
        };
        let mut indices = Vec::with_capacity(extents.len());
        for Extent { item, words } in &extents {
            if let (Inline::Marker { labels }, _) = &self.items[*item] {
                indices.push(body.markers.len());
                body.markers.push(Arc::new(MarkerText {
                    labels: labels.clone(),
                    words: prose.text[words.clone()].into(),
                    extent: prose.source_of(words),
                    at: words.start,
                    directives: self.directives_in(&starts, words),
                }));
            }
        }
        let pieces = self.pieces(&prose.text, &starts, &extents, &indices, &dropped, body);
        Finished { pieces, text: shown }
    }

    /// For each item that is a marker with a bracketed extent before it: the two brackets' places in the parsed text.
    fn brackets(&self, place: Offset, file: &FileId, notices: &mut Vec<Diagnostic>) -> Vec<Option<Range<usize>>> {
        let mut found = vec![None; self.items.len()];
        // The brackets that are open, and the one that the last closing bracket closed.
        let (mut open, mut closed) = (Vec::new(), None);
        let mut link = None;
        for (index, (item, range)) in self.items.iter().enumerate() {
            let marker = match self.items.get(index + 1) {
                Some((Inline::Marker { .. }, marker)) if marker.start == range.end => Some(marker.start),
                _ => None,
            };
            match item {
                Inline::Text { text, exact: true } => {
                    for at in memchr::memchr2_iter(b'[', b']', text.as_bytes()) {
                        match text.as_bytes()[at] {
                            b'[' => open.push(range.start + at),
                            _ => closed = open.pop(),
                        }
                    }
                    if let Some(marker) = marker.filter(|_| text.ends_with(']')) {
                        found[index + 1] = closed.map(|start| start..marker - 1);
                    }
                }
                Inline::LinkOpen { shortcut, .. } => link = Some(range).filter(|_| *shortcut),
                Inline::LinkClose if marker.is_some() => {
                    notices.extend(link.map(|range| rules::extent_became_link(file, place.span(range))));
                }
                _ => {}
            }
        }
        found
    }

    /// The block's plain text, where each item begins in it, and where its parts come from.
    #[allow(clippy::type_complexity)]
    fn plain(&self, place: Offset, dropped: &BTreeSet<usize>) -> (String, Vec<usize>, Vec<(Range<usize>, Span)>) {
        let length = self.items.last().map_or(0, |(_, range)| range.end.saturating_sub(self.items[0].1.start));
        let mut plain = String::with_capacity(length);
        let mut starts = Vec::with_capacity(self.items.len() + 1);
        let mut runs = Vec::with_capacity(self.items.len());
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
                Inline::Text { text, .. } | Inline::Code(text) => plain.push_str(text),
                Inline::Break { .. } => plain.push(' '),
                Inline::Directive(_) => plain.push(OBJECT),
                _ => continue,
            }
            runs.push((from..plain.len(), place.span(range)));
        }
        starts.push(plain.len());
        (plain, starts, runs)
    }

    /// The extents of the markers; and the sentences, where they were looked for.
    fn extents(
        &self,
        plain: &str,
        starts: &[usize],
        brackets: &[Option<usize>],
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
            let words = match brackets[index] {
                Some(opening) => opening.max(after).min(at)..at,
                None => {
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

    fn pieces(
        &mut self,
        plain: &str,
        starts: &[usize],
        extents: &[Extent],
        indices: &[usize],
        dropped: &BTreeSet<usize>,
        body: &mut Body,
    ) -> Vec<PieceText> {
        let items = std::mem::take(&mut self.items);
        let words = items.iter().filter(|(item, _)| !matches!(item, Inline::Break { .. })).count();
        if words == 1 {
            match items.into_iter().find(|(item, _)| !matches!(item, Inline::Break { .. })) {
                Some((Inline::Directive(index), _)) if self.form == Form::Paragraph && !self.opening.is_empty() => {
                    body.directives[index].block = true;
                    return vec![PieceText::Directive(index)];
                }
                Some((Inline::Image { target, words }, _)) if !self.opening.is_empty() => {
                    let words = Arc::new(PictureText { alone: true, ..*words });
                    return vec![PieceText::Image { target, words }];
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
    ) -> Vec<PieceText> {
        let mut writer = Writer::new(extents, indices);
        writer.raw(self.opening);
        for (index, (item, range)) in items.into_iter().enumerate() {
            let at = starts[index];
            match item {
                Inline::Text { text, exact } => {
                    let (mut from, none) = (at, BTreeSet::new());
                    for part in kept(&text, range.start, if exact { dropped } else { &none }) {
                        writer.words(&text[part.clone()], from);
                        from += part.len();
                    }
                }
                Inline::Code(text) => {
                    let code = Html::new().raw("<code>").text(&text).raw("</code>").finish();
                    writer.whole(code, at, text.len());
                }
                Inline::Break { hard } => {
                    writer.whole(Html::new().raw(if hard { "<br>\n" } else { "\n" }).finish(), at, 1);
                }
                Inline::Directive(number) => {
                    writer.enter(at);
                    writer.push(PieceText::Directive(number));
                }
                Inline::Html(html) => {
                    writer.leave();
                    writer.markup(html);
                }
                Inline::Word(key) => writer.push(PieceText::Word(key.into())),
                Inline::Open(tag) | Inline::Close(tag) => {
                    writer.leave();
                    writer.raw(tag);
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
        debug_assert!(starts.last().is_none_or(|end| *end == plain.len()));
        writer.raw(self.closing);
        writer.pieces
    }
}

/// The stretches of `text` (which begins at `start`) that are left when the `dropped` characters are taken out.
fn kept(text: &str, start: usize, dropped: &BTreeSet<usize>) -> impl Iterator<Item = Range<usize>> {
    let mut from = 0;
    let ends = dropped.range(start..start + text.len()).map(move |at| at - start).chain([text.len()]);
    let part = move |end| std::mem::replace(&mut from, end + 1)..end;
    ends.map(part).filter(|part| !part.is_empty())
}

/// Items with the text that belongs together in one: the parser splits it wherever a sign might have had a meaning.
fn joined(items: Vec<(Inline, Range<usize>)>) -> Vec<(Inline, Range<usize>)> {
    let mut joined: Vec<(Inline, Range<usize>)> = Vec::with_capacity(items.len());
    for (item, range) in items {
        match (joined.last_mut(), &item) {
            (Some((Inline::Text { text, exact: true }, last)), Inline::Text { text: more, exact: true })
                if last.end == range.start =>
            {
                text.push_str(more);
                last.end = range.end;
            }
            _ => joined.push((item, range)),
        }
    }
    joined
}

/// Where addresses stand in a text: of pages, with `http://`, `https://` or `www.` before them, and of mail.
fn addresses(text: &str) -> Vec<Range<usize>> {
    let mut finder = linkify::LinkFinder::new();
    finder.url_must_have_scheme(false);
    let found = finder.links(text).filter(|link| match link.kind() {
        linkify::LinkKind::Email => true,
        _ => ["http://", "https://", "www."].iter().any(|start| link.as_str().starts_with(start)),
    });
    found.map(|link| link.start()..link.end()).collect()
}
