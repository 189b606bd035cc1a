//! Nothing that authors, machines or strangers do makes the core panic, a site half-written or a foreign file vanish.

use std::collections::BTreeMap;
use std::panic::AssertUnwindSafe;
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use onrecord::edge::write::{JOURNAL, finished};
use onrecord::files::Hash;
use onrecord::output::{MANIFEST, Manifest, Output};

use crate::chance::Chance;
use crate::project::{OnDisk, Project, program};

/// What stands in the way of parsers.
const SNIPPETS: &[&str] = &[
    "[^",
    "]",
    "[",
    "[^a]",
    "[^@post]",
    "[^accident]:",
    "\n    @post#injured ",
    "@",
    "\"",
    "“",
    "”",
    "…",
    "[…]",
    " — ",
    "{{",
    "}}",
    "{{ figure(event=\"estela\", measure=\"injured\") }}",
    "{{ map(places=[\"port-lowen\"]) }}",
    "(",
    ")",
    "---\n",
    "\n\n",
    "\r\n",
    "\r",
    "\t",
    "\u{feff}",
    "\u{202e}",
    "\u{0}",
    "ü",
    "多",
    "👩‍👩‍👧",
    "é\u{301}",
    ": ",
    "- ",
    "|",
    ">",
    "&x ",
    "*x ",
    "!x ",
    "%",
    "`",
    "```\n",
    "![](",
    "](",
    "<b>",
    "<!--",
    "-->",
    "&amp;",
    "\\",
    "#",
    "# ",
    "| a | b |\n|---|---|\n",
    "- [ ] ",
    "> [!NOTE]\n> ",
    "1. ",
    "2024-02-30",
    "9999999999999999999",
    "-0",
    "1e999",
    "null",
    "~",
    "true",
    "[]",
    "{}",
    "[1,300]",
    "at least ",
    "half of ",
    "rests_on: harbour-office",
    "parent: estela",
    "../",
    "http://",
    "javascript:",
    "%00",
    "supersedes: post#injured",
];

/// One change to the bytes of a file.
pub fn mutate(bytes: &[u8], chance: &mut Chance) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    let length = bytes.len();
    let at = chance.below(length + 1);
    match chance.below(10) {
        0 => bytes.truncate(at),
        1 => drop(bytes.drain(..at)),
        2 => drop(bytes.drain(at..(at + 1 + chance.below(40)).min(length).max(at))),
        3 => {
            let part = bytes[at..(at + chance.below(60)).min(length)].to_vec();
            let to = chance.below(length + 1);
            bytes.splice(to..to, part);
        }
        4 if length > 0 => bytes[at.min(length - 1)] = chance.next() as u8,
        5 => bytes.insert(at, chance.next() as u8),
        _ => {
            let snippet = SNIPPETS[chance.below(SNIPPETS.len())];
            bytes.splice(at..at, snippet.bytes());
        }
    }
    bytes
}

/// Builds a fixture after each of many random edits below a folder; every few edits it is put back.
fn survives(fixture: &str, folder: &str, edits: usize, seed: u64) {
    let original = Project::fixture(fixture).files.clone();
    let mut project = Project::fixture(fixture);
    let mut chance = Chance::new(seed);
    let authored: Vec<_> = original.below(folder).map(|file| file.path.clone()).collect();
    for edit in 0..edits {
        let path = &authored[chance.below(authored.len())];
        let file = match chance.below(4) {
            0 => original.get(path),
            _ => project.files.get(path).or(original.get(path)),
        };
        let bytes = mutate(&file.expect("a file").bytes, &mut chance);
        project.put(path, &bytes);
        // Reports slice the files at the places that findings point to.
        let outcome = std::panic::catch_unwind(AssertUnwindSafe(|| drop(project.build().report())));
        assert!(outcome.is_ok(), "{fixture}: edit {edit} of seed {seed}, {path}:\n{}", String::from_utf8_lossy(&bytes));
        // Most of the project stays readable, so that all stages have something to do.
        if edit % 6 == 5 {
            project.files = original.clone();
        }
    }
}

#[test]
fn random_edits_never_panic_a_small_project() {
    survives("minimal", "content/", 6_900, 1);
}

#[test]
fn random_edits_never_panic_a_full_project() {
    survives("complete", "content/", 2_000, 2);
}

#[test]
fn random_edits_never_panic_a_broken_project() {
    survives("broken", "content/", 1_000, 3);
}

#[test]
fn random_edits_never_panic_a_theme() {
    survives("complete", "themes/", 100, 4);
}

/// The complete site with files that differ from round to round, so that writing takes its time.
fn version(number: usize) -> Project {
    let mut project = Project::fixture("complete").edit("content/index.md", "Explainer", &format!("Version {number}"));
    for index in 0..200 {
        let text = format!("version {number} of file {index}\n").repeat(40 + index);
        project.put(&format!("content/static/many/{index}.txt"), text);
    }
    project
}

fn bytes_below(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().flatten();
    let files = entries.filter(|entry| entry.file_type().is_file());
    files
        .filter_map(|entry| {
            let name = entry.path().strip_prefix(folder).ok()?.to_string_lossy().into_owned();
            Some((name, std::fs::read(entry.path()).ok()?))
        })
        .collect()
}

/// Every page is whole, and a manifest without a journal tells the truth.
fn assert_sound(folder: &Path, versions: &[Output]) {
    let present = bytes_below(folder);
    let is_half_written = |name: &str| name.split('/').any(|part| part.ends_with(".partial"));
    let pages =
        present.iter().filter(|(name, _)| !name.starts_with('.') && !is_half_written(name) && *name != MANIFEST);
    for (name, bytes) in pages {
        let is_whole = versions.iter().any(|output| output.get(name).is_some_and(|known| *known == **bytes));
        assert!(is_whole, "{name} is half-written ({} bytes)", bytes.len());
    }
    let is_unfinished = present.contains_key(JOURNAL);
    assert_eq!(finished(folder).is_ok(), present.contains_key(MANIFEST) && !is_unfinished);
    let manifest = present.get(MANIFEST).and_then(|bytes| Manifest::parse(&String::from_utf8_lossy(bytes)));
    if let Some(manifest) = manifest.filter(|_| !is_unfinished) {
        for (route, hash) in &manifest.outputs {
            assert_eq!(
                present.get(route).map(|bytes| Hash::of(bytes).hex()).as_ref(),
                Some(hash),
                "build.json lies about {route}"
            );
        }
    }
}

#[test]
fn a_build_killed_at_any_moment_is_mended_by_the_next() {
    let projects = [version(0), version(1)];
    let versions =
        projects.iter().map(|project| project.build_cold().compiled.output.expect("a site")).collect::<Vec<_>>();
    let folders = projects.each_ref().map(Project::on_disk);
    let target = OnDisk::empty();
    let out = target.path("site");
    let mut chance = Chance::new(11);
    let mut in_the_middle = 0;
    let rounds = std::env::var("ONRECORD_KILLS")
        .ok()
        .and_then(|text| text.parse::<usize>().ok())
        .map_or(50, |more| more.max(50));
    for round in 0..rounds {
        let folder = folders[round % 2].folder.path();
        let mut build = program(folder);
        build.args(["--quiet", "build", "--out"]).arg(&out).stderr(Stdio::null()).stdout(Stdio::null());
        let mut child = build.spawn().expect("the program runs");
        // Most of the time goes into reading and rendering; the moments that matter are those of writing.
        if round % 5 > 0 {
            let start = Instant::now();
            while start.elapsed() < Duration::from_secs(20)
                && !out.join(JOURNAL).exists()
                && child.try_wait().is_ok_and(|code| code.is_none())
            {
                std::thread::sleep(Duration::from_micros(200));
            }
            std::thread::sleep(Duration::from_micros(chance.below(12_000) as u64));
        } else {
            std::thread::sleep(Duration::from_millis(chance.below(400) as u64));
        }
        let _ = child.kill();
        child.wait().expect("it ended");
        in_the_middle += usize::from(out.join(JOURNAL).exists());
        if out.exists() {
            assert_sound(&out, &versions);
        }
        if round % 10 == 9 {
            let folder = &folders[round % 2];
            let ran = folder.onrecord(&["build", "--out", out.to_str().expect("a path")]);
            assert_eq!(ran.code, Some(0), "{}", ran.stderr);
            let mut present = bytes_below(&out);
            present.remove(MANIFEST);
            let wanted = &versions[round % 2].files;
            assert!(
                present.keys().map(String::as_str).eq(wanted.keys().map(|route| route.as_str())),
                "files are left over or missing"
            );
            assert!(
                present.iter().all(|(name, bytes)| *wanted[name.as_str()].bytes() == **bytes),
                "the next build mends everything"
            );
            assert!(finished(&out).is_ok());
            // From here on, folders are new again.
            std::fs::remove_dir_all(&out).expect("removed");
        }
    }
    assert!(in_the_middle >= 5, "only {in_the_middle} builds were killed while writing");
}

#[test]
fn a_new_folder_that_a_killed_build_had_not_filled_goes_away() {
    let project = Project::fixture("complete").on_disk();
    assert_eq!(project.onrecord(&["build"]).code, Some(0));
    let public = project.path("public");
    let whole = bytes_below(&public);
    // Beside files, and where there are folders only.
    let name = format!(".onrecord-{}.partial", "0".repeat(32));
    let left = ["", "embed", "sources"].map(|inner| public.join(inner).join(&name));
    for left in &left {
        std::fs::create_dir_all(left.join("inner")).expect("made");
        std::fs::write(left.join("inner/page.html"), "<!doctype html><p>half of").expect("written");
    }
    assert_eq!(project.onrecord(&["build"]).code, Some(0));
    assert_eq!(bytes_below(&public), whole);
    assert!(left.iter().all(|left| !left.exists()), "not even an empty folder is left");
}

#[test]
fn a_foreign_folder_is_refused_and_foreign_files_are_left_alone() {
    let project = Project::new().on_disk();
    let foreign = project.path("public");
    std::fs::create_dir_all(&foreign).expect("made");
    std::fs::write(foreign.join("thesis.doc"), "mine").expect("written");
    let refused = project.onrecord(&["build"]);
    assert_eq!(refused.code, Some(2));
    assert!(refused.stderr.contains("the folder holds files that onrecord did not write"), "{}", refused.stderr);
    assert_eq!(bytes_below(&foreign).len(), 1, "nothing was written");

    std::fs::remove_file(foreign.join("thesis.doc")).expect("removed");
    std::fs::write(foreign.join(".gitignore"), "*\n").expect("written");
    assert_eq!(project.onrecord(&["build"]).code, Some(0), "a folder with only .gitignore counts as empty");

    // Foreign files that came later stay, and are not taken for ours; one in the way of a page stops the build.
    std::fs::write(foreign.join("CNAME"), "example.org").expect("written");
    assert_eq!(project.onrecord(&["build"]).code, Some(0));
    assert!(!String::from_utf8_lossy(&std::fs::read(foreign.join(MANIFEST)).expect("read")).contains("CNAME"));
    std::fs::write(foreign.join("second.html"), "mine").expect("written");
    std::fs::write(project.path("content/second.md"), "---\ntitle: \"a\"\n---\n").expect("written");
    let refused = project.onrecord(&["build"]);
    assert_eq!(refused.code, Some(2));
    assert!(refused.stderr.contains("a file that onrecord did not write is there"), "{}", refused.stderr);
    assert_eq!(std::fs::read_to_string(foreign.join("second.html")).expect("read"), "mine");
    std::fs::remove_file(foreign.join("second.html")).expect("removed");
    assert_eq!(project.onrecord(&["build"]).code, Some(0));
    std::fs::remove_file(project.path("content/second.md")).expect("removed");
    assert_eq!(project.onrecord(&["build"]).code, Some(0));
    assert!(!foreign.join("second.html").exists(), "what is ours and gone is deleted");
    assert_eq!(std::fs::read_to_string(foreign.join("CNAME")).expect("read"), "example.org");
    assert!(foreign.join(".gitignore").exists());
}

#[cfg(unix)]
#[test]
fn links_out_of_the_project_are_not_followed() {
    use std::os::unix::fs::symlink;
    let secret = OnDisk::empty();
    std::fs::write(secret.path("secret.md"), "---\ntitle: \"My diary\"\n---\n\nDear diary.\n").expect("written");
    std::fs::write(secret.path("secret.svg"), "<svg/>").expect("written");
    let project =
        Project::new().edit("content/index.md", "The harbour", "![A picture](inside.svg) The harbour").on_disk();
    std::fs::write(project.path("content/real.svg"), "<svg></svg>").expect("written");
    symlink("real.svg", project.path("content/inside.svg")).expect("linked");
    symlink(secret.path("secret.md"), project.path("content/diary.md")).expect("linked");
    symlink(secret.folder.path(), project.path("content/static")).expect("linked");
    symlink("..", project.path("content/circle")).expect("linked");
    symlink("nowhere", project.path("content/broken.md")).expect("linked");
    let ran = project.onrecord(&["build"]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    for name in ["content/diary.md", "content/static"] {
        assert!(ran.stderr.contains(&format!("`{name}` is a link out of the project")), "{}", ran.stderr);
    }
    let site = bytes_below(&project.path("public"));
    assert!(site.contains_key("inside.svg"), "a link that stays inside is followed");
    assert!(!site.keys().any(|name| name.contains("diary") || name.contains("secret")), "{:?}", site.keys());
    assert!(!site.values().any(|bytes| String::from_utf8_lossy(bytes).contains("diary")));
}
