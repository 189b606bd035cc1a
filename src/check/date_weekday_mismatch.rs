//! A weekday stands beside a date that falls on another.

use super::date_not_in_evidence::weekday_of;
use super::found::Found;
use crate::diagnostic::{Diagnostic, Rule};
use crate::manuscript::Document;
use crate::memo::Reader;
use crate::reading::{Lexicon, read};
use crate::site::Site;
use crate::uttered::is_said;

pub const RULE: Rule = Rule::error("date-weekday-mismatch", include_str!("date_weekday_mismatch.md"));

pub fn check(document: &Document, site: &Reader<Site>, found: &mut Found) {
    let language = document.language.as_deref().unwrap_or(&site.settings().language);
    for passage in document.passages.iter().filter(|passage| is_said(passage.register)) {
        // A date with its year is written with digits.
        if digits(&passage.text) < 5 {
            continue;
        }
        if !Lexicon::of(language).is_some_and(|lexicon| lexicon.names_weekday(&passage.text)) {
            continue;
        }
        let said = read(&passage.text, language);
        for (range, day) in &said.days {
            let Some(falls_on) = weekday_of(*day) else { continue };
            // "Friday, 5 January 2024", "5 January 2024 (Friday)": nothing stands between.
            let beside = said.weekdays.iter().find(|(own, _)| {
                let between = if own.end <= range.start { own.end..range.start } else { range.end..own.start };
                passage.text.get(between).is_some_and(|text| {
                    text.len() <= 6
                        && !text.contains(['.', ';'])
                        && text.chars().all(|c| !c.is_alphanumeric() || "theonam".contains(c))
                })
            });
            if let Some((own, weekday)) = beside.filter(|(_, weekday)| *weekday != falls_on) {
                let name = named(falls_on);
                let words = passage.text.get(own.clone()).unwrap_or_default();
                let date = passage.text.get(range.clone()).unwrap_or_default();
                let message = format!("`{date}` is a {name}, not `{words}` ({})", named(*weekday));
                let diagnostic = Diagnostic::new(&RULE, &document.file, passage.source_of(own), message)
                    .help("look up which of the two the source has");
                found.push(diagnostic);
            }
        }
    }
}

/// How many digits a text has. Counted in runs that a byte can count, many bytes at once.
fn digits(text: &str) -> usize {
    let runs = text.as_bytes().chunks(usize::from(u8::MAX));
    runs.map(|run| usize::from(run.iter().map(|byte| u8::from(byte.is_ascii_digit())).sum::<u8>())).sum()
}

/// A weekday's English name, as reports say it.
fn named(weekday: u8) -> String {
    let name = Lexicon::english().weekday(weekday);
    let first = name.chars().next().map(char::to_uppercase);
    first.into_iter().flatten().chain(name.chars().skip(1)).collect()
}
