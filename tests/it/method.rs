//! What the rules compute is written down by their version: a change of it in a version that sites were published with asks
//! for the next number.
//!
//! `ONRECORD_UPDATE=1 cargo test --test it method` writes the last section of the record anew, as long as that version is
//! not released.

use onrecord::files::Hash;
use onrecord::method::{RULES, UNNAMED};
use onrecord::quotation::MatchClass;
use onrecord::reading::Lexicon;
use onrecord::vocabulary::{Bearing, ClaimKind, Grade, Stance, Verdict};
use serde_json::Value;

use crate::project::{Project, repository};

/// What is computed, a line for each kind.
fn computed() -> String {
    let read =
        |path: &str| std::fs::read_to_string(repository().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
    let classes = [MatchClass::Exact, MatchClass::Typographic, MatchClass::Editorial, MatchClass::Repaired];
    let mut languages: Vec<&str> = Lexicon::all().map(|lexicon| lexicon.language).collect();
    languages.sort_unstable();
    let bearings: Vec<String> =
        Stance::ALL.iter().map(|stance| format!("{} as {}", stance.as_str(), stance.bearing().as_str())).collect();
    let examples = read("tests/examples/grades.md");
    // What a kind of claim, its evidence and its sources come to; the words for the clause are no part of it.
    let graded =
        examples.lines().filter(|line| line.starts_with("| ")).map(|line| line.split('|').skip(2).collect::<String>());
    let graded: String = graded.collect::<Vec<_>>().join("\n");
    [
        format!("grades: {}", Grade::WORDS.join(", ")),
        format!("kinds of claims: {}", ClaimKind::WORDS.join(", ")),
        format!("evidence counts: {}", bearings.join(", ")),
        format!("it bears on claims: {}", Bearing::WORDS.join(", ")),
        format!("figures: {}", Verdict::WORDS.join(", ")),
        format!("quotations: {}", classes.map(MatchClass::as_str).join(", ")),
        format!("languages that are read: {}", languages.join(", ")),
        format!("SHA-256 of the examples of grades: {}", &Hash::of(graded.as_bytes()).hex()[..16]),
    ]
    .map(|line| format!("* {line}\n"))
    .concat()
}

#[test]
fn a_change_of_what_is_computed_asks_for_a_new_version() {
    let path = repository().join("tests/examples/method.md");
    let record = std::fs::read_to_string(&path).expect("the record");
    let mut sections =
        record.split("\n## ").skip(1).map(|section| section.split_once("\n\n").expect("a heading and a list"));
    let last = sections.clone().last().expect("a section");
    for (version, (heading, _)) in (UNNAMED..).zip(&mut sections) {
        assert!(
            heading.starts_with(&format!("{version}, ")),
            "a section for each version: “{heading}” is not {version}"
        );
        let is_released = heading != format!("{version}, not released");
        assert_eq!(
            is_released,
            version < RULES || heading.contains(" in "),
            "“{heading}”: only the last may be unreleased"
        );
    }
    let (heading, known) = last;
    assert!(
        heading.starts_with(&format!("{RULES}, ")),
        "the last section is about version {RULES}, which the program has"
    );
    let now = computed();
    if known == now {
        return;
    }
    let is_open = heading.ends_with("not released");
    assert!(
        is_open,
        "what is computed is not what version {RULES} was released with: raise `RULES` in src/method.rs, say in \
         themes/default/strings/en.yaml what changed, and add a section to tests/examples/method.md\n{now}"
    );
    match std::env::var_os("ONRECORD_UPDATE") {
        Some(_) => std::fs::write(&path, record.replace(known, &now)).expect("written"),
        None => panic!(
            "run with ONRECORD_UPDATE=1, and see that the words for version {RULES} in strings/en.yaml say it:\n{now}"
        ),
    }
}

#[test]
fn the_site_names_its_rules_and_tells_once_that_they_changed() {
    let built = Project::new().build();
    let claims: Value = serde_json::from_str(&built.page("claims.json")).expect("JSON");
    assert_eq!(claims["rules"], RULES);
    let page = built.page("corrections.html");
    for version in UNNAMED + 1..=RULES {
        assert_eq!(page.matches(&format!("Version {version} of the rules:")).count(), 1, "{page}");
    }
    assert!(!built.page("index.html").contains("of the rules:"));
}
