//! Reading EDTF strictly, and saying what to write instead.

use super::day::{Day, month_number};
use super::point::{Clock, Offset, Point, When};
use super::shape::{End, Shape};

/// What is wrong with a piece, before the sentence around it is made.
enum DateFault {
    /// Not of any known shape.
    Shape,
    /// Of a known shape, but it says something impossible: the rest of the sentence.
    Meaning(String),
}

pub(super) fn edtf(text: &str) -> Result<Shape, String> {
    let text = text.trim();
    shape(text).map_err(|fault| explain(text, fault))
}

fn shape(text: &str) -> Result<Shape, DateFault> {
    let Some((start, end)) = text.split_once('/') else { return point(text).map(Shape::Single) };
    if end.contains('/') {
        return Err(DateFault::Shape);
    }
    let (start, end) = (interval_end(start.trim())?, interval_end(end.trim())?);
    if start.point().is_none() && end.point().is_none() {
        return Err(DateFault::Meaning(
            "an interval needs a date at one end at least, such as `2024-01-05/..`".to_owned(),
        ));
    }
    if let (End::Known(first), End::Known(last)) = (&start, &end)
        && first.when.first_day() > last.when.last_day()
    {
        return Err(DateFault::Meaning(format!("the interval ends before it starts: write `{end}/{start}`")));
    }
    Ok(Shape::Interval(start, end))
}

fn interval_end(text: &str) -> Result<End, DateFault> {
    match text {
        ".." => Ok(End::Open),
        "" => Ok(End::Unknown),
        _ => match point(text)? {
            Point { when: When::Time(..), .. } => {
                Err(DateFault::Meaning("an interval is between days: leave out the time of day".to_owned()))
            }
            point => Ok(End::Known(point)),
        },
    }
}

fn point(text: &str) -> Result<Point, DateFault> {
    let (date, uncertain, approximate) = match text.char_indices().last() {
        Some((at, '?')) => (text.get(..at), true, false),
        Some((at, '~')) => (text.get(..at), false, true),
        Some((at, '%')) => (text.get(..at), true, true),
        _ => (Some(text), false, false),
    };
    let when = when(date.unwrap_or(""))?;
    if matches!(when, When::Time(..)) && (uncertain || approximate) {
        return Err(DateFault::Meaning(
            "a time of day cannot be marked `?`, `~` or `%`: leave out the time or the mark".to_owned(),
        ));
    }
    Ok(Point { when, uncertain, approximate })
}

fn when(text: &str) -> Result<When, DateFault> {
    if let Some((date, time)) = text.split_once('T') {
        let When::Day(day) = calendar_date(date)? else { return Err(DateFault::Shape) };
        return Ok(When::Time(day, clock(time)?));
    }
    calendar_date(text)
}

fn calendar_date(text: &str) -> Result<When, DateFault> {
    let mut parts = text.split('-');
    let (year_text, month_text, day_text) = (parts.next().unwrap_or(""), parts.next(), parts.next());
    if parts.next().is_some() {
        return Err(DateFault::Shape);
    }
    let Some(month_text) = month_text else { return year_alone(year_text) };
    let year = digits(year_text, 4).ok_or(DateFault::Shape)?;
    if month_text == "XX" {
        return match day_text {
            None => Ok(When::SomeMonth(year)),
            Some("XX") => Ok(When::SomeDayOfYear(year)),
            Some(_) => Err(DateFault::Meaning("a day needs its month: write `2023-XX`, or the month".to_owned())),
        };
    }
    let number = digits(month_text, 2).ok_or(DateFault::Shape)?;
    match (number, day_text) {
        (1..=12, _) => {}
        (21..=24, None) => return Ok(When::Season(year, number as i8)),
        (21..=24, Some(_)) => return Err(DateFault::Meaning("a season has no days".to_owned())),
        _ => {
            return Err(DateFault::Meaning(format!(
                "there is no month {month_text}: months are `01` to `12`, seasons `21` to `24`"
            )));
        }
    }
    let first = Day::first_of_month(year, number as i8);
    match day_text {
        None => Ok(When::Month(first)),
        Some("XX") => Ok(When::SomeDay(first)),
        Some(day_text) => {
            let number = digits(day_text, 2).ok_or(DateFault::Shape)?;
            let found = i8::try_from(number).ok().and_then(|day| Day::new(year, first.month(), day));
            found.map(When::Day).ok_or_else(|| {
                let (month, last) = (first.month_name(), first.end_of_month().day());
                DateFault::Meaning(format!("{month} {year} has {last} days"))
            })
        }
    }
}

fn year_alone(text: &str) -> Result<When, DateFault> {
    if let Some(year) = digits(text, 4) {
        return Ok(When::Year(year));
    }
    let masked = |mark: &str, width: usize| text.strip_suffix(mark).and_then(|known| digits(known, width));
    if let Some(known) = masked("XX", 2) {
        return Ok(When::Century(known * 100));
    }
    masked("X", 3).map(|known| When::Decade(known * 10)).ok_or(DateFault::Shape)
}

/// `10:00:00Z`, `10:00:00+02:00`, `10:00:00`; the seconds may be left out.
fn clock(text: &str) -> Result<Clock, DateFault> {
    let (time, offset) = if let Some(time) = text.strip_suffix('Z') {
        (time, Some(Offset::Utc))
    } else if let Some(at) = text.find(['+', '-']) {
        let (time, zone) = text.split_at(at);
        (time, Some(zone_offset(zone)?))
    } else {
        (text, None)
    };
    let mut parts = time.split(':');
    let mut next = |limit: i16| match parts.next() {
        None => Ok(None),
        Some(part) => match digits(part, 2) {
            Some(number) if number < limit => Ok(Some(number as u8)),
            _ => Err(DateFault::Meaning(
                "a time of day is written `T10:00:00Z`, from `T00:00:00` to `T23:59:59`".to_owned(),
            )),
        },
    };
    let (hour, minute, second) = (next(24)?, next(60)?, next(60)?);
    let (Some(hour), Some(minute), None) = (hour, minute, parts.next()) else { return Err(DateFault::Shape) };
    Ok(Clock { hour, minute, second: second.unwrap_or(0), offset })
}

/// `+02:00`, `-05`
fn zone_offset(text: &str) -> Result<Offset, DateFault> {
    let (sign, rest) =
        if let Some(rest) = text.strip_prefix('-') { (-1, rest) } else { (1, text.get(1..).unwrap_or("")) };
    let (hours, minutes) = rest.split_once(':').unwrap_or((rest, "00"));
    match (digits(hours, 2), digits(minutes, 2)) {
        (Some(hours @ 0..=14), Some(minutes @ 0..=59)) => Ok(Offset::Minutes(sign * (hours * 60 + minutes))),
        _ => Err(DateFault::Meaning("a time zone is written `Z` or `+02:00`".to_owned())),
    }
}

/// Exactly `width` ASCII digits, at most four.
fn digits(text: &str, width: usize) -> Option<i16> {
    (text.len() == width && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok()).flatten()
}

fn explain(text: &str, fault: DateFault) -> String {
    let shown = shown(text);
    match fault {
        DateFault::Meaning(reason) => format!("`{shown}` is not a date: {reason}"),
        DateFault::Shape if text.is_empty() => "a date is missing: write `2023-12-30`, `2023-12` or `2023`".to_owned(),
        DateFault::Shape => match suggestion(text) {
            Some(better) => format!("`{shown}` is not a date as written here: write `{better}`"),
            None => match either(text) {
                Some([day, month]) => {
                    format!(
                        "`{shown}` does not say which number is the day: write `{day}`, or `{month}` if the month comes first"
                    )
                }
                None => format!("`{shown}` is not a date: write `2023-12-30`, `2023-12` or `2023`"),
            },
        },
    }
}

/// The author's text, short enough for one line and without control characters.
fn shown(text: &str) -> String {
    const LONGEST: usize = 40;
    let mut shown: String =
        text.chars().filter(|character| !character.is_control() && *character != '`').take(LONGEST).collect();
    if text.chars().count() > LONGEST {
        shown.push('…');
    }
    shown
}

/// What the author probably meant, if that is beyond doubt: never a guess between day and month.
fn suggestion(text: &str) -> Option<String> {
    let mended: String = text.chars().map(mend_glyph).collect();
    let mended = mended.replace(' ', "T");
    [compact(text), Some(mended), spelled_out(text), padded(text), day_first(text)]
        .into_iter()
        .flatten()
        .find_map(|candidate| (candidate != text).then(|| shape(&candidate).ok()).flatten().map(|_| candidate))
}

fn mend_glyph(character: char) -> char {
    match character {
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{ad}' => '-',
        'x' | 'u' => 'X',
        't' => 'T',
        'z' => 'Z',
        other => other,
    }
}

/// `20231230`
fn compact(text: &str) -> Option<String> {
    let all_digits = text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit());
    all_digits.then(|| Some(format!("{}-{}-{}", text.get(..4)?, text.get(4..6)?, text.get(6..)?))).flatten()
}

/// `2023-1-5`, `2023/12/30`, `2023.12.30`: the year comes first, so the order is known.
fn padded(text: &str) -> Option<String> {
    let parts: Vec<&str> = text.split(['-', '/', '.']).collect();
    let (year, rest) = parts.split_first()?;
    digits(year, 4)?;
    if !(1..=2).contains(&rest.len()) {
        return None;
    }
    let mut better = (*year).to_owned();
    for part in rest {
        let number = digits(part, 1).or_else(|| digits(part, 2))?;
        better.push_str(&format!("-{number:02}"));
    }
    Some(better)
}

/// The two numbers before a year, as in `30.12.2023` and `12/30/2023`.
fn before_year(text: &str) -> Option<(i16, i16, i16)> {
    let parts: Vec<&str> = text.split(['-', '/', '.']).map(str::trim).collect();
    let [first, second, year] = parts[..] else { return None };
    let number = |text| digits(text, 1).or_else(|| digits(text, 2)).filter(|number| *number > 0);
    Some((number(first)?, number(second)?, digits(year, 4)?))
}

/// `30.12.2023`, `12/30/2023`: one of the numbers is no month, so the order is known; so it is where both are the same.
fn day_first(text: &str) -> Option<String> {
    let (first, second, year) = before_year(text)?;
    match (first, second) {
        (13.., 1..=12) => Some(format!("{year}-{second:02}-{first:02}")),
        (1..=12, 13..) => Some(format!("{year}-{first:02}-{second:02}")),
        (same, other) if same == other => Some(format!("{year}-{same:02}-{same:02}")),
        _ => None,
    }
}

/// `07.03.2026`: with the day first, and with the month first.
fn either(text: &str) -> Option<[String; 2]> {
    let (first, second, year) = before_year(text)?;
    let are_months = (1..=12).contains(&first) && (1..=12).contains(&second);
    are_months.then(|| [format!("{year}-{second:02}-{first:02}"), format!("{year}-{first:02}-{second:02}")])
}

/// `30 December 2023`, `Dec. 30, 2023`, `December 2023`
fn spelled_out(text: &str) -> Option<String> {
    let (mut year, mut month, mut day) = (None, None, None);
    for word in text.split([' ', ',']).filter(|word| !word.is_empty()) {
        let bare =
            word.strip_suffix("st").or(word.strip_suffix("nd")).or(word.strip_suffix("rd")).or(word.strip_suffix("th"));
        let bare = bare.unwrap_or(word);
        let slot = if let Some(number) = month_number(word) {
            month.replace(i16::from(number))
        } else if let Some(number) = digits(bare, 4) {
            year.replace(number)
        } else {
            day.replace(digits(bare, 1).or_else(|| digits(bare, 2))?)
        };
        if slot.is_some() {
            return None;
        }
    }
    let month = format!("{:04}-{:02}", year?, month?);
    Some(day.map_or(month.clone(), |day| format!("{month}-{day:02}")))
}
