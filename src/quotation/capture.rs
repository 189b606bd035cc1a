//! A capture, prepared once so that thousands of quotations can be looked up in it.

use super::normal::Normalised;
use super::raw_text::RawText;
use super::repair;
use super::typeset;
use super::unbroken::{self, between_paragraphs};
use crate::prose::sentences;
use std::ops::Range;
use std::sync::OnceLock;

/// The archived text of a source, ready for verification. Building one takes time linear in the text.
#[derive(Debug)]
pub struct Capture {
    pub(super) raw: RawText,
    pub(super) normal: Normalised,
    repaired: OnceLock<Option<Normalised>>,
    typeset: OnceLock<Vec<Normalised>>,
    small: OnceLock<Normalised>,
    folded: OnceLock<String>,
    unbroken: OnceLock<Option<Normalised>>,
    excluded: Vec<Range<usize>>,
    /// Whole paragraphs that are none of the running text, in order.
    interposed: Vec<Range<usize>>,
    damaged: Vec<Range<usize>>,
    /// The tag of the language that it is in.
    pub(super) language: String,
}

impl Capture {
    /// Prepares `text`. The lines are 1-based, inclusive, physical lines (ended by `\n`): `excluded_lines` hold what
    /// is not the source's own words (menus, captions), `damaged_lines` what the archiving damaged.
    pub fn new(text: &str, excluded_lines: &[(u32, u32)], damaged_lines: &[(u32, u32)]) -> Self {
        let raw = RawText::new(text);
        let spans = |lines: &[(u32, u32)]| -> Vec<Range<usize>> {
            lines.iter().map(|(first, last)| raw.lines(*first, *last)).collect()
        };
        let (excluded, damaged) = (spans(excluded_lines), spans(damaged_lines));
        let normal = Normalised::of(text);
        let language = "en".to_owned();
        let interposed = between_paragraphs(&normal, &excluded);
        let (repaired, typeset, small, folded) = (OnceLock::new(), OnceLock::new(), OnceLock::new(), OnceLock::new());
        let unbroken = OnceLock::new();
        Self { raw, normal, repaired, typeset, small, folded, unbroken, excluded, interposed, damaged, language }
    }

    /// The same with lines that are none of the running text, though they may be quoted: captions, bylines, notices.
    /// Like excluded ones they break no quotation that runs on over them.
    pub fn with_apart(mut self, lines: &[(u32, u32)]) -> Self {
        let mut spans: Vec<Range<usize>> = lines.iter().map(|(first, last)| self.raw.lines(*first, *last)).collect();
        spans.extend(self.excluded.iter().cloned());
        self.interposed = between_paragraphs(&self.normal, &spans);
        self
    }

    /// The same in another language than English.
    pub fn in_language(mut self, language: &str) -> Self {
        self.language = language.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
        self
    }

    /// The text as it was given.
    pub fn text(&self) -> &str {
        self.raw.whole()
    }

    /// The text between two code points as it is in the capture; what lies outside the capture is left out.
    pub fn slice(&self, start: usize, end: usize) -> &str {
        self.raw.slice(start, end)
    }

    /// The same as readers see it: without the character that stands for a mark of Markdown.
    pub fn shown(&self, start: usize, end: usize) -> String {
        self.raw.shown(start, end)
    }

    /// The lines between two code points that are the source's own, each as far as it lies between them.
    pub fn own_lines(&self, start: usize, end: usize) -> Vec<String> {
        let lines = self.line(start)..=self.line(end.saturating_sub(1).max(start));
        let within = |line: u32| {
            let Range { start: first, end: last } = self.raw.lines(line, line);
            first.max(start)..last.min(end)
        };
        let own = lines.map(within).filter(|line| line.start < line.end && !self.is_excluded(line.start, line.end));
        own.map(|line| self.shown(line.start, line.end).trim().to_owned()).filter(|line| !line.is_empty()).collect()
    }

    /// Its length in code points.
    pub fn length(&self) -> usize {
        self.raw.code_point_of(usize::MAX)
    }

    /// What stands before `start` and after `end` of the sentences that they stand in, within their lines.
    pub fn sentence_around(&self, start: usize, end: usize) -> (String, String) {
        let line = |at: usize| self.raw.lines(self.line(at), self.line(at));
        let before = self.raw.shown(line(start).start, start);
        let first = sentences(&before, &self.language).last().map_or(0, |last| last.start);
        // A sentence that ended right before is another one.
        let is_over = before.trim_end().ends_with(['.', '!', '?']) && before.ends_with(char::is_whitespace);
        let before = if is_over { String::new() } else { before.get(first..).unwrap_or_default().to_owned() };
        let (own, after) = (self.raw.shown(start, end), self.raw.shown(end, line(end.saturating_sub(1)).end.max(end)));
        let whole = [&*own, &*after].concat();
        let until = sentences(&whole, &self.language).into_iter().find(|sentence| sentence.end >= own.trim_end().len());
        let until = until.map_or(whole.len(), |sentence| sentence.end);
        let after = whole.get(own.len()..until.max(own.len())).unwrap_or_default().trim_end().to_owned();
        (before, after)
    }

    /// The 1-based physical line of a code point.
    pub fn line(&self, code_point: usize) -> u32 {
        self.raw.line_of(code_point)
    }

    /// The text with broken character references taken out, if it has any.
    pub(super) fn repaired(&self) -> Option<&Normalised> {
        self.repaired.get_or_init(|| repair::repaired(&self.normal)).as_ref()
    }

    /// The text without what typesetting put into it, in each way in which that can be taken out.
    pub(super) fn typeset(&self) -> &[Normalised] {
        self.typeset.get_or_init(|| typeset::typeset(&self.normal))
    }

    /// The text without what stands between its paragraphs and is none of it, if there is any.
    pub(super) fn unbroken(&self) -> Option<&Normalised> {
        self.unbroken.get_or_init(|| unbroken::unbroken(&self.normal, &self.interposed)).as_ref()
    }

    /// What stands between its paragraphs and is none of it: code points, in order.
    pub(super) fn interposed(&self) -> &[Range<usize>] {
        &self.interposed
    }

    /// The normalised text in small letters, byte for byte beside it.
    pub(super) fn small(&self) -> &Normalised {
        self.small.get_or_init(|| self.normal.with_text(in_small(&self.normal.text)))
    }

    /// The normalised text in ASCII lower case, byte for byte beside the normalised text.
    pub(super) fn folded(&self) -> &str {
        self.folded.get_or_init(|| self.normal.text.to_ascii_lowercase())
    }

    pub(super) fn is_excluded(&self, start: usize, end: usize) -> bool {
        self.excluded.iter().any(|span| span.start < end && start < span.end)
    }

    /// Whether the archiving damaged a line of some code points.
    pub fn is_damaged(&self, start: usize, end: usize) -> bool {
        self.damaged.iter().any(|span| span.start < end && start < span.end)
    }
}

/// A text in small letters; a letter whose small form has another length stays.
pub(super) fn in_small(text: &str) -> String {
    let small = |letter: char| {
        let mut lower = letter.to_lowercase();
        lower.next().filter(|one| one.len_utf8() == letter.len_utf8() && lower.next().is_none()).unwrap_or(letter)
    };
    text.chars().map(small).collect()
}

/// Whether a text has two words or more, all in capitals.
pub(super) fn is_in_capitals(text: &str) -> bool {
    let capitals = text.chars().filter(|letter| letter.is_uppercase()).count();
    capitals >= 6 && !text.contains(char::is_lowercase) && text.trim().contains(' ')
}

/// Whether a style sheet set a text, or its first words, in capitals: two or more, and the rest is as `ours` has it.
pub(super) fn is_set_in_capitals(text: &str, ours: &str) -> bool {
    let is_capital = |word: &&str| !word.contains(char::is_lowercase);
    let lead: Vec<&str> = text.split(' ').take_while(is_capital).collect();
    let length = lead.join(" ").len();
    is_in_capitals(&text[..length]) && ours.is_char_boundary(length) && text[length..] == ours[length..]
}
