//! Whether one number bears out another: the same thing, no stronger bound, no doubt dropped.

use std::collections::BTreeSet;

use super::{Day, Noun, Reading};
use crate::quantity::{MentionKind, Number, Qualifier};
use crate::vocabulary::Measure;

/// How a number of the evidence stands to one of a claim, the best first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Fit {
    /// It bears it out.
    Backs,
    /// The same number, and the claim bounds it where the evidence does not.
    QualifierAdded(Qualifier),
    /// The claim doubts it less than the evidence.
    HedgeDropped(crate::quantity::Hedge),
    /// The claim is more exact or bolder than the evidence.
    QualifierDropped(Qualifier),
    /// Other people: the injured for the killed.
    Measure(Measure),
    /// Another part of the people.
    Population,
    /// Another thing: kilometres for people, per cent for a count.
    Thing(Option<Noun>),
    /// A word that counts roughly.
    Vague,
    /// Another number.
    Other,
}

/// How `evidence` stands to `claim`. A claim that says who counted may leave out how they doubted it.
pub fn fit(claim: &Reading, evidence: &Reading, is_attributed: bool) -> Fit {
    if claim.is_vague || evidence.is_vague {
        return fit_vague(claim, evidence);
    }
    let Some(bound) = fit_bound(claim, evidence) else { return Fit::Other };
    if let Some(other) = fit_thing(claim, evidence) {
        return other;
    }
    match evidence.hedge {
        Some(hedge) if claim.hedge.is_none() && !is_attributed && bound < Fit::HedgeDropped(hedge) => {
            Fit::HedgeDropped(hedge)
        }
        _ => bound,
    }
}

fn fit_vague(claim: &Reading, evidence: &Reading) -> Fit {
    match (claim.is_vague, evidence.is_vague) {
        // "Dozens" bear out "dozens", and so does a number that is large enough.
        (true, true) if claim.value == evidence.value => fit_thing(claim, evidence).unwrap_or(Fit::Backs),
        (true, false) if claim.value <= evidence.value => fit_thing(claim, evidence).unwrap_or(Fit::Backs),
        (false, true) if within(claim.value, evidence.value) => Fit::Vague,
        _ => Fit::Other,
    }
}

/// Whether a number may be meant by a vague word: dozens are 24 to some hundreds.
fn within(number: Number, floor: Number) -> bool {
    number >= floor && floor.times(20).is_some_and(|most| number <= most)
}

/// The bounds alone; none: other numbers.
fn fit_bound(claim: &Reading, evidence: &Reading) -> Option<Fit> {
    let (said, known) = (claim.value, evidence.value);
    if said == known {
        return Some(match (claim.qualifier, evidence.qualifier) {
            (own, other) if own == other => Fit::Backs,
            // Both ends of a range are no number by themselves.
            (_, other @ Qualifier::Range) => Fit::QualifierDropped(other),
            (Qualifier::Range, _) => Fit::Backs,
            (Qualifier::AtLeast, Qualifier::MoreThan) | (Qualifier::AtMost, Qualifier::FewerThan) => Fit::Backs,
            (Qualifier::MoreThan | Qualifier::FewerThan, other) => Fit::QualifierDropped(other),
            (own, Qualifier::Exact) => Fit::QualifierAdded(own),
            (_, other) => Fit::QualifierDropped(other),
        });
    }
    let is_near = |one: Number, other: Number, part: u64| {
        let difference = one.minus(other).or_else(|| other.minus(one)).and_then(|gap| gap.times(part));
        difference.is_some_and(|difference| difference <= other)
    };
    // Another number under the same bound is another number.
    if claim.qualifier == evidence.qualifier {
        return None;
    }
    let is_exact = evidence.qualifier == Qualifier::Exact;
    let rises = matches!(evidence.qualifier, Qualifier::Exact | Qualifier::AtLeast | Qualifier::MoreThan);
    let falls = matches!(evidence.qualifier, Qualifier::Exact | Qualifier::AtMost | Qualifier::FewerThan);
    // Weaker, and true: "over 100" on 110, "about 1,300" on 1,287.
    let is_true = match claim.qualifier {
        Qualifier::MoreThan | Qualifier::AtLeast => said < known && rises && is_near(said, known, 4),
        Qualifier::FewerThan | Qualifier::AtMost => said > known && falls && is_near(said, known, 4),
        Qualifier::About => is_exact && is_round(said) && is_near(said, known, 20),
        _ => false,
    };
    is_true.then_some(Fit::Backs)
}

/// Whether a number looks like one that was rounded.
fn is_round(number: Number) -> bool {
    number.divided_by(10).is_some_and(Number::is_whole) || !number.is_whole()
}

/// What else the two count; none: the same, as far as it is known.
fn fit_thing(claim: &Reading, evidence: &Reading) -> Option<Fit> {
    if claim.kind != evidence.kind || claim.is_age != evidence.is_age {
        let may_count = |kind: MentionKind| matches!(kind, MentionKind::Count | MentionKind::Ordinal);
        if !(may_count(claim.kind) && may_count(evidence.kind)) || claim.is_age != evidence.is_age {
            return Some(Fit::Thing(evidence.noun));
        }
    }
    if let (Some(own), Some(other)) = (claim.noun, evidence.noun)
        && own != other
    {
        return Some(Fit::Thing(Some(other)));
    }
    if let (Some(own), Some(other)) = (claim.measure, evidence.measure)
        && !is_same(own, other)
    {
        return Some(Fit::Measure(other));
    }
    let differs = claim.population != evidence.population;
    let is_part = |reading: &Reading| {
        use crate::vocabulary::Population as P;
        matches!(reading.population, Some(P::Children | P::Women | P::Men | P::Combatants))
    };
    let names_others =
        |one: &Reading, other: &Reading| is_part(one) && other.noun == Some(Noun::People) && other.population.is_none();
    let both = claim.population.is_some() && evidence.population.is_some();
    (differs && (both || names_others(claim, evidence) || names_others(evidence, claim))).then_some(Fit::Population)
}

/// Whether two measures may be of one count: the seriously injured are injured.
fn is_same(own: Measure, other: Measure) -> bool {
    let broad = |measure: Measure| match measure {
        Measure::SeriouslyInjured => Measure::Injured,
        // Moved out of the way, by themselves or by others.
        Measure::Displaced => Measure::Evacuated,
        measure => measure,
    };
    broad(own) == broad(other)
}

/// The days that evidence names.
#[derive(Debug, Default)]
pub struct Days {
    /// By month, day and year, so that those like another stand together.
    known: BTreeSet<(u8, Option<u8>, Option<i16>)>,
    years: BTreeSet<i16>,
}

impl FromIterator<Day> for Days {
    fn from_iter<I: IntoIterator<Item = Day>>(days: I) -> Days {
        let known: BTreeSet<_> = days.into_iter().map(|day| (day.month, day.day, day.year)).collect();
        let years = known.iter().filter_map(|(_, _, year)| *year).collect();
        Days { known, years }
    }
}

impl Days {
    /// Whether one of them bears out a day of a claim. Where the evidence leaves the year out, it is one of those that its
    /// other days have.
    pub fn support(&self, claim: Day) -> bool {
        let first = (claim.month, claim.day, None);
        let last = (claim.month, claim.day.or(Some(u8::MAX)), Some(i16::MAX));
        self.known.range(first..=last).any(|(_, _, year)| match (claim.year, year) {
            (Some(own), Some(other)) => own == *other,
            (Some(own), None) => self.years.contains(&own),
            (None, _) => true,
        })
    }

    /// Whether one of them may be the day that a claim is wrong about: it has its month, or its day of the month.
    pub fn are_near(&self, claim: Day) -> bool {
        self.known.iter().any(|(month, day, _)| *month == claim.month || (day.is_some() && *day == claim.day))
    }
}
