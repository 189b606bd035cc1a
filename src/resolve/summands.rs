//! Claims that were worked out of several numbers, and so are as good as the weakest of them.

use std::collections::BTreeSet;

use crate::quantity::{Number, Qualifier};
use crate::reading::{Computation, Said, read};
use crate::site::{Claim, Evidence, Excerpt, Reason, SourceId};
use crate::vocabulary::Grade;

use super::weigh::{Ground, Weighed, Weighted, weigh};

/// A number that a claim was worked out from, with the lines that say it.
pub struct Summand {
    pub number: Number,
    pub lines: BTreeSet<usize>,
}

/// How a claim's number was worked out: as its author declares, or as two ends of a range that no line has both of.
pub fn worked_out(declared: Option<&str>, words: &str, language: &str) -> Option<Computation> {
    match declared {
        Some(declared) => Computation::parse(declared),
        None => range_in(&read(words, language)),
    }
}

/// The two numbers of "between 57 and 97".
fn range_in(said: &Said) -> Option<Computation> {
    let is_end = |qualifier: Qualifier| qualifier == Qualifier::Range;
    let ends: Vec<Number> = said
        .readings
        .iter()
        .filter(|reading| reading.is_quantity() && is_end(reading.qualifier))
        .map(|reading| reading.value)
        .collect();
    let [low, high] = ends[..] else { return None };
    (low < high).then(|| Computation::range(low, high))
}

/// The numbers that a line of evidence says: its words, and the figures of its excerpt.
pub fn numbers_of(line: &Evidence, excerpt: Option<&Excerpt>, language: &str) -> BTreeSet<Number> {
    let language = line.language.as_deref().unwrap_or(language);
    let said = line.quotation.as_ref().map(|words| read(words, language)).unwrap_or_default();
    let figures = excerpt.into_iter().flat_map(|excerpt| &excerpt.figures);
    let figures = figures.flat_map(|figure| figure.text.value.value.numbers.iter().copied());
    let counted = said.readings.into_iter().filter(|reading| reading.is_quantity()).map(|reading| reading.value);
    counted.chain(figures).collect()
}

/// The numbers of a computation that some line says.
pub fn summands(computation: &Computation, said: &[BTreeSet<Number>]) -> Vec<Summand> {
    let numbers: BTreeSet<Number> = computation.numbers.iter().copied().collect();
    let with_lines = |number: Number| {
        let lines = said.iter().enumerate().filter(|(_, said)| said.contains(&number)).map(|(at, _)| at);
        Summand { number, lines: lines.collect() }
    };
    numbers.into_iter().map(with_lines).filter(|summand| !summand.lines.is_empty()).collect()
}

/// Weighs each number with the lines that say it, and all that is against the claim; the weakest is the claim's.
pub fn weigh_weakest(claim: Weighted, grounds: &[Ground], summands: &[Summand]) -> Weighed {
    let of = |summand: &Summand| {
        let counts = |(at, ground): &(usize, &Ground)| !ground.stance.is_support() || summand.lines.contains(at);
        let own: Vec<Ground> = grounds.iter().enumerate().filter(counts).map(|(_, ground)| ground.clone()).collect();
        let supports = || own.iter().filter(|ground| ground.stance.is_support());
        let source = supports().find(|ground| !ground.is_retracted).or(supports().next())?.source.clone();
        Some((summand.number, source, weigh(claim, &own)))
    };
    let weighed: Vec<(Number, SourceId, Weighed)> = summands.iter().filter_map(of).collect();
    let Some((number, source, weakest)) = weighed.iter().min_by_key(|(_, _, weighed)| strength(weighed.grade)) else {
        return weigh(claim, grounds);
    };
    let (of, mut weakest) = (*number, weakest.clone());
    if weighed.iter().any(|(_, _, weighed)| weighed.reason != weakest.reason) {
        weakest.reason = Reason::Weakest { of, reason: Box::new(weakest.reason), source: source.clone() };
    }
    weakest
}

/// A claim that was worked out from what another claim of the page says is no better than that one.
pub fn inherit(claims: &mut [Claim], at: usize, summands: &[Summand], language: &str) {
    let Some(own) = claims.get(at) else { return };
    let says = |claim: &Claim, number: Number| {
        read(&claim.words, language).readings.iter().any(|reading| reading.value == number)
    };
    let rests_on = |claim: &Claim, summand: &Summand| {
        let lines = summand.lines.iter().filter_map(|line| own.evidence.get(*line));
        let mut lines = lines.filter(|line| line.stance.is_support());
        lines.any(|line| {
            let is_same = |other: &Evidence| {
                other.stance.is_support()
                    && (&other.source, &other.excerpt, &other.quotation)
                        == (&line.source, &line.excerpt, &line.quotation)
            };
            claim.evidence.iter().any(is_same)
        })
    };
    let weaker = |(other, claim): &(usize, &Claim)| {
        *other != at
            && matches!(claim.grade, Grade::Disputed | Grade::Withdrawn)
            && strength(claim.grade) < strength(own.grade)
    };
    let found = claims.iter().enumerate().filter(weaker).find_map(|(_, claim)| {
        let summand = summands.iter().find(|summand| rests_on(claim, summand) && says(claim, summand.number))?;
        let source = claim.evidence.iter().find(|line| line.stance.is_support())?.source.clone();
        let reason = match &claim.reason {
            Reason::Weakest { reason, .. } => reason.clone(),
            reason => Box::new(reason.clone()),
        };
        Some((claim.grade, Reason::Weakest { of: summand.number, reason, source }))
    });
    if let (Some((grade, reason)), Some(own)) = (found, claims.get_mut(at)) {
        (own.grade, own.reason) = (grade, reason);
    }
}

/// How much a grade bears, least first.
fn strength(grade: Grade) -> u8 {
    match grade {
        Grade::Withdrawn => 0,
        Grade::Disputed => 1,
        Grade::Unattributed => 2,
        Grade::OneOrigin => 3,
        Grade::Corroborated => 4,
        Grade::Confirmed => 5,
    }
}
