//! An exact, non-negative decimal number: `1.3` stays 1.3, and equality means equality.

use std::fmt;

/// Fraction digits kept; a number with more is refused rather than rounded.
const FRACTION_DIGITS: u32 = 9;
const ONE: u128 = 1_000_000_000;

/// A number from 0 to 2⁶⁴ − 1 with at most nine decimals. `Display` writes plain digits (`1300`, `1.5`), which is also
/// valid JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Number {
    billionths: u128,
}

impl Number {
    pub const ZERO: Number = Number { billionths: 0 };
    pub const ONE: Number = Number { billionths: ONE };
    /// What a number too large to keep is taken for where it has to be something (identifiers).
    pub const MAX: Number = Number { billionths: u64::MAX as u128 * ONE };

    /// From decimal digits: the whole part and the digits after the point. `None` if a character is no ASCII digit, or
    /// if the number is too large or too fine to be kept exactly.
    pub fn from_digits(whole: &str, fraction: &str) -> Option<Number> {
        let fraction = fraction.trim_end_matches('0');
        let digits_only = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || !digits_only(whole) || !digits_only(fraction) {
            return None;
        }
        let missing = FRACTION_DIGITS.checked_sub(u32::try_from(fraction.len()).ok()?)?;
        let fraction: u128 = if fraction.is_empty() { 0 } else { fraction.parse().ok()? };
        let whole: u64 = whole.parse().ok()?;
        Some(Number { billionths: u128::from(whole) * ONE + fraction * 10_u128.pow(missing) })
    }

    pub fn is_whole(self) -> bool {
        self.billionths.is_multiple_of(ONE)
    }

    /// The number as an integer, if it is one.
    pub fn whole(self) -> Option<u64> {
        self.is_whole().then(|| u64::try_from(self.billionths / ONE).ok()).flatten()
    }

    /// The exact product, if it can be kept.
    pub fn times(self, factor: u64) -> Option<Number> {
        Number::kept(self.billionths.checked_mul(u128::from(factor))?)
    }

    /// The exact quotient, if it can be kept.
    pub fn divided_by(self, divisor: u64) -> Option<Number> {
        let divisor = u128::from(divisor);
        (divisor != 0 && self.billionths.is_multiple_of(divisor))
            .then(|| Number { billionths: self.billionths / divisor })
    }

    pub fn plus(self, other: Number) -> Option<Number> {
        Number::kept(self.billionths.checked_add(other.billionths)?)
    }

    /// `None` below zero.
    pub fn minus(self, other: Number) -> Option<Number> {
        self.billionths.checked_sub(other.billionths).map(|billionths| Number { billionths })
    }

    fn kept(billionths: u128) -> Option<Number> {
        (billionths <= Number::MAX.billionths).then_some(Number { billionths })
    }

    /// The digits after the point, without trailing zeros.
    fn fraction(self) -> String {
        let digits = format!("{:09}", self.billionths % ONE);
        digits.trim_end_matches('0').to_owned()
    }
}

impl From<u64> for Number {
    fn from(whole: u64) -> Number {
        Number { billionths: u128::from(whole) * ONE }
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.billionths / ONE)?;
        if self.is_whole() { Ok(()) } else { write!(f, ".{}", self.fraction()) }
    }
}

/// The number for English readers: `1,300`, `1,234,567.5`.
pub fn group_thousands(number: impl Into<Number>) -> String {
    let number = number.into();
    let digits = (number.billionths / ONE).to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    if !number.is_whole() {
        grouped.push('.');
        grouped.push_str(&number.fraction());
    }
    grouped
}
