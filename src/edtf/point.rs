//! One date of any precision: what it names, its first and last day, its canonical text.

use std::fmt;

use super::day::Day;

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

/// A date of some precision with its qualifier.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Point {
    pub when: When,
    pub uncertain: bool,
    pub approximate: bool,
}

/// What a date names. Days are checked against the calendar before a value is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum When {
    /// `20XX`: the first year of the hundred.
    Century(i16),
    /// `202X`: the first year of the ten.
    Decade(i16),
    /// `2023`
    Year(i16),
    /// `2023-XX`
    SomeMonth(i16),
    /// `2023-XX-XX`
    SomeDayOfYear(i16),
    /// `2023-21` … `2023-24`: spring, summer, autumn, winter.
    Season(i16, i8),
    /// `2023-12`, kept as the first day of the month.
    Month(Day),
    /// `2023-12-XX`, kept as the first day of the month.
    SomeDay(Day),
    /// `2023-12-30`
    Day(Day),
    /// `2024-01-05T10:00:00Z`
    Time(Day, Clock),
}

/// A time of day; `offset` is in minutes from UTC, `None` where the author gave no zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Clock {
    pub hour: u8,
    pub minute: u8,
    pub second: u8,
    pub offset: Option<Offset>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Offset {
    Utc,
    Minutes(i16),
}

impl fmt::Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mark = match (self.uncertain, self.approximate) {
            (false, false) => "",
            (true, false) => "?",
            (false, true) => "~",
            (true, true) => "%",
        };
        write!(f, "{}{mark}", self.when)
    }
}

impl When {
    pub fn first_day(self) -> Day {
        match self {
            When::Century(year)
            | When::Decade(year)
            | When::Year(year)
            | When::SomeMonth(year)
            | When::SomeDayOfYear(year)
            | When::Season(year, 22 | 24) => Day::first_of_year(year),
            When::Season(year, _) => Day::first_of_month(year, 3),
            When::Month(day) | When::SomeDay(day) | When::Day(day) | When::Time(day, _) => day,
        }
    }

    pub fn last_day(self) -> Day {
        match self {
            When::Century(year) => Day::first_of_month(year + 99, 12).end_of_month(),
            When::Decade(year) => Day::first_of_month(year + 9, 12).end_of_month(),
            When::Year(year) | When::SomeMonth(year) | When::SomeDayOfYear(year) => {
                Day::first_of_month(year, 12).end_of_month()
            }
            // A northern winter and a southern summer reach into the next year.
            When::Season(9999, 22 | 24) => Day::first_of_month(9999, 12).end_of_month(),
            When::Season(year, 22 | 24) => Day::first_of_month(year + 1, 2).end_of_month(),
            When::Season(year, _) => Day::first_of_month(year, 11).end_of_month(),
            When::Month(first) | When::SomeDay(first) => first.end_of_month(),
            When::Day(day) | When::Time(day, _) => day,
        }
    }

    pub fn precision(self) -> Precision {
        match self {
            When::Century(_) => Precision::Century,
            When::Decade(_) => Precision::Decade,
            When::Year(_) | When::SomeMonth(_) | When::SomeDayOfYear(_) => Precision::Year,
            When::Season(..) => Precision::Season,
            When::Month(_) | When::SomeDay(_) => Precision::Month,
            When::Day(_) => Precision::Day,
            When::Time(..) => Precision::Time,
        }
    }
}

impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            When::Century(year) => write!(f, "{:02}XX", year / 100),
            When::Decade(year) => write!(f, "{:03}X", year / 10),
            When::Year(year) => write!(f, "{year:04}"),
            When::SomeMonth(year) => write!(f, "{year:04}-XX"),
            When::SomeDayOfYear(year) => write!(f, "{year:04}-XX-XX"),
            When::Season(year, season) => write!(f, "{year:04}-{season}"),
            When::Month(first) => f.write_str(&first.month_text()),
            When::SomeDay(first) => write!(f, "{}-XX", first.month_text()),
            When::Day(day) => write!(f, "{day}"),
            When::Time(day, clock) => write!(f, "{day}T{clock}"),
        }
    }
}

impl fmt::Display for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}:{:02}", self.hour, self.minute, self.second)?;
        self.offset.map_or(Ok(()), |offset| write!(f, "{offset}"))
    }
}

/// `Z` or `±hh:mm`.
impl fmt::Display for Offset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Offset::Utc => f.write_str("Z"),
            Offset::Minutes(minutes) => {
                let sign = if minutes < 0 { '-' } else { '+' };
                write!(f, "{sign}{:02}:{:02}", minutes.unsigned_abs() / 60, minutes.unsigned_abs() % 60)
            }
        }
    }
}
