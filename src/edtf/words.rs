//! Dates as readers read them, in English.

use super::day::Day;
use super::point::{Clock, Offset, Point, When};
use super::shape::{End, Shape};

pub(super) fn in_words(shape: &Shape) -> String {
    match shape {
        Shape::Single(point) => describe(point),
        Shape::Interval(End::Known(start), End::Known(end)) => span(start, end),
        Shape::Interval(End::Known(start), End::Open) => format!("since {}", describe(start)),
        Shape::Interval(End::Known(start), End::Unknown) => {
            format!("from {}, end unknown", describe(start))
        }
        Shape::Interval(End::Open, End::Known(end)) => format!("until {}", describe(end)),
        Shape::Interval(_, End::Known(end)) => format!("until {}, start unknown", describe(end)),
        // The parser refuses an interval without any date.
        Shape::Interval(..) => "at an unknown time".to_owned(),
    }
}

/// Two dates with a dash, the month and year said once where plain days share them.
fn span(start: &Point, end: &Point) -> String {
    if let (Some(first), Some(last)) = (plain_day(start), plain_day(end)) {
        if (first.year(), first.month()) == (last.year(), last.month()) {
            return format!("{}–{}", first.day(), day_in_words(last));
        }
        if first.year() == last.year() {
            return format!("{} {} – {}", first.day(), first.month_name(), day_in_words(last));
        }
    }
    format!("{} – {}", describe(start), describe(end))
}

fn plain_day(point: &Point) -> Option<Day> {
    match point {
        Point { when: When::Day(day), uncertain: false, approximate: false } => Some(*day),
        _ => None,
    }
}

fn describe(point: &Point) -> String {
    let about = if point.approximate { "about " } else { "" };
    let uncertain = if point.uncertain { " (uncertain)" } else { "" };
    format!("{about}{}{uncertain}", when_in_words(point.when))
}

fn when_in_words(when: When) -> String {
    match when {
        When::Century(year) => format!("{year}–{}", year + 99),
        When::Decade(year) => format!("the {year}s"),
        When::Year(year) => year.to_string(),
        When::SomeMonth(year) => format!("a month of {year}"),
        When::SomeDayOfYear(year) => format!("a day in {year}"),
        When::Season(year, season) => {
            let name = match season {
                21 => "spring",
                22 => "summer",
                23 => "autumn",
                _ => "winter",
            };
            format!("{name} {year}")
        }
        When::Month(first) => month_in_words(first),
        When::SomeDay(first) => format!("a day in {}", month_in_words(first)),
        When::Day(day) => day_in_words(day),
        When::Time(day, clock) => format!("{}, {}", day_in_words(day), clock_in_words(clock)),
    }
}

fn month_in_words(first: Day) -> String {
    format!("{} {}", first.month_name(), first.year())
}

fn day_in_words(day: Day) -> String {
    format!("{} {}", day.day(), month_in_words(day))
}

fn clock_in_words(clock: Clock) -> String {
    let seconds = if clock.second == 0 { String::new() } else { format!(":{:02}", clock.second) };
    let zone = match clock.offset {
        None => String::new(),
        Some(Offset::Utc) => " UTC".to_owned(),
        Some(zone) => format!(" (UTC{zone})"),
    };
    format!("{:02}:{:02}{seconds}{zone}", clock.hour, clock.minute)
}
