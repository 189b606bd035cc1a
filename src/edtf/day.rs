//! A calendar day: small, ordered, and never an impossible one.

use std::fmt;

use jiff::civil::Date;

use super::EdtfError;

/// A day of the proleptic Gregorian calendar, years 0 to 9999. `Display` is ISO 8601: `2023-12-30`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(Date);

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Weekday {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

/// English month names, January first.
pub(super) const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl Day {
    /// The day, if the calendar has it.
    pub fn new(year: i16, month: i8, day: i8) -> Option<Day> {
        if !(0..=9999).contains(&year) {
            return None;
        }
        Date::new(year, month, day).ok().map(Day)
    }

    /// Reads `2023-12-30` and nothing else.
    ///
    /// # Errors
    /// As for `Edtf::parse`; a date that is not one exact day is an error too.
    pub fn parse(text: &str) -> Result<Day, EdtfError> {
        super::parse::day(text)
    }

    pub fn year(self) -> i16 {
        self.0.year()
    }

    /// 1 to 12.
    pub fn month(self) -> i8 {
        self.0.month()
    }

    /// 1 to 31.
    pub fn day(self) -> i8 {
        self.0.day()
    }

    pub fn weekday(self) -> Weekday {
        use jiff::civil::Weekday as Named;
        match self.0.weekday() {
            Named::Monday => Weekday::Monday,
            Named::Tuesday => Weekday::Tuesday,
            Named::Wednesday => Weekday::Wednesday,
            Named::Thursday => Weekday::Thursday,
            Named::Friday => Weekday::Friday,
            Named::Saturday => Weekday::Saturday,
            Named::Sunday => Weekday::Sunday,
        }
    }

    /// Days from the other day to this one; negative if the other is later.
    pub fn days_since(self, other: Day) -> i64 {
        self.0.duration_since(other.0).as_hours() / 24
    }

    pub(super) fn first_of_year(year: i16) -> Day {
        Day::first_of_month(year, 1)
    }

    /// The first of a month; an impossible year or month is drawn to the nearest possible one.
    pub(super) fn first_of_month(year: i16, month: i8) -> Day {
        Day(Date::new(year.clamp(0, 9999), month.clamp(1, 12), 1).unwrap_or(Date::ZERO))
    }

    pub(super) fn end_of_month(self) -> Day {
        Day(self.0.last_of_month())
    }

    pub(super) fn month_name(self) -> &'static str {
        usize::try_from(self.month() - 1).ok().and_then(|index| MONTHS.get(index)).copied().unwrap_or("")
    }

    /// `2023-12`
    pub(super) fn month_text(self) -> String {
        format!("{:04}-{:02}", self.year(), self.month())
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year(), self.month(), self.day())
    }
}

impl Weekday {
    /// The English name.
    pub fn as_str(self) -> &'static str {
        match self {
            Weekday::Monday => "Monday",
            Weekday::Tuesday => "Tuesday",
            Weekday::Wednesday => "Wednesday",
            Weekday::Thursday => "Thursday",
            Weekday::Friday => "Friday",
            Weekday::Saturday => "Saturday",
            Weekday::Sunday => "Sunday",
        }
    }

    /// Reads an English name or its usual short form, with or without a full stop, in any case: `Friday`, `Fri.`,
    /// `Thurs`.
    pub fn from_english(word: &str) -> Option<Weekday> {
        Some(match word.trim_end_matches('.').to_lowercase().as_str() {
            "monday" | "mon" => Weekday::Monday,
            "tuesday" | "tue" | "tues" => Weekday::Tuesday,
            "wednesday" | "wed" => Weekday::Wednesday,
            "thursday" | "thu" | "thur" | "thurs" => Weekday::Thursday,
            "friday" | "fri" => Weekday::Friday,
            "saturday" | "sat" => Weekday::Saturday,
            "sunday" | "sun" => Weekday::Sunday,
            _ => return None,
        })
    }
}

impl fmt::Display for Weekday {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
