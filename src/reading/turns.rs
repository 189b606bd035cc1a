//! A sentence as a row of pieces: what turns its meaning, what joins and parts its clauses, its numbers and its other words.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::lexicon::Lexicon;
use super::marks::{marks, starting_in};
use super::meaning::{ClauseWord, Meaning};
use crate::quantity::Hedge;
use crate::quantity::lexer::{Kind, Token, tokens};

/// What some words make of the sentence that they stand in.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Turn {
    /// A number is a bound, or a part of another number.
    Bound,
    /// It is not so.
    Negation,
    /// Somebody says that it is not so, or stopped short of it.
    Denial,
    /// It is asked.
    Question,
    /// It depends on something.
    Condition,
    /// It is doubted, or only possible.
    Hedge,
    /// Somebody else says it.
    Speech,
}

/// What a piece of a sentence is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PieceKind {
    /// A word that says nothing about its sentence.
    Word,
    /// A number, in digits or in words.
    Number,
    /// A phrase that turns what is said.
    Turn(Turn),
    /// A word that shapes clauses.
    Clause(ClauseWord),
    /// A mark of punctuation.
    Stop(char),
}

/// A piece of a sentence, in bytes of its text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Piece {
    /// Where it stands.
    pub span: Range<usize>,
    /// What it is.
    pub kind: PieceKind,
}

/// The pieces of a text, in order; none, where nothing is known of the language.
pub fn pieces(text: &str, language: &str) -> Option<Vec<Piece>> {
    let lexicon = Lexicon::of(language)?;
    let tokens = tokens(text);
    let marks = marks(&tokens, lexicon);
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        let phrases = starting_in(&marks, &(at..at + 1)).iter();
        // "From 20 to 25", in words that also mean "up to 25".
        let is_range = found.last().is_some_and(|last: &Piece| last.kind == PieceKind::Number);
        let bounds = phrases.clone().any(|mark| matches!(mark.meaning, Meaning::Qualifier(_)) && mark.at.len() == 1);
        let is_unfit = |kind: &PieceKind| bounds && !is_range && *kind == PieceKind::Clause(ClauseWord::To);
        // "До полудня 25": a word that leads to a time, too, bounds only the number that it stands before.
        let leads = phrases.clone().any(|mark| mark.meaning == Meaning::Clause(ClauseWord::To));
        let is_number = |at: usize| tokens.get(at).is_some_and(|token| plain(token, lexicon) == PieceKind::Number);
        let is_apart = leads && !is_number(at + 1) && is_number(at + 2);
        let is_loose =
            |length: usize, kind: &PieceKind| is_apart && length == 1 && *kind == PieceKind::Turn(Turn::Bound);
        // "Ni … ni": what joins and denies denies.
        let denies = phrases.clone().any(|mark| mark.meaning == Meaning::Negation && mark.at.len() == 1);
        let is_idle = |kind: &PieceKind| denies && *kind == PieceKind::Clause(ClauseWord::Or);
        let phrases = phrases.filter_map(|mark| Some((mark.at.len(), kind_of(mark.meaning)?)));
        let phrases = phrases.filter(|(length, kind)| !is_unfit(kind) && !is_loose(*length, kind) && !is_idle(kind));
        // The longest phrase counts; of two, the one that says more of the clause.
        let phrase = phrases.max_by_key(|(length, kind)| (*length, weight(*kind)));
        let (length, kind) = phrase.unwrap_or_else(|| (1, plain(token, lexicon)));
        let after_comma = matches!(found.last(), Some(Piece { kind: PieceKind::Stop(','), .. }));
        let kind = if is_article(token, lexicon) && !after_comma { PieceKind::Word } else { kind };
        let end = tokens.get(at + length - 1).map_or(token.span.end, |last| last.span.end);
        found.push(Piece { span: token.span.start..end, kind });
        at += length;
    }
    Some(found)
}

fn kind_of(meaning: Meaning) -> Option<PieceKind> {
    let turn = match meaning {
        Meaning::Qualifier(_) => Turn::Bound,
        Meaning::Hedge(Hedge::Claimed) | Meaning::Attribution => Turn::Speech,
        Meaning::Hedge(_) | Meaning::Clause(ClauseWord::Might) => Turn::Hedge,
        Meaning::Negation => Turn::Negation,
        Meaning::Denial | Meaning::Clause(ClauseWord::Reversal) => Turn::Denial,
        Meaning::Clause(ClauseWord::Whether) => Turn::Question,
        Meaning::Condition => Turn::Condition,
        Meaning::Clause(word) => return Some(PieceKind::Clause(word)),
        Meaning::Question | Meaning::Superlative | Meaning::Majority | Meaning::Measure(_) => return None,
        Meaning::Population(_) | Meaning::Noun(_) | Meaning::Age | Meaning::Copula => return None,
        Meaning::Percent | Meaning::Currency | Meaning::OwnWork | Meaning::RelativeDay => return None,
        Meaning::Month(_) | Meaning::Weekday(_) => return None,
    };
    Some(PieceKind::Turn(turn))
}

fn weight(kind: PieceKind) -> u8 {
    match kind {
        PieceKind::Clause(ClauseWord::More) => 1,
        PieceKind::Clause(_) => 9,
        PieceKind::Turn(Turn::Bound) => 8,
        PieceKind::Turn(Turn::Denial) => 7,
        PieceKind::Turn(Turn::Negation) => 6,
        PieceKind::Turn(Turn::Question) => 5,
        PieceKind::Turn(Turn::Condition) => 4,
        PieceKind::Turn(Turn::Hedge) => 3,
        PieceKind::Turn(Turn::Speech) => 2,
        PieceKind::Word | PieceKind::Number | PieceKind::Stop(_) => 0,
    }
}

/// Words that open a clause after a comma, and are articles elsewhere.
fn is_article(token: &Token, lexicon: &Lexicon) -> bool {
    token.word().is_some_and(|word| lexicon.words.relative_articles.contains(word))
}

/// A token that begins no phrase.
fn plain(token: &Token, lexicon: &Lexicon) -> PieceKind {
    match &token.kind {
        Kind::Numeral { .. } => PieceKind::Number,
        Kind::Mark(mark) => PieceKind::Stop(*mark),
        Kind::Word { lower, .. } => word(lower, lexicon),
        Kind::Date | Kind::Time | Kind::Identifier => PieceKind::Word,
    }
}

/// Forms that no list can hold: what is written onto another word.
fn word(lower: &str, lexicon: &Lexicon) -> PieceKind {
    let is_number = |word: &str| {
        let known = lexicon.numbers.contains_key(word) || lexicon.vague.contains_key(word);
        known && !lexicon.articles.iter().any(|article| article == word)
    };
    if let Some(kind) = written_onto(lower, lexicon) {
        return kind;
    }
    match lower {
        _ if lexicon.scales.contains_key(lower) => PieceKind::Clause(ClauseWord::Scale),
        _ if is_number(lower) => PieceKind::Number,
        _ => PieceKind::Word,
    }
}

/// What the beginning or the end of a word means: "n'a", "isn't", "unarmed".
fn written_onto(lower: &str, lexicon: &Lexicon) -> Option<PieceKind> {
    let begins = |part: &String| lower.starts_with(part.as_str());
    let ends = |part: &String| lower.ends_with(part.as_str());
    let is_innocent = || lexicon.words.innocent.iter().any(|innocent| lower.starts_with(innocent.as_str()));
    let found = |(name, parts): (&'_ String, &'_ Vec<String>), is_one: &dyn Fn(&String) -> bool| {
        if !parts.iter().any(is_one) {
            return None;
        }
        match name.as_str() {
            "negations" => Some(PieceKind::Turn(Turn::Negation)),
            "conditions" => Some(PieceKind::Turn(Turn::Condition)),
            "that" => Some(PieceKind::Clause(ClauseWord::That)),
            "opposites" if lower.len() > 4 && !is_innocent() => Some(PieceKind::Clause(ClauseWord::Un)),
            _ => None,
        }
    };
    let starting = lexicon.prefixes.iter().find_map(|list| found(list, &begins));
    starting.or_else(|| lexicon.suffixes.iter().find_map(|list| found(list, &ends)))
}
