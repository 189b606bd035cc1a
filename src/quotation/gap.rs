//! What an omission leaves out, and whether it may.

use super::capture::Capture;
use super::lexicon;
use super::normal::Normalised;
use super::outcome::{Gap, Miss};
use std::ops::Range;

/// An omission of more words than this joins passages that do not belong together.
pub(super) const MOST_WORDS: usize = 60;

/// Whether words from `gap` (bytes of `normal`) may be left out: not more than 60, and none that negates.
pub(super) fn permit(capture: &Capture, normal: &Normalised, gap: Range<usize>) -> Result<(), Miss> {
    let text = normal.text.get(gap.clone()).unwrap_or_default();
    let (start, end) = raw(normal, &gap);
    let mut words = 0;
    let mut negation = None;
    for word in words_of(text) {
        words += 1;
        if words > MOST_WORDS {
            return Err(Miss::LongGap { start, end });
        }
        if negation.is_none() && hides(word) {
            negation = Some(lexicon::bare(word).to_owned());
        }
    }
    // Text without spaces has few words, however long it is.
    if capture.slice(start, end).chars().nth(MOST_WORDS * 20).is_some() {
        return Err(Miss::LongGap { start, end });
    }
    match negation {
        Some(word) => Err(Miss::HiddenNegation { start, end, word }),
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
        crosses_quotation_mark: text.contains('"') || text.split(' ').any(is_single_marked),
        has_number_then_pronoun: counted && words_of(next).any(lexicon::is_pronoun),
    }
}

/// Whether a word negates, in whatever part of a compound.
fn hides(word: &str) -> bool {
    lexicon::is_denial(word) || word.split('-').any(lexicon::is_denial)
}

fn is_single_marked(word: &str) -> bool {
    word.starts_with('\'') || word.ends_with('\'')
}

fn raw(normal: &Normalised, gap: &Range<usize>) -> (usize, usize) {
    let start = normal.offsets.raw_end(gap.start);
    (start, normal.offsets.raw_start(gap.end).max(start))
}

/// The words of normalised text: what stands between spaces and has a letter or a digit.
pub(super) fn words_of(text: &str) -> impl Iterator<Item = &str> {
    text.split(' ').filter(|word| word.contains(char::is_alphanumeric))
}

/// Whether words are too few to be told from chance: fewer than 3, and fewer than 12 characters.
pub(super) fn is_short(text: &str) -> bool {
    words_of(text).nth(2).is_none() && text.chars().nth(11).is_none()
}
