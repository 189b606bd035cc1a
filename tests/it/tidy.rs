//! The shape of the tree, as src/lib.rs and the style of the code promise it.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use onrecord::check;

use crate::examples::page_path;
use crate::project::repository;

use tree::Tree;

mod failing;
mod languages;
mod markup;
mod mentions;
mod order;
mod scratch;
mod tree;
mod world;

/// Files below a folder of the repository, in order; build results and other people's packages are not ours.
fn files_below(folder: &str) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = walkdir::WalkDir::new(repository().join(folder))
        .into_iter()
        .filter_entry(|entry| {
            !matches!(entry.file_name().to_str(), Some("target" | "node_modules" | "captures" | "out"))
        })
        .flatten()
        .filter(|entry| entry.file_type().is_file())
        .map(walkdir::DirEntry::into_path)
        .collect();
    found.sort();
    found
}

fn sources() -> Vec<(String, String)> {
    let rust =
        files_below("src").into_iter().filter(|path| path.extension().is_some_and(|extension| extension == "rs"));
    rust.map(|path| (relative(&path), text(&path))).collect()
}

fn relative(path: &Path) -> String {
    let path = path.strip_prefix(repository()).expect("a file of the repository");
    path.to_string_lossy().replace('\\', "/")
}

fn text(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_default()
}

/// The crate as its files say it, read once.
fn tree() -> &'static Tree {
    static TREE: LazyLock<Tree> = LazyLock::new(|| Tree::new(&sources().into_iter().collect()));
    &TREE
}

fn refuse(faults: &[String]) {
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn modules_look_up() {
    refuse(&order::uses_of_later(tree()));
}

#[test]
fn markup_is_made_in_one_room() {
    refuse(&markup::tags(tree()));
}

#[test]
fn every_module_is_listed() {
    refuse(&tree().faults);
}

#[test]
fn stages_meet_only_in_compile() {
    refuse(&order::meetings_of_stages(tree()));
}

#[test]
fn the_core_never_touches_the_world() {
    refuse(&world::touches(tree()));
}

#[test]
fn the_core_cannot_fail() {
    refuse(&failing::failures(tree()));
}

#[test]
fn every_rule_has_one_file_and_one_page() {
    let mut faults = Vec::new();
    let table = check::table();
    for rule in &table {
        let page = page_path(rule.code);
        if text(&page) != rule.page {
            faults.push(format!("{}: its page is not {}", rule.code, relative(&page)));
        }
        if !text(&page.with_extension("rs")).contains(&format!("\"{}\"", rule.code)) {
            faults.push(format!("{}: its file is not beside its page", rule.code));
        }
    }
    let codes: BTreeSet<&str> = table.iter().map(|rule| rule.code).collect();
    assert_eq!(codes.len(), table.len(), "two rules have the same code");
    for page in files_below("src").iter().filter(|path| path.extension().is_some_and(|extension| extension == "md")) {
        let code = page.file_stem().unwrap_or_default().to_string_lossy().replace('_', "-");
        if !codes.contains(code.as_str()) {
            faults.push(format!("{} is the page of no rule", relative(page)));
        }
    }
    refuse(&faults);
}

#[test]
fn every_finding_reads_as_a_finding() {
    // A headline is one line, in lower case, without a full stop: the reports on the rule pages show them all.
    let mut faults = Vec::new();
    for rule in check::table() {
        let heads = [format!("error[{}]: ", rule.code), format!("warning[{}]: ", rule.code)];
        for line in rule.page.lines() {
            let Some(headline) = heads.iter().find_map(|head| line.strip_prefix(head.as_str())) else { continue };
            let first = headline.chars().next().unwrap_or('A');
            if first.is_uppercase() || headline.ends_with('.') || headline.chars().count() > 120 {
                faults.push(format!("{}: {headline}", rule.code));
            }
        }
    }
    refuse(&faults);
}

#[test]
fn nothing_is_left_to_do() {
    let words =
        [concat!("TO", "DO"), concat!("FIX", "ME"), concat!("XX", "X:"), concat!("to", "do!("), concat!("db", "g!(")];
    let mut faults = Vec::new();
    for folder in ["src", "tests", "themes", "benches", "docs", "starter"] {
        for path in files_below(folder) {
            let text = text(&path);
            let lines = text.lines().enumerate().filter(|(_, line)| words.iter().any(|word| line.contains(word)));
            faults.extend(lines.map(|(number, line)| format!("{}:{}: {}", relative(&path), number + 1, line.trim())));
        }
    }
    refuse(&faults);
}

#[test]
fn templates_trust_only_finished_html() {
    let mut faults = Vec::new();
    for path in files_below("themes")
        .into_iter()
        .chain(files_below("tests/sites"))
        .filter(|path| path.to_string_lossy().contains("templates"))
    {
        for (number, line) in text(&path).lines().enumerate() {
            let squeezed = line.replace("| safe", "|safe");
            let trusted = squeezed.match_indices("|safe").map(|(at, _)| squeezed[..at].trim_end());
            let strange = trusted.filter(|before| !before.ends_with("html"));
            faults.extend(strange.map(|_| format!("{}:{}: {}", relative(&path), number + 1, line.trim())));
        }
    }
    refuse(&faults);
}

#[test]
fn no_path_of_a_machine_is_written_down() {
    let folders = [
        concat!("/", "home/"),
        concat!("/", "Users/"),
        concat!("/", "tmp/"),
        concat!("/", "work/"),
        concat!("C:", "\\"),
    ];
    let mut faults = Vec::new();
    let mut files: Vec<PathBuf> =
        ["src", "tests", "themes", "benches", "docs", "starter", "content"].into_iter().flat_map(files_below).collect();
    files.extend(["README.md", "Cargo.toml"].map(|name| repository().join(name)));
    for path in files {
        let text = text(&path);
        let lines = text.lines().enumerate().filter(|(_, line)| folders.iter().any(|folder| line.contains(folder)));
        faults.extend(lines.map(|(number, line)| format!("{}:{}: {}", relative(&path), number + 1, line.trim())));
    }
    refuse(&faults);
}

#[test]
fn every_dependency_says_what_for() {
    let manifest = text(&repository().join("Cargo.toml"));
    let mut faults = Vec::new();
    let mut in_dependencies = false;
    let mut before = "";
    for line in manifest.lines() {
        if line.starts_with('[') {
            in_dependencies = line.ends_with("dependencies]");
        } else if in_dependencies && line.contains(" = ") && !line.contains(" # ") && !before.starts_with("# ") {
            faults.push(format!("Cargo.toml: {line}"));
        }
        before = line;
    }
    refuse(&faults);
}

#[test]
fn main_reads_as_a_sentence() {
    let lines = text(&repository().join("src/main.rs")).lines().count();
    assert!(lines <= 25, "src/main.rs has {lines} lines");
}

#[test]
fn every_file_says_why_it_exists() {
    let silent =
        sources().into_iter().filter(|(path, source)| !path.ends_with("/tests.rs") && !source.starts_with("//! "));
    refuse(&silent.map(|(path, _)| format!("{path} does not begin with `//! `")).collect::<Vec<_>>());
}
