//! What a text says with its numbers: how many of what, bounded and doubted how, on which day and at what time; and whether
//! it denies, asks or supposes.
//!
//! English numbers are found by [`crate::quantity`]; those of other languages by the marks and words of their
//! [`Lexicon`]. What is counted, in every language, by the words around the number: [`things`].

#![warn(missing_docs)]

mod word_set;
mod meaning;
mod written;
mod lexicon;
mod marks;
mod days;
mod numbers;
mod things;
mod support;
mod turns;
mod computation;

use std::ops::Range;

pub use computation::Computation;
pub use days::{Clock, Day};
pub use lexicon::Lexicon;
pub use meaning::{ClauseWord, Meaning, Noun};
pub use support::{Days, Fit, fit};
pub use things::counted_by;
pub use turns::{Piece, PieceKind, Turn, pieces};
pub use written::{Example, Words};

use marks::{marks, unbound};

use crate::quantity::lexer::tokens;
use crate::quantity::{Hedge, MentionKind, Number, Qualifier};
use crate::vocabulary::{Measure, Population};

/// A number in a text, and of what it is.
#[derive(Clone, PartialEq, Debug)]
pub struct Reading {
    /// Bytes of the number itself.
    pub span: Range<usize>,
    /// The number; of a vague word, the smallest that it can mean.
    pub value: Number,
    /// What it is for.
    pub kind: MentionKind,
    /// How it bounds the truth.
    pub qualifier: Qualifier,
    /// Whose doubt it stands under.
    pub hedge: Option<Hedge>,
    /// A word that counts roughly: `dozens`.
    pub is_vague: bool,
    /// What is counted of people or things.
    pub measure: Option<Measure>,
    /// Of which kind the counted things are.
    pub noun: Option<Noun>,
    /// Which part of the people.
    pub population: Option<Population>,
    /// It is an age.
    pub is_age: bool,
    /// What is counted stands farther away, and may be meant.
    pub is_inherited: bool,
}

impl Reading {
    /// Whether it says how many or how much.
    pub fn is_quantity(&self) -> bool {
        self.kind.is_quantity() && !self.is_age
    }
}

/// All that is read in a text.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Said {
    /// Its numbers, in order.
    pub readings: Vec<Reading>,
    /// Its days.
    pub days: Vec<(Range<usize>, Day)>,
    /// Its weekdays, from 1: Monday.
    pub weekdays: Vec<(Range<usize>, u8)>,
    /// Its times of day.
    pub clocks: Vec<(Range<usize>, Clock)>,
    /// Not, no, never; and where.
    pub negation: Option<Range<usize>>,
    /// Denies, rejects.
    pub has_denial: bool,
    /// Somebody is named as saying it.
    pub is_attributed: bool,
    /// A word of doubt stands in it.
    pub has_hedge: bool,
    /// The most of its kind; and where.
    pub superlative: Option<Range<usize>>,
    /// More than half; several reports; and where.
    pub majority: Option<Range<usize>>,
    /// It asks.
    pub is_question: bool,
    /// It supposes.
    pub is_conditional: bool,
    /// The site speaks of its own work: what was read, and what stood here before.
    pub is_own_work: bool,
    /// It says when by the day of writing: yesterday.
    pub has_relative_day: bool,
}

/// Reads a text in a language; nothing, where nothing is known of the language.
pub fn read(text: &str, language: &str) -> Said {
    let Some(lexicon) = Lexicon::of(language) else { return Said::default() };
    let tokens = tokens(text);
    let marks = marks(&tokens, lexicon);
    let days = days::days(text, &tokens, &marks, lexicon);
    let mut found = numbers::numbers(text, &tokens, &marks, &days, lexicon);
    things::assign(&tokens, &marks, lexicon, &mut found);
    let first = |wanted: fn(&Meaning) -> bool| {
        let mark = marks.iter().find(|mark| wanted(&mark.meaning))?;
        let last = tokens.get(mark.at.end.checked_sub(1)?)?;
        Some(tokens.get(mark.at.start)?.span.start..last.span.end)
    };
    let has = |wanted: fn(&Meaning) -> bool| marks.iter().any(|mark| wanted(&mark.meaning));
    Said {
        readings: found.into_iter().map(|number| number.reading).collect(),
        clocks: days::clocks(text, &tokens),
        weekdays: days::weekdays(&tokens, &marks),
        days: days.into_iter().map(|found| (found.span, found.day)).collect(),
        negation: unbound(&tokens, &marks, Meaning::Negation),
        has_denial: has(|meaning| *meaning == Meaning::Denial),
        is_attributed: has(|meaning| *meaning == Meaning::Attribution),
        has_hedge: has(|meaning| matches!(meaning, Meaning::Hedge(_))),
        superlative: unbound(&tokens, &marks, Meaning::Superlative),
        majority: first(|meaning| *meaning == Meaning::Majority),
        is_own_work: has(|meaning| *meaning == Meaning::OwnWork),
        has_relative_day: has(|meaning| *meaning == Meaning::RelativeDay),
        is_question: text.trim_end().ends_with(['?', '؟']),
        // In English the words for it mean nothing else.
        is_conditional: marks
            .iter()
            .any(|mark| mark.meaning == Meaning::Condition && (mark.at.start == 0 || lexicon.language == "en")),
    }
}

#[cfg(test)]
mod tests;
