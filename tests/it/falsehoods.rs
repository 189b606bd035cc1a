//! How many planted falsehoods are found, and how many honest edits are refused: on the showcase and on `tests/sites/dam`.
//!
//! `cargo test --test it falsehoods -- --nocapture` prints both by kind. *Found* is a new error or warning anywhere;
//! *refused* is any new finding on an honest edit.

use std::collections::{BTreeMap, BTreeSet};

use onrecord::diagnostic::Diagnostic;

use crate::project::{Project, fixture, repository};

/// An edit of a file, and its kind.
struct Edit {
    kind: &'static str,
    path: String,
    text: String,
    /// For the list of what was missed.
    shown: String,
}

fn sites() -> [(&'static str, Project); 2] {
    let mut showcase = Project::default();
    showcase.files = onrecord::edge::read::read(repository()).unwrap_or_else(|error| panic!("{error}")).files;
    let mut dam = Project::default();
    dam.files = fixture("dam");
    [("content", showcase), ("dam", dam)]
}

/// The pages that make claims, each with the bytes of its body before the footnotes.
fn bodies(project: &Project) -> Vec<(String, String, std::ops::Range<usize>)> {
    let pages = project.files.iter().filter(|file| {
        let path = &file.path;
        let is_page = path.ends_with(".md") && path.starts_with("content/") && path.matches('/').count() == 1;
        is_page && String::from_utf8_lossy(&file.bytes).contains("[^")
    });
    let body = |path: String, text: String| {
        let start = text[4..].find("\n---\n").map_or(0, |at| at + 9);
        let end = text.find("\n[^").filter(|at| *at > start).unwrap_or(text.len());
        (path, text, start..end)
    };
    pages.map(|file| body(file.path.to_string(), String::from_utf8_lossy(&file.bytes).into_owned())).collect()
}

/// Every place in a range where a word stands alone.
fn places(text: &str, range: &std::ops::Range<usize>, word: &str) -> Vec<usize> {
    let part = &text[range.clone()];
    let alone = |at: &usize| {
        let before = part[..*at].chars().next_back();
        let after = part[at + word.len()..].chars().next();
        let joins = |character: Option<char>| character.is_some_and(|character| character.is_alphanumeric());
        // Neither in an address nor in a directive.
        let line = part[..*at].rsplit(['\n', ' ']).next().unwrap_or_default();
        let opens = part[..*at].rfind("{{").is_some_and(|open| !part[open..*at].contains("}}"));
        !joins(before)
            && !joins(after)
            && !line.contains("](")
            && !line.contains("[^")
            && !line.contains('#')
            && !opens
            && before != Some('-')
    };
    part.match_indices(word).map(|(at, _)| at).filter(alone).map(|at| range.start + at).collect()
}

/// Whether a footnote follows in the same sentence.
fn is_cited(text: &str, at: usize) -> bool {
    let line = text[at..].lines().next().unwrap_or_default();
    let end = line.find(". ").unwrap_or(line.len());
    line.find("[^").is_some_and(|cite| cite <= end)
}

/// Whether the sentence around a place already denies something.
fn denies(text: &str, at: usize) -> bool {
    let sentence = around(text, at).to_lowercase();
    [" not ", " no ", "never", "nobody", "none", "den"].iter().any(|word| sentence.contains(word))
}

/// The sentence around a place, for the list of what was missed.
fn around(text: &str, at: usize) -> String {
    let start = text[..at].rfind(['\n', '.']).map_or(0, |stop| stop + 1);
    let end = text[at..].find(['\n', '.']).map_or(text.len(), |stop| at + stop);
    text[start..end].trim().chars().take(160).collect()
}

fn swap(
    edits: &mut Vec<Edit>,
    kind: &'static str,
    body: &(String, String, std::ops::Range<usize>),
    at: usize,
    from: &str,
    to: &str,
) {
    let (path, text, _) = body;
    let mut changed = text.clone();
    changed.replace_range(at..at + from.len(), to);
    let shown = format!("{from} → {to}: {}", around(text, at));
    edits.push(Edit { kind, path: path.clone(), text: changed, shown });
}

/// Numbers in digits, with where they stand.
fn numerals(text: &str, range: &std::ops::Range<usize>) -> Vec<(usize, String)> {
    let mut list = Vec::new();
    let mut at = range.start;
    while at < range.end {
        let rest = &text[at..range.end];
        let Some(found) = rest.find(|character: char| character.is_ascii_digit()) else { break };
        let start = at + found;
        let length = text[start..range.end]
            .find(|character: char| !(character.is_ascii_digit() || matches!(character, ',' | '.')))
            .unwrap_or(range.end - start);
        let written = text[start..start + length].trim_end_matches([',', '.']).to_owned();
        if places(text, range, &written).contains(&start) {
            list.push((start, written.clone()));
        }
        at = start + length.max(1);
    }
    list
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

const WORDS: [(&str, &str); 12] = [
    ("two", "six"),
    ("three", "four"),
    ("five", "eight"),
    ("seven", "nine"),
    ("nine", "twelve"),
    ("eleven", "seventeen"),
    ("Seven", "Nine"),
    ("Five", "Six"),
    ("Three", "Five"),
    ("Eleven", "Fifteen"),
    ("dozens", "thirty"),
    ("several", "fourteen"),
];

fn falsehoods(project: &Project, names: &[(&str, &str)]) -> Vec<Edit> {
    let mut edits = Vec::new();
    for body in bodies(project) {
        let (_, text, range) = &body;
        for (at, number) in numerals(text, range) {
            let after = text[at + number.len()..].trim_start();
            let before = text[..at].trim_end();
            let is_date = MONTHS.iter().any(|month| after.starts_with(month) || before.ends_with(month));
            let is_year = number.len() == 4 && (number.starts_with("19") || number.starts_with("20"));
            let digits: u64 = number.replace([',', '.'], "").parse().unwrap_or(0);
            let other = match (is_date, is_year) {
                (true, false) => (digits % 28 + 1).to_string(),
                _ => grouped(&number, digits + if digits > 40 { 30 } else { 4 }),
            };
            let kind = if is_date {
                "date"
            } else if is_year {
                "year"
            } else {
                "number"
            };
            swap(&mut edits, kind, &body, at, &number, &other);
        }
        for (word, other) in WORDS {
            for at in places(text, range, word) {
                swap(&mut edits, "number", &body, at, word, other);
            }
        }
        for (month, other) in MONTHS.iter().zip(MONTHS.iter().cycle().skip(1)) {
            for at in places(text, range, month).into_iter().filter(|at| *month != "May" || text[..*at].ends_with(' '))
            {
                swap(&mut edits, "date", &body, at, month, other);
            }
        }
        for (day, other) in
            [("Tuesday", "Thursday"), ("Friday", "Monday"), ("Thursday", "Sunday"), ("Saturday", "Wednesday")]
        {
            for at in places(text, range, day) {
                swap(&mut edits, "date", &body, at, day, other);
            }
        }
        for bound in [
            "at least ",
            "At least ",
            "more than ",
            "about ",
            "About ",
            "over ",
            "up to ",
            "Some ",
            "reportedly ",
            "between ",
        ] {
            for at in places(text, range, bound.trim_end()) {
                let next = text[at + bound.len()..].chars().next().unwrap_or(' ');
                if next.is_ascii_digit() || bound.starts_with('r') {
                    swap(&mut edits, "bound", &body, at, bound, "");
                }
            }
        }
        for (at, number) in numerals(text, range).into_iter().filter(|(_, number)| number.len() < 4) {
            let before = text[..at].trim_end();
            let is_bound =
                ["least", "than", "about", "About", "over", "to", "some", "Some", "and", "between", "of", "nearly"];
            let after = text[at + number.len()..].trim_start();
            let is_date = MONTHS.iter().any(|month| after.starts_with(month) || before.ends_with(month));
            if !is_date && !is_bound.iter().any(|word| before.ends_with(word)) && !after.starts_with(['%', ':']) {
                swap(&mut edits, "bound", &body, at, &number, &format!("over {number}"));
            }
        }
        for (measure, other) in [
            ("killed", "injured"),
            ("injured", "killed"),
            ("dead", "injured"),
            ("missing", "dead"),
            ("died", "fled"),
            ("launched", "shot down"),
        ] {
            for at in places(text, range, measure).into_iter().filter(|at| is_cited(text, *at)) {
                swap(&mut edits, "measure", &body, at, measure, other);
            }
        }
        for (thing, other) in [
            ("people", "drones"),
            ("houses", "tonnes"),
            ("drones", "people"),
            ("missiles", "people"),
            ("metres", "days"),
            ("tonnes", "litres"),
            ("per cent", "people"),
            ("children", "women"),
            ("minutes", "metres"),
            ("patients", "houses"),
            ("soldiers", "vehicles"),
        ] {
            for at in places(text, range, thing) {
                let before = text[..at].trim_end();
                if before.ends_with(|character: char| character.is_ascii_digit()) {
                    swap(&mut edits, "thing", &body, at, thing, other);
                }
            }
        }
        for verb in [" was ", " were ", " had "] {
            for (at, _) in text[range.clone()].match_indices(verb) {
                let at = range.start + at;
                let next = &text[at + verb.len()..];
                if is_cited(text, at) && !next.starts_with("not") && !denies(text, at) {
                    swap(&mut edits, "negation", &body, at, verb, &format!("{verb}not "));
                }
            }
        }
        for (negation, other) in [
            (" did not find", " found"),
            (" was not ", " was "),
            (" has not ", " has "),
            (" no warning", " a warning"),
            ("None of them", "All of them"),
        ] {
            for (at, _) in text[range.clone()].match_indices(negation) {
                swap(&mut edits, "negation", &body, range.start + at, negation, other);
            }
        }
        for (name, other) in names {
            for at in places(text, range, name) {
                if is_cited(text, at) {
                    swap(&mut edits, "name", &body, at, name, other);
                }
            }
        }
        edits.extend(evidence(&body));
        edits.extend(headlines(&body));
    }
    edits
}

fn grouped(like: &str, value: u64) -> String {
    match like.contains(',') {
        true => format!("{},{:03}", value / 1000, value % 1000),
        false if like.contains('.') => format!("{}.{}", value / 10, value % 10),
        false => value.to_string(),
    }
}

/// Sources and stances of evidence, changed.
fn evidence(body: &(String, String, std::ops::Range<usize>)) -> Vec<Edit> {
    let (_, text, range) = body;
    let mut edits = Vec::new();
    let lines: Vec<(usize, &str)> = text[range.end..]
        .match_indices("\n    @")
        .map(|(at, _)| (range.end + at + 5, text[range.end + at + 5..].lines().next().unwrap_or_default()))
        .collect();
    for (index, (at, line)) in lines.iter().enumerate() {
        let name = line.split(' ').next().unwrap_or_default();
        if !name.contains('#') || line.contains('"') {
            continue;
        }
        let other = lines[(index + lines.len() / 2) % lines.len()].1.split(' ').next().unwrap_or_default();
        // A line alone in its footnote, which another cannot make up for.
        let footnote = text[..*at].rfind("\n[^").map_or(0, |start| start);
        let alone = text[footnote..*at].matches("\n    @").count() == 0
            && !text[*at..].lines().nth(1).is_some_and(|next| next.starts_with("    @"));
        if other.contains('#') && other != name && alone {
            swap(&mut edits, "source", body, *at, name, other);
        }
        if *line == name && alone {
            swap(&mut edits, "stance", body, *at, line, &format!("{line} context"));
        }
    }
    edits
}

/// Numbers and days of titles, standfirsts, descriptions and short forms.
fn headlines(body: &(String, String, std::ops::Range<usize>)) -> Vec<Edit> {
    let (_, text, range) = body;
    let mut edits = Vec::new();
    let mut at = 0;
    for line in text[..range.start].split_inclusive('\n') {
        let is_said = ["title:", "standfirst:", "description:"].iter().any(|key| line.starts_with(key))
            || line.contains("short: \"");
        let within = at..at + line.len();
        at += line.len();
        if !is_said {
            continue;
        }
        let first =
            if line.contains("short: \"") { within.start + line.find("short: \"").unwrap_or(0) } else { within.start };
        for (place, number) in numerals(text, &(first..within.end)) {
            let digits: u64 = number.replace([',', '.'], "").parse().unwrap_or(0);
            let is_year = number.len() == 4 && number.starts_with("20");
            let other = if is_year {
                (digits - 3).to_string()
            } else if digits <= 31 {
                (digits % 28 + 2).to_string()
            } else {
                grouped(&number, digits + 60)
            };
            swap(&mut edits, "headline", body, place, &number, &other);
        }
    }
    edits
}

/// Edits that change no fact.
fn honest(project: &Project) -> Vec<Edit> {
    let mut edits = Vec::new();
    for body in bodies(project) {
        let (_, text, range) = &body;
        for (from, to) in [
            ("said", "stated"),
            ("says", "states"),
            ("people", "persons"),
            ("killed", "dead"),
            ("reports", "writes"),
            ("broke", "gave way"),
            ("About", "Around"),
            ("about", "around"),
            ("more than", "over"),
            ("over", "more than"),
            ("At least", "No fewer than"),
            ("at least", "no fewer than"),
            ("three", "3"),
            ("five", "5"),
            ("Seven", "7"),
            ("seven", "7"),
            ("eleven", "11"),
            ("nine", "9"),
            ("two", "2"),
            ("Five", "5"),
            ("houses", "homes"),
            ("also", "too"),
            ("city", "town"),
            ("the city", "Belgorod"),
            ("shelters", "the shelters"),
            ("destroyed", "wrecked"),
            ("expected", "due"),
            ("later", "afterwards"),
            ("called", "named"),
            ("Then", "At the time"),
        ] {
            for at in places(text, range, from) {
                swap(&mut edits, "words", &body, at, from, to);
            }
        }
        for (at, _) in text[range.clone()].match_indices("\n\n") {
            let at = range.start + at;
            for sentence in [
                "It is not known why.",
                "Many questions are open.",
                "This page will be updated.",
                "What happened then?",
                "If one report is right, another is not.",
                "The next section looks at what was said.",
                "Nobody was named.",
                "We read the reports several times.",
            ] {
                if text[..at].ends_with([']', '.']) {
                    swap(&mut edits, "sentence", &body, at, "\n\n", &format!("\n\n{sentence}\n\n"));
                }
            }
        }
        for (at, _) in text[range.clone()].match_indices(", ") {
            let place = range.start + at;
            if text[..place].rfind("{{").is_some_and(|open| !text[open..place].contains("}}")) {
                continue;
            }
            swap(&mut edits, "marks", &body, range.start + at, ", ", " – ");
        }
        for (at, number) in
            numerals(text, range).into_iter().filter(|(_, number)| number.len() == 5 && number.contains(','))
        {
            swap(&mut edits, "numeral", &body, at, &number, &number.replace(',', ""));
        }
        for month in MONTHS {
            for at in places(text, range, month) {
                let before = &text[..at].trim_end();
                let day: String =
                    before.chars().rev().take_while(char::is_ascii_digit).collect::<String>().chars().rev().collect();
                if !day.is_empty() && before.len() + 1 == at {
                    let from = format!("{day} {month}");
                    swap(&mut edits, "date", &body, at - day.len() - 1, &from, &format!("{month} {day}"));
                }
            }
        }
    }
    edits
}

/// The findings of a project, by what they say and not by where.
fn findings(project: &mut Project) -> BTreeMap<String, usize> {
    let built = project.build();
    let mut found = BTreeMap::new();
    let is_of_interest = |one: &&Diagnostic| !["lock-stale", "quote-unverified", "claims-crowded"].contains(&one.rule);
    for one in built.compiled.diagnostics.iter().filter(is_of_interest) {
        *found.entry(format!("{} {}", one.rule, one.file)).or_default() += 1;
    }
    found
}

fn is_new(now: &BTreeMap<String, usize>, before: &BTreeMap<String, usize>) -> bool {
    now.iter().any(|(finding, count)| before.get(finding).is_none_or(|known| known < count))
}

/// By kind how many there were and how many gave a new finding; and those of which `wanted` does not hold.
fn tally(
    project: &mut Project,
    edits: Vec<Edit>,
    wanted: bool,
) -> (BTreeMap<&'static str, (usize, usize)>, Vec<String>) {
    let before = findings(project);
    let (mut by_kind, mut others): (BTreeMap<&'static str, (usize, usize)>, _) = (BTreeMap::new(), Vec::new());
    let mut seen = BTreeSet::new();
    for edit in edits {
        if !seen.insert((edit.path.clone(), edit.text.clone())) {
            continue;
        }
        let kept = project.text(&edit.path);
        project.put(&edit.path, &edit.text);
        let found = is_new(&findings(project), &before);
        project.put(&edit.path, kept);
        let entry = by_kind.entry(edit.kind).or_default();
        entry.0 += 1;
        entry.1 += usize::from(found);
        if found != wanted {
            others.push(format!("{}: {}", edit.kind, edit.shown));
        }
    }
    (by_kind, others)
}

const NAMES: [(&str, &str); 8] = [
    ("Ruth Marlow", "Daniel Okafor"),
    ("Daniel Okafor", "Anna Lindqvist"),
    ("Anna Lindqvist", "Ruth Marlow"),
    ("Brock", "Tarn"),
    ("Alder", "Tarn"),
    ("Gladkov", "Terekhov"),
    ("Kharkiv", "Odesa"),
    ("Kherson", "Lviv"),
];

#[test]
fn planted_falsehoods_are_found_and_honest_edits_are_not_refused() {
    let (mut planted, mut found, mut edits, mut refused) = (0, 0, 0, 0);
    for (name, mut project) in sites() {
        let (kinds, missed) = {
            let list = falsehoods(&project, &NAMES);
            tally(&mut project, list, true)
        };
        println!("{name}: planted falsehoods");
        for (kind, (all, hit)) in &kinds {
            println!("  {kind}: {hit} of {all}");
            planted += all;
            found += hit;
        }
        missed.iter().for_each(|one| println!("    missed {one}"));
        let list = honest(&project);
        let (kinds, wrong) = tally(&mut project, list, false);
        println!("{name}: honest edits");
        for (kind, (all, hit)) in &kinds {
            println!("  {kind}: {hit} refused of {all}");
            edits += all;
            refused += hit;
        }
        wrong.iter().for_each(|one| println!("    refused {one}"));
    }
    println!("found {found} of {planted}; refused {refused} of {edits}");
    assert!(planted > 250 && edits > 150, "{planted} {edits}");
    assert!(found * 100 >= planted * 95, "{found} of {planted} were found");
    assert!(refused * 100 <= edits * 2, "{refused} of {edits} were refused");
}
