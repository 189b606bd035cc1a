//! What looks like evidence: lines of footnotes that nearly are, and sources named with `@` in other text.

use std::ops::Range;

use crate::parse::evidence_note::{bare, is_space};
use crate::passage::Passage;

/// A line of a footnote that looks like evidence.
pub struct Line<'a> {
    /// The source that it would name.
    pub source: &'a str,
    /// How it should be written.
    pub line: String,
    /// It can be nothing else, be there such a source or not.
    pub is_certain: bool,
}

/// What a line of a footnote looks like that is no evidence.
pub fn in_footnote(line: &str) -> Option<Line<'_>> {
    let mut rest = bare(line);
    while let Some(after) = ["•", "–", "—", "·", "‣", "◦"].iter().find_map(|sign| rest.strip_prefix(sign)) {
        rest = bare(after);
    }
    let bracketed = rest.strip_prefix('[');
    let rest = bracketed.unwrap_or(rest);
    let signed = ["\\@", "@", "＠"].iter().find_map(|sign| rest.strip_prefix(sign));
    let (source, after) = name(signed.unwrap_or(rest).trim_start_matches(is_space))?;
    let (excerpt, after) = match excerpt(after) {
        Some((excerpt, after)) => (format!("#{excerpt}"), after),
        None => (String::new(), after),
    };
    let quotes = after.starts_with(is_space) && after.trim_start_matches(is_space).starts_with(QUOTES);
    if signed.is_none() && excerpt.is_empty() && !quotes {
        return None;
    }
    let end = if bracketed.is_some() { after.find(']').unwrap_or(after.len()) } else { after.len() };
    let rest = after[..end].trim_matches(is_space).trim_end_matches('.');
    let rest = match rest.strip_prefix(',') {
        Some(place) => format!(" ({})", place.trim()),
        None if rest.is_empty() => String::new(),
        None => format!(" {rest}"),
    };
    Some(Line { source, line: format!("@{source}{excerpt}{rest}"), is_certain: !excerpt.is_empty() })
}

/// A source's name at the beginning of a text, and what follows it.
fn name(text: &str) -> Option<(&str, &str)> {
    let end = text.find(|character: char| !is_of_id(character)).unwrap_or(text.len());
    (end > 0).then(|| text.split_at(end))
}

/// `#excerpt` at the beginning of a text, and what follows it.
fn excerpt(text: &str) -> Option<(&str, &str)> {
    name(text.strip_prefix('#').or_else(|| text.strip_prefix("\\#"))?)
}

const QUOTES: [char; 4] = ['"', '“', '„', '«'];

fn is_of_id(character: char) -> bool {
    character.is_ascii_lowercase() || character.is_ascii_digit() || character == '-'
}

/// Where a block's own words name a source as evidence does: `@id#excerpt`, `[@id…]`, `@id "…"`; which source, and how it
/// should be written.
pub fn in_prose(prose: &Passage) -> Vec<(Range<usize>, String, String)> {
    let text = &*prose.text;
    let mut found = Vec::new();
    // 0xEF begins the wide sign.
    if memchr::memchr2(b'@', 0xEF, text.as_bytes()).is_none() {
        return found;
    }
    for (at, sign) in text.match_indices(['@', '＠']).filter(|(at, _)| prose.is_written(*at)) {
        let before = text[..at].chars().next_back();
        if before.is_some_and(char::is_alphanumeric) {
            continue;
        }
        let Some((source, after)) = name(&text[at + sign.len()..]) else { continue };
        let excerpt = excerpt(after);
        let rest = excerpt.map_or(after, |(_, rest)| rest);
        let quotation = rest.trim_start_matches(is_space);
        let is_quoted = quotation.len() < rest.len() && quotation.starts_with(QUOTES);
        if excerpt.is_none() && before != Some('[') && !is_quoted {
            continue;
        }
        let mut line = format!("@{source}");
        line.extend(excerpt.iter().flat_map(|(excerpt, _)| ["#", *excerpt]));
        found.push((at..text.len() - rest.len(), source.to_owned(), line));
    }
    found
}
