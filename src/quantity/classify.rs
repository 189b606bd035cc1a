//! Tells counts from dates, years, times and references by the words beside them.

use super::lexer::{Kind, Suffix, Token};
use super::neighbours::Neighbours;
use super::spoken::{Form, Spoken};
use super::words;

/// What a number is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MentionKind {
    Count,
    /// A day or month, or the year of one.
    Date,
    /// A year or decade standing alone.
    Year,
    Time,
    Ordinal,
    Percentage,
    Money,
    /// A code, reference, list number or the rest of an HTML entity.
    Identifier,
}

impl MentionKind {
    /// Whether it says how much or how many, so that evidence has to say it too.
    pub fn is_quantity(self) -> bool {
        matches!(self, MentionKind::Count | MentionKind::Percentage | MentionKind::Money)
    }
}

/// What a number is for. Where it could be either, it is a count: a check too many is answered, a check too few is not
/// seen.
pub(super) fn kind(place: &Neighbours, number: &Spoken) -> MentionKind {
    let Form::Digits(suffix) = number.form else { return kind_of_words(place, number) };
    match suffix {
        Suffix::Decade => return MentionKind::Year,
        Suffix::Hour => return MentionKind::Time,
        _ => {}
    }
    if place.is_percentage() {
        MentionKind::Percentage
    } else if place.is_money() {
        MentionKind::Money
    } else if suffix == Suffix::Unit {
        MentionKind::Count
    } else if place.is_day(number.value) || place.is_year_of_date(number.value) {
        MentionKind::Date
    } else if place.is_time() {
        MentionKind::Time
    } else if place.is_reference() || place.is_list_number() {
        MentionKind::Identifier
    } else if place.is_year(number.value) {
        MentionKind::Year
    } else {
        MentionKind::Count
    }
}

fn kind_of_words(place: &Neighbours, number: &Spoken) -> MentionKind {
    match number.form {
        Form::Ordinal if place.is_day(number.value) => MentionKind::Date,
        Form::Ordinal => MentionKind::Ordinal,
        Form::Vague(_) => MentionKind::Count,
        _ if place.is_percentage() => MentionKind::Percentage,
        _ if place.is_money() => MentionKind::Money,
        _ if place.word_after(0) == Some("o'clock") => MentionKind::Time,
        _ if place.word_before(1) == Some("war") && place.word_before(2) == Some("world") => MentionKind::Identifier,
        _ => MentionKind::Count,
    }
}

/// `one` where it counts nothing: `no one`, `one of the`, `one another`, `at one point`.
pub(super) fn is_pronoun(tokens: &[Token], at: usize, number: &Spoken) -> bool {
    let alone = number.next == at + 1 && tokens.get(at).is_some_and(|token| token.is_word("one"));
    if !alone {
        return false;
    }
    let before = at.checked_sub(1).and_then(|before| tokens.get(before)).and_then(Token::word);
    let after = tokens.get(number.next).and_then(Token::word);
    let counts_after_all = matches!(before, Some("least" | "than" | "only" | "exactly"));
    let stands_for = before.is_some_and(|word| BEFORE_PRONOUN.contains(&word))
        || after.is_some_and(|word| AFTER_PRONOUN.contains(&word));
    stands_for && !counts_after_all
}

/// Words before a `one` that stands for somebody or something.
const BEFORE_PRONOUN: [&str; 12] =
    ["no", "any", "every", "each", "some", "this", "that", "the", "which", "another", "last", "not"];

/// Words after such a `one`.
const AFTER_PRONOUN: [&str; 18] = [
    "of", "another", "who", "that", "should", "can", "must", "would", "may", "might", "could", "cannot", "has", "is",
    "point", "thing", "hand", "way",
];

impl Neighbours<'_> {
    fn is_percentage(&self) -> bool {
        let is_sign = self.after(0).is_some_and(|token| matches!(token.kind, Kind::Mark('%' | '‰' | '٪' | '％')));
        is_sign
            || matches!(self.word_after(0), Some("percent" | "percentage" | "pct"))
            || (self.word_after(0) == Some("per") && self.word_after(1) == Some("cent"))
    }

    fn is_money(&self) -> bool {
        let mark_before =
            self.before(1).is_some_and(|token| matches!(token.kind, Kind::Mark(mark) if words::is_currency_mark(mark)));
        let mark_after =
            self.after(0).is_some_and(|token| matches!(token.kind, Kind::Mark(mark) if words::is_currency_mark(mark)));
        let code_before =
            self.word_before(1).is_some_and(|word| matches!(word, "usd" | "eur" | "gbp" | "rub" | "uah" | "chf"));
        mark_before || mark_after || code_before || self.word_after(0).is_some_and(words::is_currency)
    }

    /// `Article 51`, `No. 5`, `§ 12`, `text[3]`
    fn is_reference(&self) -> bool {
        let short_no = self.before(1).is_some_and(|token| token.is_mark('.'))
            && self.word_before(2).is_some_and(|word| matches!(word, "no" | "nos" | "nr"));
        let names = |token: &Token| match &token.kind {
            Kind::Word { lower, capital } => words::names_by_number(lower, *capital),
            _ => false,
        };
        if self.before(if short_no { 2 } else { 1 }).is_some_and(names) && !self.counts_something() {
            return true;
        }
        let Some(before) = self.before(1) else { return false };
        if before.is_mark('§') || before.is_mark('№') {
            return true;
        }
        let touching = before.is_mark('[') && self.before(2).is_some_and(|token| token.span.end == before.span.start);
        touching && self.after(0).is_some_and(|token| token.is_mark(']'))
    }

    /// `1.`, `2)` or `(3)` at the start of a line that begins a sentence.
    fn is_list_number(&self) -> bool {
        let Some(token) = self.tokens.get(self.at) else { return false };
        let opened = self.before(1).is_some_and(|token| token.is_mark('('));
        let start = if opened { self.before(1).map_or(0, |token| token.span.start) } else { token.span.start };
        let closes = self
            .after(0)
            .is_some_and(|mark| mark.is_mark(')') || (mark.is_mark('.') && !opened && self.after(1).is_some()));
        let head = self.text.get(..start).unwrap_or("");
        let line = head.trim_end_matches([' ', '\t', '>', '#', '*']);
        let at_line_start = line.is_empty() || line.ends_with('\n');
        let sentence_before =
            line.trim_end().chars().next_back().is_none_or(|last| matches!(last, '.' | ':' | ';' | '!' | '?'))
                || line.ends_with("\n\n");
        token.span.len() <= 3 && closes && at_line_start && sentence_before
    }
}
