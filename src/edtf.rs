//! Dates that say how sure they are, so that a page never shows a guessed day as a known one.
//!
//! The notation is EDTF levels 0 and 1 (Extended Date/Time Format, ISO 8601-2:2019, as published by the Library of
//! Congress), without years beyond four digits. `Edtf::parse` is strict: what it accepts has exactly one meaning, and
//! what it refuses it explains in the author's terms.

mod day;
mod parse;
mod point;
mod words;

use std::cmp::Ordering;
use std::fmt;

pub use day::{Day, Weekday};
pub use words::month_number;

use point::{Point, When};

/// A date or an interval of dates, with its uncertainty.
///
/// `Display` writes the canonical text, which parses to the same value. The order is chronological: by first possible
/// day (an open start comes first), then by last possible day (an open end comes last), then by canonical text.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Edtf {
    shape: Shape,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Shape {
    Single(Point),
    Interval(End, End),
}

/// One end of an interval: `..` (open), nothing (unknown) or a date.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum End {
    Open,
    Unknown,
    Known(Point),
}

/// How finely a date is given, finest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    Time,
    Day,
    Month,
    Season,
    Year,
    Decade,
    Century,
}

/// Why a text is not a date: one sentence without a full stop, saying what to write instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EdtfError {
    pub message: String,
}

impl fmt::Display for EdtfError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for EdtfError {}

impl Edtf {
    /// Reads EDTF level 0 or 1; white space around the text is ignored.
    ///
    /// # Errors
    /// A message in plain words, with the text to write instead where it can be guessed.
    pub fn parse(text: &str) -> Result<Edtf, EdtfError> {
        parse::edtf(text).map(|shape| Edtf { shape })
    }

    /// The first day this date can mean, leaving `?` and `~` aside; `None` where the start is open or unknown.
    ///
    /// A season is not tied to a hemisphere, so its bounds cover both.
    pub fn earliest(&self) -> Option<Day> {
        match &self.shape {
            Shape::Single(point) => Some(point.when.first_day()),
            Shape::Interval(start, _) => start.point().map(|point| point.when.first_day()),
        }
    }

    /// The last day this date can mean, leaving `?` and `~` aside; `None` where the end is open or unknown.
    pub fn latest(&self) -> Option<Day> {
        match &self.shape {
            Shape::Single(point) => Some(point.when.last_day()),
            Shape::Interval(_, end) => end.point().map(|point| point.when.last_day()),
        }
    }

    /// The day, if this is one single day (with or without a time of day).
    pub fn day(&self) -> Option<Day> {
        match &self.shape {
            Shape::Single(Point { when: When::Day(day) | When::Time(day, _), .. }) => Some(*day),
            _ => None,
        }
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

    /// Whether some day lies in both.
    pub fn overlaps(&self, other: &Edtf) -> bool {
        !self.definitely_after(other) && !other.definitely_after(self)
    }

    /// Whether every day the other can mean lies within this one. An open end holds every day on its side.
    pub fn contains(&self, other: &Edtf) -> bool {
        let starts_within = match (self.earliest(), other.earliest()) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(mine), Some(theirs)) => mine <= theirs,
        };
        let ends_within = match (self.latest(), other.latest()) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(mine), Some(theirs)) => mine >= theirs,
        };
        starts_within && ends_within
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
        let (first, second) = match &self.shape {
            Shape::Single(point) => (Some(point), None),
            Shape::Interval(start, end) => (start.point(), end.point()),
        };
        first.into_iter().chain(second)
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
        match &self.shape {
            Shape::Single(point) => write!(f, "{point}"),
            Shape::Interval(start, end) => write!(f, "{start}/{end}"),
        }
    }
}

impl End {
    fn point(&self) -> Option<&Point> {
        match self {
            End::Known(point) => Some(point),
            End::Open | End::Unknown => None,
        }
    }
}

impl fmt::Display for End {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            End::Open => f.write_str(".."),
            End::Unknown => Ok(()),
            End::Known(point) => write!(f, "{point}"),
        }
    }
}

#[cfg(test)]
mod tests;
