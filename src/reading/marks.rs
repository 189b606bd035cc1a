//! The phrases of a text that mean something, in its order.

use std::ops::Range;

use super::lexicon::Lexicon;
use super::meaning::Meaning;
use crate::quantity::lexer::{Kind, Token};

/// A phrase of a text that means something: the tokens it takes.
#[derive(Clone, Debug)]
pub(super) struct Mark {
    pub at: Range<usize>,
    pub meaning: Meaning,
}

/// The phrases that begin among some tokens: they stand in the order of the text.
pub(super) fn starting_in<'m>(marks: &'m [Mark], tokens: &std::ops::Range<usize>) -> &'m [Mark] {
    let start = marks.partition_point(|mark| mark.at.start < tokens.start);
    let end = marks.partition_point(|mark| mark.at.start < tokens.end);
    marks.get(start..end.max(start)).unwrap_or_default()
}

/// Where the first word of a meaning stands that is no part of a bound: "at least" is no superlative, "no fewer than" denies
/// nothing.
pub(super) fn unbound(tokens: &[Token], marks: &[Mark], meaning: Meaning) -> Option<Range<usize>> {
    let bounds = |at: usize| {
        let around = starting_in(marks, &(at.saturating_sub(4)..at + 1));
        around.iter().any(|mark| matches!(mark.meaning, Meaning::Qualifier(_)) && mark.at.contains(&at))
    };
    let mut found = marks.iter().filter(|mark| mark.meaning == meaning);
    let mark = found.find(|mark| !bounds(mark.at.start))?;
    Some(tokens.get(mark.at.start)?.span.start..tokens.get(mark.at.end.checked_sub(1)?)?.span.end)
}

/// Every phrase that means something, in the order of the text.
pub(super) fn marks(tokens: &[Token], lexicon: &Lexicon) -> Vec<Mark> {
    // Hyphens join the words of a phrase.
    let words: Vec<(usize, &str)> =
        tokens.iter().enumerate().filter_map(|(at, token)| Some((at, token.word()?))).collect();
    let mut marks = Vec::new();
    for (nth, (at, word)) in words.iter().enumerate() {
        // A phrase runs over words that stand side by side: nothing but a hyphen comes between.
        let after = |steps: usize| {
            let (place, word) = words.get(nth + steps)?;
            let (before, _) = words.get(nth + steps - 1)?;
            let between = tokens.get(before + 1..*place)?;
            between.iter().all(|token| matches!(token.kind, Kind::Mark('-' | '‑' | '‐'))).then_some(*word)
        };
        for (meaning, length) in lexicon.meanings(word, after) {
            let is_month = matches!(meaning, Meaning::Month(_));
            // In English some months are words, too, unless they are capitalised.
            if is_month && lexicon.language == "en" && tokens.get(*at).and_then(Token::month).is_none() {
                continue;
            }
            let end = words.get(nth + length - 1).map_or(at + 1, |(last, _)| last + 1);
            marks.push(Mark { at: *at..end, meaning });
        }
    }
    marks
}
