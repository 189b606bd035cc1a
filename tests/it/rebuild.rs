//! The same input gives the same bytes, wherever it is built and whatever lies beside it.

use std::collections::BTreeMap;
use std::path::Path;

use onrecord::files::File;

use crate::project::{Project, program};

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

#[test]
fn the_clock_of_a_build_names_stages_files_and_rules() {
    let project = Project::fixture("complete");
    let folder = project.on_disk();
    let build = |argument: &str| {
        let output = program(&folder.path("")).args(["build", argument]).output().expect("runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        output
    };
    let json: serde_json::Value = serde_json::from_slice(&build("--timings=json").stdout).expect("JSON alone");
    let names = |list: &str| -> Vec<&str> {
        json[list].as_array().expect("a list").iter().map(|one| one["name"].as_str().expect("a name")).collect()
    };
    assert_eq!(names("stages"), ["read", "parse", "resolve", "check", "render", "write"]);
    assert_eq!((names("files").len(), names("rules").len()), (5, 5));
    assert!(names("files").iter().all(|name| !name.is_empty()), "{json}");
    let known: Vec<&str> = onrecord::check::table().iter().map(|rule| rule.code).collect();
    assert!(names("rules").iter().all(|rule| known.contains(rule)), "{json}");
    let told = String::from_utf8(build("--timings").stderr).expect("text");
    assert!(told.contains("parse ") && told.contains("slowest ") && told.contains(" ms"), "{told}");
}
