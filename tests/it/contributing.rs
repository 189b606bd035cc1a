//! CONTRIBUTING.md says what is: each change in five steps, each step about a file that is there and what stands in it.
//!
//! A step begins with a file in back-ticks. `NAME` and `LANGUAGE` stand for a part of its path: a file of that shape must
//! be there. Every other word in back-ticks is looked for in that file, or is a file itself, or a command that runs tests.

use std::path::PathBuf;

use crate::project::repository;

/// Change → its numbered steps.
fn changes(document: &str) -> Vec<(&str, Vec<String>)> {
    let sections = document.split("\n## ").skip(1).map(|section| section.split_once('\n').expect("a heading"));
    let steps = |body: &str| {
        let mut steps: Vec<String> = Vec::new();
        for line in body.lines() {
            match (line.split_once(". "), steps.last_mut()) {
                (Some((number, step)), _) if number.parse::<usize>().is_ok() => steps.push(step.to_owned()),
                (None, Some(last)) if line.starts_with("   ") => *last = format!("{last} {}", line.trim()),
                _ => {}
            }
        }
        steps
    };
    sections.map(|(heading, body)| (heading, steps(body))).collect()
}

fn in_back_ticks(step: &str) -> Vec<&str> {
    step.split('`').skip(1).step_by(2).collect()
}

/// The files of a path in which a whole word may stand for anything.
fn files_like(path: &str) -> Vec<PathBuf> {
    let Some(word) = ["NAME", "LANGUAGE"].into_iter().find(|word| path.contains(word)) else {
        return [repository().join(path)].into_iter().filter(|path| path.is_file()).collect();
    };
    let (before, after) = path.split_once(word).expect("it is there");
    let folder = repository().join(before);
    let entries = std::fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let paths = entries.flatten().map(|entry| entry.path());
    paths.filter(|path| path.to_string_lossy().ends_with(after)).collect()
}

#[test]
fn each_change_is_five_steps_about_what_is_there() {
    let document = std::fs::read_to_string(repository().join("CONTRIBUTING.md")).expect("CONTRIBUTING.md");
    let changes = changes(&document);
    assert_eq!(changes.len(), 5, "a rule, a directive, an output, a language to read, one to show");
    for (change, steps) in changes {
        assert_eq!(steps.len(), 5, "{change}: {steps:?}");
        for step in &steps {
            let names = in_back_ticks(step);
            let files = files_like(names.first().unwrap_or_else(|| panic!("{change}: no file in “{step}”")));
            assert!(!files.is_empty(), "{change}: there is no `{}`", names[0]);
            let texts: Vec<String> = files.iter().filter_map(|path| std::fs::read_to_string(path).ok()).collect();
            for name in &names[1..] {
                let is_known = texts.iter().any(|text| text.contains(name))
                    || repository().join(name).exists()
                    || !files_like_or_none(name).is_empty()
                    || name.starts_with("cargo test")
                    || name.starts_with("onrecord ");
                assert!(is_known, "{change}: `{name}` is not in `{}`", names[0]);
            }
        }
    }
}

fn files_like_or_none(name: &str) -> Vec<PathBuf> {
    if name.contains('/') { files_like(name) } else { Vec::new() }
}
