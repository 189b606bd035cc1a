//! What an omission leaves out, and whether it may.

use super::capture::Capture;
use super::lexicon;
use super::normal::{Normalised, words_of};
use super::outcome::{Gap, Miss};
use super::sentence::between;
use super::unbroken::{MOST_LETTERS, MOST_WORDS};
use crate::reading::Turn;
use std::ops::Range;

/// Whether words from `gap` (bytes of `normal`) may be left out: not more than 60, and none that
/// negates, doubts or bounds what is kept.
pub(super) fn permit(capture: &Capture, normal: &Normalised, gap: Range<usize>) -> Result<(), Miss> {
    let text = normal.text.get(gap.clone()).unwrap_or_default();
    let (start, end) = raw(normal, &gap);
    if words_of(text).nth(MOST_WORDS).is_some() {
        return Err(Miss::LongGap { start, end });
    }
    if capture.slice(start, end).chars().nth(MOST_LETTERS).is_some() {
        return Err(Miss::LongGap { start, end });
    }
    match between(capture, start, end).grave {
        Some((Turn::Negation | Turn::Denial, word)) => Err(Miss::HiddenNegation { start, end, word }),
        Some((_, word)) => Err(Miss::HiddenBound { start, end, word }),
        None => Ok(()),
    }
}

/// The particulars of a permitted gap before the words `next`.
pub(super) fn describe(capture: &Capture, normal: &Normalised, gap: Range<usize>, next: &str) -> Gap {
    let text = normal.text.get(gap.clone()).unwrap_or_default();
    let (start, end) = raw(normal, &gap);
    let words: Vec<&str> = words_of(text).collect();
    let counted = words.windows(2).any(|pair| matches!(pair, [number, _] if lexicon::is_number(number)));
    Gap {
        start,
        end,
        crosses_paragraph: capture.raw.ends_paragraph(capture.slice(start, end)),
        // A mark that is opened and closed in the gap is left out whole.
        crosses_quotation_mark: text.matches('"').count() % 2 == 1
            || text.split(' ').filter(|word| is_single_marked(word)).count() % 2 == 1,
        jumps: between(capture, start, end).is_jump,
        has_number_then_pronoun: counted && words_of(next).any(lexicon::is_pronoun),
        is_apart: false,
    }
}

/// What stands between two paragraphs and is none of the running text: nothing of that was left out.
pub(super) fn apart(start: usize, end: usize) -> Gap {
    Gap {
        start,
        end,
        crosses_paragraph: false,
        crosses_quotation_mark: false,
        jumps: false,
        has_number_then_pronoun: false,
        is_apart: true,
    }
}

fn is_single_marked(word: &str) -> bool {
    word.starts_with('\'') || word.ends_with('\'')
}

fn raw(normal: &Normalised, gap: &Range<usize>) -> (usize, usize) {
    let start = normal.offsets.raw_end(gap.start);
    (start, normal.offsets.raw_start(gap.end).max(start))
}

/// Whether words are too few to be told from chance: fewer than 3, and fewer than 12 characters.
pub(super) fn is_short(text: &str) -> bool {
    words_of(text).nth(2).is_none() && text.chars().nth(11).is_none()
}
