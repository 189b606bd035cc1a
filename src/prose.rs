//! Sentences: which words a footnote marker closes.

use std::cell::LazyCell;
use std::ops::Range;

use crate::reading::Lexicon;

mod bounds;

/// The sentences of a paragraph in a language, in order, without gaps (each with the white space after it).
pub fn sentences(text: &str, language: &str) -> Vec<Range<usize>> {
    // Many texts are one piece, and ask nothing of a language.
    let lexicon = LazyCell::new(|| Lexicon::of(language).unwrap_or_else(Lexicon::english));
    let mut list: Vec<Range<usize>> = Vec::new();
    bounds::pieces(text, |start, piece| {
        let end = start + piece.len();
        match list.last_mut() {
            Some(last) if !ends_sentence(&text[last.clone()], piece, &lexicon) => last.end = end,
            _ => list.push(start..end),
        }
    });
    list
}

/// Whether `before` is a whole sentence when `after` follows.
fn ends_sentence(before: &str, after: &str, lexicon: &Lexicon) -> bool {
    let after = after.trim_start();
    // A question or an exclamation inside a quotation goes on in lower case.
    if after.starts_with(char::is_lowercase) {
        return false;
    }
    let Some(stem) = before.trim_end().strip_suffix('.') else { return true };
    let parts = |letter: char| {
        letter.is_whitespace() || matches!(letter, '(' | '[' | '\'' | '’' | '"' | '“' | '„' | '«' | '-' | '–' | '—')
    };
    let word = stem.rsplit(parts).next().unwrap_or_default();
    if word.split('.').all(|part| part.chars().count() == 1 && part.chars().all(char::is_uppercase)) {
        return false;
    }
    let earlier = stem.get(..stem.len() - word.len()).unwrap_or_default().trim_end();
    let (after_number, before_number) = (earlier.ends_with(char::is_numeric), after.starts_with(char::is_numeric));
    let is_short = word.len() <= 2 && word.bytes().all(|byte| byte.is_ascii_digit());
    if is_short && lexicon.is_ordinal(earlier, after) {
        return false;
    }
    let lower = word.to_lowercase();
    let abbreviates = |lexicon: &Lexicon| lexicon.abbreviates(&lower, after_number, before_number);
    // Names in another script keep their own: "ул. Ленина" in an English text.
    let is_foreign = || word.starts_with(|letter: char| letter.is_alphabetic() && letter > 'ɏ');
    !(abbreviates(lexicon) || is_foreign() && Lexicon::all().any(abbreviates))
}

/// The extent of a marker at byte `at`: from the start of its sentence, or from `after` if that is later, to the marker.
pub fn extent(text: &str, sentences: &[Range<usize>], at: usize, after: usize) -> Range<usize> {
    let end = text[..at].trim_end().len();
    let last = text[..end].char_indices().next_back().map_or(0, |(index, _)| index);
    let sentence = sentences.get(sentences.partition_point(|sentence| sentence.end <= last));
    let sentence = sentence.map_or(0, |sentence| sentence.start);
    let start = sentence.max(after.min(end));
    let between = &text[start..end];
    let skipped = match start == after && after > 0 {
        true => between.trim_start_matches(|character: char| {
            character.is_whitespace()
                || matches!(character, ',' | ';' | ':' | '.' | '!' | '?' | ')' | '”' | '"' | '’' | '»')
        }),
        false => between.trim_start(),
    };
    end - skipped.len()..end
}
