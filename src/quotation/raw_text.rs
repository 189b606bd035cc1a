//! A capture's text as it is, addressed by code point and by line.

use std::ops::Range;
use std::sync::OnceLock;

/// Every so many bytes the number of code points before is written down.
const STEP: usize = 64;

/// A text with code-point and line addresses.
#[derive(Clone, Debug)]
pub(super) struct RawText {
    text: String,
    /// Code points before every `STEP`th byte; empty when the text is ASCII.
    counts: Vec<usize>,
    /// First byte of every physical line.
    line_starts: Vec<usize>,
    /// Whether some line is too long to have been wrapped by hand.
    has_long_line: OnceLock<bool>,
}

impl RawText {
    pub(super) fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let ends = memchr::memchr_iter(b'\n', bytes);
        let line_starts = std::iter::once(0).chain(ends.map(|end| end + 1)).collect();
        let mut counts = Vec::new();
        if !text.is_ascii() {
            let mut count = 0;
            for block in bytes.chunks(STEP) {
                counts.push(count);
                count += starts_in(block);
            }
        }
        Self { text: text.to_owned(), counts, line_starts, has_long_line: OnceLock::new() }
    }

    /// The byte of a code point, or the end of the text.
    fn byte_of(&self, code_point: usize) -> usize {
        let Some(block) = self.counts.partition_point(|count| *count <= code_point).checked_sub(1) else {
            return code_point.min(self.text.len());
        };
        let start = block * STEP;
        let (Some(before), Some(bytes)) = (self.counts.get(block), self.text.as_bytes().get(start..)) else {
            return self.text.len();
        };
        let mut starts = bytes.iter().enumerate().filter(|(_, byte)| starts_character(**byte));
        starts.nth(code_point - before).map_or(self.text.len(), |(at, _)| start + at)
    }

    /// The code point that begins at byte `byte`.
    fn code_point_of(&self, byte: usize) -> usize {
        let byte = byte.min(self.text.len());
        let block = (byte / STEP).min(self.counts.len().saturating_sub(1));
        let Some(before) = self.counts.get(block) else {
            return byte;
        };
        before + self.text.as_bytes().get(block * STEP..byte).map_or(0, starts_in)
    }

    /// The bytes of the code points `start..end`; whatever lies outside the text is left out.
    pub(super) fn bytes(&self, start: usize, end: usize) -> Range<usize> {
        self.byte_of(start)..self.byte_of(end.max(start))
    }

    /// The same as text.
    pub(super) fn slice(&self, start: usize, end: usize) -> &str {
        self.text.get(self.bytes(start, end)).unwrap_or_default()
    }

    /// The same as readers see it: without the character that stands for a mark of Markdown.
    pub(super) fn shown(&self, start: usize, end: usize) -> String {
        self.slice(start, end).replace('\u{2060}', "")
    }

    /// The 1-based physical line of a code point.
    pub(super) fn line_of(&self, code_point: usize) -> u32 {
        let byte = self.byte_of(code_point);
        u32::try_from(self.line_starts.partition_point(|start| *start <= byte)).unwrap_or(u32::MAX).max(1)
    }

    /// The code points of the lines `first..=last` (1-based).
    pub(super) fn lines(&self, first: u32, last: u32) -> Range<usize> {
        let start = |line: u32| {
            let index = usize::try_from(line).unwrap_or(usize::MAX).saturating_sub(1);
            self.code_point_of(self.line_starts.get(index).copied().unwrap_or(self.text.len()))
        };
        start(first.max(1))..start(last.saturating_add(1))
    }

    /// Whether `piece` of the text holds the end of a paragraph: a blank line or, where lines are too long to have
    /// been wrapped by hand, any line end.
    pub(super) fn ends_paragraph(&self, piece: &str) -> bool {
        const WRAPPED: usize = 120;
        let Some((_, rest)) = piece.split_once('\n') else {
            return false;
        };
        // The last part is the start of a line, not a line.
        let blank = rest.rsplit('\n').skip(1).any(|line| line.trim().is_empty());
        let is_long = |line: &str| line.chars().nth(WRAPPED).is_some();
        blank || *self.has_long_line.get_or_init(|| self.text.split('\n').any(is_long))
    }
}

/// A byte that continues no character starts one.
fn starts_character(byte: u8) -> bool {
    byte & 0b1100_0000 != 0b1000_0000
}

fn starts_in(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| starts_character(**byte)).count()
}
