//! What an editor's square bracket may do, held tight.
//!
//! A bracket adds words, or stands for some of the source's. So that it cannot be used to say something else:
//!
//! * brought in: no negation, no number but a year, no hedge before a number;
//! * replaced: no number, negation or hedge, no end of a sentence, no quotation mark, no name by another name;
//! * at most 12 words replaced, and that only between three words of the source on both sides; 4 where there are
//!   three in sum; none where there are fewer; in total no more than the quotation has words of the source;
//! * punctuation goes with the words it belongs to, never alone;
//! * a bracket at the edge stands for what lies beyond it, and is held to the same rule on names and negations.

use super::lexicon;
use super::normal::words_of;
use super::outcome::Hidden;
use super::parts::{Bracket, Part};
use crate::reading::{ClauseWord, PieceKind, Turn, pieces};

/// Words that a bracket may hold or replace.
const MOST_WORDS: usize = 12;

/// What the words of a bracket, or for a bracket, turn: by the English lists, and by those of the capture's language.
#[derive(Clone, Copy, Default)]
struct Turns {
    denies: bool,
    counts: bool,
    hedges: bool,
}

impl Turns {
    fn of(text: &str, language: &str) -> Turns {
        let any = |test: fn(&str) -> bool| words_of(text).any(|word| hides(word, test));
        let mut turns = Turns { denies: any(lexicon::is_denial), counts: false, hedges: any(lexicon::is_hedge) };
        turns.counts = words_of(text).any(|word| lexicon::is_number(word) && !is_year(word));
        // English is read by its own lists, which know more of it.
        let foreign = if language == "en" { None } else { pieces(text, language) };
        for piece in foreign.unwrap_or_default() {
            let is_in_words = text.get(piece.span).is_some_and(|piece| !piece.contains(char::is_numeric));
            match piece.kind {
                PieceKind::Turn(Turn::Negation | Turn::Denial) => turns.denies = true,
                PieceKind::Clause(ClauseWord::Without | ClauseWord::Un) => turns.denies = true,
                PieceKind::Turn(Turn::Bound | Turn::Hedge) => turns.hedges = true,
                PieceKind::Number | PieceKind::Clause(ClauseWord::Scale) => turns.counts |= is_in_words,
                _ => {}
            }
        }
        turns
    }
}

fn is_year(word: &str) -> bool {
    let word = lexicon::bare(word);
    word.len() == 4 && word.starts_with(['1', '2']) && word.bytes().all(|byte| byte.is_ascii_digit())
}

/// What `bracket` brings in that it must not, before the words `next`, in a quotation of a language.
pub(super) fn content_fault(bracket: &Bracket, next: Option<&Part>, language: &str) -> Option<Hidden> {
    let ours = Turns::of(&bracket.content, language);
    let number_follows = matches!(next, Some(Part::Words { text, .. })
        if words_of(text).next().is_some_and(|word| Turns::of(word, language).counts || lexicon::is_number(word)));
    if ours.denies {
        Some(Hidden::Negation)
    } else if ours.counts {
        Some(Hidden::Number)
    } else if number_follows && ours.hedges {
        Some(Hidden::Hedge)
    } else {
        (words_of(&bracket.content).count() > MOST_WORDS).then_some(Hidden::TooMuch)
    }
}

/// What `bracket` must not stand for among the words `replaced`, of which it may stand for `allowed`.
/// `ends_paragraph` says that a paragraph ends among them.
pub(super) fn replacement_fault(
    bracket: &Bracket,
    replaced: &str,
    allowed: usize,
    ends_paragraph: bool,
    language: &str,
) -> Option<Hidden> {
    let words: Vec<&str> = words_of(replaced).collect();
    let turns = Turns::of(replaced, language);
    let has_number = turns.counts || words.iter().any(|word| hides(word, lexicon::is_number));
    let (theirs, ours) = (names_in(replaced), names_in(&bracket.content));
    let within = |few: &[&str], many: &[&str]| few.iter().all(|name| many.contains(name));
    let renames = !ours.is_empty() && !theirs.is_empty() && !within(&ours, &theirs) && !within(&theirs, &ours);
    let ends_sentence =
        replaced.contains(". ") || replaced.trim_end().ends_with('.') || replaced.contains(['!', '?', ';', '"']);
    if words.is_empty() {
        (!replaced.trim().is_empty()).then_some(Hidden::Punctuation)
    } else if turns.denies {
        Some(Hidden::Negation)
    } else if has_number {
        Some(Hidden::Number)
    } else if turns.hedges {
        Some(Hidden::Hedge)
    } else if ends_sentence || ends_paragraph {
        Some(Hidden::SentenceEnd)
    } else if renames {
        Some(Hidden::Name)
    } else {
        (words.len() > allowed).then_some(Hidden::TooMuch)
    }
}

/// What `bracket` must not stand for at the edge of a quotation, where `beyond` are the capture's next words,
/// to the `right` of it or to the left.
pub(super) fn edge_fault(bracket: &Bracket, beyond: &str, right: bool, language: &str) -> Option<Hidden> {
    let ends = ['.', '!', '?', '"'];
    // Only what belongs to the same sentence can be meant.
    let near = if right { beyond.split(ends).next() } else { beyond.rsplit(ends).next() };
    let near = near.unwrap_or_default();
    let neighbour = if right { words_of(near).next() } else { words_of(near).last() };
    let names = names_in(&bracket.content);
    let renames = neighbour.is_some_and(|word| lexicon::is_name(word) && !names.contains(&lexicon::name_of(word)));
    if renames && !names.is_empty() {
        return Some(Hidden::Name);
    }
    Turns::of(near, language).denies.then_some(Hidden::Negation)
}

fn names_in(text: &str) -> Vec<&str> {
    words_of(text).filter(|word| lexicon::is_name(word)).map(lexicon::name_of).collect()
}

/// Whether a word, or a part of it between hyphens, passes `test`.
fn hides(word: &str, test: fn(&str) -> bool) -> bool {
    test(word) || word.split('-').any(test)
}

/// How many words a bracket may replace between `left` and `right` words of the source.
pub(super) fn allowance(bracket: &Bracket, left: usize, right: usize) -> usize {
    if bracket.content.eq_ignore_ascii_case("sic") || left + right < 3 {
        0
    } else if left >= 3 && right >= 3 {
        MOST_WORDS
    } else {
        4
    }
}
