//! A place is misspelt in the site's own words.

use std::ops::Range;

use super::found::Found;
use super::spelling_avoided::{is_inside_word, is_own, is_quoted, spelled};
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::manuscript::Document;
use crate::memo::Reader;
use crate::passage::{Passage, Register};
use crate::site::{PlaceNames, Site};

pub const RULE: Rule = Rule::error("toponym-misspelling", include_str!("toponym_misspelling.md"));

pub fn check(document: &Document, site: &Reader<Site>, found: &mut Found) {
    let own = || document.passages.iter().filter(|passage| is_own(passage.register));
    for place in site.places().into_iter().filter_map(|id| site.place(id)) {
        for wrong in &place.text.misspellings {
            for passage in own() {
                for (at, _) in passage.text.match_indices(wrong.as_str()) {
                    let range = at..at + wrong.len();
                    if is_inside_word(&passage.text, &range) || is_quoted(&passage.text, at) {
                        continue;
                    }
                    let name = &place.text.name;
                    let message = format!("`{wrong}` is a misspelling of `{name}`");
                    let diagnostic = Diagnostic::new(&RULE, &document.file, passage.source_of(&range), message)
                        .help(format!("write `{name}`; inside quotation marks the source's spelling stays"));
                    found.push(spelled(diagnostic, passage, &range, name));
                }
            }
        }
    }
    let names = site.place_names();
    if names.is_empty() {
        return;
    }
    let language = document.language.as_deref().unwrap_or(&site.settings().language);
    for passage in own().filter(|passage| passage.register != Register::Name) {
        near_names(document, passage, names, language, found);
    }
}

/// Words that are nearly the name of a place, and no name that anybody here knows.
fn near_names(document: &Document, passage: &Passage, names: &PlaceNames, language: &str, found: &mut Found) {
    for range in capitalised(&passage.text) {
        let Some((range, name)) = names.near(&passage.text, range, language) else { continue };
        if is_quoted(&passage.text, range.start) {
            continue;
        }
        let word = passage.text.get(range.clone()).unwrap_or_default();
        let message = format!("`{word}` looks like a misspelling of `{name}`");
        let mut diagnostic = Diagnostic::new(&RULE, &document.file, passage.source_of(&range), message)
            .help(format!("write `{name}`; if it is another name, add it to the `variants` of a place"));
        // It may be somewhere else.
        diagnostic.severity = Severity::Warning;
        found.push(spelled(diagnostic, passage, &range, name));
    }
}

/// The words of a text that begin with a capital and are long enough to tell.
fn capitalised(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let rest = text.get(at..)?;
            let start = at + rest.find(char::is_alphanumeric)?;
            let word = text.get(start..)?;
            let length = word.find(|letter: char| !letter.is_alphanumeric()).unwrap_or(word.len());
            at = start + length;
            if length > 2 && word.starts_with(char::is_uppercase) {
                return Some(start..at);
            }
        }
    })
}
