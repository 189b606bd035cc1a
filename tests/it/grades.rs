//! The ladder of grades: `tests/examples/grades.md`, all of it as claims of one page.

use std::fmt::Write;

use serde_json::Value;

use crate::project::{Project, repository};

const WORDS: &str = "nine gates were shut on Tuesday";

/// The cells of a table's rows below a heading; the head of the table is left out.
fn rows(document: &str, heading: &str) -> Vec<Vec<String>> {
    let below = document.split(&format!("\n## {heading}\n")).nth(1).unwrap_or_else(|| panic!("no {heading}"));
    let section = below.split("\n## ").next().unwrap_or_default();
    let lines = section.lines().filter(|line| line.starts_with('|')).skip(2);
    let cells = |line: &str| line.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect();
    lines.map(cells).collect()
}

/// A source whose excerpt `x` has the words, as a row describes it; whether the lock vouches for them.
fn put_source(project: &mut Project, row: &[String]) -> bool {
    let [id, outlet, kind, more, excerpt, verified] = row else { panic!("{row:?}") };
    let words = if id.starts_with("two-") { WORDS.replace("nine", "two") } else { WORDS.to_owned() };
    let more = more.replace("], ", "]\n").replace(", translation", "\ntranslation");
    let source = format!(
        "---\ntitle: \"{id}\"\noutlet: \"{outlet}\"\nkind: {kind}\npublished: \"2024-03-14\"\n{more}\nexcerpts:\n  x: {{ quote: \"{words}\", {excerpt} }}\n---\n"
    );
    project.put(&format!("content/sources/{id}.md"), source);
    // "bo-as-ada" prints the text of "ada", "bo-near-ada" prints it with a line of its own.
    let (own, text) = id.split_once("-as-").or(id.split_once("-near-")).unwrap_or((id, id));
    let rest: Vec<String> = (0..60).map(|word| format!("{text}{word}")).collect();
    let more = if id.contains("-near-") { format!("Seen for readers of {own}.\n") } else { String::new() };
    project.put(&format!("content/captures/{id}.txt"), format!("They say {words}, and {}.\n{more}", rest.join(" ")));
    verified == "yes"
}

/// Example, expected grade and reason, as the document has them.
fn examples(document: &str) -> Vec<Vec<String>> {
    let rungs =
        ["Withdrawn", "Disputed", "Confirmed", "Corroborated", "One origin", "Unattributed", "One voice or two"];
    rungs.into_iter().flat_map(|rung| rows(document, rung)).collect()
}

fn page(examples: &[Vec<String>]) -> String {
    let (mut claims, mut text, mut notes) = (String::new(), String::new(), String::new());
    for (index, example) in examples.iter().enumerate() {
        if !example[1].is_empty() {
            let _ = writeln!(claims, "  g{index}: {{ {} }}", example[1]);
        }
        let _ = write!(text, "The gate was shut.[^g{index}]\n\n");
        let lines: String = example[2].split("; ").map(|line| format!("    {line}\n")).collect();
        let _ = write!(notes, "[^g{index}]:\n{lines}\n");
    }
    format!("---\ntitle: \"Gates\"\nclaims:\n{claims}---\n\n{text}{notes}")
}

#[test]
fn every_rung_and_every_clause_has_its_example() {
    let path = repository().join("tests/examples/grades.md");
    let document = std::fs::read_to_string(path).expect("the examples");
    let mut project = Project::new();
    let claimants = document.split("```yaml content/claimants.yaml\n").nth(1).and_then(|rest| rest.split("```").next());
    let office = project.text("content/claimants.yaml");
    project.put("content/claimants.yaml", format!("{office}{}", claimants.expect("claimants")));
    let sources = rows(&document, "Where they are heard");
    let unverified: Vec<_> = sources.iter().filter(|row| !put_source(&mut project, row)).map(|row| &row[0]).collect();
    let examples = examples(&document);
    project.put("content/index.md", page(&examples));
    let manuscript = project.build().compiled.manuscript;
    let mut lock = onrecord::relock::relock(&manuscript).expect("a lock").lock;
    lock.sources.retain(|id, _| !unverified.contains(&id));
    project.put("content/evidence.lock", lock.to_text());
    let built = project.build();
    assert_eq!(built.errors(), [""; 0], "{}", built.errors_report());
    let claims: Value = serde_json::from_str(&built.page("claims.json")).expect("JSON");
    let claims = claims["claims"].as_array().expect("claims");
    assert_eq!(claims.len(), examples.len());
    let mut faults = String::new();
    for (claim, example) in claims.iter().zip(&examples) {
        let is = [&claim["grade"], &claim["reason"]].map(|value| value.as_str().unwrap_or_default());
        let [clause, options, evidence, grade, reason] = &example[..] else { panic!("{example:?}") };
        if is != [grade, reason] {
            let _ = writeln!(faults, "| {clause} | {options} | {evidence} | {} | {} |", is[0], is[1]);
        }
    }
    assert!(faults.is_empty(), "these have another grade or reason:\n{faults}");
}
