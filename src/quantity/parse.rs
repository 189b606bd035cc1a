//! Reads a value expression as an author writes it in a figure.

use super::bounds::{Hedge, Qualifier};
use super::context::{qualifier_after, qualifier_at};
use super::lexer::{Kind, Suffix, Token, tokens};
use super::spoken::{Form, Spoken, number_at, scale_alike};
use super::value::Quantity;
use super::words;

impl Quantity {
    /// Reads a value expression: a number in digits or English words, with an optional qualifier and hedge before or
    /// after it; a range; or a vague word.
    ///
    /// # Errors
    /// One sentence without a full stop, saying what to write instead. `1.300` is refused, as it is 1300 to half of its readers and 1.3 to the others.
    pub fn parse(text: &str) -> Result<Quantity, String> {
        let text = text.trim();
        let tokens = tokens(text);
        let mut reader = Reader { text, tokens: &tokens, at: 0, qualifier: None, hedge: None };
        reader.read().map_err(|fault| fault.message(text))
    }
}

enum QuantityFault {
    Empty,
    /// No number where one should be.
    NoNumber,
    /// `1.300`
    AmbiguousPoint,
    /// `1,3`
    DecimalComma,
    /// The number ended before the text; the rest begins at this byte.
    Rest(usize),
    /// Something said twice or against itself: the rest of the sentence.
    Meaning(String),
}

struct Reader<'text> {
    text: &'text str,
    tokens: &'text [Token<'text>],
    at: usize,
    qualifier: Option<Qualifier>,
    hedge: Option<Hedge>,
}

impl Reader<'_> {
    fn read(&mut self) -> Result<Quantity, QuantityFault> {
        if self.tokens.is_empty() {
            return Err(QuantityFault::Empty);
        }
        let between = self.before_number()?;
        let first_at = self.at;
        let first = self.number()?;
        let second = self.second(between)?;
        // "dozens of", with the word that belongs to the noun.
        let ends_in_of =
            self.at + 1 == self.tokens.len() && self.tokens.last().is_some_and(|token| token.is_word("of"));
        self.at += usize::from(ends_in_of && matches!(first.form, Form::Vague(_)));
        self.after_number()?;
        if let Some(token) = self.tokens.get(self.at) {
            let written = self.text.get(token.span.start..).unwrap_or("");
            let is_decimal_comma = token.is_mark(',')
                && matches!(self.tokens.get(self.at + 1).map(|token| &token.kind), Some(Kind::Numeral { .. }))
                && first_at + 1 == self.at
                && !written.starts_with(", ");
            let is_glued = token.is_mark('-') || token.is_mark('_');
            return Err(if is_glued {
                QuantityFault::NoNumber
            } else if is_decimal_comma {
                QuantityFault::DecimalComma
            } else {
                QuantityFault::Rest(token.span.start)
            });
        }
        self.finish(first, second)
    }

    fn finish(&self, first: Spoken, second: Option<Spoken>) -> Result<Quantity, QuantityFault> {
        let (text, hedge) = (self.text.to_owned(), self.hedge);
        if let Some(second) = second {
            let low = scale_alike(&first, &second);
            return match self.qualifier {
                Some(Qualifier::About | Qualifier::Exact) | None if low < second.value => {
                    Ok(Quantity::range(low, second.value, hedge, text))
                }
                Some(Qualifier::About | Qualifier::Exact) | None => {
                    Err(QuantityFault::Meaning("the first number of a range is the smaller one".to_owned()))
                }
                Some(_) => Err(QuantityFault::Meaning(
                    "a range has bounds of its own: leave out the words before it".to_owned(),
                )),
            };
        }
        match (first.form, self.qualifier) {
            (Form::Vague(words), None) => Ok(Quantity::vague(words, first.value, hedge, text)),
            (Form::Vague(words), Some(qualifier)) if words.ends_with("dozen") => {
                Ok(Quantity::of_number(first.value, qualifier, hedge, text))
            }
            (Form::Vague(_), Some(Qualifier::AtMost | Qualifier::FewerThan)) => {
                Err(QuantityFault::Meaning("a vague word gives no upper bound: write it alone, or a number".to_owned()))
            }
            (Form::Vague(words), Some(_)) => Ok(Quantity::vague(words, first.value, hedge, text)),
            (_, qualifier) => Ok(Quantity::of_number(first.value, qualifier.unwrap_or(Qualifier::Exact), hedge, text)),
        }
    }

    /// Hedges and qualifiers before the number, in any order; whether `between` or `from` opens a range.
    fn before_number(&mut self) -> Result<bool, QuantityFault> {
        loop {
            let Some(token) = self.tokens.get(self.at) else { return Err(QuantityFault::NoNumber) };
            if self.hedge()? {
                continue;
            }
            if token.is_word("between") || token.is_word("from") {
                self.at += 1;
                return Ok(true);
            }
            // "a maximum of" begins with the article of "a hundred".
            match qualifier_at(self.tokens, self.at) {
                Some((qualifier, next)) => {
                    self.qualify(qualifier)?;
                    self.at = next;
                    self.at += usize::from(self.at < self.tokens.len() && self.is_mark(self.at, '.'));
                }
                None => return Ok(false),
            }
        }
    }

    /// Qualifiers and hedges after the number: `25 or more`, `25 (reportedly)`.
    fn after_number(&mut self) -> Result<(), QuantityFault> {
        loop {
            let start = self.at;
            if let Some((qualifier, next)) = qualifier_after(self.tokens, self.at) {
                self.qualify(qualifier)?;
                self.at = next;
            }
            let opened = self.is_mark(self.at, '(') || self.is_mark(self.at, ',');
            self.at += usize::from(opened);
            if self.hedge()? {
                self.at += usize::from(opened && self.is_mark(self.at, ')'));
            } else {
                self.at -= usize::from(opened);
            }
            if self.at == start {
                return Ok(());
            }
        }
    }

    fn is_mark(&self, at: usize, mark: char) -> bool {
        self.tokens.get(at).is_some_and(|token| token.is_mark(mark))
    }

    /// Takes a word of doubt, with `to be` after it and a comma between it and the rest.
    fn hedge(&mut self) -> Result<bool, QuantityFault> {
        let Some((hedge, _)) = self.tokens.get(self.at).and_then(Token::word).and_then(words::hedge) else {
            return Ok(false);
        };
        if self.hedge.is_some_and(|earlier| earlier != hedge) {
            return Err(QuantityFault::Meaning("keep one word of doubt".to_owned()));
        }
        self.hedge = Some(hedge);
        self.at += 1;
        let is_word =
            |offset: usize, word: &str| self.tokens.get(self.at + offset).is_some_and(|token| token.is_word(word));
        if is_word(0, "to") && is_word(1, "be") {
            self.at += 2;
        }
        self.at += usize::from(self.is_mark(self.at, ',') && self.at + 1 < self.tokens.len());
        Ok(true)
    }

    fn qualify(&mut self, qualifier: Qualifier) -> Result<(), QuantityFault> {
        match self.qualifier {
            None | Some(Qualifier::About | Qualifier::Exact) => self.qualifier = Some(qualifier),
            // "up to about 100": the bound says more.
            Some(_) if qualifier == Qualifier::About => {}
            Some(earlier) if earlier == qualifier => {}
            Some(earlier) => {
                let both =
                    format!("it is said to be both `{}` and `{}`: keep one", earlier.in_words(), qualifier.in_words());
                return Err(QuantityFault::Meaning(both));
            }
        }
        Ok(())
    }

    fn number(&mut self) -> Result<Spoken, QuantityFault> {
        let spoken = number_at(self.tokens, self.at).ok_or(QuantityFault::NoNumber)?;
        if matches!(spoken.form, Form::Ordinal | Form::Digits(Suffix::Ordinal | Suffix::Decade | Suffix::Hour)) {
            return Err(QuantityFault::NoNumber);
        }
        if matches!(spoken.form, Form::Digits(Suffix::Unit)) {
            // "25k" is a number; "40km" has its unit to lose.
            let token = self.tokens.get(self.at).and_then(|token| self.text.get(token.span.clone())).unwrap_or("");
            let letters = token.trim_start_matches(|character: char| !character.is_alphabetic()).to_lowercase();
            if words::short_scale(&letters).is_none() {
                return Err(QuantityFault::Rest(
                    self.tokens.get(self.at).map_or(0, |token| token.span.end - letters.len()),
                ));
            }
        }
        if self.tokens.get(self.at).and_then(|token| self.text.get(token.span.clone())).is_some_and(is_ambiguous) {
            return Err(QuantityFault::AmbiguousPoint);
        }
        self.at = spoken.next;
        Ok(spoken)
    }

    /// The upper end of a range.
    fn second(&mut self, between: bool) -> Result<Option<Spoken>, QuantityFault> {
        let joins = match self.tokens.get(self.at).map(|token| &token.kind) {
            Some(Kind::Mark('-' | '–' | '—' | '‑' | '−')) => true,
            Some(Kind::Word { lower, .. }) => matches!(&**lower, "to" | "or") || (between && &**lower == "and"),
            _ => false,
        };
        if !joins || number_at(self.tokens, self.at + 1).is_none() {
            return if between {
                Err(QuantityFault::Meaning("`between` wants two numbers: write `20-30`".to_owned()))
            } else {
                Ok(None)
            };
        }
        self.at += 1;
        self.number().map(Some)
    }
}

/// `1.300`: a point before exactly three digits, or points between groups of three.
fn is_ambiguous(written: &str) -> bool {
    let mut groups = written.split('.');
    let whole = groups.next().unwrap_or("");
    let rest: Vec<&str> = groups.collect();
    !rest.is_empty()
        && (1..=3).contains(&whole.chars().count())
        && !whole.starts_with('0')
        && rest.iter().all(|group| group.chars().count() == 3)
}

impl QuantityFault {
    fn message(self, text: &str) -> String {
        let shown = abridged(text);
        match self {
            QuantityFault::Empty => {
                "a quantity is missing: write a number (`21`), a range (`20-30`), or `dozens`, `several`".to_owned()
            }
            QuantityFault::NoNumber => format!(
                "`{shown}` is not a quantity: write a number (`21`), or a number with `at least`, `over`, `about`, `up to` …, \
                 a range (`20-30`), or `dozens`, `several`"
            ),
            QuantityFault::AmbiguousPoint => {
                format!(
                    "`{shown}` can be read in two ways: write thousands with a comma (`1,300`), decimals without ending zeros (`1.3`)"
                )
            }
            QuantityFault::DecimalComma => format!(
                "`{shown}` is not a quantity: write decimals with a point (`1.3`), thousands with a comma (`1,300`)"
            ),
            QuantityFault::Rest(at) => {
                let rest = text.get(at..).unwrap_or("").trim();
                let value = text.get(..at).unwrap_or("").trim_end_matches([' ', ',', '-']);
                let (rest, value) = (abridged(rest), abridged(value));
                format!(
                    "`{rest}` does not belong to the quantity: write `{value}` alone; what is counted goes into `unit`"
                )
            }
            QuantityFault::Meaning(reason) => format!("`{shown}` is not a quantity: {reason}"),
        }
    }
}

/// The author's text, short enough for one line and without control characters.
fn abridged(text: &str) -> String {
    const LONGEST: usize = 40;
    let mut shown: String =
        text.chars().filter(|character| !character.is_control() && *character != '`').take(LONGEST).collect();
    if text.chars().count() > LONGEST {
        shown.push('…');
    }
    shown
}
