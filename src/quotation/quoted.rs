//! A quotation, taken apart: what is the source's words, what marks an omission, what is the editor's.

use super::normal::Normalised;
use std::ops::Range;

/// More omissions and brackets than this are refused.
pub(super) const MOST_PARTS: usize = 24;

/// A quotation in normalised form.
#[derive(Debug)]
pub(super) struct Quoted {
    pub(super) normal: Normalised,
    /// Brackets that are no omission marks, as bytes of the normalised text.
    pub(super) brackets: Vec<Range<usize>>,
    /// Omission marks, as bytes of the normalised text.
    pub(super) omissions: Vec<Omission>,
}

/// An omission mark.
#[derive(Clone, Debug)]
pub(super) struct Omission {
    pub(super) range: Range<usize>,
    /// Written `[...]` or `(...)`, which no source does.
    pub(super) enclosed: bool,
}

impl Quoted {
    pub(super) fn new(quotation: &str) -> Self {
        let normal = Normalised::of(quotation);
        let omissions = omissions(&normal.text);
        let brackets = brackets(&normal.text, &omissions);
        Self { normal, brackets, omissions }
    }

    pub(super) fn has_words(&self) -> bool {
        self.normal.text.contains(char::is_alphanumeric)
    }

    /// The text between the omission marks, without the empty pieces, as bytes of the normalised text.
    pub(super) fn segments(&self, enclosed_only: bool) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        let mut start = 0;
        let length = self.normal.text.len();
        let marks = self.omissions.iter().filter(|mark| mark.enclosed || !enclosed_only).map(|mark| mark.range.clone());
        for mark in marks.chain(std::iter::once(length..length)) {
            let piece = self.normal.text.get(start..mark.start).unwrap_or_default();
            let lead = piece.len() - piece.trim_start().len();
            let piece = piece.trim();
            if !piece.is_empty() {
                found.push(start + lead..start + lead + piece.len());
            }
            start = mark.end;
        }
        found
    }

    /// The quotation with its inner quotation marks of the other kind, byte for byte beside the normalised text.
    pub(super) fn mark_variants(&self) -> Vec<String> {
        let pairs = mark_pairs(&self.normal.text);
        let rewrite = |change: fn(u8) -> u8| {
            let mut bytes = self.normal.text.clone().into_bytes();
            for at in pairs.iter().flat_map(|(open, close)| [*open, *close]) {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte = change(*byte);
                }
            }
            String::from_utf8(bytes).unwrap_or_default()
        };
        let mut variants: Vec<String> = Vec::new();
        if pairs.is_empty() {
            return variants;
        }
        let changes: [fn(u8) -> u8; 3] = [|_| b'"', |_| b'\'', |mark| if mark == b'"' { b'\'' } else { b'"' }];
        for variant in changes.map(rewrite) {
            if variant != self.normal.text && !variants.contains(&variant) {
                variants.push(variant);
            }
        }
        variants
    }

    /// A span of the normalised text in code points of the quotation.
    pub(super) fn span(&self, range: &Range<usize>) -> Range<usize> {
        self.normal.offsets.raw_start(range.start)..self.normal.offsets.raw_end(range.end)
    }
}

/// `...`, `. . .`, and both in brackets. Of four dots the first is the sentence's own.
fn omissions(text: &str) -> Vec<Omission> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = bytes.get(from..).and_then(|rest| memchr::memchr(b'.', rest)) {
        let start = from + at;
        let dots = bytes[start..].iter().take_while(|byte| **byte == b'.').count();
        let spaced = spaced_dots(&bytes[start..]);
        from = start + dots;
        let mark = if dots >= 3 {
            start + dots - 3..start + dots
        } else if spaced >= 3 {
            from = start + 2 * spaced - 1;
            from - 5..from
        } else {
            continue;
        };
        found.push(enclose(bytes, mark));
    }
    found
}

/// How many dots parted by single spaces `bytes` starts with.
fn spaced_dots(bytes: &[u8]) -> usize {
    let mut count = 0;
    while bytes.get(2 * count) == Some(&b'.') && (count == 0 || bytes.get(2 * count - 1) == Some(&b' ')) {
        count += 1;
    }
    count
}

/// Widens an omission mark over the brackets around it.
fn enclose(bytes: &[u8], mark: Range<usize>) -> Omission {
    let before = bytes[..mark.start].iter().rev().take_while(|byte| **byte == b' ').count();
    let after = bytes[mark.end..].iter().take_while(|byte| **byte == b' ').count();
    let open = (mark.start - before).checked_sub(1).and_then(|at| bytes.get(at));
    let close = bytes.get(mark.end + after);
    if matches!((open, close), (Some(b'['), Some(b']')) | (Some(b'('), Some(b')'))) {
        Omission { range: mark.start - before - 1..mark.end + after + 1, enclosed: true }
    } else {
        Omission { range: mark, enclosed: false }
    }
}

/// Innermost square brackets with something in them that are no omission marks.
fn brackets(text: &str, omissions: &[Omission]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open = None;
    for at in memchr::memchr2_iter(b'[', b']', text.as_bytes()) {
        if text.as_bytes()[at] == b'[' {
            open = Some(at);
        } else if let Some(start) = open.take()
            && !text[start + 1..at].trim().is_empty()
            && omissions.binary_search_by_key(&start, |mark| mark.range.start).is_err()
        {
            found.push(start..at + 1);
        }
    }
    found
}

/// Pairs of inner quotation marks: an opening one before a word and the closing one of its kind after a word.
fn mark_pairs(text: &str) -> Vec<(usize, usize)> {
    const DEEPEST: usize = 4;
    let bytes = text.as_bytes();
    let mut open: Vec<usize> = Vec::new();
    let mut pairs = Vec::new();
    for at in memchr::memchr2_iter(b'"', b'\'', bytes) {
        let before = at.checked_sub(1).and_then(|index| bytes.get(index)).copied();
        let after = bytes.get(at + 1).copied();
        let opens = before.is_none_or(|byte| b" ([-\"'".contains(&byte)) && after.is_some_and(|byte| byte != b' ');
        let closes = before.is_some_and(|byte| byte != b' ')
            && after.is_none_or(|byte| byte.is_ascii() && !byte.is_ascii_alphanumeric());
        let partner = open.iter().rposition(|start| bytes[*start] == bytes[at]);
        if let Some(partner) = partner.filter(|_| closes) {
            pairs.push((open[partner], at));
            open.truncate(partner);
        } else if opens && open.len() < DEEPEST {
            open.push(at);
        }
    }
    pairs
}
