//! Entries that name one another: where a chain of them ends, and what is told of circles.

use std::fmt::Write;

use crate::chance::Chance;
use crate::project::Project;

/// Each entry names one other, itself, one that is not there, or none.
type Links = Vec<Option<usize>>;

/// The register with these entries behind its own.
fn register(file: &str, entry: &str, key: &str, links: &Links) -> String {
    let mut text = Project::new().text(file);
    for (at, link) in links.iter().enumerate() {
        let _ = writeln!(text, "- id: e{at}\n{entry}");
        if let Some(link) = link {
            let _ = writeln!(text, "  {key}: e{link}");
        }
    }
    text
}

/// The chain from an entry on, up to the first that it would come to twice; and that one, if there is one.
fn chain(links: &Links, from: usize) -> (Vec<usize>, Option<usize>) {
    let mut seen = vec![from];
    while let Some(next) = links[seen[seen.len() - 1]].filter(|next| *next < links.len()) {
        if seen.contains(&next) {
            return (seen, Some(next));
        }
        seen.push(next);
    }
    (seen, None)
}

/// "e1 → e3 → e1" for every circle, once, from its first entry on.
fn circles(links: &Links) -> Vec<String> {
    let on_circle = |at: &usize| {
        let (seen, twice) = chain(links, *at);
        twice == Some(*at) && seen.iter().all(|other| other >= at)
    };
    let names = |at: usize| {
        let seen = chain(links, at).0;
        seen.iter().chain(&[at]).map(|at| format!("e{at}")).collect::<Vec<_>>().join(" → ")
    };
    let mut found: Vec<String> = (0..links.len()).filter(on_circle).map(names).collect();
    found.sort();
    found
}

fn told(project: &mut Project, rule: &str) -> Vec<String> {
    let built = project.build();
    let found = built.compiled.diagnostics.iter().filter(|found| found.rule == rule);
    let mut found: Vec<String> =
        found.map(|found| found.message.rsplit(": ").next().unwrap_or_default().to_owned()).collect();
    found.sort();
    found
}

fn some(chance: &mut Chance) -> Links {
    let size = 1 + chance.below(7);
    let link = |chance: &mut Chance| match chance.below(8) {
        0 => None,
        1 => Some(99),
        _ => Some(chance.below(size)),
    };
    (0..size).map(|_| link(chance)).collect()
}

#[test]
fn every_circle_is_told_once_and_every_unknown_name() {
    let mut chance = Chance::new(9);
    for round in 0..60 {
        let links = some(&mut chance);
        let unknown = links.iter().flatten().filter(|link| **link == 99).count();
        for (file, entry, key, rule) in [
            ("content/claimants.yaml", "  name: \"Office\"\n  kind: official", "rests_on", "unknown-claimant"),
            ("content/events.yaml", "  title: \"a\"\n  start: \"2024\"\n  kind: accident", "parent", "unknown-event"),
            ("content/places.yaml", "  name: \"a\"\n  kind: city\n  lat: 5\n  lon: 7", "parent", "unknown-place"),
        ] {
            let mut project = Project::new().file(file, register(file, entry, key, &links));
            assert_eq!(told(&mut project, "reference-cycle"), circles(&links), "{round}: {file} {links:?}");
            assert_eq!(told(&mut project, rule).len(), unknown, "{round}: {file} {links:?}");
        }
    }
}

#[test]
fn an_origin_is_where_the_chain_ends() {
    let mut chance = Chance::new(10);
    for round in 0..60 {
        let links = some(&mut chance);
        // Every claimant said something that the page rests on, so that the site has them all.
        let mut source =
            Project::new().text("content/sources/post.md").replace("claimant: unattributed", "claimant: e0");
        source.truncate(source.trim_end().len() - 3);
        let mut page = Project::new().text("content/index.md");
        for at in 0..links.len() {
            let _ = write!(source, "  x{at}:\n    quote: \"Eleven people were hurt\"\n    claimant: e{at}\n");
            let _ = write!(page, "\nOnce more.[^x{at}]\n\n[^x{at}]:\n    @post#x{at}\n");
        }
        let entry = "  name: \"Office\"\n  kind: official\n  interest: neutral";
        let mut project = Project::new()
            .file("content/claimants.yaml", register("content/claimants.yaml", entry, "rests_on", &links))
            .file("content/sources/post.md", source + "---\n")
            .file("content/index.md", page);
        let built = project.build();
        for at in 0..links.len() {
            let claimant =
                &built.compiled.site.reader().claimant(&format!("e{at}").as_str().into()).expect("a claimant");
            let seen = chain(&links, at).0;
            assert_eq!(claimant.origin.as_str(), format!("e{}", seen[seen.len() - 1]), "{round}: e{at} of {links:?}");
        }
    }
}
