//! The parts of quoted words: the source's and, in square brackets, the editor's.

use super::normal::words_of;
use super::reading::{Reading, flip, readings};
use std::ops::Range;

/// A part of quoted words.
#[derive(Clone, Debug)]
pub(super) enum Part {
    /// The source's words. `letters` are bytes of a letter that stood in brackets: `[W]e`.
    Words {
        text: String,
        letters: Vec<usize>,
    },
    Bracket(Bracket),
}

/// The editor's words.
#[derive(Clone, Debug)]
pub(super) struct Bracket {
    pub(super) content: String,
    /// Bytes of the normalised quotation, brackets included.
    pub(super) span: Range<usize>,
}

/// Takes the `piece` of `text` apart. Brackets that the capture has are the source's words. `None` if a bracket
/// stands where none may: inside a word, other than around its first letter.
pub(super) fn parts_of(
    text: &str,
    piece: &Range<usize>,
    brackets: &[Range<usize>],
    capture: &str,
) -> Option<Vec<Part>> {
    let mut parts: Vec<Part> = Vec::new();
    let mut words = String::new();
    let mut letters = Vec::new();
    let mut from = piece.start;
    for span in brackets.iter().filter(|span| piece.start <= span.start && span.end <= piece.end) {
        let bracket = &text[span.clone()];
        if memchr::memmem::find(capture.as_bytes(), bracket.as_bytes()).is_some() {
            continue;
        }
        let content = bracket.trim_matches(['[', ']', ' ']).to_owned();
        let before = text[..span.start].chars().next_back().filter(|_| span.start > piece.start);
        let after = text[span.end..].chars().next().filter(|_| span.end < piece.end);
        words.push_str(&text[from..span.start]);
        from = span.end;
        if before.is_some_and(char::is_alphanumeric) {
            return None;
        }
        if after.is_some_and(char::is_alphanumeric) {
            let mut letter = content.chars();
            if !letter.next().is_some_and(char::is_alphabetic) || letter.next().is_some() {
                return None;
            }
            letters.push(words.len());
            words.push_str(&content);
            continue;
        }
        push_words(&mut parts, &mut words, &mut letters);
        if let Some(Part::Bracket(last)) = parts.last_mut() {
            last.content = [last.content.as_str(), " ", &content].concat();
            last.span.end = span.end;
        } else {
            parts.push(Part::Bracket(Bracket { content, span: span.clone() }));
        }
    }
    words.push_str(&text[from..piece.end]);
    push_words(&mut parts, &mut words, &mut letters);
    // A stop after a last bracket is the editor's, like the bracket.
    if matches!(parts.as_slice(), [.., Part::Bracket(_), Part::Words { text, .. }] if matches!(text.as_str(), "." | "," | ";"))
    {
        parts.pop();
    }
    Some(parts)
}

fn push_words(parts: &mut Vec<Part>, words: &mut String, letters: &mut Vec<usize>) {
    let lead = words.len() - words.trim_start().len();
    let text = words.trim().to_owned();
    if !text.is_empty() {
        let letters = letters.iter().map(|at| at - lead).collect();
        parts.push(Part::Words { text, letters });
    }
    words.clear();
    letters.clear();
}

/// The forms in which `parts[index]` may stand; none if it is a bracket.
pub(super) fn forms(parts: &[Part], index: usize) -> Vec<Reading> {
    let Some(Part::Words { text, letters }) = parts.get(index) else {
        return Vec::new();
    };
    let last = index + 1 == parts.len();
    if letters.is_empty() {
        return readings(text, index == 0, last);
    }
    let mut flipped = String::new();
    for (at, character) in text.char_indices() {
        let other = if letters.contains(&at) { flip(character) } else { None };
        flipped.push(other.unwrap_or(character));
    }
    let mut found = readings(&flipped, false, last);
    found.extend(readings(text, false, last));
    found
}

/// How many words of the source a part has.
pub(super) fn words_in(part: Option<&Part>) -> usize {
    if let Some(Part::Words { text, .. }) = part { words_of(text).count() } else { 0 }
}
