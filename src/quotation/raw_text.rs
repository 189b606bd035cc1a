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

    /// All of it.
    pub(super) fn whole(&self) -> &str {
        &self.text
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

    /// The text of some bytes.
    pub(super) fn text(&self, bytes: &Range<usize>) -> &str {
        self.text.get(bytes.clone()).unwrap_or_default()
    }

    /// The paragraph, or the paragraphs, around some bytes; at most `reach` bytes more on either side.
    pub(super) fn paragraph(&self, words: &Range<usize>, reach: usize) -> Range<usize> {
        let from = floor(&self.text, words.start.saturating_sub(reach));
        let ceiling = floor(&self.text, words.end.saturating_add(reach));
        let (before, after) = (self.text(&(from..words.start)), self.text(&(words.end..ceiling)));
        let mut start = from;
        for (at, _) in before.match_indices('\n') {
            if self.parts(&before[..at], &before[at + 1..], self.text(words)) {
                start = from + at + 1;
            }
        }
        let mut end = ceiling;
        for (at, _) in after.match_indices('\n') {
            if self.parts(&after[..at], &after[at + 1..], "") {
                end = words.end + at;
                break;
            }
        }
        start..end.max(words.end)
    }

    /// Whether the line end between two texts ends a paragraph.
    fn parts(&self, before: &str, after: &str, further: &str) -> bool {
        let last = before.rsplit('\n').next().unwrap_or_default();
        let next = after.split('\n').next().unwrap_or_default();
        let is_blank = |line: &str| line.trim().is_empty();
        let next_is_blank =
            is_blank(next) && (after.contains('\n') || further.trim_start_matches([' ', '\t', '\r']).starts_with('\n'));
        self.has_long_line() || is_blank(last) && before.contains('\n') || next_is_blank
    }

    /// The code point that begins at byte `byte`.
    pub(super) fn code_point_of(&self, byte: usize) -> usize {
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
        let Some((_, rest)) = piece.split_once('\n') else {
            return false;
        };
        // The last part is the start of a line, not a line.
        let blank = rest.rsplit('\n').skip(1).any(|line| line.trim().is_empty());
        blank || self.has_long_line()
    }

    /// Whether some line is too long to have been wrapped by hand: then every line is a paragraph.
    pub(super) fn has_long_line(&self) -> bool {
        *self.has_long_line.get_or_init(|| has_long_line(&self.text))
    }
}

/// The nearest byte before `at`, or `at`, that begins a character.
fn floor(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    (0..=at).rev().find(|byte| text.is_char_boundary(*byte)).unwrap_or(0)
}

/// Whether some line of a text is too long to have been wrapped by hand.
pub(super) fn has_long_line(text: &str) -> bool {
    const WRAPPED: usize = 120;
    text.split('\n').any(|line| line.chars().nth(WRAPPED).is_some())
}

/// A byte that continues no character starts one.
fn starts_character(byte: u8) -> bool {
    byte & 0b1100_0000 != 0b1000_0000
}

fn starts_in(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| starts_character(**byte)).count()
}
