//! The capture without what typesetting put into it: hyphens at the ends of lines, marks of references.
//!
//! `injur-⏎ed[1]` is "injured". Whether a hyphen at a line's end is the word's own (`well-⏎known`) the text does not say: both
//! are looked for. The capture as it is comes first, so that nothing is taken out that is quoted.

use super::normal::{Builder, Normalised};

/// The text with words put together over line ends: without the hyphen, and with it. None: there is nothing to take out.
pub(super) fn typeset(normal: &Normalised) -> Vec<Normalised> {
    let has_references = memchr::memchr(b'[', normal.text.as_bytes()).is_some();
    let ways: &[bool] = if normal.has_breaks() { &[false, true] } else { &[false] };
    if !normal.has_breaks() && !has_references {
        return Vec::new();
    }
    ways.iter().filter_map(|keeps_hyphen| put_together(normal, *keeps_hyphen)).collect()
}

fn put_together(normal: &Normalised, keeps_hyphen: bool) -> Option<Normalised> {
    written(normal, |at, before, rest| match rest.chars().next() {
        Some('[') => reference(before, rest),
        Some(' ') if normal.breaks_word(at) => 1,
        // Between figures the hyphen stands for a range.
        Some('-') if normal.breaks_word(at + 1) && !keeps_hyphen && !before.ends_with(char::is_numeric) => 2,
        _ => 0,
    })
}

/// `normal` written anew without what `length` takes out: so many bytes from a byte on, given the text before and from it.
/// None: that takes nothing out.
pub(super) fn written(normal: &Normalised, length: impl Fn(usize, &str, &str) -> usize) -> Option<Normalised> {
    let text = normal.text.as_str();
    let mut builder = Builder::with_capacity(text.len());
    let mut changed = false;
    let mut at = 0;
    while let Some(character) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let (before, rest) = text.split_at(at);
        let skipped = length(at, before, rest);
        if skipped > 0 {
            changed = true;
            at += skipped;
            continue;
        }
        // A dash that separates is written without its spaces, and must not become a hyphen now.
        let glyph = if character == '-' && normal.separates(at) { '—' } else { character };
        let end = at + character.len_utf8();
        // Nothing runs on over the end of a paragraph.
        if normal.ends_paragraph(at) {
            builder.feed('\n', normal.offsets.raw_start(at), normal.offsets.raw_end(end));
            builder.feed('\n', normal.offsets.raw_end(end), normal.offsets.raw_end(end));
        } else {
            builder.feed(glyph, normal.offsets.raw_start(at), normal.offsets.raw_end(end));
        }
        at = end;
    }
    changed.then(|| builder.finish())
}

/// The length of a reference mark: `[1]` onto a word or its full stop.
fn reference(before: &str, rest: &str) -> usize {
    let is_attached = before.ends_with(|letter: char| letter.is_alphanumeric() || ".,;:!?\"')]".contains(letter));
    let number = rest.strip_prefix('[').unwrap_or_default();
    let digits = number.bytes().take(4).take_while(u8::is_ascii_digit).count();
    let closed = (1..=3).contains(&digits) && number[digits..].starts_with(']');
    if is_attached && closed { digits + 2 } else { 0 }
}
