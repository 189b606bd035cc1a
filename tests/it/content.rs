//! The demonstration site in content/: what it says is in its sources, word for word.

use std::collections::BTreeMap;

use onrecord::edge::read::read;
use onrecord::files::{Files, Hash};
use onrecord::lock::{Lock, LockedQuotation, quotation_key};
use onrecord::manuscript::FootnoteContent;
use onrecord::quotation::MatchClass;
use onrecord::site::{About, EventId};
use onrecord::vocabulary::{Measure, Verdict};

use crate::project::{Built, Project, repository};

fn content() -> Project {
    let mut project = Project::empty();
    project.files = read(repository()).unwrap_or_else(|error| panic!("{error}")).files;
    project
}

fn without_captures() -> Project {
    let mut project = content();
    let captures: Vec<_> = project.files.below("content/captures/").map(|file| file.path.clone()).collect();
    for capture in captures {
        project = project.remove(&capture);
    }
    project
}

/// Every quotation of the site: (where, source, words).
fn quotations(built: &Built) -> Vec<(String, String, String)> {
    let manuscript = &built.compiled.manuscript;
    let mut list = Vec::new();
    for source in &manuscript.sources {
        for quote in source.excerpts.iter().filter_map(|excerpt| excerpt.quote.as_ref()) {
            list.push((source.file.to_string(), source.id.clone(), quote.value.to_string()));
        }
    }
    for page in &manuscript.pages {
        for footnote in &page.body.footnotes {
            let FootnoteContent::Evidence { lines, .. } = &footnote.content else { continue };
            for line in lines {
                list.extend(
                    line.quotation
                        .iter()
                        .map(|quote| (page.file.to_string(), line.source.value.clone(), quote.value.to_string())),
                );
            }
        }
    }
    list
}

fn lock(files: &Files) -> Lock {
    let file = files.get("content/evidence.lock").expect("the lock");
    Lock::parse(file.text().expect("text").0).expect("a lock")
}

/// The articles the site is made from, where they are: as captures, or beside the repository.
fn articles() -> BTreeMap<String, String> {
    let seeds = repository().parent().map(|parent| parent.join("shared/seeds"));
    let captures = repository().join("content/captures");
    let mut articles = BTreeMap::new();
    for folder in seeds.into_iter().chain([captures]) {
        let Ok(entries) = std::fs::read_dir(folder) else { continue };
        for path in
            entries.flatten().map(|entry| entry.path()).filter(|path| path.extension().is_some_and(|e| e == "txt"))
        {
            articles.insert(id_of(&path), std::fs::read_to_string(&path).expect("text"));
        }
    }
    articles
}

/// `003_35e4….txt` is the seed of `s003`.
fn id_of(path: &std::path::Path) -> String {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    match stem.split_once('_') {
        Some((number, _)) => format!("s{number}"),
        None => stem,
    }
}

#[test]
fn it_builds_without_a_finding_and_without_its_captures() {
    let built = without_captures().build().clean();
    let claims: usize = built.compiled.site.pages().iter().map(|page| page.claims.list.len()).sum();
    assert!(claims >= 14, "{claims} claims");
    assert!(built.compiled.site.reader().sources().len() >= 5);
}

#[test]
fn captures_change_no_byte() {
    let (mut with, mut without) = (content(), without_captures());
    let (with, without) = (with.build(), without.build());
    let (with, without) = (with.compiled.output.expect("built"), without.compiled.output.expect("built"));
    assert_eq!(with.differing(&without).len(), 0);
    assert_eq!(with.manifest(), without.manifest());
}

#[test]
fn every_quotation_is_vouched_for_by_the_lock() {
    let built = without_captures().build();
    let lock = lock(&built.files);
    for (file, source, words) in quotations(&built) {
        let entry = lock.sources.get(&source).and_then(|locked| locked.quotations.get(&quotation_key(&words, None)));
        let entry = entry.unwrap_or_else(|| panic!("{file}: “{words}” of {source} is not in the lock"));
        if entry.class == MatchClass::Exact {
            assert_eq!(entry.exact, words.trim(), "{file}");
        }
    }
}

/// A second opinion, made without the program's own matcher: letters and digits alone, in order.
fn letters(text: &str) -> String {
    text.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[test]
fn every_quotation_occurs_word_for_word_in_its_article() {
    let built = content().build();
    let lock = lock(&built.files);
    let articles = articles();
    let entry = |source: &str, words: &str| -> LockedQuotation {
        lock.sources[source].quotations[&quotation_key(words, None)].clone()
    };
    for (file, source, words) in quotations(&built) {
        let entry = entry(&source, &words);
        // Without the article, its words in the lock are the witness.
        let article = articles.get(&source).map_or(entry.exact.as_str(), String::as_str);
        if articles.contains_key(&source) {
            let slice: String = article.chars().skip(entry.start).take(entry.end - entry.start).collect();
            for part in entry.exact.split(" … ") {
                assert!(slice.contains(part), "{file}: “{part}” is not at {}..{} of {source}", entry.start, entry.end);
            }
        }
        if entry.class == MatchClass::Repaired {
            continue;
        }
        let haystack = letters(article);
        let mut at = 0;
        for part in words.split(['…', '[', ']']).map(letters).filter(|part| part.len() > 3) {
            // Words in brackets are the desk's own.
            if words.contains(&format!("[{part}")) {
                continue;
            }
            match haystack[at..].find(&part) {
                Some(found) => at += found + part.len(),
                None if words.contains('[') => {}
                None => panic!("{file}: “{words}” is not in {source}"),
            }
        }
    }
}

#[test]
fn the_lock_knows_the_articles_it_was_made_from() {
    let lock = lock(&content().files);
    for (id, article) in articles() {
        let locked = lock.sources.get(&id).unwrap_or_else(|| panic!("{id} is not in the lock"));
        assert_eq!(locked.capture, Hash::of(article.as_bytes()).hex(), "{id}");
    }
    assert!(lock.sources.len() >= 5);
}

#[test]
fn the_two_death_tolls_are_shown_as_what_they_are() {
    let built = without_captures().build();
    let site = built.compiled.site.reader();
    let strike = EventId::from("belgorod-strike");
    let groups = site.figures_on(&strike).iter();
    let tolls = groups.clone().find(|group| group.measure == Measure::Killed && group.population.is_none());
    let tolls = tolls.expect("figures of the dead");
    let range = (tolls.low.map(|low| low.to_string()), tolls.high.map(|high| high.to_string()));
    assert_eq!(range, (Some("21".to_owned()), Some("25".to_owned())));
    assert_eq!(tolls.verdict, Verdict::LaterCount, "25 is a later count than 21");
    let later = tolls.figures.iter().filter(|figure| figure.quantity.text.contains("25"));
    assert!(
        later.clone().count() > 0 && later.into_iter().all(|figure| figure.origin.is_none()),
        "nobody says who counted 25"
    );
    assert!(
        !site.event(&strike).expect("the strike").adopted.contains_key(&Measure::Killed),
        "the site adopts neither"
    );
    let about = About::Figure { event: strike, measure: Measure::Killed };
    assert!(!site.notes_about(&about).is_empty(), "a note says what the site makes of the two");
}
