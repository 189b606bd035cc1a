//! A calendar day: small, ordered, and never an impossible one.

use std::fmt;

use jiff::civil::Date;

/// A day of the proleptic Gregorian calendar, years 0 to 9999. `Display` is ISO 8601: `2023-12-30`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(Date);

/// English month names, January first.
const MONTHS: [&str; 12] = [
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

    /// How many whole days lie between this day and a later one.
    pub fn days_to(self, later: Day) -> usize {
        self.0.until(later.0).map_or(0, |span| usize::try_from(span.get_days()).unwrap_or_default())
    }

    /// How many whole months do.
    pub fn months_to(self, later: Day) -> usize {
        let months = |day: Day| i32::from(day.year()) * 12 + i32::from(day.month());
        usize::try_from(months(later) - months(self) - i32::from(later.day() < self.day())).unwrap_or_default()
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

/// The number of a month, 1 to 12, by its English name or short form in any case: `December`, `dec.`, `Sept`.
pub fn month_number(word: &str) -> Option<i8> {
    let word = word.trim_end_matches('.');
    let word = if word.eq_ignore_ascii_case("sept") { "sep" } else { word };
    let is_named = |name: &str| {
        name.eq_ignore_ascii_case(word) || name.get(..3).is_some_and(|short| short.eq_ignore_ascii_case(word))
    };
    let index = MONTHS.iter().position(|name| is_named(name))?;
    i8::try_from(index + 1).ok()
}
