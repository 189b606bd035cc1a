//! What phrases can mean.

use crate::quantity::{Hedge, Qualifier};
use crate::vocabulary::{Measure, Population};

/// What a phrase means.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Meaning {
    /// It bounds a number.
    Qualifier(Qualifier),
    /// It doubts what is said.
    Hedge(Hedge),
    /// It names who says it.
    Attribution,
    /// Not, no, never.
    Negation,
    /// Denies, rejects.
    Denial,
    /// Makes a question of a clause.
    Question,
    /// Makes a condition of it.
    Condition,
    /// It shapes a sentence: it joins, opens or turns a clause.
    Clause(ClauseWord),
    /// The most of its kind.
    Superlative,
    /// More than half; several reports.
    Majority,
    /// What is counted of people or things.
    Measure(Measure),
    /// Which part of the people.
    Population(Population),
    /// A thing that is counted.
    Noun(Noun),
    /// How old somebody is.
    Age,
    /// Were, are: says what those before it are.
    Copula,
    /// Of a hundred.
    Percent,
    /// Money.
    Currency,
    /// The site speaks of its own work.
    OwnWork,
    /// A day that depends on the day of writing.
    RelativeDay,
    /// A month, from 1.
    Month(u8),
    /// A weekday, from 1: Monday.
    Weekday(u8),
}

/// What a word does to the clauses of its sentence.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ClauseWord {
    /// What follows is what somebody says, thinks or denies.
    That,
    /// Another clause follows, which stands by itself.
    And,
    /// Another part follows, which shares what governs the one before.
    Or,
    /// From one number to another.
    To,
    /// Two numbers follow, which bound a third.
    Between,
    /// It bounds the number before it.
    More,
    /// It multiplies the number before it.
    Scale,
    /// A clause of its own follows, inside another.
    Which,
    /// What follows is asked.
    Whether,
    /// What follows is possible.
    Might,
    /// What follows, or went before, is not so.
    Reversal,
    /// What follows at once is not there.
    Without,
    /// At the head of a sentence it makes a condition of its first clause: "had it struck".
    Inverted,
    /// The word after it is not so: "unarmed". No list holds these.
    Un,
}

impl ClauseWord {
    pub(super) fn parse(word: &str) -> Option<ClauseWord> {
        Some(match word {
            "that" => ClauseWord::That,
            "and" => ClauseWord::And,
            "or" => ClauseWord::Or,
            "to" => ClauseWord::To,
            "between" => ClauseWord::Between,
            "more" => ClauseWord::More,
            "scale" => ClauseWord::Scale,
            "which" => ClauseWord::Which,
            "whether" => ClauseWord::Whether,
            "might" => ClauseWord::Might,
            "reversal" => ClauseWord::Reversal,
            "without" => ClauseWord::Without,
            "inverted" => ClauseWord::Inverted,
            _ => return None,
        })
    }
}

/// Kinds of things that are counted; a number of one kind backs none of another.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Noun {
    /// Somebody.
    People,
    /// Drones, missiles, shells.
    Munitions,
    /// Cars, ships, aircraft.
    Vehicles,
    /// Houses, schools.
    Buildings,
    /// Kilometres, feet.
    Length,
    /// Hectares.
    Area,
    /// Hours, years.
    Time,
    /// Tonnes.
    Mass,
    /// Litres.
    Volume,
    /// Megawatts.
    Energy,
    /// Degrees.
    Degrees,
    /// Attacks, fires.
    Incidents,
    /// Reports, letters.
    Documents,
    /// Cities, regions.
    Places,
}

impl Noun {
    pub(super) fn parse(word: &str) -> Option<Noun> {
        Some(match word {
            "people" => Noun::People,
            "munitions" => Noun::Munitions,
            "vehicles" => Noun::Vehicles,
            "buildings" => Noun::Buildings,
            "length" => Noun::Length,
            "area" => Noun::Area,
            "time" => Noun::Time,
            "mass" => Noun::Mass,
            "volume" => Noun::Volume,
            "energy" => Noun::Energy,
            "degrees" => Noun::Degrees,
            "incidents" => Noun::Incidents,
            "documents" => Noun::Documents,
            "places" => Noun::Places,
            _ => return None,
        })
    }

    /// In reports and in the examples of languages.
    pub fn as_str(self) -> &'static str {
        match self {
            Noun::People => "people",
            Noun::Munitions => "munitions",
            Noun::Vehicles => "vehicles",
            Noun::Buildings => "buildings",
            Noun::Length => "length",
            Noun::Area => "area",
            Noun::Time => "time",
            Noun::Mass => "mass",
            Noun::Volume => "volume",
            Noun::Energy => "energy",
            Noun::Degrees => "degrees",
            Noun::Incidents => "incidents",
            Noun::Documents => "documents",
            Noun::Places => "places",
        }
    }
}

pub(super) fn qualifier(name: &str) -> Option<Qualifier> {
    [Qualifier::AtLeast, Qualifier::MoreThan, Qualifier::AtMost, Qualifier::FewerThan, Qualifier::About]
        .into_iter()
        .find(|one| one.as_str() == name)
}

pub(super) fn hedge(name: &str) -> Option<Hedge> {
    [Hedge::Reportedly, Hedge::Allegedly, Hedge::Believed, Hedge::Suspected, Hedge::Claimed]
        .into_iter()
        .find(|one| one.as_str() == name)
}
