//! A stranger's clone: links, second names, folders and pipes stand wherever the program writes. Whatever it then does,
//! nothing outside the project is another than before.

use std::collections::BTreeMap;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use onrecord::edge::write::{JOURNAL, finished};
use onrecord::files::Hash;
use onrecord::output::MANIFEST;

use crate::chance::Chance;
use crate::project::{OnDisk, Project, program};
use crate::serve::client::Server;

/// What stands in the way.
#[derive(Clone, Copy, Debug)]
enum Trap {
    LinkToFile,
    LinkToFolder,
    LinkToNothing,
    SecondName,
    Folder,
    Pipe,
}

const TRAPS: [Trap; 6] =
    [Trap::LinkToFile, Trap::LinkToFolder, Trap::LinkToNothing, Trap::SecondName, Trap::Folder, Trap::Pipe];

/// A project beside somebody's home.
struct Clone {
    disk: OnDisk,
    before: BTreeMap<PathBuf, Option<Vec<u8>>>,
}

impl Clone {
    fn new() -> Clone {
        let disk = OnDisk::empty();
        let home = disk.path("owner");
        std::fs::create_dir_all(home.join("keys")).expect("made");
        for name in ["profile", "keys/authorized", "index.html", "build.json", "evidence.lock"] {
            std::fs::write(home.join(name), format!("mine: {name}\n")).expect("written");
        }
        for file in Project::fixture("complete").files.iter() {
            let path = disk.path("project").join(&*file.path);
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
            std::fs::write(path, &file.bytes).expect("written");
        }
        let before = everything(&home);
        Clone { disk, before }
    }

    fn project(&self) -> PathBuf {
        self.disk.path("project")
    }

    fn set(&self, trap: Trap, path: &str) {
        let (path, home) = (self.project().join(path), self.disk.path("owner"));
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        match path.symlink_metadata() {
            Ok(data) if data.is_dir() => std::fs::remove_dir_all(&path).expect("removed"),
            Ok(_) => std::fs::remove_file(&path).expect("removed"),
            Err(_) => {}
        }
        match trap {
            Trap::LinkToFile => symlink(home.join("profile"), path).expect("linked"),
            Trap::LinkToFolder => symlink(home, path).expect("linked"),
            Trap::LinkToNothing => symlink(home.join("new"), path).expect("linked"),
            Trap::SecondName => std::fs::hard_link(home.join("profile"), path).expect("linked"),
            Trap::Folder => std::fs::create_dir(path).expect("made"),
            Trap::Pipe => {
                let made = Command::new("mkfifo").arg(path).status().expect("mkfifo runs");
                assert!(made.success());
            }
        }
    }

    /// Runs the program; it must end.
    fn run(&self, arguments: &[&str]) -> Option<i32> {
        let mut command = program(&self.project());
        command.args(arguments).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let child = command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1").spawn();
        wait(&mut child.expect("it runs"))
    }

    fn is_as_before(&self, what: &str) {
        assert_eq!(everything(&self.disk.path("owner")), self.before, "{what}");
    }
}

fn wait(child: &mut Child) -> Option<i32> {
    let start = Instant::now();
    loop {
        if let Some(status) = child.try_wait().expect("asked") {
            return status.code();
        }
        if start.elapsed() > Duration::from_secs(120) {
            child.kill().expect("killed");
            panic!("it does not end");
        }
        std::thread::sleep(Duration::from_millis(5));
    }
}

fn everything(folder: &Path) -> BTreeMap<PathBuf, Option<Vec<u8>>> {
    let entries = walkdir::WalkDir::new(folder).into_iter().flatten();
    entries
        .map(|entry| {
            let bytes = entry.file_type().is_file().then(|| std::fs::read(entry.path()).expect("read"));
            (entry.into_path(), bytes)
        })
        .collect()
}

#[test]
fn whatever_stands_where_the_program_writes_nothing_outside_changes() {
    let article =
        "title: A count\nsource: The Post\n\nNine people were counted on the quay that day, the office said.\n";
    let writers: &[(&[&str], &[&str])] = &[
        (
            &["build"],
            &[
                "public",
                "public/index.html",
                "public/sources",
                "public/build.json",
                "public/.nojekyll",
                "public/.onrecord-unfinished",
                ".public.onrecord-lock",
            ],
        ),
        (&["lock"], &["content/evidence.lock", "content/evidence.lock.onrecord-partial"]),
        (&["new", "note", "a-note"], &["content/notes", "content/notes/a-note.md"]),
        (&["new", "page", "deep/page"], &["content/deep", "content/deep/page.md"]),
        (
            &["import", "../article.txt", "--id", "a-count"],
            &["content/captures", "content/captures/a-count.txt", "content/sources", "content/sources/a-count.md"],
        ),
        (
            &["init", "new"],
            &[
                "new",
                "new/.gitignore",
                "new/.gitattributes",
                "new/content",
                "new/public",
                "new/content/index.md",
                "new/public/.gitignore",
            ],
        ),
    ];
    for (arguments, paths) in writers {
        for path in *paths {
            for trap in TRAPS {
                let clone = Clone::new();
                std::fs::write(clone.disk.path("article.txt"), article).expect("written");
                clone.set(trap, path);
                // A folder that the person names is the person's own: `init` may be told to go through a link.
                if *path == "new" && matches!(trap, Trap::LinkToFolder | Trap::LinkToNothing) {
                    continue;
                }
                clone.run(arguments);
                clone.is_as_before(&format!("{arguments:?} with {trap:?} at {path}"));
            }
        }
    }
}

#[test]
fn publishing_writes_nothing_outside() {
    for trap in TRAPS {
        for path in [".github", ".github/workflows", ".github/workflows/pages.yml"] {
            let clone = Clone::new();
            let git = |arguments: &[&str]| {
                let mut git = Command::new("git");
                let ran = git.current_dir(clone.project()).args(arguments).output().expect("git runs");
                assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
            };
            git(&["init", "-q", "-b", "main"]);
            clone.set(trap, path);
            let tool = format!("https://example.org/desk/onrecord@{}", "0123456789".repeat(4));
            clone.run(&["publish", "--workflow", "--overwrite", "--tool-from", &tool]);
            clone.is_as_before(&format!("workflow with {trap:?} at {path}"));
        }
    }
}

#[test]
fn locking_from_the_browser_writes_nothing_outside() {
    for trap in [Trap::LinkToFile, Trap::LinkToNothing, Trap::SecondName] {
        let clone = Clone::new();
        clone.set(trap, "content/evidence.lock");
        let home = clone.before.clone();
        let (disk, project) = (OnDisk::empty(), clone.project());
        let copied = Command::new("cp").arg("-a").arg(project.join("content")).arg(disk.path("content")).status();
        assert!(copied.expect("cp runs").success());
        let server = Server::start_in(disk, &["--watch"]);
        let origin = format!("http://{}", server.host);
        server.ask("POST", "/.onrecord/lock", &[("Origin", &origin)]);
        assert_eq!(everything(&clone.disk.path("owner")), home, "{trap:?}");
    }
}

#[test]
fn a_forged_manifest_is_not_believed() {
    let clone = Clone::new();
    let home = clone.disk.path("owner");
    let public = clone.project().join("public");
    std::fs::create_dir_all(&public).expect("made");
    symlink(&home, public.join("k")).expect("linked");
    std::fs::write(public.join("thesis.txt"), "mine").expect("written");
    let zeros = "0".repeat(64);
    let profile = Hash::of(b"mine: profile\n").hex();
    let absolute = home.join("profile").to_string_lossy().into_owned();
    let manifest = format!(
        r#"{{"generator":"onrecord","inputs":{{}},"outputs":{{"k/profile":"{profile}","k/keys/authorized":"{zeros}","../owner/profile":"{profile}","{absolute}":"{profile}","thesis.txt":"{zeros}"}}}}"#
    );
    std::fs::write(public.join(MANIFEST), manifest).expect("written");
    assert_eq!(clone.run(&["build"]), Some(0));
    clone.is_as_before("a forged manifest");
    assert_eq!(std::fs::read(public.join("thesis.txt")).expect("there"), b"mine");
    let manifest = finished(&public).expect("a whole site");
    assert!(!manifest.outputs.contains_key("thesis.txt"));
}

#[test]
fn links_in_the_output_become_folders_and_files() {
    let clone = Clone::new();
    let public = clone.project().join("public");
    assert_eq!(clone.run(&["build"]), Some(0));
    std::fs::remove_dir_all(public.join("sources")).expect("removed");
    symlink(clone.disk.path("owner"), public.join("sources")).expect("linked");
    std::fs::remove_file(public.join("index.html")).expect("removed");
    symlink(clone.disk.path("owner/index.html"), public.join("index.html")).expect("linked");
    assert_eq!(clone.run(&["build"]), Some(0));
    clone.is_as_before("links in the output");
    let is_real = |name: &str| public.join(name).symlink_metadata().is_ok_and(|data| !data.is_symlink());
    assert!(is_real("sources") && is_real("index.html"));
    assert_eq!(clone.run(&["verify", "public"]), Some(0));
}

#[test]
fn a_page_that_somebody_edited_is_not_overwritten() {
    let project = Project::new().on_disk();
    assert_eq!(project.onrecord(&["build"]).code, Some(0));
    std::fs::write(project.path("public/index.html"), "by hand").expect("written");
    let ran = project.onrecord(&["build"]);
    assert!(ran.code == Some(2) && ran.stderr.contains("it is not as onrecord wrote it"), "{}", ran.stderr);
    assert_eq!(std::fs::read_to_string(project.path("public/index.html")).expect("there"), "by hand");
}

#[test]
fn a_site_is_not_written_among_its_sources_or_around_them() {
    let project = Project::new().on_disk();
    std::os::unix::fs::symlink("content", project.path("elsewhere")).expect("linked");
    let before = everything(project.folder.path());
    let above = project.path("..").to_string_lossy().into_owned();
    let whole = project.folder.path().to_string_lossy().into_owned();
    for out in [
        "content",
        "content/site",
        "content/../content/x",
        "themes/site",
        "elsewhere/x",
        ".",
        "..",
        "/",
        ".git/x",
        &above,
        &whole,
    ] {
        let ran = project.onrecord(&["build", "--out", out]);
        assert_eq!(ran.code, Some(2), "{out}: {}", ran.stderr);
        assert_eq!(everything(project.folder.path()), before, "{out}");
    }
}

#[test]
fn what_nobody_s_hand_put_there_makes_no_folder_foreign() {
    let project = Project::new().on_disk();
    std::fs::create_dir(project.path("public")).expect("made");
    assert_eq!(project.onrecord(&["build"]).code, Some(0), "an empty folder");
    // `rm -rf public/*`
    for entry in std::fs::read_dir(project.path("public")).expect("read").flatten() {
        let is_hidden = entry.file_name().to_string_lossy().starts_with('.');
        match entry.file_type().expect("known").is_dir() {
            _ if is_hidden => {}
            true => std::fs::remove_dir_all(entry.path()).expect("removed"),
            false => std::fs::remove_file(entry.path()).expect("removed"),
        }
    }
    assert!(project.path("public/.nojekyll").exists());
    let ran = project.onrecord(&["build"]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
}

#[test]
fn names_that_windows_cannot_have_are_not_published() {
    for name in ["a\\b.txt", "c:d.txt", "con.txt", "aux", "x/nul.pdf", "ends.", "com1.tar.gz", "a?b.txt"] {
        let mut project = Project::new().file(&format!("content/static/{name}"), "x");
        assert!(project.build().errors().contains(&"bad-id"), "{name}");
    }
    for name in ["console.txt", "a b.txt", ".well-known/security.txt", "com.txt", "com10.txt", "ünï.txt"] {
        Project::new().file(&format!("content/static/{name}"), "x").build().found(&["lock-stale"]);
    }
}

/// How many rounds: more of them in `tests/long/kills`.
fn rounds(few: usize) -> usize {
    std::env::var("ONRECORD_KILLS").ok().and_then(|text| text.parse().ok()).unwrap_or(few)
}

/// A manifest without a journal tells the truth.
fn assert_honest(out: &Path) {
    if !out.join(JOURNAL).exists()
        && let Ok(manifest) = finished(out)
    {
        for (route, hash) in &manifest.outputs {
            let bytes = std::fs::read(out.join(route)).unwrap_or_default();
            assert_eq!(&Hash::of(&bytes).hex(), hash, "build.json lies about {route}");
        }
    }
}

#[test]
fn builds_at_the_same_time_leave_a_whole_site() {
    let projects: Vec<OnDisk> = (0..2)
        .map(|number| {
            Project::fixture("complete").edit("content/index.md", "Explainer", &format!("Version {number}")).on_disk()
        })
        .collect();
    let target = OnDisk::empty();
    let out = target.path("site");
    for _ in 0..rounds(8) {
        let mut builds: Vec<Child> = (0..4)
            .map(|number| {
                let mut build = program(projects[number % 2].folder.path());
                build.args(["--quiet", "build", "--out"]).arg(&out).stdout(Stdio::null()).stderr(Stdio::null());
                build.spawn().expect("it runs")
            })
            .collect();
        for build in &mut builds {
            assert_eq!(wait(build), Some(0));
        }
        assert!(finished(&out).is_ok());
        assert_honest(&out);
    }
    let left: Vec<_> = everything(target.folder.path())
        .into_keys()
        .filter(|path| path.to_string_lossy().contains(".onrecord-"))
        .collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn a_lock_or_import_killed_at_any_moment_is_finished_by_the_next() {
    let article =
        "title: A count\nsource: The Post\n\nNine people were counted on the quay that day, the office said.\n"
            .repeat(50);
    let mut chance = Chance::new(5);
    for round in 0..rounds(12) {
        let project = Project::new().on_disk();
        std::fs::write(project.path("article.txt"), &article).expect("written");
        let arguments: &[&str] = if round % 2 == 0 { &["lock"] } else { &["import", "article.txt", "--id", "a-count"] };
        let mut command = program(project.folder.path());
        let mut child = command.args(arguments).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("it runs");
        std::thread::sleep(Duration::from_micros(chance.below(60_000) as u64));
        let _ = child.kill();
        child.wait().expect("it ended");
        let was_done = project.path("content/sources/a-count.md").exists();
        let ran = project.onrecord(arguments);
        assert!(ran.code == Some(0) || was_done, "{arguments:?}: {}", ran.stderr);
        let text = |path: &str| std::fs::read_to_string(project.path(path)).expect("there");
        if round % 2 == 0 {
            assert!(text("content/evidence.lock").contains("sources:"));
            assert!(project.onrecord(&["lock"]).stderr.contains("up to date"));
        } else {
            assert!(text("content/captures/a-count.txt").ends_with("the office said.\n"));
        }
    }
}

#[test]
fn the_same_commit_gives_the_same_bytes_whatever_its_line_ends() {
    let plain = Project::fixture("complete").build_cold().compiled.output.expect("a site");
    let mut windows = Project::fixture("complete");
    let files: Vec<_> = windows.files.iter().cloned().collect();
    for file in files {
        let is_capture = file.path.starts_with("content/captures/");
        if let (Ok(text), false) = (std::str::from_utf8(&file.bytes), is_capture) {
            let text = text.replace("\r\n", "\n").replace('\n', "\r\n");
            windows.put(&file.path, text);
        }
    }
    let windows = windows.build_cold();
    let report = windows.report();
    let windows = windows.compiled.output.unwrap_or_else(|| panic!("{report}"));
    let differing = windows.differing(&plain);
    assert!(differing.is_empty(), "{differing:?}");
    assert_eq!(windows.manifest().to_json(), plain.manifest().to_json());
}
