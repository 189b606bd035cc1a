//! A quantity as a value: the interval it stands for, and how two of them compare.

use super::bounds::{Hedge, Qualifier};
use super::number::{Number, group_thousands};

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

impl Quantity {
    /// The interval of a number under a qualifier, as low, best and high of the UCDP event dataset. `Range` and `Vague`
    /// have constructors of their own.
    pub(super) fn of_number(number: Number, qualifier: Qualifier, hedge: Option<Hedge>, text: String) -> Quantity {
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

    pub(super) fn range(low: Number, high: Number, hedge: Option<Hedge>, text: String) -> Quantity {
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

    pub(super) fn vague(words: String, floor: Number, hedge: Option<Hedge>, text: String) -> Quantity {
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
