//! Cuts a text into words, numerals and marks, so that the rest of `quantity` never counts characters.
//!
//! What can only be a date, a time of day or a code is recognised here by its shape alone (`2023-12-30`, `10:30`,
//! `B-52`, `#x27;`); what needs its neighbours to be understood (`Dec. 30`) is left to `classify`.

use std::borrow::Cow;
use std::ops::Range;

use super::digits::{ascii_digit, char_at, is_hyphen};
use super::number::Number;
use super::numeral::{Shape, decimal, shape};
use super::words;
use crate::edtf::month_number;

/// A piece of text; `span` is in bytes.
#[derive(Debug, Clone)]
pub(crate) struct Token<'text> {
    pub span: Range<usize>,
    pub kind: Kind<'text>,
}

#[derive(Debug, Clone)]
pub(crate) enum Kind<'text> {
    /// Letters with inner apostrophes, in lower case; `capital` tells how it was written.
    Word {
        lower: Cow<'text, str>,
        capital: bool,
    },
    Numeral {
        value: Number,
        suffix: Suffix,
    },
    Date,
    Time,
    Identifier,
    /// Any other character that is not white space; `'\n'` stands for an empty line.
    Mark(char),
}

/// What is written onto a numeral without a space.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Suffix {
    None,
    /// `21st`
    Ordinal,
    /// `1990s`
    Decade,
    /// `10am`
    Hour,
    /// A unit or a magnitude, as in `40km`, `25k` (the magnitude is in the value).
    Unit,
}

impl Token<'_> {
    pub fn word(&self) -> Option<&str> {
        match &self.kind {
            Kind::Word { lower, .. } => Some(lower),
            _ => None,
        }
    }

    pub fn is_word(&self, word: &str) -> bool {
        self.word() == Some(word)
    }

    pub fn is_mark(&self, mark: char) -> bool {
        matches!(self.kind, Kind::Mark(found) if found == mark)
    }

    /// The month a word names. The short forms that are also English words must be capitalised.
    pub fn month(&self) -> Option<i8> {
        match &self.kind {
            Kind::Word { lower, capital } if *capital || !matches!(&**lower, "may" | "march" | "mar") => {
                month_number(lower)
            }
            _ => None,
        }
    }
}

/// All tokens of a text, in order.
pub(crate) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut lexer = Lexer { text, at: 0, tokens: Vec::new() };
    while let Some(character) = lexer.peek() {
        lexer.step(character);
    }
    lexer.tokens
}

struct Lexer<'text> {
    text: &'text str,
    at: usize,
    tokens: Vec<Token<'text>>,
}

impl<'text> Lexer<'text> {
    fn peek(&self) -> Option<char> {
        char_at(self.text, self.at)
    }

    fn rest(&self) -> &'text str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn push(&mut self, end: usize, kind: Kind<'text>) {
        self.tokens.push(Token { span: self.at..end, kind });
        self.at = end;
    }

    /// Takes one token, always moving on by at least one character.
    fn step(&mut self, character: char) {
        if self.plain_word() {
            return;
        }
        if character.is_whitespace() {
            self.blank();
        } else if let Some(end) = self.code(character) {
            self.push(end, Kind::Identifier);
        } else if ascii_digit(character).is_some() {
            self.numeral();
        } else if let Some(quarters) = words::quarters(character) {
            let value = Number::from(quarters).divided_by(4).unwrap_or(Number::ZERO);
            self.push(self.at + character.len_utf8(), Kind::Numeral { value, suffix: Suffix::None });
        } else if character.is_alphabetic() {
            self.word();
        } else {
            self.push(self.at + character.len_utf8(), Kind::Mark(character));
        }
    }

    /// Most of a text: a single space, or a word of plain letters that ends at a space or a plain mark.
    fn plain_word(&mut self) -> bool {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        let length = rest.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
        let after = rest.get(length);
        if length == 0 {
            let is_single = rest.first() == Some(&b' ') && rest.get(1).is_some_and(u8::is_ascii_graphic);
            self.at += usize::from(is_single);
            return is_single;
        }
        // What can only be an address, a code or a longer word is left to those who read such.
        let ends = matches!(after, None | Some(b' ' | b',' | b'.' | b';' | b')' | b'"' | b'!' | b'?'));
        let written = self.text.get(self.at..self.at + length).unwrap_or_default();
        if !ends || matches!(written, "www") {
            return false;
        }
        let (lower, capital) = lower_case(written);
        self.push(self.at + length, Kind::Word { lower, capital });
        true
    }

    fn blank(&mut self) {
        let start = self.at;
        let mut lines = 0;
        while let Some(character) = self.peek().filter(|character| character.is_whitespace()) {
            lines += usize::from(character == '\n');
            self.at += character.len_utf8();
        }
        if lines > 1 {
            self.tokens.push(Token { span: start..self.at, kind: Kind::Mark('\n') });
        }
    }

    /// Addresses, references and the remains of HTML entities: everything to their end.
    fn code(&self, character: char) -> Option<usize> {
        let rest = self.rest();
        let stretch = |allowed: fn(char) -> bool| rest.find(|character| !allowed(character)).unwrap_or(rest.len());
        let length = match character {
            '@' if char_at(rest, 1).is_some_and(char::is_alphanumeric) => {
                stretch(|character| !character.is_whitespace())
            }
            // A footnote's label in Markdown.
            '[' if rest.starts_with("[^") => {
                let label = stretch(|character| character != ']' && !character.is_whitespace());
                label + usize::from(char_at(rest, label) == Some(']'))
            }
            '&' | '#' => {
                let body = rest.strip_prefix('&').unwrap_or(rest);
                let body = body.strip_prefix('#').unwrap_or(body);
                let inner = body.find(|character: char| !character.is_alphanumeric()).unwrap_or(body.len());
                let marks = rest.len() - body.len();
                let closed = usize::from(char_at(body, inner) == Some(';'));
                if inner == 0 || (character == '&' && closed == 0) {
                    return None;
                }
                marks + inner + closed
            }
            'h' | 'w' if ["http://", "https://", "www."].iter().any(|start| rest.starts_with(start)) => {
                stretch(|character| !character.is_whitespace())
            }
            _ => return None,
        };
        Some(self.at + length)
    }

    fn word(&mut self) {
        let mut end = self.at;
        let mut previous = None;
        let mut has_digit = false;
        while let Some(character) = char_at(self.text, end) {
            let goes_on = match previous {
                _ if matches!(character, '\'' | '’') => {
                    char_at(self.text, end + character.len_utf8()).is_some_and(char::is_alphabetic)
                }
                None => true,
                Some(before) if ascii_digit(character).is_some() => ascii_digit(before).is_some() || is_cased(before),
                Some(before) if ascii_digit(before).is_some() => is_cased(character),
                Some(_) => character.is_alphanumeric() || is_joining(character),
            } || (character == '_' && previous.is_some());
            if !goes_on {
                break;
            }
            has_digit |= ascii_digit(character).is_some();
            previous = Some(character);
            end += character.len_utf8();
        }
        let written = self.text.get(self.at..end).unwrap_or("");
        let (lower, capital) = lower_case(written);
        if let Some(code_end) = self.code_after(&lower, end) {
            self.push(code_end, Kind::Identifier);
        } else if has_digit {
            self.push(end, Kind::Identifier);
        } else {
            self.push(end, Kind::Word { lower, capital });
        }
    }

    /// Where a code ends that begins with a word: `B-52`, `toll-25`. Not `mid-2023`, `Dec-30`, `over-100`.
    fn code_after(&self, lower: &str, end: usize) -> Option<usize> {
        let hyphen = char_at(self.text, end).filter(|character| is_hyphen(*character))?;
        let after = end + hyphen.len_utf8();
        ascii_digit(char_at(self.text, after)?)?;
        let counts = words::is_year_prefix(lower) || words::is_number_word(lower) || words::is_bound(lower);
        if counts || month_number(lower).is_some() {
            return None;
        }
        let rest = self.text.get(after..)?;
        let length =
            rest.find(|character: char| !character.is_alphanumeric() && !is_hyphen(character)).unwrap_or(rest.len());
        Some(after + rest.get(..length)?.trim_end_matches(is_hyphen).len())
    }

    fn numeral(&mut self) {
        if let Some((end, shape)) = shape(self.text, self.at) {
            return self.push(
                end,
                match shape {
                    Shape::Date => Kind::Date,
                    Shape::Time => Kind::Time,
                    Shape::Identifier => Kind::Identifier,
                },
            );
        }
        let after_month =
            self.tokens.iter().rev().find(|token| !token.is_mark('.')).is_some_and(|token| token.month().is_some());
        let (mut end, value) = decimal(self.text, self.at, !after_month);
        let Some(mut value) = value else { return self.push(end, Kind::Identifier) };
        if let Some(mark) = char_at(self.text, end)
            && let Some(quarters) = words::quarters(mark)
        {
            end += mark.len_utf8();
            let part = Number::from(quarters).divided_by(4).unwrap_or(Number::ZERO);
            value = value.plus(part).unwrap_or(value);
        }
        let suffix_end = letters_end(self.text, end);
        let suffix = self.text.get(end..suffix_end).unwrap_or("").to_lowercase();
        let suffix = match suffix.trim_start_matches(['\'', '’']) {
            "" => Suffix::None,
            "st" | "nd" | "rd" | "th" => Suffix::Ordinal,
            "s" => Suffix::Decade,
            "am" | "pm" => Suffix::Hour,
            letters => {
                if let Some(scaled) = words::short_scale(letters).and_then(|scale| value.times(scale)) {
                    value = scaled;
                } else if !words::is_short_unit(letters) {
                    return self.push(suffix_end, Kind::Identifier);
                }
                Suffix::Unit
            }
        };
        self.push(suffix_end, Kind::Numeral { value, suffix });
    }
}

/// The end of the cased letters, digits and underscores written onto a numeral (`21st`, `16A`), or the place itself.
fn letters_end(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or("");
    let body = rest.strip_prefix(['\'', '’']).filter(|body| is_decade_ending(body)).unwrap_or(rest);
    if !body.starts_with(|character: char| is_cased(character) || character == '_') {
        return at;
    }
    let length =
        body.find(|character: char| !(is_cased(character) || character == '_' || ascii_digit(character).is_some()));
    at + (rest.len() - body.len()) + length.unwrap_or(body.len())
}

/// `1990's`
fn is_decade_ending(body: &str) -> bool {
    body.strip_prefix('s').is_some_and(|after| !after.starts_with(char::is_alphanumeric))
}

/// Letters of scripts that are written with spaces and case; in others a digit may follow a letter without being part
/// of a code (`死者25人`, `و25`).
fn is_cased(character: char) -> bool {
    character.is_lowercase() || character.is_uppercase()
}

/// Combining accents continue a word.
fn is_joining(character: char) -> bool {
    matches!(character, '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200d}')
}

fn lower_case(word: &str) -> (Cow<'_, str>, bool) {
    if word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return (Cow::Borrowed(word), false);
    }
    if word.is_ascii() {
        return (Cow::Owned(word.to_ascii_lowercase()), word.starts_with(|first: char| first.is_ascii_uppercase()));
    }
    let capital = word.chars().next().is_some_and(char::is_uppercase);
    // A Turkish capital leaves its dot behind.
    (Cow::Owned(word.to_lowercase().replace('’', "'").replace("i\u{307}", "i")), capital)
}
