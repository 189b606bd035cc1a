//! Pieces as they come to stand one after another: HTML joined, and the words of claims between their borders.

use std::ops::Range;
use std::sync::Arc;

use crate::html::{Html, Markup};
use crate::manuscript::PieceText;

/// The words that one marker closes: bytes of the block's plain text.
pub struct Extent {
    /// The marker, among the block's items.
    pub item: usize,
    pub words: Range<usize>,
}

/// Writes pieces, opening and closing the stretches of extents at inline borders.
pub struct Writer<'a> {
    pub pieces: Vec<PieceText>,
    extents: &'a [Extent],
    indices: &'a [usize],
    current: usize,
    opened: bool,
    first: bool,
}

impl<'a> Writer<'a> {
    /// A writer before the first of some extents, whose markers have these indices.
    pub fn new(extents: &'a [Extent], indices: &'a [usize]) -> Writer<'a> {
        Writer { pieces: Vec::new(), extents, indices, current: 0, opened: false, first: true }
    }

    pub fn push(&mut self, piece: PieceText) {
        push(&mut self.pieces, piece);
    }

    pub fn markup(&mut self, markup: Markup) {
        if !markup.is_empty() {
            self.push(PieceText::Markup(Arc::new(markup)));
        }
    }

    pub fn raw(&mut self, markup: &'static str) {
        push_raw(&mut self.pieces, markup);
    }

    fn text(&mut self, text: &str) {
        match self.pieces.last_mut() {
            Some(PieceText::Markup(last)) => Arc::make_mut(last).append_text(text),
            _ => self.markup(Html::new().text(text).finish()),
        }
    }

    /// Opens the current extent if `at` lies in it.
    pub fn enter(&mut self, at: usize) {
        if self.opened {
            return;
        }
        if let Some(extent) = self.extents.get(self.current)
            && extent.words.contains(&at)
        {
            let first = std::mem::replace(&mut self.first, false);
            self.push(PieceText::ExtentOpen { marker: self.indices[self.current], first });
            self.opened = true;
        }
    }

    pub fn leave(&mut self) {
        if std::mem::replace(&mut self.opened, false) {
            self.push(PieceText::ExtentClose);
        }
    }

    /// Text that begins at `at` of the plain text, split where an extent begins or ends.
    pub fn words(&mut self, text: &str, at: usize) {
        let mut from = 0;
        if !self.opened
            && let Some(extent) = self.extents.get(self.current)
            && extent.words.start > at
            && extent.words.start < at + text.len()
            && !extent.words.is_empty()
        {
            from = extent.words.start - at;
            self.text(&text[..from]);
        }
        self.enter(at + from);
        let mut rest = &text[from..];
        if self.opened
            && let Some(extent) = self.extents.get(self.current)
            && extent.words.end < at + text.len()
        {
            // White space between the words and their marker.
            let split = extent.words.end.saturating_sub(at + from);
            self.text(&rest[..split]);
            self.leave();
            rest = &rest[split..];
        }
        if !rest.is_empty() {
            self.text(rest);
        }
    }

    /// An item that cannot be split.
    pub fn whole(&mut self, markup: Markup, at: usize, length: usize) {
        let ends_before =
            self.extents.get(self.current).is_some_and(|extent| self.opened && extent.words.end < at + length);
        if ends_before {
            self.leave();
        } else {
            self.enter(at);
        }
        self.markup(markup);
    }

    /// The current extent's marker.
    pub fn marker(&mut self) {
        self.leave();
        if let Some(index) = self.indices.get(self.current) {
            self.push(PieceText::Marker(*index));
        }
        self.current += 1;
        self.first = true;
    }
}

/// Appends markup of this program.
pub fn push_raw(pieces: &mut Vec<PieceText>, markup: &'static str) {
    match pieces.last_mut() {
        _ if markup.is_empty() => {}
        Some(PieceText::Markup(last)) => Arc::make_mut(last).append_raw(markup),
        _ => pieces.push(PieceText::Markup(Arc::new(Html::new().raw(markup).finish()))),
    }
}

/// Gives back the room to grow: a body is kept as long as its file.
pub fn give_back(pieces: &mut Vec<PieceText>) {
    pieces.shrink_to_fit();
    for piece in pieces {
        if let PieceText::Markup(markup) = piece {
            Arc::make_mut(markup).shrink();
        }
    }
}

/// Appends a piece, joining neighbouring markup.
pub fn push(pieces: &mut Vec<PieceText>, piece: PieceText) {
    if let (Some(PieceText::Markup(last)), PieceText::Markup(more)) = (pieces.last_mut(), &piece) {
        Arc::make_mut(last).append(more);
        return;
    }
    pieces.push(piece);
}
