//! A number that an author worked out, and how: `9 + 2`.

use super::number::Number;

/// Numbers joined by `+`, `-`, `×` and `/`, products first.
#[derive(Debug, Clone, PartialEq)]
pub struct Computation {
    /// What it starts from, in order.
    pub numbers: Vec<Number>,
    result: f64,
}

impl Computation {
    /// Reads `18 + 8`, `1,300 - 120`, `3 × 40 / 2`. None for anything else, and for a single number.
    pub fn parse(text: &str) -> Option<Computation> {
        let mut numbers = Vec::new();
        let (mut sum, mut product): (f64, Option<f64>) = (0.0, None);
        let (mut sign, mut divides) = (1.0, false);
        let mut rest = text.trim_start();
        loop {
            let length = rest.find(|c: char| !c.is_ascii_digit() && c != ',' && c != '.').unwrap_or(rest.len());
            let (written, tail) = rest.split_at(length);
            let plain = written.replace(',', "");
            let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
            numbers.push(Number::from_digits(whole, fraction)?);
            let value: f64 = plain.parse().ok()?;
            let factor = if divides { value.recip() } else { value };
            product = Some(product.map_or(factor, |product| product * factor));
            let tail = tail.trim_start();
            let Some(operator) = tail.chars().next() else { break };
            divides = matches!(operator, '/' | '÷');
            if matches!(operator, '+' | '-' | '−' | '–') {
                sum += sign * product.take().unwrap_or_default();
                sign = if operator == '+' { 1.0 } else { -1.0 };
            } else if !matches!(operator, '*' | '×' | '/' | '÷') {
                return None;
            }
            rest = tail[operator.len_utf8()..].trim_start();
        }
        let result = sum + sign * product.unwrap_or_default();
        (numbers.len() > 1 && result.is_finite()).then_some(Computation { numbers, result })
    }

    /// Whether `number` is what comes out.
    pub fn gives(&self, number: Number) -> bool {
        number.to_string().parse().is_ok_and(|value: f64| (value - self.result).abs() < 1e-6)
    }
}
