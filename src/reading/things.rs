//! Of what a number is: the thing that is named after it, and what happened to it.

use super::lexicon::Lexicon;
use super::marks::{Mark, starting_in};
use super::meaning::{Meaning, Noun};
use super::numbers::Found;
use crate::quantity::lexer::{Kind, Token};
use crate::vocabulary::Measure;

/// Words after a number among which its thing is looked for.
const NEAR: usize = 4;
/// Words over which a measure reaches back or forth for a number that has none.
const FAR: usize = 14;

pub(super) fn assign(tokens: &[Token], marks: &[Mark], lexicon: &Lexicon, numbers: &mut [Found]) {
    for index in 0..numbers.len() {
        let until = numbers.get(index + 1).map_or(tokens.len(), |next| next.at.start);
        name(tokens, marks, lexicon, &mut numbers[index], until);
    }
    let measures: Vec<(&Mark, Measure)> = marks
        .iter()
        .filter_map(|mark| match mark.meaning {
            Meaning::Measure(measure) => Some((mark, measure)),
            _ => None,
        })
        .collect();
    let mut taken = vec![false; measures.len()];
    // "killed 25", "injuring at least 110": the number follows at once.
    for (index, (mark, measure)) in measures.iter().enumerate() {
        let Some(at) = next_number(tokens, marks, lexicon, mark.at.end, numbers) else { continue };
        let follows_its_own = index_before(tokens, lexicon, numbers, mark.at.start).is_some();
        if numbers[at].takes(*measure) && !follows_its_own {
            numbers[at].reading.measure = Some(*measure);
            taken[index] = true;
        }
    }
    // "21 people, three of them children, had been killed": back to the last measure or the clause's beginning.
    let mut floor = 0;
    for ((mark, measure), taken) in measures.iter().zip(taken) {
        let start = floor.min(mark.at.start);
        floor = floor.max(mark.at.end);
        if taken {
            continue;
        }
        let begins = tokens[start..mark.at.start]
            .iter()
            .rposition(|token| ends_clause(token, lexicon))
            .map_or(start, |stop| start + stop + 1);
        let first = numbers.partition_point(|number| number.at.start < begins);
        for number in numbers[first..].iter_mut().take_while(|number| number.at.end <= mark.at.start) {
            if number.reading.measure.is_none() && number.takes(*measure) {
                number.reading.measure = Some(*measure);
            }
        }
    }
    // "The number of dead rose to 25", "30 of them seriously": the nearest measure of the sentence.
    for number in numbers.iter_mut().filter(|number| number.reading.measure.is_none()) {
        if !matches!(number.reading.noun, None | Some(Noun::People)) || !number.reading.is_quantity() {
            continue;
        }
        let joins = |from: usize, to: usize| to - from <= FAR && !tokens[from..to].iter().any(ends_sentence);
        let next = measures.partition_point(|(mark, _)| mark.at.start < number.at.end);
        let before = next.checked_sub(1).and_then(|at| measures.get(at));
        let before = before.filter(|(mark, _)| mark.at.end <= number.at.start && joins(mark.at.end, number.at.start));
        let after = measures.get(next).filter(|(mark, _)| joins(number.at.end, mark.at.start));
        number.reading.is_inherited = true;
        number.reading.measure =
            before.or(after).map(|(_, measure)| *measure).filter(|measure| counts_people(*measure));
    }
    for at in 0..numbers.len() {
        let until = numbers.get(at + 1).map_or(tokens.len(), |next| next.at.start);
        told_apart(tokens, marks, &mut numbers[at], until);
    }
    // Who is killed or injured is somebody.
    for number in numbers.iter_mut().filter(|number| number.reading.noun.is_none()) {
        number.reading.noun = number.reading.measure.and_then(counted_by);
    }
}

/// What a measure counts, where nothing else is named.
pub fn counted_by(measure: Measure) -> Option<Noun> {
    match measure {
        _ if counts_people(measure) => Some(Noun::People),
        _ if is_of_munitions(measure) => Some(Noun::Munitions),
        _ => None,
    }
}

/// The kind of things that a number counts, and which part of the people: among the words after it.
fn name(tokens: &[Token], marks: &[Mark], lexicon: &Lexicon, number: &mut Found, until: usize) {
    // What follows a preposition is when or where, not what.
    let stops = |token: &Token| match &token.kind {
        Kind::Mark(mark) => matches!(mark, '.' | ',' | ';' | ':' | '!' | '?' | '(' | '\n' | '—' | '–'),
        Kind::Word { lower, .. } => lexicon.words.prepositions.contains(&**lower),
        _ => false,
    };
    let window = &tokens[number.at.end.min(until)..until];
    let length = window.iter().position(stops).unwrap_or(window.len()).min(NEAR);
    let near = number.at.end..number.at.end + length;
    for mark in starting_in(marks, &near) {
        match mark.meaning {
            Meaning::Noun(noun) if number.reading.noun.is_none() => number.reading.noun = Some(noun),
            Meaning::Population(population) if number.reading.population.is_none() => {
                number.reading.population = Some(population);
                number.reading.noun = number.reading.noun.or(Some(Noun::People));
            }
            // What follows a verb is something else.
            Meaning::Measure(_) if number.reading.noun.is_some() => break,
            _ => {}
        }
    }
}

/// "Two of the dead were children": which part of the people is said after them.
fn told_apart(tokens: &[Token], marks: &[Mark], number: &mut Found, until: usize) {
    let is_of_people = number.reading.population.is_none() && number.reading.measure.is_some_and(counts_people);
    if !is_of_people {
        return;
    }
    let end = until.min(number.at.end + FAR);
    let clause = number.at.end..end.max(number.at.end);
    let marks = starting_in(marks, &clause);
    let Some(copula) = marks.iter().find(|mark| mark.meaning == Meaning::Copula) else { return };
    let told = marks.iter().find_map(|mark| match mark.meaning {
        Meaning::Population(population) if mark.at.start == copula.at.end => Some(population),
        _ => None,
    });
    let joins = |to: usize| tokens.get(number.at.end..to).is_some_and(|between| !between.iter().any(ends_sentence));
    if joins(copula.at.start) {
        number.reading.population = told;
    }
}

impl Found {
    /// Whether a measure may be of this number.
    fn takes(&self, measure: Measure) -> bool {
        let fits = match self.reading.noun {
            None => true,
            Some(Noun::People) => counts_people(measure) || measure == Measure::Applications,
            Some(Noun::Munitions) => is_of_munitions(measure) || measure == Measure::DamagedObjects,
            Some(Noun::Buildings | Noun::Vehicles) => measure == Measure::DamagedObjects,
            Some(Noun::Documents) => measure == Measure::Applications,
            Some(_) => false,
        };
        fits && self.reading.is_quantity() && self.reading.kind != crate::quantity::MentionKind::Money
    }
}

/// Whether a measure counts people.
fn counts_people(measure: Measure) -> bool {
    match measure {
        Measure::Killed | Measure::Injured | Measure::SeriouslyInjured | Measure::Missing | Measure::Detained => true,
        Measure::Displaced | Measure::Evacuated | Measure::Rescued | Measure::CasualtiesUnspecified => true,
        Measure::Applications | Measure::MunitionsLaunched | Measure::MunitionsIntercepted => false,
        Measure::MunitionsDelivered | Measure::DamagedObjects | Measure::Distance => false,
    }
}

fn is_of_munitions(measure: Measure) -> bool {
    matches!(measure, Measure::MunitionsLaunched | Measure::MunitionsIntercepted | Measure::MunitionsDelivered)
}

/// The number that begins right after a token, but for words that bound, doubt or fill.
fn next_number(tokens: &[Token], marks: &[Mark], lexicon: &Lexicon, from: usize, numbers: &[Found]) -> Option<usize> {
    let mut at = from;
    while at <= from + 5 {
        if let Ok(index) = numbers.binary_search_by_key(&at, |number| number.at.start) {
            return Some(index);
        }
        let bounds =
            |mark: &&Mark| mark.at.start == at && matches!(mark.meaning, Meaning::Qualifier(_) | Meaning::Hedge(_));
        let skipped = starting_in(marks, &(at..at + 1)).iter().filter(bounds).map(|mark| mark.at.end).max();
        let word = tokens.get(at)?.word()?;
        at = match skipped {
            Some(end) => end,
            None if lexicon.words.fillers.contains(word) => at + 1,
            None => return None,
        };
    }
    None
}

/// The number right before a measure, with the words of its thing between: "nine people killed".
fn index_before(tokens: &[Token], lexicon: &Lexicon, numbers: &[Found], at: usize) -> Option<usize> {
    let index = numbers.partition_point(|number| number.at.end <= at).checked_sub(1)?;
    let between = tokens.get(numbers[index].at.end..at)?;
    let joins = |token: &Token| {
        token
            .word()
            .is_some_and(|word| !lexicon.words.prepositions.contains(word) && !lexicon.words.links.contains(word))
    };
    (between.len() <= 3 && between.iter().all(joins) && numbers[index].reading.is_quantity()).then_some(index)
}

fn ends_clause(token: &Token, lexicon: &Lexicon) -> bool {
    match &token.kind {
        Kind::Mark('.' | ';' | ':' | '!' | '?' | '\n' | '—' | '؟' | '。') => true,
        Kind::Word { lower, .. } => lexicon.words.contrasts.contains(&**lower),
        _ => false,
    }
}

fn ends_sentence(token: &Token) -> bool {
    matches!(token.kind, Kind::Mark('.' | '!' | '?' | '\n' | '؟' | '。'))
}
