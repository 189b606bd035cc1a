//! Days, weekdays and times of day in a text.

use std::ops::Range;

use super::lexicon::Lexicon;
use super::marks::{Mark, starting_in};
use super::meaning::Meaning;
use super::written::Words;
use crate::quantity::lexer::{Kind, Token};

/// A day, as exact as it is said.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Day {
    /// The year, where it is said.
    pub year: Option<i16>,
    /// The month, from 1.
    pub month: u8,
    /// The day of the month, where it is said.
    pub day: Option<u8>,
}

/// A time of day in minutes; twice where nobody says which half of the day.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Clock {
    /// Minutes after midnight or noon.
    pub minutes: u16,
    /// In the afternoon, or not; none: it is not said.
    pub is_afternoon: Option<bool>,
}

impl Clock {
    /// Whether the two may be the same.
    pub fn may_be(self, other: Clock) -> bool {
        self.minutes == other.minutes
            && (self.is_afternoon == other.is_afternoon || self.is_afternoon.is_none() || other.is_afternoon.is_none())
    }
}

/// A day and the tokens that say it.
#[derive(Clone, Debug)]
pub(super) struct Dated {
    pub at: Range<usize>,
    pub span: Range<usize>,
    pub day: Day,
}

pub(super) fn days(text: &str, tokens: &[Token], marks: &[Mark], lexicon: &Lexicon) -> Vec<Dated> {
    let words = &lexicon.words;
    let joins_days = |token: &Token| joins_days(token, words);
    let mut list = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        if let Kind::Date = token.kind
            && let Some(day) = text.get(token.span.clone()).and_then(iso)
        {
            list.push(Dated { at: at..at + 1, span: token.span.clone(), day });
        }
    }
    for mark in marks {
        let Meaning::Month(month) = mark.meaning else { continue };
        let (start, end) = (mark.at.start, mark.at.end);
        // "12 March", "12. März", "12 de marzo", "12th of March"; else "March 12".
        let before = before(tokens, start, words);
        let (from, mut to, day) = match before.and_then(|at| Some((at, day_of(text, tokens.get(at)?)?))) {
            Some((at, day)) => (at, end, Some(day)),
            None => {
                let after = end + usize::from(tokens.get(end).is_some_and(|token| token.is_mark('.')));
                match tokens.get(after).and_then(|token| day_of(text, token)) {
                    Some(day) => (start, after + 1, Some(day)),
                    None => (start, end, None),
                }
            }
        };
        let skipped = |token: &Token| token.is_mark(',') || token.is_mark('.') || is_link(token, words);
        let year_at = to + usize::from(tokens.get(to).is_some_and(skipped));
        let year = tokens.get(year_at).and_then(|token| year_of(text, token));
        if year.is_some() {
            to = year_at + 1;
        }
        if day.is_none() && year.is_none() && to == start + 1 && !tokens[start].is_capital() {
            continue;
        }
        let span = tokens[from].span.start..tokens[to - 1].span.end;
        // "9 to 19 January", "January 9 to 19": the other end.
        let other = match from < start {
            true => joined_before(tokens, from, words).and_then(|at| Some((at, day_of(text, tokens.get(at)?)?))),
            false if day.is_some() && tokens.get(to).is_some_and(joins_days) && !is_month_at(marks, to + 2) => {
                tokens.get(to + 1).and_then(|token| day_of(text, token)).map(|day| (to + 1, day))
            }
            false => None,
        };
        if let Some((at, other)) = other {
            let span = tokens[at].span.clone();
            list.push(Dated { at: at..at + 1, span, day: Day { year, month, day: Some(other) } });
        }
        list.push(Dated { at: from..to, span, day: Day { year, month, day } });
    }
    list.sort_by_key(|dated| dated.at.start);
    list
}

/// Whether a month stands at a token: "December 29 to 2 January".
fn is_month_at(marks: &[Mark], at: usize) -> bool {
    starting_in(marks, &(at..at + 1)).iter().any(|mark| matches!(mark.meaning, Meaning::Month(_)))
}

fn joins_days(token: &Token, words: &Words) -> bool {
    matches!(token.kind, Kind::Mark('-' | '–' | '‑'))
        || token.word().is_some_and(|word| words.day_joints.contains(word))
}

fn is_link(token: &Token, words: &Words) -> bool {
    token.word().is_some_and(|word| words.links.contains(word))
}

/// The first day of two that end in this one.
fn joined_before(tokens: &[Token], day: usize, words: &Words) -> Option<usize> {
    let joins = |token: &Token| joins_days(token, words);
    let is_article = |token: &Token| token.word().is_some_and(|word| words.day_articles.contains(word));
    let day = day.checked_sub(1).filter(|at| tokens.get(*at).is_some_and(is_article)).unwrap_or(day);
    let joint = day.checked_sub(1).filter(|at| tokens.get(*at).is_some_and(joins))?;
    let first = joint.checked_sub(1)?;
    // "zwischen dem 9. und 12. Juli", "entre el 9 y el 12 de julio"
    first.checked_sub(usize::from(tokens.get(first).is_some_and(|token| token.is_mark('.'))))
}

/// The token that would be the day before a month.
fn before(tokens: &[Token], month: usize, words: &Words) -> Option<usize> {
    let mut at = month.checked_sub(1)?;
    let joins = |token: &Token| token.is_mark('.') || token.is_mark('-') || is_link(token, words);
    if tokens.get(at).is_some_and(joins) {
        at = at.checked_sub(1)?;
    }
    Some(at)
}

fn digits(text: &str, token: &Token) -> Option<u32> {
    let written = text.get(token.span.clone())?;
    let number = written.trim_end_matches(|character: char| character.is_alphabetic() || character == '.');
    (number.len() <= 4).then(|| number.parse().ok()).flatten()
}

fn day_of(text: &str, token: &Token) -> Option<u8> {
    let number = digits(text, token).filter(|number| (1..=31).contains(number))?;
    let written = text.get(token.span.clone())?;
    let is_plain = written.len() <= 2 || written.ends_with(char::is_alphabetic) || written.ends_with('.');
    (matches!(token.kind, Kind::Numeral { .. }) && is_plain).then(|| u8::try_from(number).ok()).flatten()
}

fn year_of(text: &str, token: &Token) -> Option<i16> {
    let written = text.get(token.span.clone())?;
    let number: i16 = written.parse().ok()?;
    (written.len() == 4 && (1000..=2199).contains(&number)).then_some(number)
}

fn iso(written: &str) -> Option<Day> {
    let mut parts = written.splitn(3, '-');
    let year = parts.next()?.parse().ok()?;
    let month = parts.next()?.parse().ok().filter(|month| (1..=12).contains(month))?;
    let day = parts.next().and_then(|day| day.get(..2)?.parse().ok());
    Some(Day { year: Some(year), month, day })
}

pub(super) fn weekdays(tokens: &[Token], marks: &[Mark]) -> Vec<(Range<usize>, u8)> {
    let found = marks.iter().filter_map(|mark| match mark.meaning {
        // "sun", "wed", "sat" are words, too.
        Meaning::Weekday(day) if tokens[mark.at.start].is_capital() || tokens[mark.at.start].span.len() > 4 => {
            Some((tokens[mark.at.start].span.start..tokens[mark.at.end - 1].span.end, day))
        }
        _ => None,
    });
    found.collect()
}

/// `10:30`, `3 p.m.`, `10am`, `3.15 pm`, `noon`.
pub(super) fn clocks(text: &str, tokens: &[Token]) -> Vec<(Range<usize>, Clock)> {
    let mut list = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let written = text.get(token.span.clone()).unwrap_or_default();
        if !matches!(token.kind, Kind::Time | Kind::Numeral { .. }) {
            continue;
        }
        let half = half_after(text, tokens, at);
        let parts = match token.kind {
            Kind::Time => hour_and_minute(written),
            Kind::Numeral { .. } if half.is_some() => hour_and_minute(written),
            _ => None,
        };
        let Some((hour, minute)) = parts else { continue };
        let own = half.or_else(|| half_of(written)).or((hour > 12 || hour == 0).then_some(hour >= 12));
        let minutes = (hour % 12) * 60 + minute;
        list.push((token.span.clone(), Clock { minutes, is_afternoon: own }));
    }
    list
}

fn hour_and_minute(written: &str) -> Option<(u16, u16)> {
    let digits = written.trim_end_matches(|character: char| !character.is_ascii_digit());
    let (hour, minute) = digits.split_once([':', '.']).unwrap_or((digits, "0"));
    let minute = minute.split([':', '.']).next().unwrap_or("0");
    let (hour, minute) = (hour.parse().ok()?, minute.parse().ok()?);
    (hour < 25 && minute < 60).then_some((hour, minute))
}

fn half_of(written: &str) -> Option<bool> {
    let letters: String = written.chars().filter(|character| character.is_alphabetic()).collect();
    match letters.to_ascii_lowercase().as_str() {
        "am" => Some(false),
        "pm" => Some(true),
        _ => None,
    }
}

/// The half of the day that is said after a time: `p.m.`, `pm`.
fn half_after(text: &str, tokens: &[Token], at: usize) -> Option<bool> {
    let token = tokens.get(at).filter(|token| matches!(token.kind, Kind::Time | Kind::Numeral { .. }))?;
    let rest: String = text.get(token.span.end..)?.trim_start().chars().take(6).collect();
    let rest = rest.to_ascii_lowercase();
    let says = |forms: [&str; 2]| {
        let after = forms.iter().find_map(|form| rest.strip_prefix(form));
        after.is_some_and(|after| !after.starts_with(char::is_alphanumeric))
    };
    if says(["a.m", "am"]) {
        return Some(false);
    }
    says(["p.m", "pm"]).then_some(true)
}

impl Token<'_> {
    /// Whether a word begins with a capital; true for scripts that have none.
    fn is_capital(&self) -> bool {
        match &self.kind {
            Kind::Word { lower, capital } => {
                *capital || lower.chars().next().is_some_and(|first| first.to_uppercase().eq([first]))
            }
            _ => false,
        }
    }
}
