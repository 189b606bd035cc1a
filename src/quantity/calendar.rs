//! Tells days, years and times of day from counts.

use super::context;
use super::lexer::{Kind, Suffix, Token};
use super::neighbours::Neighbours;
use super::number::Number;
use super::words;

impl Neighbours<'_> {
    /// A day of a month: `Dec. 30`, `30 December`, `the 5th of January`, `January 9 to 19`, `9 to 19 January`.
    pub fn is_day(&self, value: Number) -> bool {
        if !is_day_number(value) || self.counts_people() {
            return false;
        }
        let first_of_two = is_joint(self.after(0)) && is_day_token(self.after(1)) && self.month_at(self.next + 2);
        // "January 9 to 19", but not "on December 30 and 25 people".
        let second_of_two = match self.since_date {
            Some([joint]) => is_range_joint(joint) || (is_joint(Some(joint)) && self.stands_alone()),
            _ => false,
        };
        self.month_before() || self.month_at(self.next) || first_of_two || second_of_two
    }

    fn month_before(&self) -> bool {
        let is_month = |steps| self.before(steps).is_some_and(|token| token.month().is_some());
        match self.before(1) {
            // "in March. 25 people": the full stop of a whole month name ends the sentence.
            Some(stop) if stop.is_mark('.') => is_month(2) && self.before(2).is_some_and(is_short_month),
            Some(hyphen) if hyphen.is_mark('-') => is_month(2),
            Some(article) if article.is_word("the") => is_month(2) && self.is_ordinal(),
            _ => is_month(1),
        }
    }

    /// A month at a token, or after `of` or a hyphen.
    fn month_at(&self, at: usize) -> bool {
        let joined = self.tokens.get(at).is_some_and(|token| token.is_word("of") || token.is_mark('-'));
        self.tokens.get(at + usize::from(joined)).is_some_and(|token| token.month().is_some())
    }

    fn is_ordinal(&self) -> bool {
        let token = self.tokens.get(self.at);
        token.is_some_and(|token| matches!(token.kind, Kind::Numeral { suffix: Suffix::Ordinal, .. }))
    }

    /// The year that closes a date: `December 30, 2023`, `December 2023`, `30 Dec. 2023`.
    pub fn is_year_of_date(&self, value: Number) -> bool {
        if !is_year_number(value) || self.counts_people() {
            return false;
        }
        let after_day = match self.since_date {
            Some([]) => true,
            Some([only]) => only.is_mark(',') || only.month().is_some(),
            Some([first, second]) => {
                (first.month().is_some() && is_light(second)) || (first.is_word("of") && second.month().is_some())
            }
            _ => false,
        };
        let steps = if self.before(1).is_some_and(is_light) { 2 } else { 1 };
        after_day || self.before(steps).is_some_and(|token| token.month().is_some())
    }

    /// A year by itself: `in 2023`, `the 2022 invasion`, `(2023)`, `2022–2023`.
    pub fn is_year(&self, value: Number) -> bool {
        let has_four_digits = self.written().chars().count() == 4;
        if !has_four_digits || !is_year_number(value) || self.counts_people() {
            return false;
        }
        if context::qualifier_before(self.tokens, self.at).is_some() {
            return false;
        }
        let in_range = (is_joint(self.after(0)) && is_year_token(self.after(1)))
            || (is_joint(self.before(1)) && is_year_token(self.before(2)));
        let in_brackets = self.before(1).is_some_and(|token| token.is_mark('('))
            && self.after(0).is_some_and(|token| token.is_mark(')'));
        in_range || in_brackets || self.is_led_to()
    }

    /// The words around leave little doubt that four digits are a year.
    fn is_led_to(&self) -> bool {
        let Some(before) = self.before(1) else {
            return matches!(self.word_after(0), Some("was" | "is" | "saw" | "began" | "ended"));
        };
        if before.is_mark('-') {
            return self.word_before(2).is_some_and(words::is_year_prefix);
        }
        let Some(word) = before.word() else { return false };
        // "the 2022 invasion", "Russia's 2022 invasion", but not "the 2000 dead".
        let before_noun = (word == "the" || word.ends_with("'s")) && self.word_after(0).is_some();
        words::leads_to_year(word)
            || (words::may_lead_to_year(word) && !self.counts_something() && (self.stands_alone() || before_noun))
    }

    /// Nothing after it that it could count.
    fn stands_alone(&self) -> bool {
        match self.after(0) {
            None => true,
            Some(token) => token.word().map_or(matches!(token.kind, Kind::Mark(_)), words::is_function_word),
        }
    }

    fn counts_people(&self) -> bool {
        self.word_after(0).is_some_and(words::is_people)
    }

    /// `10 a.m.`, `5 pm`, `10 o'clock`, `0300 GMT`, `at 10.30`
    pub fn is_time(&self) -> bool {
        let half_day = match self.word_after(0) {
            Some("am" | "pm" | "o'clock" | "noon" | "gmt" | "utc") => true,
            Some("a" | "p") => self.after(1).is_some_and(|token| token.is_mark('.')) && self.word_after(2) == Some("m"),
            _ => false,
        };
        half_day || self.is_pointed_time()
    }

    /// `at 10.30`, as British papers write it.
    fn is_pointed_time(&self) -> bool {
        let (hour, minute) = self.written().split_once('.').unwrap_or_default();
        let below = |text: &str, limit: u8| text.parse::<u8>().is_ok_and(|number| number < limit);
        let shaped = below(hour, 24) && below(minute, 60) && minute.len() == 2;
        shaped && self.word_before(1) == Some("at") && !self.counts_something()
    }
}

fn is_day_number(value: Number) -> bool {
    (Number::ONE..=Number::from(31)).contains(&value) && value.is_whole()
}

fn is_year_number(value: Number) -> bool {
    (Number::from(1500)..=Number::from(2100)).contains(&value) && value.is_whole()
}

fn is_day_token(token: Option<&Token>) -> bool {
    token.is_some_and(|token| matches!(token.kind, Kind::Numeral { value, .. } if is_day_number(value)))
}

fn is_year_token(token: Option<&Token>) -> bool {
    token.is_some_and(|token| matches!(token.kind, Kind::Numeral { value, .. } if is_year_number(value)))
}

/// `Dec`, `Sept`: short forms that take a full stop.
fn is_short_month(token: &Token) -> bool {
    token.word().is_some_and(|word| word == "sept" || (word.len() == 3 && word != "may"))
}

/// What may stand between the parts of a date.
fn is_light(token: &Token) -> bool {
    token.is_mark('.') || token.is_mark(',') || token.is_word("of")
}

/// What joins two days or two years.
fn is_joint(token: Option<&Token>) -> bool {
    token.is_some_and(|token| is_range_joint(token) || token.is_word("and") || token.is_word("or"))
}

fn is_range_joint(token: &Token) -> bool {
    let word = token.word().is_some_and(|word| matches!(word, "to" | "through" | "until" | "till"));
    word || matches!(token.kind, Kind::Mark('-' | '–' | '—' | '/'))
}
