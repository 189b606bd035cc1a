//! Dates at the top of a text: an agency's dateline, a line that is a date alone, metadata that slipped into the text.
//!
//! Only a dateline states when a text was published. The other two are pointed out to the author, who knows more than we do: a date alone
//! may be the day on which somebody saved the page.

use super::calendar::stands_beside_a_date;
use super::day::{tokens, written};

/// "Moscow, 31 December 2023 (dpa/MIA) - ".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dateline {
    pub words: String,
    /// `None` where the dateline names no year.
    pub day: Option<String>,
    pub agency: Option<String>,
}

/// The dateline at the start of `line`: a place, a date, perhaps an agency between brackets or slashes, and a dash.
pub fn dateline(line: &str) -> Option<Dateline> {
    let line = line.trim_start();
    let head: String = line.chars().take(160).collect();
    let date = written(&head)?;
    let place = head.get(..date.span.start)?.trim_end().trim_end_matches(',');
    let is_place = place.chars().next().is_some_and(char::is_uppercase)
        && place.chars().count() <= 60
        && place.split_whitespace().count() <= 6
        && !place.contains(['!', '?', ':', ';', '"', '“']);
    let rest = head.get(date.span.end..)?.trim_start().trim_start_matches([',', '.']).trim_start();
    let (agency, rest) = agency(rest);
    let slashes = agency.is_some_and(|agency| agency.starts_with('/'));
    let rest = rest.trim_start();
    if !is_place || !(slashes || rest.starts_with(['-', '–', '—'])) {
        return None;
    }
    let words = head.get(..head.len() - rest.len())?.trim().to_owned();
    let agency =
        agency.map(|agency| agency.trim_matches(['(', ')', '/']).trim().to_owned()).filter(|agency| !agency.is_empty());
    Some(Dateline { words, day: date.day, agency })
}

/// `(dpa/MIA)` or `/TASS/` at the start of `rest`, and what follows it.
fn agency(rest: &str) -> (Option<&str>, &str) {
    let close = match rest.chars().next() {
        Some('(') => ')',
        Some('/') => '/',
        _ => return (None, rest),
    };
    match rest.char_indices().skip(1).take(40).find(|(_, c)| *c == close) {
        Some((at, _)) => rest.split_at_checked(at + 1).map_or((None, rest), |(agency, after)| (Some(agency), after)),
        None => (None, rest),
    }
}

/// The day on a line that holds a date and nothing else: perhaps the byline's, perhaps the day on which the page was saved.
pub fn alone(line: &str) -> Option<String> {
    let line = line.trim();
    if line.chars().count() > 60 {
        return None;
    }
    let date = written(line)?;
    let (before, after) = (line.get(..date.span.start)?, line.get(date.span.end..)?);
    let only = [before, after].iter().flat_map(|part| tokens(part)).all(|(_, word)| stands_beside_a_date(word));
    if only { date.day } else { None }
}

/// A date that slipped from a page's metadata into the first line of its text: `date 2024-01-08 Amid…`.
pub fn leaked(line: &str) -> Option<String> {
    let rest = line.trim_start();
    let rest =
        ["date", "Date", "DATE", "published", "datePublished"].iter().find_map(|word| rest.strip_prefix(word))?;
    let rest = rest.trim_start_matches([':', '=', ' ', '\t']);
    let date = written(rest)?;
    let alone = date.span.start == 0 && rest.get(date.span.end..).is_some_and(|after| !after.trim().is_empty());
    if alone { date.day } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dateline_is_place_date_agency_dash() {
        let line = dateline("Moscow, 31 December 2023 (dpa/MIA) - The Russian border region").expect("a dateline");
        assert_eq!(line.words, "Moscow, 31 December 2023 (dpa/MIA)");
        assert_eq!((line.day.as_deref(), line.agency.as_deref()), (Some("2023-12-31"), Some("dpa/MIA")));
        let line = dateline("KYIV, Jan 5 (Reuters) — Officials").expect("a dateline");
        assert_eq!((line.day, line.agency.as_deref()), (None, Some("Reuters")));
        let line = dateline("MOSCOW, December 31, 2023. /TASS/. The ministry").expect("a dateline");
        assert_eq!((line.day.as_deref(), line.agency.as_deref()), (Some("2023-12-31"), Some("TASS")));
        for no in ["On 31 December 2023 the region came", "A Dec. 30 strike on Belgorod", "31 December 2023 - text", ""]
        {
            assert_eq!(dateline(no), None, "{no}");
        }
    }

    #[test]
    fn a_date_alone_or_leaked_is_seen_as_such() {
        assert_eq!(alone("Fri. Feb 23rd, 2024").as_deref(), Some("2024-02-23"));
        assert_eq!(alone("неділя, 31 грудня 2023 року о 12:40").as_deref(), Some("2023-12-31"));
        assert_eq!(alone("Belgorod, 31 December 2023"), None);
        assert_eq!(leaked(" date 2024-01-08 Amid escalating tensions").as_deref(), Some("2024-01-08"));
        assert_eq!(leaked("dates are sweet"), None);
    }
}
