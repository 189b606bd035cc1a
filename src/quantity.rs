//! Numbers as reporters give them: "at least 25" is a number, a bound and perhaps a doubt, and none of the three may be
//! lost.
//!
//! A value expression is parsed into a [`Quantity`]; [`mentions`] finds the numbers of any English text;
//! [`occurs_in`] compares the two. Everything here is pure and total.

mod agreement;
mod calendar;
mod classify;
mod computation;
mod context;
mod digits;
mod lexer;
mod mentions;
mod number;
mod numeral;
mod parse;
mod spoken;
mod words;

use std::fmt;

pub use agreement::{Agreement, occurs_in, occurs_in_numbers_only};
pub use computation::Computation;
pub use mentions::{Mention, MentionKind, mentions};
pub use number::{Number, group_thousands};

/// How the number bounds the truth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Qualifier {
    /// `21`: exactly, or without any qualifier.
    Exact,
    /// `at least 25`
    AtLeast,
    /// `over 100`
    MoreThan,
    /// `up to 100`
    AtMost,
    /// `fewer than 100`
    FewerThan,
    /// `about 300`, also `nearly`, `almost`, `some`: no bound is claimed.
    About,
    /// `20-30`
    Range,
    /// `dozens`: a floor and no number.
    Vague,
}

/// Whose doubt a number stands under; apart from how it is bounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Hedge {
    Reportedly,
    Allegedly,
    Believed,
    Suspected,
    Claimed,
}

/// A number with its bounds and doubt.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Quantity {
    /// The least it can be; `None` is unbounded or not claimed.
    pub low: Option<Number>,
    /// The number itself, where the expression names one that may be the truth.
    pub best: Option<Number>,
    /// The most it can be; `None` is unbounded or not claimed.
    pub high: Option<Number>,
    pub qualifier: Qualifier,
    pub hedge: Option<Hedge>,
    /// The numbers as said: one, the two ends of a range, or none for a vague word.
    pub numbers: Vec<Number>,
    /// The vague words in canonical form: `dozens`, `several hundred`.
    pub vague: Option<String>,
    /// The author's words, trimmed.
    pub text: String,
}

/// Why a text is not a quantity: one sentence without a full stop, saying what to write instead.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct QuantityError {
    pub message: String,
}

impl fmt::Display for QuantityError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for QuantityError {}

impl Qualifier {
    /// The name in authored and exported data.
    pub fn as_str(self) -> &'static str {
        match self {
            Qualifier::Exact => "exact",
            Qualifier::AtLeast => "at-least",
            Qualifier::MoreThan => "more-than",
            Qualifier::AtMost => "at-most",
            Qualifier::FewerThan => "fewer-than",
            Qualifier::About => "about",
            Qualifier::Range => "range",
            Qualifier::Vague => "vague",
        }
    }

    /// The words readers see before the number; empty where there are none.
    pub fn in_words(self) -> &'static str {
        match self {
            Qualifier::Exact | Qualifier::Range | Qualifier::Vague => "",
            Qualifier::AtLeast => "at least",
            Qualifier::MoreThan => "more than",
            Qualifier::AtMost => "up to",
            Qualifier::FewerThan => "fewer than",
            Qualifier::About => "about",
        }
    }
}

impl Hedge {
    /// The name in authored and exported data, and the word readers see.
    pub fn as_str(self) -> &'static str {
        match self {
            Hedge::Reportedly => "reportedly",
            Hedge::Allegedly => "allegedly",
            Hedge::Believed => "believed",
            Hedge::Suspected => "suspected",
            Hedge::Claimed => "claimed",
        }
    }
}

impl Quantity {
    /// Reads a value expression: a number in digits or English words, with an optional qualifier and hedge before or
    /// after it; a range; or a vague word.
    ///
    /// # Errors
    /// A message in plain words. `1.300` is refused, as it is 1300 to half of its readers and 1.3 to the others.
    pub fn parse(text: &str) -> Result<Quantity, QuantityError> {
        parse::quantity(text)
    }

    /// The quantity a mention states, to compare prose with a quotation by `occurs_in`; `text` is what was searched.
    /// A range is given by its two mentions: this takes one as an exact number.
    pub fn of_mention(mention: &Mention, text: &str) -> Quantity {
        let words = text.get(mention.span.clone()).unwrap_or("").to_owned();
        match &mention.vague {
            Some(vague) => Quantity::vague(vague.clone(), mention.value, mention.hedge, words),
            None => Quantity::of_number(mention.value, mention.qualifier, mention.hedge, words),
        }
    }

    /// The interval of a number under a qualifier, as low, best and high of the UCDP event dataset. `Range` and `Vague`
    /// have constructors of their own.
    fn of_number(number: Number, qualifier: Qualifier, hedge: Option<Hedge>, text: String) -> Quantity {
        // What is counted comes in whole steps; a bound with decimals is measured, and kept as it is.
        let step = if number.is_whole() { Number::ONE } else { Number::ZERO };
        let some = Some(number);
        let (low, best, high) = match qualifier {
            Qualifier::Exact | Qualifier::Range | Qualifier::Vague => (some, some, some),
            Qualifier::AtLeast => (some, some, None),
            Qualifier::MoreThan => (number.plus(step).or(some), None, None),
            Qualifier::AtMost => (None, None, some),
            Qualifier::FewerThan => (None, None, number.minus(step).or(some)),
            Qualifier::About => (None, some, None),
        };
        Quantity { low, best, high, qualifier, hedge, numbers: vec![number], vague: None, text }
    }

    fn range(low: Number, high: Number, hedge: Option<Hedge>, text: String) -> Quantity {
        let numbers = vec![low, high];
        Quantity {
            low: Some(low),
            best: None,
            high: Some(high),
            qualifier: Qualifier::Range,
            hedge,
            numbers,
            vague: None,
            text,
        }
    }

    fn vague(words: String, floor: Number, hedge: Option<Hedge>, text: String) -> Quantity {
        let qualifier = Qualifier::Vague;
        Quantity {
            low: Some(floor),
            best: None,
            high: None,
            qualifier,
            hedge,
            numbers: Vec::new(),
            vague: Some(words),
            text,
        }
    }

    /// The quantity for readers, with grouped thousands: "reportedly more than 1,300", "20–30", "dozens".
    pub fn in_words(&self) -> String {
        let number = match (&self.vague, self.numbers.as_slice()) {
            (Some(words), _) => words.clone(),
            (None, [low, high]) => format!("{}–{}", group_thousands(*low), group_thousands(*high)),
            (None, numbers) => numbers.iter().map(|number| group_thousands(*number)).collect(),
        };
        let hedge = self.hedge.map_or("", Hedge::as_str);
        let words = [hedge, self.qualifier.in_words(), &number];
        words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
    }
}

/// Whether one number can satisfy both. A side without a bound is open, so `about 300` intersects everything.
pub fn intersects(one: &Quantity, other: &Quantity) -> bool {
    !definitely_higher(one, other) && !definitely_higher(other, one)
}

/// Whether the least the first can be is more than the most the second can be.
pub fn definitely_higher(one: &Quantity, other: &Quantity) -> bool {
    matches!((one.low, other.high), (Some(low), Some(high)) if low > high)
}

#[cfg(test)]
mod tests;
