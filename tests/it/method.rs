//! What the rules compute is written down by their version: a change of it in a version that sites were published with asks
//! for the next number.
//!
//! `ONRECORD_UPDATE=1 cargo test --test it method` writes the last section of the record anew, as long as that version is
//! not released.

use onrecord::check;
use onrecord::diagnostic::{Rule, Severity};
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
    let digest = |text: &str| Hash::of(text.as_bytes()).hex()[..16].to_owned();
    let severity = |rule: &Rule| match (rule.severity, rule.fixed) {
        (Severity::Error, true) => "always an error",
        (Severity::Error, false) => "an error",
        (Severity::Warning, _) => "a warning",
    };
    let levels: String = check::table().iter().map(|rule| format!("{}: {}\n", rule.code, severity(rule))).collect();
    // What claims.json says of a claim in words: other words are no correction of its authors'.
    let strings = read("themes/default/strings/en.yaml");
    let is_told = |line: &&str| {
        let keys =
            ["reason-", "grade-", "side-more-", "voice-", "nobody-named:", "outlet-alone:", "outlets-", "verified-"];
        keys.iter().any(|key| line.starts_with(key))
    };
    let told: String = strings.lines().filter(is_told).collect::<Vec<_>>().join("\n");
    [
        format!("grades: {}", Grade::WORDS.join(", ")),
        format!("kinds of claims: {}", ClaimKind::WORDS.join(", ")),
        format!("evidence counts: {}", bearings.join(", ")),
        format!("it bears on claims: {}", Bearing::WORDS.join(", ")),
        format!("figures: {}", Verdict::WORDS.join(", ")),
        format!("quotations: {}", classes.map(MatchClass::as_str).join(", ")),
        format!("languages that are read: {}", languages.join(", ")),
        format!("SHA-256 of the examples of grades: {}", digest(&graded)),
        format!("SHA-256 of the words for grades, reasons and classes: {}", digest(&told)),
        format!("SHA-256 of the rules and their severities: {}", digest(&levels)),
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
    let mut project = Project::new();
    let lock = onrecord::relock::relock(&project.build().compiled.manuscript).expect("a lock").lock;
    let fresh = lock.to_text();
    let told = |lock: &str| {
        let built = Project::new().file("content/evidence.lock", lock).build();
        let claims: Value = serde_json::from_str(&built.page("claims.json")).expect("JSON");
        assert_eq!(claims["rules"], RULES);
        assert!(!built.page("index.html").contains("of the rules:"));
        let page = built.page("corrections.html");
        let count = |version: &u32| page.matches(&format!("Version {version} of the rules:")).count();
        (UNNAMED + 1..=RULES).map(|version| count(&version)).collect::<Vec<_>>()
    };
    let none: Vec<usize> = (UNNAMED + 1..=RULES).map(|_| 0).collect();
    let each: Vec<usize> = (UNNAMED + 1..=RULES).map(|_| 1).collect();
    assert_eq!(told(&fresh), none, "nobody published it under earlier rules");
    let mut old: Value = serde_yaml::from_str(&fresh).expect("YAML");
    old["version"] = 2.into();
    for source in old["sources"].as_object_mut().expect("sources").values_mut() {
        let source = source.as_object_mut().expect("a source");
        source.retain(|key, _| !["digest", "sketch", "text"].contains(&key.as_str()));
        for entry in source["quotations"].as_object_mut().expect("quotations").values_mut() {
            entry.as_object_mut().expect("an entry").retain(|key, _| !["digest", "sentence"].contains(&key.as_str()));
        }
    }
    let old = serde_yaml::to_string(&old).expect("YAML");
    assert_eq!(told(&old), each, "{old}");
    // Written anew, the lock keeps it.
    let built = Project::new().file("content/evidence.lock", &old).build();
    let rewritten = onrecord::relock::relock(&built.compiled.manuscript).expect("a lock").lock.to_text();
    assert!(rewritten.contains("version: 3\nrules: 1\n"), "{rewritten}");
    assert_eq!(told(&rewritten), each);
    let again = Project::new().file("content/evidence.lock", &rewritten).build();
    assert_eq!(onrecord::relock::relock(&again.compiled.manuscript).expect("a lock").lock.to_text(), rewritten);
}
