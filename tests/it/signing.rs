//! Sign-offs: who read a claim against its sources, until what was read changes, and never for readers to see.

use std::collections::BTreeMap;

use onrecord::edge::read::read;
use onrecord::files::Files;
use onrecord::relock::relock;
use onrecord::sign_offs::{SignOff, SignOffs};
use onrecord::signed::{name, readings, substance};
use serde_json::{Value, json};

use crate::chance::Chance;
use crate::project::{Built, OnDisk, Project};

const CHECKS: &str = "content/checks.lock";
const LOCK: &str = "content/evidence.lock";

fn words(project: &OnDisk, path: &str) -> String {
    std::fs::read_to_string(project.path(path)).unwrap_or_default()
}

/// The project with every claim signed by one reader.
fn signed(mut project: Project) -> Project {
    let built = project.build();
    let mut all = SignOffs::default();
    for reading in readings(&built.compiled.site) {
        let read = substance(reading.claim, &built.compiled.site);
        all.add(name(reading.page), &reading.claim.label, SignOff::new("QF", "2026-11-27", &read));
    }
    project.put(CHECKS, all.to_text());
    project
}

/// `index#toll` → whether its sign-off holds.
fn held(built: &Built) -> BTreeMap<String, bool> {
    readings(&built.compiled.site).iter().map(|reading| (reading.name(), !reading.holding.is_empty())).collect()
}

/// With the lock that belongs to it.
fn locked(mut project: Project) -> Project {
    let lock = relock(&project.build().compiled.manuscript).expect("a lock").lock;
    project.put(LOCK, lock.to_text());
    project
}

#[test]
fn a_sign_off_lapses_with_each_thing_that_was_read_and_with_nothing_else() {
    let capture = "Eleven people were hurt on Tuesday when the Estela ran into the quay of Port Lowen.\n";
    let start = || Project::new().file("content/captures/post.txt", capture);
    let (page, post, office) = ("content/index.md", "content/sources/post.md", "content/sources/office.md");
    let ends: [(&str, &str, &str); 14] = [
        (page, "counted nine injured", "counted nine people injured"),
        (page, "context — a newspaper", "disputes — a newspaper"),
        (page, "another number", "another count"),
        (page, "@post#injured", "@post#injured (front page)"),
        (page, "@post#injured", "@post#accident"),
        (page, "    @office#injured\n", "    @office#injured \"nine passengers\"\n"),
        (page, "    @office#injured\n", "    @office#injured\n    @post#accident context\n"),
        (post, "quote: \"Eleven people were hurt\"", "quote: \"Eleven people were hurt on Tuesday\""),
        (post, "hurt\"\n    claimant: unattributed", "hurt\"\n    claimant: harbour-office"),
        (post, "as_of: \"2024-03-13\"", "as_of: \"2024-03-12\""),
        (post, "value: \"eleven\"", "value: \"Eleven people\""),
        (post, "measure: injured", "measure: injured, population: civilians"),
        (office, "excerpts:", "status: retracted\nexcerpts:"),
        ("content/captures/post.txt", "on Tuesday", "on a Tuesday"),
    ];
    for (file, from, to) in ends {
        let project = locked(signed(locked(start())).edit(file, from, to));
        let built = project.build_cold();
        assert!(!held(&built)["index#injured"], "{file}: {from} → {to}\n{}", built.report());
    }
    let stays: [(&str, &str, &str); 12] = [
        (page, "title: \"The ferry Estela\"", "title: \"A ferry\""),
        (page, "The ferry Estela ran", "In the morning the ferry Estela ran"),
        (page, "The harbour office counted nine", "The harbour office\ncounted nine"),
        (page, "The ferry Estela ran", "## What happened\n\nThe ferry Estela ran"),
        (page, "[^injured]:\n", "[^injured]: A remark of the desk.\n"),
        (page, "[^accident]:\n    @post#accident\n\n", ""),
        (post, "title: \"Eleven hurt", "title: \"ELEVEN hurt"),
        (post, "outlet: \"Evening Post\"", "outlet: \"The Evening Post\"\nurl: \"https://post.example/1\""),
        (post, "    quote: \"the Estela ran", "    was: [crash]\n    quote: \"the Estela ran"),
        (office, "title: \"Statement on the", "title: \"Press statement on the"),
        ("content/claimants.yaml", "name: \"Harbour Office of", "name: \"The Harbour Office of"),
        ("content/site.yaml", "title: \"The Estela accident\"", "title: \"The Estela accident of 2024\""),
    ];
    for (file, from, to) in stays {
        let mut project = signed(locked(start()));
        if from.starts_with("[^accident]") {
            project = project.edit(page, "[^accident] The", " The");
        }
        let built = project.edit(file, from, to).build_cold();
        assert!(held(&built)["index#injured"], "{file}: {from} → {to}\n{}", built.report());
    }
}

/// What a reader answers for, by what is published and by the files alone: `index#toll` → it.
fn oracle(built: &Built, files: &Files) -> Option<BTreeMap<String, Value>> {
    let output = built.compiled.output.as_ref()?;
    let claims: Value = serde_json::from_slice(&output.get("claims.json")?).ok()?;
    let text = |path: &str| Some(files.get(path)?.text().ok()?.0.to_owned());
    let lock: Value = serde_yaml::from_str(&text(LOCK)?).ok()?;
    let mut said = BTreeMap::new();
    for claim in claims["claims"].as_array()? {
        let lines = claim["evidence"].as_array()?.iter().map(|line| {
            let source = line["source"].as_str().unwrap_or_default();
            let file = text(&format!("content/sources/{source}.md")).unwrap_or_default();
            let front = file.split("---\n").nth(1).unwrap_or_default();
            let front: Value = serde_yaml::from_str(front).unwrap_or_default();
            let mut excerpt = line["excerpt"].as_str().map(|id| front["excerpts"][id].clone());
            if let Some(Value::Object(fields)) = &mut excerpt {
                fields.remove("was");
                fields.remove("allow");
            }
            let own =
                ["source", "excerpt", "stance", "quotation", "claimant", "locator", "comment"].map(|key| &line[key]);
            json!([own, excerpt, lock["sources"][source]["capture"]])
        });
        let read = json!([claim["words"], claim["grade"], lines.collect::<Vec<Value>>()]);
        let page = claim["page"].as_str()?.trim_end_matches(".html");
        let read = read.to_string().split_whitespace().collect::<Vec<_>>().join(" ").replace("\\n", " ");
        said.insert(format!("{page}#{}", claim["label"].as_str()?), read.into());
    }
    Some(said)
}

/// One word of a file is gone, or twice there, or another one; or one line is.
fn edited(text: &str, chance: &mut Chance) -> String {
    if chance.happens(1, 3) {
        let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
        let at = chance.below(lines.len());
        match chance.happens(1, 2) {
            true => lines[at] = "",
            false => lines.insert(
                at, "
",
            ),
        }
        return lines.concat();
    }
    let words: Vec<(usize, &str)> =
        text.split_whitespace().map(|word| (word.as_ptr() as usize - text.as_ptr() as usize, word)).collect();
    let (at, word) = words[chance.below(words.len())];
    let other = words[chance.below(words.len())].1;
    let new = match chance.below(4) {
        0 => String::new(),
        1 => format!("{word} {word}"),
        2 => other.to_owned(),
        _ => word.chars().rev().collect(),
    };
    format!("{}{new}{}", &text[..at], &text[at + word.len()..])
}

#[test]
fn two_hundred_random_edits_void_what_they_change_and_nothing_else() {
    let start = || signed(locked(Project::fixture("complete")));
    let first = start();
    let built = first.build_cold();
    let before = oracle(&built, &first.files).expect("the fixture builds");
    assert!(held(&built).values().all(|holds| *holds) && before.len() > 8);
    let paths: Vec<String> = first.files.below("content/").map(|file| file.path.to_string()).collect();
    let is_edited = |path: &&String| {
        let is_text = path.ends_with(".md") || path.ends_with(".yaml") || path.ends_with(".txt");
        is_text && !path.contains("private/")
    };
    let paths: Vec<&String> = paths.iter().filter(is_edited).collect();
    let mut chance = Chance::new(15);
    let mut project = start();
    let (mut tried, mut compiled, mut voided, mut kept) = (0, 0, 0, 0);
    while compiled < 200 {
        tried += 1;
        assert!(tried < 4_000, "only {compiled} edits compiled");
        let path = paths[chance.below(paths.len())];
        let old = first.text(path);
        project.put(path, edited(&old, &mut chance));
        let old_lock = first.text(LOCK);
        if let Ok(relocked) = relock(&project.build().compiled.manuscript) {
            project.put(LOCK, relocked.lock.to_text());
        }
        let built = project.build();
        if let Some(after) = oracle(&built, &project.files) {
            compiled += 1;
            for (claim, holds) in held(&built) {
                let (Some(was), Some(is)) = (before.get(&claim), after.get(&claim)) else { continue };
                assert_eq!(
                    holds,
                    was == is,
                    "{claim} after an edit of {path}:\nwas {was}\nis  {is}\n{}",
                    project.text(path)
                );
                if holds { kept += 1 } else { voided += 1 }
            }
        }
        project.put(path, old);
        project.put(LOCK, old_lock);
    }
    println!("{tried} edits, {compiled} compiled, {voided} sign-offs voided, {kept} kept");
    assert!(voided > 60 && kept > 1_000, "{voided} voided, {kept} kept");
}

#[test]
fn a_claim_is_looked_at_beside_its_sources_and_signed() {
    let capture = "Eleven hurt\n\nOn the 12th the Estela ran into the quay of Port Lowen. Eleven people were hurt on Tuesday, a \
                   sailor said.\n";
    let project = Project::new().file("content/captures/post.txt", capture).on_disk();
    assert_eq!(project.onrecord(&["lock"]).code, Some(0));
    let list = project.onrecord(&["check-off"]);
    assert!(
        list.stdout.lines().any(|line| line.starts_with("index#injured") && line.ends_with("nobody")),
        "{}",
        list.stdout
    );
    let shown = project.onrecord(&["check-off", "index#injured"]);
    let said = shown.stdout.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        said.contains("The harbour office counted nine injured. @office#injured supports · by Harbour Office"),
        "{said}"
    );
    assert!(said.contains("our first count, [nine passengers were injured]. The quay remains closed. …"), "{said}");
    assert!(said.contains("line 3 … Eleven hurt On the 12th the Estela ran into the quay of Port Lowen. [Eleven people were hurt] on Tuesday"), "{said}");
    assert!(!project.path(CHECKS).exists(), "looking signs nothing");
    for (arguments, said) in [
        (&["index#injurd", "--by", "QF"][..], "`index` has no claim `injurd`; did you mean `injured`?"),
        (&["indx#injured", "--by", "QF"], "there is no page `indx` with claims; did you mean `index`?"),
        (&["index", "--by", "QF"], "one by one"),
        (&["index#injured", "--by", " "], "give your name or initials"),
    ] {
        let ran = project.onrecord(&[&["check-off"], arguments].concat());
        assert!(ran.code != Some(0) && ran.stderr.contains(said), "{arguments:?}: {}", ran.stderr);
        assert!(!project.path(CHECKS).exists());
    }
    let ran = project.onrecord(&["check-off", "index#injured", "--by", "Quillfeather"]);
    assert!(ran.code == Some(0) && ran.stderr.contains("Quillfeather signed 1 claim: index#injured"), "{}", ran.stderr);
    assert!(words(&project, CHECKS).contains("by: Quillfeather"));
    assert!(
        project.onrecord(&["check-off", "index#injured", "--by", "quillfeather"]).stderr.contains("signed it already")
    );
    assert!(project.onrecord(&["check-off", "index"]).stdout.contains("Quillfeather"));
    // What is signed is not for readers; how much was read is.
    assert_eq!(project.onrecord(&["build"]).code, Some(0));
    for entry in walkdir::WalkDir::new(project.path("public")) {
        let entry = entry.expect("listed");
        let bytes = if entry.file_type().is_file() { std::fs::read(entry.path()).expect("read") } else { Vec::new() };
        let text = String::from_utf8_lossy(&bytes).to_lowercase();
        assert!(!text.contains("quillfeather"), "{}", entry.path().display());
    }
    assert!(
        !words(&project, "public/method.html").contains("1 of 2 claims"),
        "nobody is named as the author: two must read"
    );
    assert_eq!(project.onrecord(&["check-off", "index#injured", "--by", "BB"]).code, Some(0));
    assert_eq!(project.onrecord(&["build"]).code, Some(0));
    let method = words(&project, "public/method.html");
    assert!(method.contains("1 of 2 claims were read against their sources by a second person."), "{method}");
    let status = project.onrecord(&["status"]).stdout;
    assert!(status.contains("1 of 2 claims were not read by a second person: index#accident"), "{status}");
    // It lapses, and is taken back.
    let page = words(&project, "content/index.md");
    std::fs::write(
        project.path("content/index.md"),
        page.replace("counted nine injured", "counted nine people injured"),
    )
    .expect("written");
    let list = project.onrecord(&["check-off", "index"]).stdout;
    assert!(list.contains("nobody since it changed (BB, Quillfeather before)"), "{list}");
    assert!(
        project
            .onrecord(&["check-off", "index#injured", "--by", "BB", "--take-back"])
            .stderr
            .contains("BB took back 1 claim")
    );
    assert!(!words(&project, CHECKS).contains("BB"));
    // What does not compile is not signed.
    std::fs::write(project.path("content/index.md"), page.replace("nine injured", "ninety injured")).expect("written");
    let refused = project.onrecord(&["check-off", "index#injured", "--by", "BB"]);
    assert!(refused.code == Some(1) && refused.stderr.contains("what is signed must compile"), "{}", refused.stderr);
}

#[test]
fn who_wrote_it_is_no_second_person() {
    for (by, counts) in [("Ada Invented", false), ("ada invented", false), ("A.I.", false), ("AI", false), ("BB", true)]
    {
        let project =
            Project::new().edit("content/site.yaml", "language", "authors: [\"Ada Invented\"]\nlanguage").on_disk();
        assert_eq!(project.onrecord(&["lock"]).code, Some(0));
        let ran = project.onrecord(&["check-off", "index#injured", "index#accident", "--by", by]);
        assert_eq!(ran.code, Some(0), "{}", ran.stderr);
        assert_eq!(ran.stderr.contains("still wants a second reader"), !counts, "{}", ran.stderr);
        assert_eq!(project.onrecord(&["build"]).code, Some(0));
        let said = if counts { "2 of 2 claims were read" } else { "0 of 2 claims were read" };
        assert!(words(&project, "public/method.html").contains(said), "{by}");
    }
}

#[test]
fn new_names_keep_what_was_signed() {
    let project = Project::fixture("complete").on_disk();
    assert_eq!(project.onrecord(&["lock"]).code, Some(0));
    let files = read(project.folder.path()).expect("a project").files;
    let mut in_memory = Project::empty();
    in_memory.files = files;
    let in_memory = signed(in_memory.drafts());
    std::fs::write(project.path(CHECKS), in_memory.text(CHECKS)).expect("written");
    let signed_by = |list: &str| list.lines().filter(|line| line.ends_with(" QF")).count();
    let list = project.onrecord(&["check-off"]).stdout;
    let (all, before) = (list.lines().count(), signed_by(&list));
    assert!(all > 8 && all == before, "{list}");
    let _ = std::fs::remove_dir_all(project.path("content/captures"));
    let label = list.lines().find_map(|line| line.strip_prefix("index#")?.split_whitespace().next()).expect("a claim");
    let label = format!("label:index#{label}");
    for (old, new) in [
        ("source:post", "evening-post"),
        ("page:reports/chronology", "times"),
        (&*label, "renamed"),
        ("event:estela", "ferry-accident"),
    ] {
        let ran = project.onrecord(&["rename", old, new]);
        assert_eq!(ran.code, Some(0), "{old}: {}", ran.stderr);
        let list = project.onrecord(&["check-off"]).stdout;
        assert_eq!(signed_by(&list), before, "{old}: {list}");
    }
    assert!(project.onrecord(&["check-off", "index"]).stdout.contains("index#renamed"));
}

#[test]
fn sign_offs_that_cannot_be_read_vouch_for_nobody() {
    for text in [
        "<<<<<<< ours\nversion: 1\n",
        "version: 9\npages: {}\n",
        "pages: [",
        "version: 1\npages: { index: { injured: 3 } }\n",
    ] {
        let built = signed(Project::new()).file(CHECKS, text).build_cold();
        assert_eq!(built.errors(), ["yaml-syntax"], "{text}");
        assert!(held(&built).values().all(|holds| !holds));
    }
    // Another name or day under the same digest is no sign-off.
    let project = signed(Project::new());
    for (from, to) in [("QF", "AB"), ("2026-11-27", "2026-11-28")] {
        let text = project.text(CHECKS).replace(from, to);
        let built = signed(Project::new()).file(CHECKS, text).build_cold();
        assert!(held(&built).values().all(|holds| !holds), "{from}");
    }
}
