//! A rebuild equals a build, and the same input gives the same bytes wherever it is built.

use std::collections::BTreeMap;
use std::path::Path;

use onrecord::files::File;

use crate::chance::Chance;
use crate::project::{Built, Project, program};

/// Everything that a build gives: the report, and every byte of the site.
fn outcome(built: &Built) -> (String, Option<BTreeMap<String, Vec<u8>>>) {
    let output = built.compiled.output.as_ref();
    let files =
        output.map(|output| output.files.iter().map(|(route, bytes)| (route.to_string(), bytes.to_vec())).collect());
    (built.report(), files)
}

#[track_caller]
fn assert_same(warm: &Built, cold: &Built, what: &str) {
    let (warm, cold) = (outcome(warm), outcome(cold));
    assert_eq!(warm.0, cold.0, "the reports differ after {what}");
    match (&warm.1, &cold.1) {
        (Some(warm), Some(cold)) => {
            assert!(warm.keys().eq(cold.keys()), "the files differ after {what}");
            let differing: Vec<&String> =
                warm.iter().filter(|(route, bytes)| cold[*route] != **bytes).map(|(route, _)| route).collect();
            assert!(differing.is_empty(), "{differing:?} differ after {what}");
        }
        (warm, cold) => assert_eq!(warm.is_some(), cold.is_some(), "one of the two was built after {what}"),
    }
}

/// Edits as an author makes them: file, words, other words.
const EDITS: &[(&str, &str, &str)] = &[
    ("content/index.md", "The hull is said", "The hull is still said"),
    ("content/index.md", "## What happened", "## What we know"),
    ("content/index.md", "title: \"The ferry *Estela*\"", "title: \"The Estela\""),
    ("content/index.md", "[^injured-nine]", "[^injured-ten]"),
    ("content/index.md", "@company#speed concedes", "@company#speed"),
    ("content/index.md", "{{ origins() }}", ""),
    ("content/index.md", "draft", "drafts"),
    ("content/index.md", "alias", "alia"),
    ("content/draft.md", "draft: true", "draft: false"),
    ("content/draft.md", "twice", "three times"),
    ("content/reports/chronology.md", "path: \"chronology\"", "path: \"hours\""),
    ("content/reports/chronology.md", "## The day", "## The night"),
    ("content/faehre.md", "translation_of: \"index\"", ""),
    ("content/ar/index.md", "language: \"ar\"", "language: \"he\""),
    ("content/sources/office.md", "value: \"nine\"", "value: \"9\""),
    ("content/sources/office.md", "claimant: harbour-office", "claimant: pilot"),
    ("content/sources/post.md", "rights: excerpts", "rights: record"),
    ("content/sources/post.md", "Eleven people were hurt", "people were hurt on Tuesday"),
    ("content/sources/blog.md", "status: retracted", "status: current"),
    ("content/sources/log.md", "about 3", "3"),
    ("content/notes/two-counts.md", "kind: discrepancy", "kind: context"),
    ("content/notes/internal.md", "visibility: internal", "visibility: public"),
    ("content/notes/correction.md", "A wrong hour", "A wrong minute"),
    ("content/claimants.yaml", "interest: neutral", "interest: unknown"),
    ("content/claimants.yaml", "rests_on: harbour-office", "rests_on: pilot"),
    ("content/events.yaml", "adopted: ", "# adopted: "),
    ("content/events.yaml", "start: \"2024-03-12\"", "start: \"2024-03-11\""),
    ("content/places.yaml", "lat: 54.21", "lat: 54.25"),
    ("content/site.yaml", "title: \"Port Lowen, 12 March\"", "title: \"Port Lowen\""),
    ("content/site.yaml", "level: warn", "level: deny"),
    ("content/site.yaml", "raw_html: false", "raw_html: true"),
    ("content/site.yaml", "worldview: un", "worldview: ua"),
    ("content/captures/post.txt", "Eleven people", "Twelve people"),
    ("content/captures/company.txt", "not too fast", "too fast"),
    ("content/evidence.lock", "version: 1", "version: 2"),
    ("content/quay.svg.yaml", "CC BY 4.0", "CC0"),
    ("content/quay.svg", "h2v-1z", "h3v-1z"),
    ("themes/harbour/strings/en.yaml", "All claims", "Every claim"),
    ("themes/harbour/templates/directives/box.html", "<strong>", "<strong lang=\"en\">"),
    ("themes/harbour/templates/essay.html", "page.html", "pages.html"),
];

#[test]
fn warm_equals_cold_for_every_edit() {
    let mut project = Project::fixture("complete");
    project.build();
    for (file, from, to) in EDITS {
        let Some(old) = project.files.get(file).cloned() else { continue };
        let text = String::from_utf8_lossy(&old.bytes).replace(from, to);
        project.put(file, text);
        assert_same(&project.build(), &project.build_cold(), &format!("`{from}` → `{to}` in {file}"));
        project.files.insert(old);
    }
    assert_same(&project.build(), &project.build_cold(), "all edits were undone");
}

#[test]
fn warm_equals_cold_for_random_sequences() {
    let mut chance = Chance::new(7);
    let mut project = Project::fixture("complete");
    let mut removed: Vec<File> = Vec::new();
    for step in 0..60 {
        match chance.below(8) {
            0 => {
                let paths: Vec<_> = project.files.iter().map(|file| file.path.clone()).collect();
                removed.extend(project.files.remove(&paths[chance.below(paths.len())]));
            }
            1 if !removed.is_empty() => {
                let file = removed.swap_remove(chance.below(removed.len()));
                project.files.insert(file);
            }
            2 => project.options.drafts = !project.options.drafts,
            3 => project.options.preview = !project.options.preview,
            _ => {
                let (file, from, to) = EDITS[chance.below(EDITS.len())];
                if project.files.contains(file) {
                    let text = project.text(file);
                    // An edit made before is undone.
                    let text = if text.contains(from) { text.replace(from, to) } else { text.replace(to, from) };
                    project.put(file, text);
                }
            }
        }
        let warm = project.build();
        if step % 4 == 3 {
            assert_same(&warm, &project.build_cold(), &format!("step {step}"));
        }
    }
}

fn site_on_disk(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().flatten();
    let files = entries.filter(|entry| entry.file_type().is_file());
    files
        .map(|entry| {
            let name = entry.path().strip_prefix(folder).expect("inside").to_string_lossy().into_owned();
            (name, std::fs::read(entry.path()).expect("read"))
        })
        .collect()
}

#[test]
fn folder_locale_time_zone_and_order_of_files_change_no_byte() {
    let project = Project::fixture("complete");
    let one = project.on_disk();
    // The other copy is made in reverse, elsewhere, later, under another name.
    let other = tempfile::Builder::new().prefix("Ümlaut und Leerzeichen ").tempdir().expect("a folder");
    let mut files: Vec<&File> = project.files.iter().collect();
    files.reverse();
    for file in files {
        let path = other.path().join(&*file.path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        std::fs::write(path, &file.bytes).expect("written");
    }
    let build = |folder: &Path, locale: &str, zone: &str| {
        let mut program = program(folder);
        let output =
            program.arg("build").env("LC_ALL", locale).env("LANG", locale).env("TZ", zone).output().expect("runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        site_on_disk(&folder.join("public"))
    };
    let first = build(one.folder.path(), "C", "UTC");
    let second = build(other.path(), "tr_TR.UTF-8", "Pacific/Kiritimati");
    assert!(first.keys().eq(second.keys()));
    for (name, bytes) in &first {
        assert!(second[name] == *bytes, "{name} differs");
    }
    let text: String = first.values().map(|bytes| String::from_utf8_lossy(bytes).into_owned()).collect();
    assert!(!text.contains(one.folder.path().to_str().expect("a path")), "the folder's path is in the site");
}

#[test]
fn captures_change_no_byte_of_the_site() {
    let mut with = Project::fixture("complete");
    let mut without = Project::fixture("complete");
    let captures: Vec<_> = without.files.below("content/captures/").map(|file| file.path.clone()).collect();
    for capture in captures {
        without = without.remove(&capture);
    }
    let (with, without) = (with.build(), without.build());
    let (with, without) = (with.compiled.output.expect("built"), without.compiled.output.expect("built"));
    assert_eq!(with.differing(&without), Vec::<&onrecord::site::Route>::new());
    assert_eq!(with.manifest(), without.manifest());
}

/// Clocks of other machines go ahead, and tools set times back: what a file's time says is not all that is looked at.
#[test]
fn a_file_with_a_time_of_its_own_is_read_again() {
    let disk = Project::new().on_disk();
    let path = disk.path("content/index.md");
    let now = std::time::SystemTime::now();
    let hour = std::time::Duration::from_secs(3600);
    let save = |text: &str, time: std::time::SystemTime| {
        std::fs::write(&path, text).expect("written");
        std::fs::File::options().write(true).open(&path).and_then(|file| file.set_modified(time)).expect("a time");
    };
    for time in [now + hour, now + 20_000 * hour, now - hour, std::time::SystemTime::UNIX_EPOCH] {
        save("---\ntitle: \"One\"\n---\n", time);
        let mut project = onrecord::edge::read::read(disk.folder.path()).expect("read");
        assert!(!project.reread(disk.folder.path()).expect("read"), "nothing was saved");
        // As long as before, and with the same time.
        save("---\ntitle: \"Two\"\n---\n", time);
        assert!(project.reread(disk.folder.path()).expect("read"), "a save at {time:?}");
        let text =
            String::from_utf8_lossy(&project.files.get("content/index.md").expect("the page").bytes).into_owned();
        assert!(text.contains("Two"), "{text}");
    }
}
