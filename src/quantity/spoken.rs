//! Numbers as they are said: `1.3 million`, `one hundred and three`, `a dozen`, `tens of thousands`.

use super::lexer::{Kind, Suffix, Token};
use super::number::Number;
use super::words;

/// A number found at a token.
#[derive(Debug, Clone)]
pub(super) struct Spoken {
    /// For a vague word, the smallest number it can mean.
    pub value: Number,
    pub form: Form,
    /// The index after the last token.
    pub next: usize,
    /// The last multiplying word, 1 without one: `2 to 3 million` multiplies both.
    pub scale: u64,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Form {
    /// Written with digits and nothing else.
    Digits(Suffix),
    /// With number words.
    Words,
    /// `21st`, `third`, `twenty-first`
    Ordinal,
    /// The canonical words, such as `dozens` or `several hundred`.
    Vague(String),
}

/// The number that begins at a token, if one does.
pub(super) fn number_at(tokens: &[Token], at: usize) -> Option<Spoken> {
    vague_at(tokens, at).or_else(|| counted_at(tokens, at))
}

fn word_at<'tokens>(tokens: &'tokens [Token], at: usize) -> Option<&'tokens str> {
    tokens.get(at)?.word()
}

/// The index of the next word of the same number: directly after, or after a hyphen without spaces.
fn after_hyphen(tokens: &[Token], at: usize) -> usize {
    match (tokens.get(at.wrapping_sub(1)), tokens.get(at), tokens.get(at + 1)) {
        (Some(before), Some(hyphen), Some(after))
            if matches!(hyphen.kind, Kind::Mark('-' | '‐' | '‑'))
                && before.span.end == hyphen.span.start
                && hyphen.span.end == after.span.start =>
        {
            at + 1
        }
        _ => at,
    }
}

fn counted_at(tokens: &[Token], at: usize) -> Option<Spoken> {
    let first = tokens.get(at)?;
    if let Kind::Numeral { value, suffix } = first.kind {
        let form = if suffix == Suffix::Ordinal { Form::Ordinal } else { Form::Digits(suffix) };
        let plain = Spoken { value, form, next: at + 1, scale: 1 };
        return Some(if suffix == Suffix::None { scaled(tokens, plain) } else { plain });
    }
    let word = first.word()?;
    if words::is_ordinal(word) {
        return Some(Spoken { value: Number::ONE, form: Form::Ordinal, next: at + 1, scale: 1 });
    }
    if word == "half" && matches!(word_at(tokens, at + 1), Some("a" | "an")) {
        let scale = words::scale(word_at(tokens, at + 2)?)?;
        return Some(Spoken { value: Number::from(scale).divided_by(2)?, form: Form::Words, next: at + 3, scale });
    }
    let (value, next, scale) = sum(tokens, at)?;
    let ordinal_at = after_hyphen(tokens, next);
    let ends_in_tens = word_at(tokens, next.wrapping_sub(1)).is_some_and(|word| words::tens(word).is_some());
    if ends_in_tens && word_at(tokens, ordinal_at).is_some_and(words::is_ordinal) {
        return Some(Spoken { value, form: Form::Ordinal, next: ordinal_at + 1, scale: 1 });
    }
    Some(with_half(tokens, Spoken { value, form: Form::Words, next, scale }))
}

/// Digits and the words that multiply them: `1.3 million`.
fn scaled(tokens: &[Token], mut spoken: Spoken) -> Spoken {
    loop {
        let at = after_hyphen(tokens, spoken.next);
        let Some(scale) = word_at(tokens, at).and_then(words::scale) else { return spoken };
        let Some(value) = spoken.value.times(scale) else { return spoken };
        spoken = Spoken { value, form: Form::Words, next: at + 1, scale: spoken.scale.saturating_mul(scale) };
    }
}

/// `two and a half [million]`
fn with_half(tokens: &[Token], spoken: Spoken) -> Spoken {
    let at = spoken.next;
    let follows = word_at(tokens, at) == Some("and")
        && word_at(tokens, at + 1) == Some("a")
        && word_at(tokens, at + 2) == Some("half");
    let half = Number::ONE.divided_by(2).and_then(|half| spoken.value.plus(half));
    match half {
        Some(value) if follows => scaled(tokens, Spoken { value, next: at + 3, ..spoken }),
        _ => spoken,
    }
}

/// Number words added up: the value, the index after them, and the last word's scale.
fn sum(tokens: &[Token], start: usize) -> Option<(Number, usize, u64)> {
    let mut sum = Sum::default();
    let mut at = start;
    if matches!(word_at(tokens, at), Some("a" | "an")) {
        words::scale(word_at(tokens, at + 1)?)?;
        at += 1;
    }
    let mut next = None;
    while word_at(tokens, at).is_some_and(|word| sum.take(word)) {
        next = Some(at + 1);
        at = after_hyphen(tokens, at + 1);
        let adds = |word: &str| words::small_number(word).is_some_and(|unit| unit > 0) || words::tens(word).is_some();
        if sum.last_scale > 1 && word_at(tokens, at) == Some("and") && word_at(tokens, at + 1).is_some_and(adds) {
            at += 1;
        }
    }
    Some((Number::from(sum.total + sum.current), next?, sum.last_scale.max(1)))
}

/// The words of a number taken so far. The largest sum they can make, below ten thousand trillions, fits.
#[derive(Default)]
struct Sum {
    total: u64,
    /// Below the next thousand, million …
    current: u64,
    /// The last thousand, million …; 0 before the first.
    step: u64,
    has_unit: bool,
    has_tens: bool,
    /// The last word's scale, if it was one.
    last_scale: u64,
}

impl Sum {
    /// Takes a word that continues the number; otherwise changes nothing.
    fn take(&mut self, word: &str) -> bool {
        // After "dozen" nothing is added.
        let is_closed = self.last_scale == 12;
        if let Some(unit) = words::small_number(word) {
            let fits = !self.has_unit && (!self.has_tens || (1..=9).contains(&unit)) && !is_closed;
            if fits {
                self.current += unit;
                (self.has_unit, self.last_scale) = (true, 0);
            }
            fits
        } else if let Some(tens) = words::tens(word) {
            let fits = !self.has_unit && !self.has_tens && !is_closed;
            if fits {
                self.current += tens;
                (self.has_tens, self.last_scale) = (true, 0);
            }
            fits
        } else {
            words::scale(word).is_some_and(|scale| !is_closed && self.multiply(scale))
        }
    }

    fn multiply(&mut self, scale: u64) -> bool {
        if scale <= 100 {
            if self.current >= 100 {
                return false;
            }
            self.current = self.current.max(1) * scale;
        } else {
            if self.step != 0 && scale >= self.step {
                return false;
            }
            self.total += self.current.max(1) * scale;
            (self.step, self.current) = (scale, 0);
        }
        (self.has_unit, self.has_tens, self.last_scale) = (false, false, scale);
        true
    }
}

/// `dozens`, `hundreds of thousands`, `several hundred`, `a couple of`, `a large number of`, `a dozen`, `two dozen`
fn vague_at(tokens: &[Token], at: usize) -> Option<Spoken> {
    let word = word_at(tokens, at)?;
    let spoken = |floor: u64, words: String, next: usize| {
        Some(Spoken { value: Number::from(floor), form: Form::Vague(words), next, scale: 1 })
    };
    if let Some(scale) = words::many_of(word) {
        let of = word_at(tokens, at + 1) == Some("of");
        let many = of.then(|| word_at(tokens, at + 2)).flatten();
        if let Some(larger) = many.and_then(words::many_of).filter(|larger| *larger >= 1_000 && *larger > scale) {
            return spoken(2_u64.checked_mul(scale)?.checked_mul(larger)?, format!("{word} of {}", many?), at + 3);
        }
        // "tens" and "scores" alone are as often something else.
        return (of || !matches!(word, "tens" | "scores"))
            .then(|| spoken(scale * 2, word.to_owned(), at + 1))
            .flatten();
    }
    let (base, words, next) = if let Some(base) = words::vague(word) {
        (base, word.to_owned(), at + 1)
    } else if matches!(word, "a" | "an") {
        article_vague(tokens, at)?
    } else {
        return dozens_at(tokens, at);
    };
    let next_of = if word_at(tokens, next) == Some("of") { next + 1 } else { next };
    for scale_at in [next, next_of] {
        if let Some(scale) = word_at(tokens, scale_at).and_then(words::scale) {
            let scaled = format!("{words} {}", word_at(tokens, scale_at)?);
            return spoken(base.checked_mul(scale)?, scaled, scale_at + 1);
        }
    }
    spoken(base, words, next)
}

fn article_vague(tokens: &[Token], at: usize) -> Option<(u64, String, usize)> {
    match word_at(tokens, at + 1)? {
        "few" => return Some((2, "a few".to_owned(), at + 2)),
        "handful" => return Some((2, "a handful".to_owned(), at + 2)),
        // "A couple was killed" is two people; only "a couple of" is vague.
        "couple"
            if word_at(tokens, at + 2) == Some("of") || word_at(tokens, at + 2).and_then(words::scale).is_some() =>
        {
            return Some((2, "a couple".to_owned(), at + 2));
        }
        "dozen" => return Some((12, "a dozen".to_owned(), at + 2)),
        _ => {}
    }
    // "a number", "a large number", "an unprecedented number"
    let number = (at + 1..at + 3).find(|index| word_at(tokens, *index) == Some("number"))?;
    (matches!(word_at(tokens, number + 1), None | Some("of"))).then(|| (2, "a number".to_owned(), number + 1))
}

/// `two dozen`, `2 dozen`: written as a number, meant as a rough one.
fn dozens_at(tokens: &[Token], at: usize) -> Option<Spoken> {
    let spoken = counted_at(tokens, at)?;
    let ends_in_dozen = word_at(tokens, spoken.next.checked_sub(1)?) == Some("dozen");
    let dozens = spoken.value.divided_by(12).and_then(Number::whole)?;
    let words = if dozens == 1 { "a dozen".to_owned() } else { format!("{dozens} dozen") };
    (ends_in_dozen && dozens > 0 && word_at(tokens, at) != Some("half"))
        .then_some(Spoken { form: Form::Vague(words), ..spoken })
}

/// In `2 to 3 million` the first number is in millions too.
pub(super) fn scale_alike(first: &Spoken, second: &Spoken) -> Number {
    let scaled = first.value.times(second.scale).filter(|_| first.scale == 1 && second.scale > 1);
    scaled.filter(|scaled| *scaled < second.value && first.value < Number::from(second.scale)).unwrap_or(first.value)
}
