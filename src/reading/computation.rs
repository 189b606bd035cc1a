//! A number that an author worked out, and how: `9 + 2`, `57 to 97`.

use super::lexicon::Lexicon;
use super::meaning::{ClauseWord, Meaning};
use crate::quantity::Number;

/// Numbers joined by `+`, `-`, `×` and `/`, products first; or two such, from the least to the most.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Computation {
    /// What it starts from, in order.
    pub numbers: Vec<Number>,
    /// Those of them that are added, taken away, or are an end of a range: they count one kind of thing.
    pub terms: Vec<Number>,
    /// What comes out; of a range, its two ends.
    results: Vec<f64>,
}

impl Computation {
    /// Reads `18 + 8`, `1,300 - 120`, `3 × 40 / 2`; `57 to 97` and `9 + 2 … 11 + 2`, with the word of any language that is
    /// read here. None for anything else, and for a single number.
    pub fn parse(text: &str) -> Option<Computation> {
        let mut read = Computation::default();
        let (low, high) = ends(text).map_or((text, None), |(low, high)| (low, Some(high)));
        read.add(low)?;
        if let Some(high) = high {
            read.add(high)?;
        }
        let rises = read.results.windows(2).all(|ends| ends[0] < ends[1]);
        (read.numbers.len() > 1 && rises && read.results.iter().all(|result| result.is_finite())).then_some(read)
    }

    /// A range between two numbers.
    pub fn range(low: Number, high: Number) -> Computation {
        let results = [low, high].into_iter().filter_map(|number| number.to_string().parse().ok());
        Computation { numbers: vec![low, high], terms: vec![low, high], results: results.collect() }
    }

    /// Reads a sum, and keeps what comes out.
    fn add(&mut self, text: &str) -> Option<()> {
        let (mut sum, mut product): (f64, Option<f64>) = (0.0, None);
        let (mut sign, mut divides) = (1.0, false);
        let mut factors = Vec::new();
        let mut rest = text.trim();
        loop {
            let length = rest.find(|c: char| !c.is_ascii_digit() && c != ',' && c != '.').unwrap_or(rest.len());
            let (written, tail) = rest.split_at(length);
            let plain = written.replace(',', "");
            let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
            factors.push(Number::from_digits(whole, fraction)?);
            let value: f64 = plain.parse().ok()?;
            let factor = if divides { value.recip() } else { value };
            product = Some(product.map_or(factor, |product| product * factor));
            let tail = tail.trim_start();
            let operator = tail.chars().next();
            divides = matches!(operator, Some('/' | '÷'));
            if !matches!(operator, Some('*' | '×' | '/' | '÷')) {
                sum += sign * product.take().unwrap_or_default();
                if let [term] = factors[..] {
                    self.terms.push(term);
                }
                self.numbers.append(&mut factors);
            }
            match operator {
                None => break,
                Some('+') => sign = 1.0,
                Some('-' | '−' | '–') => sign = -1.0,
                Some('*' | '×' | '/' | '÷') => {}
                Some(_) => return None,
            }
            rest = tail[operator.map_or(0, char::len_utf8)..].trim_start();
        }
        self.results.push(sum);
        Some(())
    }

    /// Whether `number` is what comes out, or an end of it.
    pub fn gives(&self, number: Number) -> bool {
        let is = |result: &f64| number.to_string().parse().is_ok_and(|value: f64| (value - result).abs() < 1e-6);
        self.results.iter().any(is)
    }

    /// Whether it is a range between two numbers, and `number` lies outside of it.
    pub fn leaves_out(&self, number: Number) -> bool {
        let ([low, high], [_, _]) = (&self.results[..], &self.numbers[..]) else { return false };
        number.to_string().parse().is_ok_and(|value: f64| value < low - 1e-6 || value > high + 1e-6)
    }
}

/// The two ends of a range, as written.
fn ends(text: &str) -> Option<(&str, &str)> {
    let dots = ["…", "..."].into_iter().find_map(|mark| text.split_once(mark));
    let word = || text.split_whitespace().find(|word| word.chars().all(char::is_alphabetic) && says_to(word));
    dots.or_else(|| text.split_once(&format!(" {} ", word()?)))
}

/// Whether a word leads from one number to another, in any language.
fn says_to(word: &str) -> bool {
    let word = word.to_lowercase();
    let mut meanings = Lexicon::all().flat_map(|lexicon| lexicon.meanings(&word, |_| None).map(|(meaning, _)| meaning));
    meanings.any(|meaning| meaning == Meaning::Clause(ClauseWord::To))
}
