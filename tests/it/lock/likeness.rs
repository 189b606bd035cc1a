//! How alike two texts must be to be one: measured on reports of one event by different hands, and on copies of one
//! report with light edits. `ONRECORD_TEXTS` names a folder of other texts (`*.txt`) that are measured, too.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use onrecord::lock::{is_the_same_text, sketch};

use crate::project::repository;

fn texts(folder: &Path) -> Vec<String> {
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    let is_text = |path: &&PathBuf| path.extension().is_some_and(|name| name == "txt");
    paths.iter().filter(is_text).map(|path| std::fs::read_to_string(path).expect("a text")).collect()
}

/// How many of the 32 least hashes of two texts together are in both.
fn shared(one: &str, other: &str) -> usize {
    let hashes = |text: &str| -> Vec<String> {
        sketch(text).as_bytes().chunks(8).map(|hash| String::from_utf8_lossy(hash).into_owned()).collect()
    };
    let (one, other) = (hashes(one), hashes(other));
    let both: BTreeSet<&String> = one.iter().chain(&other).collect();
    both.into_iter().take(32).filter(|hash| one.contains(*hash) && other.contains(*hash)).count()
}

/// What desks do to an agency's copy: another headline, a word here and there, a paragraph less, a line more.
fn edited(text: &str) -> Vec<String> {
    let every = |nth: usize| {
        let words = text.split(' ').enumerate();
        words.map(|(at, word)| if at % nth == nth - 1 { "meanwhile" } else { word }).collect::<Vec<_>>().join(" ")
    };
    let lines: Vec<&str> = text.trim_end().lines().collect();
    let fewer = if lines.len() > 7 { lines[..lines.len() - 2].join("\n") } else { text.to_owned() };
    vec![
        format!("Another headline over the same words\n\n{text}"),
        every(60),
        every(40),
        fewer,
        format!(
            "{text}\n\nReporting by our own correspondent; editing by the desk in the capital. All rights reserved."
        ),
        text.replace('\'', "’").replace(" - ", " – "),
    ]
}

#[test]
fn copies_with_light_edits_are_one_text_and_two_reports_are_not() {
    let sites =
        ["tests/sites/complete", "tests/sites/dam"].map(|site| repository().join(site).join("content/captures"));
    let mut groups: Vec<Vec<String>> = sites.iter().map(|folder| texts(folder)).collect();
    groups.extend(std::env::var_os("ONRECORD_TEXTS").map(|folder| texts(Path::new(&folder))));
    let (mut copies, mut reports) = (Vec::new(), Vec::new());
    for group in &groups {
        for (at, one) in group.iter().enumerate().filter(|(_, text)| text.split_whitespace().count() >= 60) {
            for copy in edited(one) {
                copies.push(shared(one, &copy));
                assert!(is_the_same_text(&sketch(one), &sketch(&copy)), "{}\n{one}\n{copy}", shared(one, &copy));
            }
            for other in &group[at + 1..] {
                reports.push(shared(one, other));
                assert!(!is_the_same_text(&sketch(one), &sketch(other)), "{}\n{one}\n{other}", shared(one, other));
            }
        }
    }
    let (least, most) = (copies.iter().min().expect("copies"), reports.iter().max().expect("reports"));
    println!("{} copies share {least} of 32 at least, {} pairs of reports {most} at most", copies.len(), reports.len());
    assert!(copies.len() >= 20 && reports.len() >= 8 && least >= &16 && most <= &8, "{copies:?} {reports:?}");
}
