//! What belongs to a language stands in its file: lists of its words in code are found.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{TokenStream, TokenTree};
use serde_yaml::Value;

use super::{files_below, refuse, relative, sources, text};

/// Where words of a language stand in code, and why.
const ALLOWED: &[(&str, &str)] = &[
    ("src/quantity/", "the grammar of English numbers, which values of figures are written in"),
    ("src/import/", "what foreign formats and pages call their parts"),
    ("src/basemap/", "what its data call kinds of regions"),
    ("src/edtf/", "how dates are written to readers, in English only so far"),
    ("src/vocabulary.rs", "the words that authors choose from"),
    ("src/published/", "names of facts in published files"),
];

/// Every word and phrase of each language's file.
fn words() -> BTreeMap<String, BTreeSet<String>> {
    fn collect(value: &Value, words: &mut BTreeSet<String>) {
        match value {
            Value::String(text) => {
                words.insert(text.to_lowercase());
                words.extend(text.split(' ').map(str::to_lowercase));
            }
            Value::Sequence(list) => list.iter().for_each(|value| collect(value, words)),
            Value::Mapping(map) => map.iter().for_each(|(key, value)| {
                // The keys of numbers are their words.
                if value.is_number() {
                    collect(key, words);
                }
                collect(value, words);
            }),
            _ => {}
        }
    }
    let files = files_below("src/reading/lexicon").into_iter();
    let files = files.map(|path| (relative(&path), serde_yaml::from_str::<Value>(&text(&path)).expect("YAML")));
    let read = files.map(|(file, value)| {
        let mut words = BTreeSet::new();
        let Value::Mapping(mut map) = value else { panic!("{file}") };
        map.remove("examples");
        collect(&Value::Mapping(map), &mut words);
        words.retain(|word| word.chars().count() > 1);
        (file, words)
    });
    read.collect()
}

/// The runs of texts that are joined by commas or bars, each with its line.
fn runs(stream: TokenStream, found: &mut Vec<(usize, Vec<String>)>) {
    let mut run: (usize, Vec<String>) = (0, Vec::new());
    for tree in stream {
        match tree {
            TokenTree::Literal(literal) => {
                let written = literal.to_string();
                let Some(text) = written.strip_prefix('"').and_then(|text| text.strip_suffix('"')) else { continue };
                if run.1.is_empty() {
                    run.0 = literal.span().start().line;
                }
                run.1.push(text.to_lowercase());
            }
            TokenTree::Punct(mark) if matches!(mark.as_char(), ',' | '|' | '&') => {}
            TokenTree::Group(group) => runs(group.stream(), found),
            _ => found.push(std::mem::take(&mut run)),
        }
    }
    found.push(run);
}

#[test]
fn words_of_languages_stand_in_their_files() {
    let languages = words();
    let mut faults = Vec::new();
    for (file, code) in sources() {
        if ALLOWED.iter().any(|(place, _)| file.starts_with(place)) || file.ends_with("tests.rs") {
            continue;
        }
        let own = code.split("#[cfg(test)]").next().unwrap_or_default();
        let mut found = Vec::new();
        runs(own.parse().unwrap_or_default(), &mut found);
        for (line, list) in found.into_iter().filter(|(_, list)| list.len() >= 4) {
            let known = |words: &BTreeSet<String>| list.iter().filter(|word| words.contains(word.trim())).count();
            let most = languages.iter().max_by_key(|(_, words)| known(words));
            if let Some((language, words)) = most.filter(|(_, words)| known(words) * 2 >= list.len()) {
                let _ = words;
                faults
                    .push(format!("{file}:{line}: words of a language: {}: put them into {language}", list.join(", ")));
            }
        }
    }
    refuse(&faults);
}

#[test]
fn exceptions_are_needed() {
    let unused = ALLOWED.iter().filter(|(place, _)| !sources().iter().any(|(file, _)| file.starts_with(place)));
    let unused: Vec<String> = unused.map(|(place, _)| format!("{place} is not there any more")).collect();
    refuse(&unused);
}
