//! Where numbers stand in a text, what they are and what is said with them.

use std::ops::Range;

use super::Reading;
use super::days::Dated;
use super::lexicon::Lexicon;
use super::marks::{Mark, starting_in};
use super::meaning::Meaning;
use crate::quantity::digits::{ascii_digit, char_at};
use crate::quantity::lexer::{Kind, Token};
use crate::quantity::numeral::digit_run;
use crate::quantity::{Hedge, MentionKind, Number, Qualifier, mentions_in};

/// A number and the tokens that it takes.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub at: Range<usize>,
    pub reading: Reading,
}

pub(super) fn numbers(text: &str, tokens: &[Token], marks: &[Mark], days: &[Dated], lexicon: &Lexicon) -> Vec<Found> {
    let found = match lexicon.language {
        "en" => english(text, tokens),
        _ => Scan { text, tokens, marks, lexicon }.numbers(days),
    };
    found.into_iter().map(|found| aged(found, tokens, marks)).collect()
}

/// English numbers as the quantity module finds them.
fn english(text: &str, tokens: &[Token]) -> Vec<Found> {
    let place = |span: &Range<usize>| {
        let start = tokens.partition_point(|token| token.span.end <= span.start);
        let end = tokens.partition_point(|token| token.span.start < span.end);
        start..end.max(start + 1)
    };
    let found = mentions_in(text, tokens).into_iter().map(|mention| Found {
        at: place(&mention.span),
        reading: Reading {
            span: mention.span,
            value: mention.value,
            kind: mention.kind,
            qualifier: mention.qualifier,
            hedge: mention.hedge,
            is_vague: mention.vague.is_some(),
            measure: None,
            noun: None,
            population: None,
            is_age: false,
            is_inherited: false,
        },
    });
    found.collect()
}

/// Marks a number that is somebody's age: `18-year-old`, `aged 18`.
fn aged(mut found: Found, tokens: &[Token], marks: &[Mark]) -> Found {
    let (start, end) = (found.at.start, found.at.end);
    let around = starting_in(marks, &(start.saturating_sub(4)..end + 2));
    let is_age = |mark: &Mark| {
        let follows = mark.at.start >= end && tokens[end..mark.at.start].iter().all(is_hyphen);
        mark.meaning == Meaning::Age && (mark.at.end == start || follows)
    };
    found.reading.is_age = around.iter().any(is_age);
    found
}

fn is_hyphen(token: &Token) -> bool {
    matches!(token.kind, Kind::Mark('-' | '‑' | '‐'))
}

/// Numbers of a language by its lexicon.
struct Scan<'a> {
    text: &'a str,
    tokens: &'a [Token<'a>],
    marks: &'a [Mark],
    lexicon: &'a Lexicon,
}

/// A number that begins at a token, and the token after it.
struct Spoken {
    value: Number,
    next: usize,
    is_digits: bool,
    is_vague: bool,
}

impl Scan<'_> {
    fn numbers(&self, days: &[Dated]) -> Vec<Found> {
        let mut list: Vec<Found> = Vec::new();
        let mut at = 0;
        while at < self.tokens.len() {
            let day = days.partition_point(|day| day.at.end <= at);
            if let Some(day) = days.get(day).filter(|day| day.at.contains(&at)) {
                at = day.at.end.max(at + 1);
                continue;
            }
            let Some(spoken) = self.number_at(at) else {
                at += 1;
                continue;
            };
            let (start, end) = (self.tokens[at].span.start, self.end_of(at, &spoken));
            let kind = self.kind(at, &spoken);
            let qualifier = if spoken.is_vague { Qualifier::Vague } else { self.qualifier(at, spoken.next) };
            list.push(Found {
                at: at..spoken.next,
                reading: Reading {
                    span: start..end,
                    value: spoken.value,
                    kind,
                    qualifier,
                    hedge: self.hedge(at),
                    is_vague: spoken.is_vague,
                    measure: None,
                    noun: None,
                    population: None,
                    is_age: false,
                    is_inherited: false,
                },
            });
            at = spoken.next.max(at + 1);
            // "pour cent", "por ciento": no hundred follows.
            let percent = starting_in(self.marks, &(at..at + 1)).iter().find(|mark| mark.meaning == Meaning::Percent);
            at = percent.map_or(at, |mark| mark.at.end);
        }
        list
    }

    fn end_of(&self, at: usize, spoken: &Spoken) -> usize {
        self.tokens.get(spoken.next.max(at + 1) - 1).map_or(self.text.len(), |token| token.span.end)
    }

    fn word(&self, at: usize) -> Option<&str> {
        self.tokens.get(at)?.word()
    }

    fn number_at(&self, at: usize) -> Option<Spoken> {
        let token = self.tokens.get(at)?;
        if let Some(floor) = self.word(at).and_then(|word| self.lexicon.vague.get(word)) {
            return Some(Spoken { value: Number::from(*floor), next: at + 1, is_digits: false, is_vague: true });
        }
        let is_digit = char_at(self.text, token.span.start).and_then(ascii_digit).is_some();
        match token.kind {
            Kind::Date | Kind::Time => None,
            _ if is_digit => {
                let (end, value) = self.digits(token.span.start)?;
                let next = at + self.tokens[at..].partition_point(|token| token.span.start < end);
                let (value, next) = self.scaled(value, next);
                Some(Spoken { value, next, is_digits: true, is_vague: false })
            }
            Kind::Word { .. } => self.spoken(at),
            _ => None,
        }
    }

    /// Digits with the language's marks: `1.300`, `1 300`, `1,5`.
    fn digits(&self, start: usize) -> Option<(usize, Number)> {
        let (mut end, mut whole) = digit_run(self.text, start);
        let mut joint = None;
        while whole.len() <= 15 {
            let Some(mark) = char_at(self.text, end).filter(|mark| self.lexicon.group.contains(mark)) else { break };
            let (after, group) = digit_run(self.text, end + mark.len_utf8());
            let is_first = joint.is_none();
            if group.len() != 3 || (is_first && whole.len() > 3) || joint.is_some_and(|joint| joint != mark) {
                break;
            }
            (joint, end) = (Some(mark), after);
            whole.push_str(&group);
        }
        let mut fraction = String::new();
        if let Some(mark) = char_at(self.text, end).filter(|mark| self.lexicon.decimal.contains(mark)) {
            let (after, digits) = digit_run(self.text, end + mark.len_utf8());
            if !digits.is_empty() {
                (end, fraction) = (after, digits);
            }
        }
        Some((end, Number::from_digits(&whole, &fraction)?))
    }

    /// A number times the scales after it: `1,5 Millionen`.
    fn scaled(&self, mut value: Number, mut next: usize) -> (Number, usize) {
        while let Some(scale) = self.word(next).and_then(|word| self.lexicon.scales.get(word)) {
            let Some(product) = value.times(*scale) else { break };
            (value, next) = (product, next + 1);
            // A short form has its full stop: `1,5 Mio.`
            let is_short = self.tokens.get(next).is_some_and(|token| token.is_mark('.'));
            if is_short && self.word(next + 1).is_some_and(|word| self.lexicon.scales.contains_key(word)) {
                next += 1;
            }
        }
        (value, next)
    }

    /// Number words added up.
    fn spoken(&self, start: usize) -> Option<Spoken> {
        let (mut total, mut current, mut next) = (0_u64, None::<u64>, start);
        let mut last = u64::MAX;
        let mut at = start;
        loop {
            let Some(word) = self.word(at) else {
                // "quarante-deux"
                let is_joined = self.tokens.get(at).is_some_and(is_hyphen) && current.is_some();
                let goes_on = self.word(at + 1).is_some_and(|word| self.lexicon.is_number_word(word));
                if !is_joined || !goes_on {
                    break;
                }
                at += 1;
                continue;
            };
            let scale = self.lexicon.scales.get(word).copied();
            if self.lexicon.teens.contains(word) && current.is_some_and(|units| (1..10).contains(&units) && last == 1) {
                current = current.map(|units| units + 10);
            } else if self.lexicon.by_twenties && last == 1 && current == Some(4) && word.starts_with("vingt") {
                (current, last) = (Some(80), 20);
            } else if let Some(value) = self.number_word(word, current.is_some()) {
                // Each number word is smaller than the one before: hundreds, tens, units; or follows a scale.
                if current.is_some() && (value >= last || value == 0) {
                    break;
                }
                current = Some(current.unwrap_or(0).saturating_add(value));
                last = self.room_after(value);
            } else if let Some(scale) = scale {
                if scale >= 1000 {
                    total = total.saturating_add(current.unwrap_or(1).saturating_mul(scale));
                    current = Some(0);
                } else {
                    current = Some(current.unwrap_or(1).max(1).saturating_mul(scale));
                }
                last = scale;
            } else if word == self.lexicon.joint && current.is_some() && !word.is_empty() {
                let follows = self.word(at + 1).and_then(|word| self.lexicon.numbers.get(word));
                if follows.is_none_or(|value| *value >= last || *value == 0) {
                    break;
                }
                at += 1;
                continue;
            } else {
                break;
            }
            at += 1;
            next = at;
        }
        let value = total.saturating_add(current?);
        // An article is no number.
        let is_article = next == start + 1
            && self.word(start).is_some_and(|word| self.lexicon.articles.iter().any(|article| article == word));
        (!is_article && next > start).then(|| Spoken {
            value: Number::from(value),
            next,
            is_digits: false,
            is_vague: false,
        })
    }

    /// Which numbers may follow one in the same number: those that are smaller.
    fn room_after(&self, value: u64) -> u64 {
        match value {
            60 | 80 if self.lexicon.by_twenties => 20,
            10 => 10,
            20.. => 10_u64.pow(value.ilog10()),
            _ => 1,
        }
    }

    /// A word for a number; after another, also with the joint written onto it: `עשרים ואחד`.
    fn number_word(&self, word: &str, follows: bool) -> Option<u64> {
        let known = |word: &str| self.lexicon.numbers.get(word).copied();
        let may_join = follows || self.lexicon.joins_as_prefix();
        let joined = || known(word.strip_prefix(self.lexicon.joint.as_str()).filter(|_| may_join)?);
        known(word).or_else(joined).or_else(|| self.compound(word))
    }

    /// A number in one word: `einundzwanzig`, `zweihundert`.
    fn compound(&self, word: &str) -> Option<u64> {
        let compounds = &self.lexicon.compounds;
        if compounds.hundred.is_empty() || word.len() < 8 {
            return None;
        }
        let known = |word: &str| self.lexicon.numbers.get(word).copied();
        if let Some((head, tail)) = word.split_once(compounds.thousand.as_str()) {
            let head = if head.is_empty() { 1 } else { known(head).or_else(|| self.compound(head))? };
            let tail = if tail.is_empty() { 0 } else { known(tail).or_else(|| self.compound(tail))? };
            return Some(head * 1000 + tail);
        }
        if let Some((head, tail)) = word.split_once(compounds.hundred.as_str()) {
            let head = if head.is_empty() { 1 } else { known(head)? };
            let tail = tail.strip_prefix(self.lexicon.joint.as_str()).unwrap_or(tail);
            let tail = if tail.is_empty() { 0 } else { known(tail).or_else(|| self.compound(tail))? };
            return (head < 10).then_some(head * 100 + tail);
        }
        let (units, tens) = word.split_once(self.lexicon.joint.as_str())?;
        let (units, tens) = (known(units)?, known(tens)?);
        (units < 10 && tens >= 20).then_some(tens + units)
    }

    fn kind(&self, at: usize, spoken: &Spoken) -> MentionKind {
        let after = self.tokens.get(spoken.next);
        let is_percent = after.is_some_and(|token| token.is_mark('%') || token.is_mark('٪'))
            || self.is_beside(at, spoken.next, Meaning::Percent);
        let is_money = |token: &Token| matches!(token.kind, Kind::Mark('$' | '€' | '£' | '₴' | '₽'));
        let money = after.is_some_and(is_money)
            || at.checked_sub(1).and_then(|at| self.tokens.get(at)).is_some_and(is_money)
            || self.is_beside(at, spoken.next, Meaning::Currency);
        let four = self.tokens.get(at).is_some_and(|token| token.span.len() == 4);
        let is_year =
            spoken.is_digits && four && spoken.value >= Number::from(1000) && spoken.value <= Number::from(2100);
        let after = starting_in(self.marks, &(spoken.next..spoken.next + 1));
        let counts = after.iter().any(|mark| matches!(mark.meaning, Meaning::Noun(_) | Meaning::Measure(_)));
        if is_percent {
            MentionKind::Percentage
        } else if money {
            MentionKind::Money
        } else if is_year && !counts {
            MentionKind::Year
        } else if self.tokens.get(at).is_some_and(|token| matches!(token.kind, Kind::Identifier)) && !spoken.is_digits {
            MentionKind::Identifier
        } else {
            MentionKind::Count
        }
    }

    /// Whether a phrase of some meaning stands right before or after a number.
    fn is_beside(&self, at: usize, next: usize, meaning: Meaning) -> bool {
        let around = starting_in(self.marks, &(at.saturating_sub(3)..next + 2));
        // "2 millones de euros"
        let after = next + usize::from(self.word(next).is_some_and(|word| self.lexicon.words.links.contains(word)));
        let is_near = |mark: &Mark| mark.at.end == at || mark.at.start == next || mark.at.start == after;
        around.iter().any(|mark| mark.meaning == meaning && is_near(mark))
    }

    /// The qualifier that ends right before a number, or begins right after it.
    fn qualifier(&self, at: usize, next: usize) -> Qualifier {
        // "40 kişiden az": the thing stands between, in the form that the bound asks for.
        let endings = &self.lexicon.words.bound_endings;
        let is_bounded = |word: &str| endings.iter().any(|ending| word.ends_with(ending.as_str()));
        let after = next + usize::from(self.word(next).is_some_and(is_bounded));
        let follows = |mark: &Mark| self.lexicon.bounds_follow && (mark.at.start == next || mark.at.start == after);
        let stands = |mark: &&Mark| mark.at.end == at || follows(mark);
        let around = starting_in(self.marks, &(at.saturating_sub(6)..next + 2));
        let found = around.iter().filter(stands).filter_map(|mark| match mark.meaning {
            Meaning::Qualifier(qualifier) => Some((mark.at.len(), qualifier)),
            _ => None,
        });
        found.max_by_key(|(length, _)| *length).map_or(Qualifier::Exact, |(_, qualifier)| qualifier)
    }

    /// A word of doubt in the same sentence.
    fn hedge(&self, at: usize) -> Option<Hedge> {
        let ends = |token: &Token| matches!(token.kind, Kind::Mark('.' | '!' | '?' | ';' | '\n' | '؟'));
        let floor = at.saturating_sub(SENTENCE);
        let start = self.tokens[floor..at].iter().rposition(ends).map_or(floor, |stop| floor + stop + 1);
        let ceiling = (at + SENTENCE).min(self.tokens.len());
        let end = self.tokens[at..ceiling].iter().position(ends).map_or(ceiling, |stop| at + stop);
        starting_in(self.marks, &(start..end)).iter().find_map(|mark| match mark.meaning {
            Meaning::Hedge(hedge) if mark.at.start >= start && mark.at.end <= end => Some(hedge),
            _ => None,
        })
    }
}

/// Words of a sentence among which a word of doubt is looked for, either way.
const SENTENCE: usize = 40;
