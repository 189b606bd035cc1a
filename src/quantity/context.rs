//! What the words around a number say about it: its bounds ("at least") and whose doubt it carries ("reportedly").

use super::bounds::{Hedge, Qualifier};
use super::lexer::{Kind, Token};
use super::spoken;
use super::words::{self, QUALIFIERS, QUALIFIERS_AFTER};

/// How far back a word of doubt is looked for, in tokens.
const HEDGE_BEFORE: usize = 40;
/// How far ahead: "25 people were reportedly killed".
const HEDGE_AFTER: usize = 8;

/// The qualifier whose words end directly before a token, and the index where they begin.
pub(super) fn qualifier_before(tokens: &[Token], at: usize) -> Option<(Qualifier, usize)> {
    // "over-100"
    let hyphen = token_before(tokens, at).is_some_and(|token| token.is_mark('-'));
    let before = skip_fillers(tokens, at - usize::from(hyphen));
    let (qualifier, start) = phrase_before(tokens, before)?;
    // "up to about 100": the bound says more than "about".
    if qualifier == Qualifier::About
        && let Some(outer) =
            phrase_before(tokens, skip_fillers(tokens, start)).filter(|(outer, _)| *outer != Qualifier::Exact)
    {
        return Some(outer);
    }
    Some((qualifier, start))
}

/// The qualifier whose words begin at a token, and the index after them.
pub(super) fn qualifier_at(tokens: &[Token], at: usize) -> Option<(Qualifier, usize)> {
    if let Some(Kind::Mark(mark)) = tokens.get(at).map(|token| &token.kind) {
        let is_or_equal = tokens.get(at + 1).is_some_and(|token| token.is_mark('='));
        return match (mark, is_or_equal) {
            ('>', true) => Some((Qualifier::AtLeast, at + 2)),
            ('<', true) => Some((Qualifier::AtMost, at + 2)),
            _ => words::qualifier_mark(*mark).map(|qualifier| (qualifier, at + 1)),
        };
    }
    phrase_at(tokens, at, &QUALIFIERS)
}

/// The qualifier whose words follow a number: `25 or more`, `25+`; and the index after them.
pub(super) fn qualifier_after(tokens: &[Token], at: usize) -> Option<(Qualifier, usize)> {
    let token = tokens.get(at)?;
    if token.is_mark('+') {
        return Some((Qualifier::AtLeast, at + 1));
    }
    let at = if token.is_mark('-') { at + 1 } else { at };
    phrase_at(tokens, at, &QUALIFIERS_AFTER)
}

fn phrase_at(tokens: &[Token], at: usize, phrases: &[(&[&str], Qualifier)]) -> Option<(Qualifier, usize)> {
    let says = |words: &[&str]| {
        words.iter().enumerate().all(|(offset, word)| tokens.get(at + offset).is_some_and(|token| token.is_word(word)))
    };
    phrases.iter().find(|(words, _)| says(words)).map(|(words, qualifier)| (*qualifier, at + words.len()))
}

fn phrase_before(tokens: &[Token], end: usize) -> Option<(Qualifier, usize)> {
    let last = end.checked_sub(1)?;
    let abbreviates = |word: &Token| word.is_word("approx") || word.is_word("ca");
    if let Kind::Mark(mark) = tokens.get(last)?.kind {
        return match mark {
            '.' if token_before(tokens, last).is_some_and(abbreviates) => Some((Qualifier::About, last - 1)),
            '=' => qualifier_at(tokens, last.checked_sub(1)?).map(|(qualifier, _)| (qualifier, last - 1)),
            _ => qualifier_at(tokens, last).map(|(qualifier, _)| (qualifier, last)),
        };
    }
    QUALIFIERS.iter().find_map(|(words, qualifier)| {
        let start = end.checked_sub(words.len())?;
        phrase_at(tokens, start, &[(words, *qualifier)]).map(|(qualifier, _)| (qualifier, start))
    })
}

/// The token before another.
fn token_before<'tokens>(tokens: &'tokens [Token], at: usize) -> Option<&'tokens Token<'tokens>> {
    at.checked_sub(1).and_then(|before| tokens.get(before))
}

/// Steps back over words that may stand between a qualifier and its number: "at least another 25".
fn skip_fillers(tokens: &[Token], mut at: usize) -> usize {
    const FILLERS: [&str; 6] = ["another", "further", "additional", "a", "an", "other"];
    let is_filler = |token: &Token| token.word().is_some_and(|word| FILLERS.contains(&word));
    while token_before(tokens, at).is_some_and(is_filler) {
        at -= 1;
    }
    at
}

/// The doubt under which the number from `start` to `end` (token indices) stands: the nearest word of doubt before it
/// in its clause, else one shortly after it.
pub(super) fn hedge_around(tokens: &[Token], start: usize, end: usize) -> Option<Hedge> {
    let mut at = start;
    while let Some(before) = at.checked_sub(1).filter(|before| start - before <= HEDGE_BEFORE) {
        at = before;
        if let Some(hedge) = hedge_at(tokens, at) {
            return Some(hedge);
        }
        if ends_clause_before(tokens, at) {
            break;
        }
    }
    for at in end..(end + HEDGE_AFTER).min(tokens.len()) {
        if let Some(hedge) = hedge_at(tokens, at) {
            return Some(hedge);
        }
        if ends_clause_after(tokens, at) {
            break;
        }
    }
    None
}

/// The doubt a single token expresses, judged by its neighbours.
pub(super) fn hedge_at(tokens: &[Token], at: usize) -> Option<Hedge> {
    let word = tokens.get(at)?.word()?;
    let (hedge, needs_context) = words::hedge(word)?;
    if !needs_context {
        return Some(hedge);
    }
    let next = tokens.get(at + 1).and_then(Token::word);
    let previous = token_before(tokens, at).and_then(Token::word);
    if matches!(previous, Some("not" | "never")) {
        return None;
    }
    let is_passive = previous.is_some_and(|word| PASSIVE.contains(&word));
    let of_victims = matches!(next, Some("killed" | "dead" | "injured" | "wounded"));
    let of_number = spoken::number_at(tokens, at + 1).is_some() || qualifier_at(tokens, at + 1).is_some();
    let doubts = match word {
        // "The governor reported 25 dead" is a report, not a doubt.
        "reported" => is_passive && (of_victims || next == Some("to")),
        "claims" | "claim" => of_number || matches!(next, Some("that" | "to")),
        // A person claims a number; a bomb claims lives.
        "claimed" | "claiming" => !claims_something_else(tokens, at),
        _ => of_number || is_passive || of_victims || matches!(next, Some("to" | "that" | "of")),
    };
    doubts.then_some(hedge)
}

/// Words before a participle that make it a statement about the sentence: "is already suspected".
const PASSIVE: [&str; 13] =
    ["is", "are", "was", "were", "be", "been", "being", "already", "now", "also", "still", "widely", "initially"];

fn claims_something_else(tokens: &[Token], at: usize) -> bool {
    let ahead = tokens.get(at + 1..(at + 6).min(tokens.len())).unwrap_or(&[]);
    ahead
        .iter()
        .filter_map(Token::word)
        .any(|word| matches!(word, "responsibility" | "life" | "lives" | "victims" | "credit" | "victory"))
}

fn ends_clause_before(tokens: &[Token], at: usize) -> bool {
    let Some(token) = tokens.get(at) else { return true };
    match &token.kind {
        Kind::Mark('.') => !is_abbreviation(tokens, at),
        Kind::Mark(mark) => is_clause_mark(*mark),
        Kind::Word { lower, .. } if &**lower == "and" => {
            token_before(tokens, at).is_some_and(|before| before.is_mark(','))
        }
        Kind::Word { lower, .. } => CLAUSE_WORDS.contains(&&**lower),
        _ => false,
    }
}

fn ends_clause_after(tokens: &[Token], at: usize) -> bool {
    let Some(token) = tokens.get(at) else { return true };
    match &token.kind {
        Kind::Mark(',') => !is_trailing_hedge(tokens, at + 1),
        Kind::Mark('.') => !is_abbreviation(tokens, at),
        Kind::Mark('(') => false,
        Kind::Mark(mark) => is_clause_mark(*mark),
        Kind::Word { lower, .. } if &**lower == "and" || CLAUSE_WORDS.contains(&&**lower) => true,
        _ => spoken::number_at(tokens, at).is_some(),
    }
}

/// ", reportedly." doubts what stands before it; ", reportedly killed 25" what follows.
fn is_trailing_hedge(tokens: &[Token], at: usize) -> bool {
    let is_hedge = tokens.get(at).and_then(Token::word).and_then(words::hedge).is_some();
    is_hedge && tokens.get(at + 1).is_none_or(|after| matches!(after.kind, Kind::Mark(_)))
}

fn is_clause_mark(mark: char) -> bool {
    matches!(
        mark,
        '.' | '!' | '?' | '…' | ';' | ':' | '—' | '"' | '“' | '”' | '«' | '»' | '(' | ')' | '\n' | '。' | '؟' | '।'
    )
}

/// Words that begin a clause of its own, whose doubt is its own.
const CLAUSE_WORDS: [&str; 15] = [
    "but", "while", "whereas", "although", "though", "which", "who", "whose", "whom", "where", "after", "before",
    "when", "because", "since",
];

/// Whether the full stop at a token belongs to a short form: `Dec.`, `U.S.`, `Gen.`
fn is_abbreviation(tokens: &[Token], at: usize) -> bool {
    const SHORT: [&str; 15] =
        ["mr", "mrs", "ms", "dr", "gen", "col", "lt", "sgt", "maj", "capt", "no", "approx", "st", "ca", "vs"];
    let (Some(before), Some(stop)) = (token_before(tokens, at), tokens.get(at)) else { return false };
    let Some(word) = before.word() else { return false };
    let is_short_month = before.month().is_some() && word.len() <= 4 && word != "may";
    before.span.end == stop.span.start && (word.chars().count() == 1 || is_short_month || SHORT.contains(&word))
}
