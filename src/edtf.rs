//! Dates that say how sure they are, so that a page never shows a guessed day as a known one.
//!
//! The notation is EDTF levels 0 and 1 (Extended Date/Time Format, ISO 8601-2:2019, as published by the Library of
//! Congress), without years beyond four digits. `Edtf::parse` is strict: what it accepts has exactly one meaning, and
//! what it refuses it explains in the author's terms.

mod day;
mod point;
mod shape;
mod words;
mod parse;

use std::cmp::Ordering;
use std::fmt;

pub use day::{Day, month_number};
pub use point::Precision;

use point::{Point, When};
use shape::Shape;

/// A date or an interval of dates, with its uncertainty.
///
/// `Display` writes the canonical text, which parses to the same value. The order is chronological: by first possible
/// day (an open start comes first), then by last possible day (an open end comes last), then by canonical text.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Edtf {
    shape: Shape,
}

impl Edtf {
    /// Reads EDTF level 0 or 1; white space around the text is ignored.
    ///
    /// # Errors
    /// One sentence without a full stop, with the text to write instead where it can be guessed.
    pub fn parse(text: &str) -> Result<Edtf, String> {
        parse::edtf(text).map(|shape| Edtf { shape })
    }

    /// The first day this date can mean, leaving `?` and `~` aside; `None` where the start is open or unknown.
    ///
    /// A season is not tied to a hemisphere, so its bounds cover both.
    pub fn earliest(&self) -> Option<Day> {
        self.shape.ends().0.map(|point| point.when.first_day())
    }

    /// The last day this date can mean, leaving `?` and `~` aside; `None` where the end is open or unknown.
    pub fn latest(&self) -> Option<Day> {
        self.shape.ends().1.map(|point| point.when.last_day())
    }

    /// Marked `?` or `%`, at either end.
    pub fn is_uncertain(&self) -> bool {
        self.points().any(|point| point.uncertain)
    }

    /// Marked `~` or `%`, at either end.
    pub fn is_approximate(&self) -> bool {
        self.points().any(|point| point.approximate)
    }

    /// Written with a slash.
    pub fn is_interval(&self) -> bool {
        matches!(self.shape, Shape::Interval(..))
    }

    /// How finely the date is given; for an interval, the coarser of its ends.
    pub fn precision(&self) -> Precision {
        self.points().map(|point| point.when.precision()).max().unwrap_or(Precision::Century)
    }

    /// Whether the first possible day of this is later than the last possible day of the other. `?` and `~` are left
    /// aside: ask `is_uncertain` and `is_approximate` before calling something impossible.
    pub fn definitely_after(&self, other: &Edtf) -> bool {
        match (self.earliest(), other.latest()) {
            (Some(mine), Some(theirs)) => mine > theirs,
            _ => false,
        }
    }

    /// The date in English for readers, such as "about 5 January 2024" or "29 December 2023 – 2 January 2024".
    pub fn in_words(&self) -> String {
        words::in_words(&self.shape)
    }

    /// The value of `<time datetime>`, if HTML can say it without claiming more than the author did: no intervals,
    /// nothing uncertain or approximate, no year 0 (HTML, "global dates and times" and "valid year string").
    pub fn iso_for_html(&self) -> Option<String> {
        let Shape::Single(point) = &self.shape else { return None };
        if point.uncertain || point.approximate || point.when.first_day().year() < 1 {
            return None;
        }
        match point.when {
            When::Century(_) | When::Decade(_) | When::Season(..) => None,
            When::Year(year) | When::SomeMonth(year) | When::SomeDayOfYear(year) => Some(format!("{year:04}")),
            When::Month(first) | When::SomeDay(first) => Some(first.month_text()),
            When::Day(_) | When::Time(..) => Some(point.when.to_string()),
        }
    }

    fn points(&self) -> impl Iterator<Item = &Point> {
        let (start, end) = self.shape.ends();
        start.into_iter().chain(end)
    }
}

impl PartialOrd for Edtf {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Edtf {
    fn cmp(&self, other: &Self) -> Ordering {
        let ends_open = |date: &Edtf| (date.latest().is_none(), date.latest());
        (self.earliest().cmp(&other.earliest()))
            .then_with(|| ends_open(self).cmp(&ends_open(other)))
            .then_with(|| self.to_string().cmp(&other.to_string()))
    }
}

impl fmt::Display for Edtf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.shape)
    }
}

#[cfg(test)]
mod tests;
