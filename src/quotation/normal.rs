//! Normalised text: what is left of a text when typography is set aside.
//!
//! Two texts with the same normalised form have the same words, marks and case, and differ only in glyphs that
//! a typesetter chooses. The form is a function of the text alone, so equality of forms is an equivalence
//! relation, which is what acceptance rests on.
//!
//! Dashes: the source of the steps maps every dash to `-` and calls the em dash "the same with or without
//! surrounding space". Taken together, `a — b`, `a—b`, `a – b`, `a - b` and `a-b` are one form, and that form is
//! `a-b`. Which of them *separates* is remembered beside the text (`separating`), because a quotation may end
//! before a separating dash, but not inside a hyphenated word. A hyphen with a space on one side only keeps it:
//! it may be a minus sign.

use super::entity;
use super::glyphs::{Glyph, glyph};
use super::offsets::Offsets;
use super::raw_text::has_long_line;
use unicode_normalization::char::canonical_combining_class;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// Normalised text with the way back to the raw text.
#[derive(Clone, Debug, Default)]
pub(super) struct Normalised {
    pub(super) text: String,
    pub(super) offsets: Offsets,
    /// Bytes of `text` that hold a dash which separates rather than joins, ascending.
    separating: Vec<u32>,
    /// Bytes of `text` that hold a space over which a paragraph ends, ascending.
    partings: Vec<u32>,
    /// Bytes of `text` that hold a space for the line end after a hyphen, ascending.
    breaks: Vec<u32>,
}

impl Normalised {
    /// Normalises `text`.
    pub(super) fn of(text: &str) -> Self {
        let mut builder = Builder::with_capacity(text.len());
        builder.lines_part = has_long_line(text);
        builder.scan(text);
        builder.finish()
    }

    /// The same with another text, which is byte for byte beside this one.
    pub(super) fn with_text(&self, text: String) -> Self {
        Self { text, ..self.clone() }
    }

    /// Whether byte `at` holds a space over which a paragraph ends: nothing runs on over it.
    pub(super) fn ends_paragraph(&self, at: usize) -> bool {
        u32::try_from(at).is_ok_and(|at| self.partings.binary_search(&at).is_ok())
    }

    /// Whether byte `at` holds a space for the line end after a hyphen: a word may go on behind it.
    pub(super) fn breaks_word(&self, at: usize) -> bool {
        u32::try_from(at).is_ok_and(|at| self.breaks.binary_search(&at).is_ok())
    }

    /// Whether a word is parted by a hyphen at the end of some line.
    pub(super) fn has_breaks(&self) -> bool {
        !self.breaks.is_empty()
    }

    /// Whether byte `at` holds a dash that separates.
    pub(super) fn separates(&self, at: usize) -> bool {
        u32::try_from(at).is_ok_and(|at| self.separating.binary_search(&at).is_ok())
    }
}

/// The words of normalised text: what stands between spaces and has a letter or a digit.
pub(super) fn words_of(text: &str) -> impl Iterator<Item = &str> {
    text.split(' ').filter(|word| word.contains(char::is_alphanumeric))
}

/// A dash seen, but not yet written: whether it separates depends on what follows.
struct PendingDash {
    raw_start: usize,
    raw_end: usize,
    wide: bool,
    space_before: Option<(usize, usize)>,
    at_start: bool,
    space_after: Option<(usize, usize)>,
}

/// Writes normalised text one character at a time.
#[derive(Default)]
pub(super) struct Builder {
    normal: Normalised,
    /// White space seen, but not yet written, as raw code points.
    space: Option<(usize, usize)>,
    dash: Option<PendingDash>,
    /// Where the last mark that may double ended, in raw code points.
    mark_end: Option<usize>,
    /// Line ends in the pending space.
    lines: u8,
    /// Every line is a paragraph.
    lines_part: bool,
    /// The first pointed mark of the text was `«`: it opens, and spaces inside of the marks are typography.
    points_outward: Option<bool>,
    /// A mark was opened, and space after it is none of the text's.
    opened: bool,
}

impl Builder {
    /// A builder for a text of about `bytes` bytes.
    pub(super) fn with_capacity(bytes: usize) -> Self {
        let mut builder = Self::default();
        builder.normal.text.reserve(bytes);
        builder
    }

    /// The text so far; nothing pending is lost.
    pub(super) fn finish(mut self) -> Normalised {
        self.flush_dash(true);
        self.normal
    }

    /// Reads a raw text: plain stretches at once, the rest character by character.
    fn scan(&mut self, text: &str) {
        let bytes = text.as_bytes();
        let composes = !is_composed(text);
        let (mut at, mut raw) = (0, 0);
        while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
            let stretch = plain_stretch(&bytes[at..], composes);
            if stretch > 0 {
                self.flush();
                self.opened = false;
                self.normal.text.push_str(&rest[..stretch]);
                self.normal.offsets.push_in_step(raw, stretch, 1);
                at += stretch;
                raw += stretch;
                continue;
            }
            if let Some((character, length)) = entity::decode(rest) {
                self.feed(character, raw, raw + length);
                at += length;
                raw += length;
                continue;
            }
            let Some(first) = rest.chars().next() else {
                break;
            };
            let cluster = if composes { cluster_of(rest) } else { &rest[..first.len_utf8()] };
            let count = cluster.chars().count();
            if composes && !first.is_ascii() || count > 1 {
                for character in cluster.nfc() {
                    self.feed(character, raw, raw + count);
                }
            } else {
                self.feed(first, raw, raw + 1);
            }
            at += cluster.len();
            raw += count;
        }
    }

    /// Adds `character`, which stands for the raw code points `raw_start..raw_end`.
    pub(super) fn feed(&mut self, character: char, raw_start: usize, raw_end: usize) {
        if matches!(character, '«' | '»') {
            return self.feed_pointed(character, raw_start, raw_end);
        }
        match glyph(character) {
            Glyph::Dropped => {}
            Glyph::Space if self.opened => {}
            Glyph::Space => {
                self.lines = self.lines.saturating_add(u8::from(character == '\n'));
                let space = match &mut self.dash {
                    Some(dash) => &mut dash.space_after,
                    None => &mut self.space,
                };
                let start = space.map_or(raw_start, |(start, _)| start);
                *space = Some((start, raw_end));
            }
            Glyph::Dash { wide } => self.feed_dash(wide, raw_start, raw_end),
            Glyph::Apostrophe => self.feed_mark('\'', raw_start, raw_end),
            Glyph::Backtick => self.feed_mark('`', raw_start, raw_end),
            Glyph::Plain(plain) => {
                self.flush();
                self.write(plain, raw_start, raw_end);
            }
            Glyph::Expanded(expanded) => {
                self.flush();
                self.normal.text.push_str(expanded);
                self.normal.offsets.push_whole(raw_start, raw_end, expanded.len());
            }
        }
    }

    /// `« so »` is `«so»`, but not in texts that write `»so«`.
    fn feed_pointed(&mut self, mark: char, raw_start: usize, raw_end: usize) {
        let outward = *self.points_outward.get_or_insert(mark == '«');
        if outward && mark == '»' && self.dash.is_none() {
            self.space = None;
        }
        self.flush();
        self.write('"', raw_start, raw_end);
        self.opened = outward && mark == '«';
    }

    /// Two hyphens in a row are the em dash of typewriters.
    fn feed_dash(&mut self, wide: bool, raw_start: usize, raw_end: usize) {
        if let Some(dash) = self.dash.as_mut().filter(|dash| dash.space_after.is_none()) {
            dash.wide = true;
            dash.raw_end = raw_end;
            return;
        }
        self.flush_dash(false);
        let (space_before, at_start) = (self.space.take(), self.normal.text.is_empty());
        self.dash = Some(PendingDash { raw_start, raw_end, wide, space_before, at_start, space_after: None });
    }

    /// `''` and ` `` ` are how plain text writes a double mark.
    fn feed_mark(&mut self, mark: char, raw_start: usize, raw_end: usize) {
        let doubles = self.mark_end == Some(raw_start)
            && self.space.is_none()
            && self.dash.is_none()
            && self.normal.text.ends_with(mark);
        if doubles {
            let first = self.normal.text.len() - 1;
            let start = self.normal.offsets.raw_start(first);
            self.normal.text.pop();
            self.normal.offsets.truncate(first);
            self.normal.text.push('"');
            self.normal.offsets.push_whole(start, raw_end, 1);
        } else {
            self.flush();
            self.write(mark, raw_start, raw_end);
            self.mark_end = Some(raw_end);
        }
    }

    fn write(&mut self, character: char, raw_start: usize, raw_end: usize) {
        self.opened = false;
        self.normal.text.push(character);
        if raw_end == raw_start + 1 {
            self.normal.offsets.push_in_step(raw_start, 1, character.len_utf8());
        } else {
            self.normal.offsets.push_whole(raw_start, raw_end, character.len_utf8());
        }
    }

    fn flush(&mut self) {
        if self.dash.is_some() {
            self.flush_dash(false);
        }
        if let Some((start, end)) = self.space.take()
            && !self.normal.text.is_empty()
        {
            self.note_seam();
            self.write(' ', start, end);
        }
        self.lines = 0;
    }

    /// What the space that is about to be written parts.
    fn note_seam(&mut self) {
        let at = u32::try_from(self.normal.text.len()).unwrap_or(u32::MAX);
        if self.lines > 1 || self.lines == 1 && self.lines_part {
            self.normal.partings.push(at);
        } else if self.lines == 1 && self.normal.text.ends_with('-') {
            let before = self.normal.text.chars().rev().nth(1);
            if before.is_some_and(char::is_alphanumeric) {
                self.normal.breaks.push(at);
            }
        }
    }

    fn flush_dash(&mut self, at_end: bool) {
        let Some(dash) = self.dash.take() else { return };
        let open_before = dash.space_before.is_some() || dash.at_start;
        let open_after = dash.space_after.is_some() || at_end;
        if dash.wide || open_before && open_after {
            self.normal.separating.push(u32::try_from(self.normal.text.len()).unwrap_or(u32::MAX));
            self.write('-', dash.raw_start, dash.raw_end);
            self.space = None;
        } else {
            self.space = dash.space_before;
            // The line ends are those of the space behind the dash.
            let lines = std::mem::take(&mut self.lines);
            self.flush();
            self.lines = lines;
            self.write('-', dash.raw_start, dash.raw_end);
            self.space = dash.space_after;
        }
    }
}

/// Whether `text` is certainly in NFC. Below U+0300 everything is, so that only the rest is asked about.
fn is_composed(text: &str) -> bool {
    text.is_ascii()
        || is_nfc_quick(wide_characters(text).filter(|character| *character >= '\u{300}')) == IsNormalized::Yes
}

/// The characters of `text` that are not ASCII.
fn wide_characters(text: &str) -> impl Iterator<Item = char> {
    const BLOCK: usize = 32;
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        while bytes.get(at..at + BLOCK).is_some_and(<[u8]>::is_ascii) {
            at += BLOCK;
        }
        at += bytes.get(at..)?.iter().position(|byte| !byte.is_ascii())?;
        let character = text.get(at..)?.chars().next()?;
        at += character.len_utf8();
        Some(character)
    })
}

/// The first character of `text` with everything that may combine with it.
fn cluster_of(text: &str) -> &str {
    let starts = |character: char| {
        character < '\u{300}'
            || canonical_combining_class(character) == 0
                && is_nfc_quick(std::iter::once(character)) != IsNormalized::Maybe
    };
    let end = text.char_indices().skip(1).find(|(_, character)| starts(*character)).map_or(text.len(), |(at, _)| at);
    &text[..end]
}

/// The length of the stretch at the start of `bytes` that normalises to itself.
fn plain_stretch(bytes: &[u8], composes: bool) -> usize {
    let is_plain = |at: usize| bytes.get(at).is_some_and(|byte| PLAIN[usize::from(*byte)]);
    let is_alphanumeric = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphanumeric);
    let mut length = 0;
    loop {
        while is_plain(length) {
            length += 1;
        }
        let inner = match bytes.get(length) {
            Some(b' ') => length > 0 && is_plain(length + 1),
            Some(b'-') => length > 0 && is_alphanumeric(length - 1) && is_alphanumeric(length + 1),
            _ => false,
        };
        if !inner {
            break;
        }
        length += 1;
    }
    // The last character may take an accent that follows.
    if composes && bytes.get(length).is_some_and(|byte| !byte.is_ascii()) { length.saturating_sub(1) } else { length }
}

/// Which bytes stand for themselves wherever they stand.
const PLAIN: [bool; 256] = {
    let mut plain = [false; 256];
    let mut byte = b'!';
    while byte <= b'~' {
        plain[byte as usize] = !matches!(byte, b'&' | b'\'' | b'`' | b'-');
        byte += 1;
    }
    plain
};
