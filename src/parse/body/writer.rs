//! Pieces as they come to stand one after another: HTML joined, and the words of claims between their borders.

use std::ops::Range;

use crate::html::Html;
use crate::manuscript::PieceText;

/// A text's pieces, in order. Markup is gathered until another piece comes to stand behind it.
#[derive(Default)]
pub struct Pieces {
    list: Vec<PieceText>,
    open: Html,
}

impl Pieces {
    /// The markup that stands behind the last piece.
    pub fn html(&mut self) -> &mut Html {
        &mut self.open
    }

    /// Adds a piece that is no markup.
    pub fn push(&mut self, piece: PieceText) {
        self.close();
        self.list.push(piece);
    }

    fn close(&mut self) {
        if !self.open.is_empty() {
            self.list.push(PieceText::Markup(self.open.fix()));
        }
    }

    /// All of them, with no room to grow: a body is kept as long as its file.
    pub fn finish(mut self) -> Vec<PieceText> {
        self.close();
        self.list.shrink_to_fit();
        self.list
    }
}

/// The words that one marker closes: bytes of the block's plain text.
pub struct Extent {
    /// The marker, among the block's items.
    pub item: usize,
    pub words: Range<usize>,
}

/// Writes pieces, opening and closing the stretches of extents at inline borders.
pub struct Writer<'a> {
    pieces: &'a mut Pieces,
    extents: &'a [Extent],
    indices: &'a [usize],
    current: usize,
    opened: bool,
    first: bool,
}

impl<'a> Writer<'a> {
    /// A writer before the first of some extents, whose markers have these indices.
    pub fn new(pieces: &'a mut Pieces, extents: &'a [Extent], indices: &'a [usize]) -> Writer<'a> {
        Writer { pieces, extents, indices, current: 0, opened: false, first: true }
    }

    pub fn push(&mut self, piece: PieceText) {
        self.pieces.push(piece);
    }

    pub fn html(&mut self) -> &mut Html {
        self.pieces.html()
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
            self.html().text(&text[..from]);
        }
        self.enter(at + from);
        let mut rest = &text[from..];
        if self.opened
            && let Some(extent) = self.extents.get(self.current)
            && extent.words.end < at + text.len()
        {
            // White space between the words and their marker.
            let split = extent.words.end.saturating_sub(at + from);
            self.html().text(&rest[..split]);
            self.leave();
            rest = &rest[split..];
        }
        self.html().text(rest);
    }

    /// Room for an item that cannot be split, which takes so many bytes of the plain text.
    pub fn whole(&mut self, at: usize, length: usize) -> &mut Html {
        let ends_before =
            self.extents.get(self.current).is_some_and(|extent| self.opened && extent.words.end < at + length);
        if ends_before {
            self.leave();
        } else {
            self.enter(at);
        }
        self.html()
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
