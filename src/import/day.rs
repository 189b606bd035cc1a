//! Days: in metadata (`2023-12-31T09:30:00+02:00`) and in words ("31 December 2023").
//!
//! A day is always given as `YYYY-MM-DD`, in the offset in which the page states it: an instant is never moved to another time zone.

use std::ops::Range;

use jiff::civil::Date;

use super::calendar::month;

/// A date found in running text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Where it stands, in bytes.
    pub span: Range<usize>,
    /// The day; `None` where the words name no year.
    pub day: Option<String>,
}

/// The day that a metadata value states: an ISO date or date-time in its own offset, `20231231`, or a date in words as in mail headers.
/// Partial ISO dates (`2023-12`) are kept as they are.
pub fn stated(value: &str) -> Option<String> {
    let value = value.trim();
    let digits: String = value.chars().take(8).filter(char::is_ascii_digit).collect();
    if digits.len() == 8 && value.get(8..).is_some_and(|rest| rest.is_empty() || rest.starts_with('T')) {
        return civil(digits.get(..4)?, digits.get(4..6)?, digits.get(6..)?);
    }
    let parts: Vec<&str> = value.split(['-', '/']).collect();
    match parts.as_slice() {
        [year, month, rest, ..] if year.len() == 4 => {
            let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
            let (day, rest) = rest.split_at_checked(end)?;
            let ends = rest.is_empty() || rest.starts_with(['T', 't', ' ', 'Z', '+']);
            return if ends { civil(year, month, day) } else { None };
        }
        [year, month] if year.len() == 4 && month.len() == 2 => {
            return civil(year, month, "01").map(|day| day.chars().take(7).collect());
        }
        _ => {}
    }
    written(value)?.day
}

/// `YYYY-MM-DD` if there is such a day, in years in which there were news.
fn civil(year: &str, month: &str, day: &str) -> Option<String> {
    let date = Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()?;
    (1600..=2199).contains(&date.year()).then(|| date.to_string())
}

/// A date on a line that says little else, whose year has two digits: "8.5.12", "26/10/13", "14 gennaio 20".
pub fn written_short(text: &str) -> Option<Written> {
    let tokens: Vec<(usize, &str)> = tokens(text).into_iter().filter(|(_, word)| !is_between(word)).collect();
    tokens.windows(3).find_map(|run| short(text, run))
}

/// A date whose year has two digits, of three tokens.
fn short(text: &str, tokens: &[(usize, &str)]) -> Option<Written> {
    let [a, b, c] = tokens else { return None };
    let (gap, next_gap) = (between(text, *a, *b)?, between(text, *b, *c)?);
    let place = a.0..c.0 + c.1.len();
    let is_year = c.1.len() == 2 && c.1.bytes().all(|byte| byte.is_ascii_digit());
    let is_numeric = gap == next_gap && matches!(gap, "." | "/") && !goes_on(text, place.clone(), gap);
    let month = if is_numeric {
        b.1.parse().ok()
    } else {
        month(b.1).filter(|_| gap.trim().is_empty() && next_gap.trim().is_empty())
    };
    let is_told = !is_numeric || gap == "." || day_number(a.1)? > 12;
    let day = civil(&format!("20{}", c.1), &month?.to_string(), &day_number(a.1)?.to_string());
    day.filter(|_| is_year && is_told).map(|day| Written { span: place, day: Some(day) })
}

/// The first date in `text`: "31 December 2023", "December 31st, 2023", "31 de diciembre de 2023", "31.12.2023", "31.12.23", "2023-12-31",
/// "2023年12月31日", "Jan. 5". A numeric date whose month could be its day is read only where full stops part it, or the year leads.
pub fn written(text: &str) -> Option<Written> {
    let tokens: Vec<(usize, &str)> = tokens(text).into_iter().filter(|(_, word)| !is_between(word)).collect();
    (0..tokens.len()).find_map(|at| {
        let window = tokens.get(at..)?;
        three(text, window).or_else(|| yearless(text, window))
    })
}

/// The day in an address such as `…/2014/07/19/…` or `…-2014-07-19`.
pub fn in_address(address: &str) -> Option<String> {
    let path = address.split_once("://").and_then(|(_, rest)| rest.split_once('/')).map(|(_, path)| path)?;
    let path = path.split(['?', '#']).next()?;
    let parts: Vec<&str> = path.split(|letter: char| !letter.is_ascii_digit()).collect();
    let run = parts.windows(3).find_map(|run| match run {
        [year, month, day] if year.len() == 4 && month.len() <= 2 && day.len() <= 2 => civil(year, month, day),
        // Two that might both be the month say nothing.
        [day, month, year] if year.len() == 4 && month.len() == 2 && day.len() == 2 && **day > *"12" => {
            civil(year, month, day)
        }
        _ => None,
    });
    let solid = || {
        parts
            .iter()
            .filter(|part| part.len() == 8)
            .find_map(|part| civil(part.get(..4)?, part.get(4..6)?, part.get(6..)?))
    };
    run.or_else(solid)
}

/// The words and numbers of `text` with their places. What two boxes show side by side is two words, though nothing stands between them:
/// "Karrasch3.11.2023", "03.11.2023Markets".
pub fn tokens(text: &str) -> Vec<(usize, &str)> {
    let mut tokens = Vec::new();
    let mut start = None;
    let mut before = ' ';
    for (at, letter) in text.char_indices().chain([(text.len(), ' ')]) {
        let is_seam = start.is_some_and(|from| {
            let years = || {
                text.get(from..at).is_some_and(|run| run.len() == 4 && run.bytes().all(|byte| byte.is_ascii_digit()))
            };
            letter.is_ascii_digit() && before.is_alphabetic() && !matches!(before, '年' | '月')
                || letter.is_uppercase() && before.is_ascii_digit() && years()
        });
        match (letter.is_alphanumeric(), start) {
            (true, Some(from)) if is_seam => {
                tokens.extend(text.get(from..at).map(|word| (from, word)));
                start = Some(at);
            }
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                tokens.extend(text.get(from..at).map(|word| (from, word)));
                start = None;
            }
            _ => {}
        }
        before = letter;
    }
    tokens
}

/// Whether `word` joins the parts of a date: "31 de diciembre de 2023".
fn is_between(word: &str) -> bool {
    matches!(word, "de" | "del" | "of" | "DE" | "De")
}

/// "2023年12月31日" is one word of letters and digits.
fn in_characters(word: (usize, &str)) -> Option<Written> {
    let (year, rest) = word.1.split_once('年')?;
    let (month, rest) = rest.split_once('月')?;
    let (day, _) = rest.split_once('日')?;
    let day = civil(year, month, day).filter(|_| year.len() == 4)?;
    Some(Written { span: word.0..word.0 + word.1.len(), day: Some(day) })
}

/// A date of three parts at the start of `tokens`.
fn three(text: &str, tokens: &[(usize, &str)]) -> Option<Written> {
    if let Some(found) = tokens.first().and_then(|first| in_characters(*first)) {
        return Some(found);
    }
    let [a, b, c, ..] = tokens else { return None };
    let (gap, next_gap) = (between(text, *a, *b)?, between(text, *b, *c)?);
    let loose = |gap: &str| {
        let mut words = gap.split(|c: char| c.is_whitespace() || ".,".contains(c)).filter(|word| !word.is_empty());
        gap.chars().count() <= 2 && words.next().is_none() || gap.chars().count() <= 6 && words.all(is_between)
    };
    let numeric = [a, b, c].iter().all(|token| token.1.bytes().all(|byte| byte.is_ascii_digit()));
    // "28.09.1912:44" is a year of two digits, and the hour in the next box.
    let runs_into_hour = || text.get(c.0 + c.1.len()..).is_some_and(|rest| rest.starts_with(':'));
    let day = if numeric && (goes_on(text, a.0..c.0 + c.1.len(), gap.trim_end()) || runs_into_hour()) {
        None
    } else if numeric && gap == next_gap {
        match gap {
            "-" if a.1.len() == 4 => civil(a.1, b.1, c.1),
            "." | ". " | " | " if c.1.len() == 4 => civil(c.1, b.1, a.1),
            // A year of two digits stands behind two full stops only.
            "." if [a, b, c].iter().all(|part| part.1.len() == 2) => civil(&format!("20{}", c.1), b.1, a.1),
            "." | "/" if a.1.len() == 4 && b.1.len() <= 2 && c.1.len() <= 2 => civil(a.1, b.1, c.1),
            "/" if c.1.len() == 4 && day_number(a.1)? > 12 => civil(c.1, b.1, a.1),
            "/" if c.1.len() == 4 && day_number(b.1)? > 12 => civil(c.1, a.1, b.1),
            "/" if c.1.len() == 4 && a.1 == b.1 => civil(c.1, a.1, b.1),
            _ => None,
        }
    } else if loose(gap) && loose(next_gap) && c.1.len() == 4 {
        let (day, month) = match (month(a.1), month(b.1)) {
            (None, Some(month)) => (a.1, month),
            (Some(month), None) => (b.1, month),
            _ => return None,
        };
        civil(c.1, &month.to_string(), &day_number(day)?.to_string())
    } else {
        None
    };
    day.map(|day| Written { span: a.0..c.0 + c.1.len(), day: Some(day) })
}

/// Whether more numbers are joined to some in the same way: "13.03.24.7" is a version or an address of a network.
fn goes_on(text: &str, place: Range<usize>, joint: &str) -> bool {
    let is_digit = |letter: Option<char>| letter.is_some_and(|letter| letter.is_ascii_digit());
    let before = text.get(..place.start).and_then(|before| before.strip_suffix(joint));
    let after = text.get(place.end..).and_then(|after| after.strip_prefix(joint));
    !joint.is_empty()
        && (is_digit(before.and_then(|before| before.chars().next_back()))
            || is_digit(after.and_then(|after| after.chars().next())))
}

/// "Jan. 5" or "5 January" at the start of `tokens`.
fn yearless(text: &str, tokens: &[(usize, &str)]) -> Option<Written> {
    let [a, b, ..] = tokens else { return None };
    let gap = between(text, *a, *b)?;
    let named =
        (month(a.1).is_some() && day_number(b.1).is_some()) || (day_number(a.1).is_some() && month(b.1).is_some());
    let near = matches!(gap, " " | ". " | ".");
    (named && near).then(|| Written { span: a.0..b.0 + b.1.len(), day: None })
}

fn between<'a>(text: &'a str, a: (usize, &str), b: (usize, &str)) -> Option<&'a str> {
    text.get(a.0 + a.1.len()..b.0)
}

/// "31", "1st", "23rd" as a number from 1 to 31.
fn day_number(word: &str) -> Option<u8> {
    let digits = word.trim_end_matches(|c: char| c.is_alphabetic());
    let suffix = word.get(digits.len()..)?;
    let number = digits.parse().ok()?;
    (matches!(suffix, "" | "st" | "nd" | "rd" | "th" | "er") && (1..=31).contains(&number)).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_may_have_a_day() {
        assert_eq!(in_address("https://post.example/2014/7/19/ferry").as_deref(), Some("2014-07-19"));
        assert_eq!(in_address("https://post.example/ferry-20140719.html").as_deref(), Some("2014-07-19"));
        assert_eq!(in_address("https://post.example/2014/ferry-12"), None);
    }

    #[test]
    fn metadata_states_a_day_in_its_own_offset() {
        let day = |text| stated(text).unwrap_or_default();
        assert_eq!(day("2023-12-31T23:59:00-08:00"), "2023-12-31");
        assert_eq!(day(" 2023-12-31 "), "2023-12-31");
        assert_eq!(day("20231231T101010Z"), "2023-12-31");
        assert_eq!(day("2023/12/31 10:00"), "2023-12-31");
        assert_eq!(day("Sun, 31 Dec 2023 10:00:00 +0200"), "2023-12-31");
        assert_eq!(day("2023-12"), "2023-12");
        assert_eq!(day("13/12/2023"), "2023-12-13");
        for no in ["2023-02-30", "02/03/2023", "yesterday", "1703980800", "", "2023-13", "0001-01-01", "2023-12-31abc"]
        {
            assert_eq!(stated(no), None, "{no}");
        }
    }

    #[test]
    fn dates_are_read_in_words() {
        let day = |text| written(text).and_then(|date| date.day).unwrap_or_default();
        assert_eq!(day("Fri. Feb 23rd, 2024"), "2024-02-23");
        assert_eq!(day("31 грудня 2023 року, 12:40"), "2023-12-31");
        assert_eq!(day("am 1. März 2022"), "2022-03-01");
        assert_eq!(day("31.12.2023"), "2023-12-31");
        assert_eq!(written("He may 5 times"), Some(Written { span: 3..8, day: None }));
        assert_eq!(written("nothing here, 2023"), None);
        for number in ["13.03.24.7", "7.13.03.24", "192.13.03.24", "31.12.2023.4", "1-2024-03-13", "31/12/2023/5"] {
            assert_eq!(day(number), "", "{number}: it goes on, and is another number");
        }
        for sentence in ["It was on 31.12.2023. 12 came.", "31. 12. 2023. 5 Uhr", "(13.03.24)", "2024-03-13-"] {
            assert_ne!(day(sentence), "", "{sentence}");
        }
    }
}
