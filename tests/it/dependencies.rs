//! What the program is built from: where it comes from, what is unmaintained in it, and which parser may see a stranger's file.
//!
//! `cargo deny check` reads `deny.toml` and asks more than this does; this needs nothing but the repository.

use std::collections::BTreeMap;
use std::path::Path;

use crate::project::repository;

fn read(name: &str) -> String {
    std::fs::read_to_string(repository().join(name)).expect(name)
}

/// A package of Cargo.lock.
#[derive(Default, Debug)]
struct Package {
    name: String,
    version: String,
    source: Option<String>,
    needs: Vec<String>,
}

fn packages() -> Vec<Package> {
    let lock = read("Cargo.lock");
    let value = |line: &str| line.split('"').nth(1).unwrap_or_default().to_owned();
    let package = |block: &str| {
        let mut package = Package::default();
        for line in block.lines().map(str::trim) {
            match line.split_once(" = ").map_or(line, |(key, _)| key) {
                "name" => package.name = value(line),
                "version" => package.version = value(line),
                "source" => package.source = Some(value(line)),
                _ if line.starts_with('"') => {
                    package.needs.push(value(line).split(' ').next().unwrap_or_default().to_owned());
                }
                _ => {}
            }
        }
        package
    };
    lock.split("[[package]]").skip(1).map(package).collect()
}

#[test]
fn packages_come_from_the_registry_and_none_is_forbidden() {
    let rules = read("deny.toml");
    let forbidden: Vec<&str> = rules
        .lines()
        .skip_while(|line| *line != "deny = [")
        .take_while(|line| *line != "]")
        .filter_map(|line| line.split("crate = \"").nth(1)?.split('"').next())
        .collect();
    assert!(forbidden.contains(&"yaml-rust"), "{forbidden:?}");
    for package in packages() {
        let is_from_the_registry = package
            .source
            .as_deref()
            .is_none_or(|source| source == "registry+https://github.com/rust-lang/crates.io-index");
        assert!(is_from_the_registry, "{package:?}");
        assert!(!forbidden.contains(&package.name.as_str()), "{} is forbidden", package.name);
    }
}

#[test]
fn what_is_there_twice_is_named() {
    let rules = read("deny.toml");
    let mut versions: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for package in packages() {
        versions.entry(package.name).or_default().push(package.version);
    }
    for (name, versions) in versions.iter().filter(|(_, versions)| versions.len() > 1) {
        let named = versions
            .iter()
            .filter(|version| rules.contains(&format!("{{ crate = \"{name}@{version}\", reason = ")))
            .count();
        assert_eq!(named + 1, versions.len(), "{name} {versions:?} in deny.toml");
    }
}

#[test]
fn bincode_is_there_for_syntect_alone() {
    let users: Vec<String> = packages()
        .into_iter()
        .filter(|package| package.needs.iter().any(|name| name == "bincode"))
        .map(|package| package.name)
        .collect();
    assert_eq!(users, ["syntect"]);
    let rules = read("deny.toml");
    assert!(rules.contains(
        "bincode is unmaintained; syntect unpacks its syntaxes and themes with it, from bytes inside the program"
    ));
    let manifest = read("Cargo.toml");
    let features = manifest.lines().find(|line| line.starts_with("syntect = ")).expect("syntect");
    assert!(features.contains("default-features = false") && !features.contains("yaml-load"), "{features}");
}

/// The C-derived parser reads the lists inside the program and writes the lock; whatever a clone brings is read by the other.
#[test]
fn serde_yaml_never_sees_a_strangers_file() {
    let mut readers = Vec::new();
    walk(&repository().join("src"), &mut |path, text| {
        let calls = text.matches("serde_yaml::").count();
        let writes = text.matches("serde_yaml::to_string").count();
        if calls > writes || text.contains("use serde_yaml") {
            readers.push(path.strip_prefix(repository()).expect("below").to_string_lossy().replace('\\', "/"));
        }
    });
    assert_eq!(readers, ["src/reading/lexicon.rs"], "who reads with serde_yaml");
    let lexicon = read("src/reading/lexicon.rs");
    assert!(lexicon.contains("FILES.get(at)") && lexicon.contains("include_str!"), "its texts are in the program");
}

fn walk(folder: &Path, each: &mut dyn FnMut(&Path, &str)) {
    let mut entries: Vec<_> =
        std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            walk(&path, each);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            each(&path, &std::fs::read_to_string(&path).expect("a text"));
        }
    }
}

/// A lock as somebody may forge it to hurt whoever builds a clone: names inside names, depth, size.
#[test]
fn a_hostile_lock_is_refused_at_once() {
    let deep = format!("version: 3\nsources: {}{}\n", "{a: ".repeat(50_000), "}".repeat(50_000));
    let laughs = (0..30).fold("version: 3\nx0: &x0 [a, a]\n".to_owned(), |text, at| {
        format!("{text}x{}: &x{} [*x{at}, *x{at}, *x{at}]\n", at + 1, at + 1)
    });
    let tagged = "version: 3\nsources: !!python/object/apply:os.system [ls]\n".to_owned();
    for text in [deep, laughs, tagged, "\u{0}".repeat(9), "version: 3\nsources: *a\n".to_owned()] {
        let start = text.chars().take(40).collect::<String>();
        assert!(onrecord::lock::Lock::parse(&text).is_err(), "{start}");
    }
}
