//! `onrecord publish` against a bare repository on this machine. Whatever happens, the author's repository is after it
//! what it was before: index, HEAD, refs, status and files, byte by byte.

mod silence;
mod stopped;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use crate::crawl;
use crate::project::{OnDisk, Project, Ran, program};

/// A project in a repository with a remote.
struct Desk {
    project: OnDisk,
    remote: tempfile::TempDir,
}

/// git without the settings of whoever runs the tests.
fn git(folder: &Path, arguments: &[&str]) -> String {
    let output = quiet(Command::new("git").current_dir(folder)).args(arguments).output().expect("git runs");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "git {arguments:?}: {said}");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn quiet(command: &mut Command) -> &mut Command {
    command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1").env("HOME", "/nonexistent")
}

/// Lets a script be run.
fn runnable(path: &Path) {
    let mut permissions = std::fs::metadata(path).expect("there").permissions();
    std::os::unix::fs::PermissionsExt::set_mode(&mut permissions, 0o755);
    std::fs::set_permissions(path, permissions).expect("set");
}

impl Desk {
    fn new() -> Desk {
        Desk::with(Project::new().edit("content/site.yaml", "language", "contact: \"desk@example.org\"\nlanguage"))
    }

    fn with(project: Project) -> Desk {
        let desk = Desk { project: project.on_disk(), remote: tempfile::tempdir().expect("a folder") };
        git(desk.remote.path(), &["init", "-q", "--bare"]);
        git(desk.folder(), &["init", "-q", "-b", "main"]);
        git(desk.folder(), &["config", "user.name", "A Reporter"]);
        git(desk.folder(), &["config", "user.email", "reporter@example.org"]);
        git(desk.folder(), &["remote", "add", "origin", &desk.remote.path().to_string_lossy()]);
        std::fs::write(desk.folder().join(".gitignore"), "/public\n/content/captures/\n").expect("written");
        desk.onrecord(&["lock"]);
        desk.commit();
        desk
    }

    fn folder(&self) -> &Path {
        self.project.folder.path()
    }

    fn commit(&self) {
        git(self.folder(), &["add", "-A"]);
        git(self.folder(), &["commit", "-q", "-m", "Work"]);
    }

    fn edit(&self, path: &str, from: &str, to: &str) {
        let path = self.folder().join(path);
        let text = std::fs::read_to_string(&path).expect("read");
        assert!(text.contains(from), "`{from}` is not in {}", path.display());
        std::fs::write(path, text.replacen(from, to, 1)).expect("written");
    }

    fn onrecord(&self, arguments: &[&str]) -> Ran {
        let output = quiet(program(self.folder()).args(arguments)).output().expect("the program runs");
        Ran {
            code: output.status.code(),
            stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
            stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }

    /// Publishes and sees that the repository stays as it was.
    fn publish(&self, arguments: &[&str]) -> Ran {
        // But for a file of our own, which says what was published last.
        let state = || {
            let mut state = self.state();
            state.retain(|path, _| !path.ends_with(".git/onrecord-published"));
            state
        };
        let before = state();
        let ran = self.onrecord(&[&["publish"], arguments].concat());
        assert_eq!(before, state(), "{}", ran.stderr);
        ran
    }

    fn published(&self) -> Ran {
        let ran = self.publish(&[]);
        assert_eq!(ran.code, Some(0), "{}", ran.stderr);
        ran
    }

    /// Everything that publishing must leave alone.
    fn state(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let mut state = BTreeMap::new();
        for entry in walkdir::WalkDir::new(self.folder()).sort_by_file_name() {
            let entry = entry.expect("an entry");
            if entry.file_type().is_file() {
                state.insert(entry.path().to_owned(), std::fs::read(entry.path()).expect("read"));
            } else {
                state.insert(entry.path().to_owned(), Vec::new());
            }
        }
        let status = ["--no-optional-locks", "status", "--porcelain", "-z", "--ignored"];
        state.insert("status".into(), git(self.folder(), &status).into_bytes());
        state
    }

    fn remote(&self, arguments: &[&str]) -> String {
        git(self.remote.path(), arguments)
    }

    fn tip(&self) -> String {
        self.remote(&["rev-parse", "gh-pages"]).trim().to_owned()
    }

    /// The branch's files.
    fn files(&self) -> Vec<String> {
        self.remote(&["ls-tree", "-r", "--name-only", "gh-pages"]).lines().map(str::to_owned).collect()
    }

    fn show(&self, file: &str) -> String {
        self.remote(&["show", &format!("gh-pages:{file}")])
    }

    /// A program that the remote runs before it takes a push.
    fn hook(&self, script: &str) {
        let path = self.remote.path().join("hooks/pre-receive");
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        std::fs::write(&path, format!("#!/bin/sh\n{script}\n")).expect("written");
        runnable(&path);
    }

    /// Somebody else puts a file on the branch.
    fn elsewhere(&self, name: &str, text: &str) {
        let other = tempfile::tempdir().expect("a folder");
        git(other.path(), &["clone", "-q", "-b", "gh-pages", &self.remote.path().to_string_lossy(), "."]);
        std::fs::write(other.path().join(name), text).expect("written");
        git(other.path(), &["add", "-A"]);
        git(other.path(), &["-c", "user.name=B", "-c", "user.email=b@example.org", "commit", "-q", "-m", "Elsewhere"]);
        git(other.path(), &["push", "-q", "origin", "gh-pages"]);
    }
}

#[test]
fn what_is_published_works_from_a_plain_server_and_is_verified_from_another_folder() {
    let base = "https://site.example/lowen/";
    let desk = Desk::with(Project::fixture("complete"));
    desk.published();
    let clone = tempfile::tempdir().expect("a folder");
    git(clone.path(), &["clone", "-q", "-b", "gh-pages", &desk.remote.path().to_string_lossy(), "site"]);
    let site = clone.path().join("site");
    std::fs::remove_dir_all(site.join(".git")).expect("removed");
    let tree = crawl::read(&site);
    let broken = crawl::broken(&tree, base);
    assert!(broken.is_empty(), "{}", broken.join("\n"));

    let address = crawl::serve(tree.clone(), "/lowen/");
    assert_eq!(crawl::fetch(&address, ""), (200, tree["index.html"].clone()));
    for (path, bytes) in &tree {
        assert_eq!(crawl::fetch(&address, &crawl::encoded(path)), (200, bytes.clone()), "{path}");
    }
    for nowhere in ["nowhere", "nowhere/", "sources/nowhere.html", "a/b/c/d.html"] {
        let (status, body) = crawl::fetch(&address, nowhere);
        assert_eq!((status, &body), (404, &tree["404.html"]), "{nowhere}");
        let broken = crawl::broken_at(&tree, nowhere, &body, base);
        assert!(broken.is_empty(), "at {nowhere}: {broken:?}");
    }

    let elsewhere = Project::fixture("complete").on_disk();
    std::fs::copy(desk.folder().join("content/evidence.lock"), elsewhere.path("content/evidence.lock"))
        .expect("copied");
    let mut verify = program(elsewhere.folder.path());
    verify.arg("verify").arg(&site).env("LC_ALL", "tr_TR.UTF-8").env("TZ", "Pacific/Kiritimati");
    let ran = verify.output().expect("the program runs");
    let said = String::from_utf8_lossy(&ran.stdout);
    assert!(said.starts_with("same: all "), "{said}\n{}", String::from_utf8_lossy(&ran.stderr));
}

#[test]
fn the_first_time_the_branch_is_made() {
    let desk = Desk::new();
    let ran = desk.published();
    assert!(
        ran.stderr.contains("the branch is new") && ran.stderr.ends_with("https://site.example/estela/\n"),
        "{}",
        ran.stderr
    );
    let files = desk.files();
    for name in [".nojekyll", "index.html", "build.json", "claims.json", "sources/post.html"] {
        assert!(files.contains(&name.to_owned()), "{name} of {files:?}");
    }
    assert!(!files.iter().any(|name| name.contains("captures") || name.contains("content")), "{files:?}");
    let head = git(desk.folder(), &["rev-parse", "HEAD"]);
    let message = desk.remote(&["log", "-1", "--format=%B", "gh-pages"]);
    assert!(
        message.starts_with("Publish The Estela accident: ") && message.contains(" added, 0 changed, 0 deleted\n\n"),
        "{message}"
    );
    assert!(message.contains(&format!("from commit {}", head.trim())), "{message}");
    assert_eq!(desk.remote(&["log", "--format=%an %ae", "gh-pages"]).trim(), "A Reporter reporter@example.org");
}

#[test]
fn the_published_bytes_are_those_of_a_build() {
    let desk = Desk::new();
    desk.published();
    let out = tempfile::tempdir().expect("a folder");
    desk.onrecord(&["build", "--out", &out.path().join("site").to_string_lossy()]);
    for file in desk.files().iter().filter(|file| !file.ends_with(".png")) {
        let built = std::fs::read_to_string(out.path().join("site").join(file)).expect("built");
        assert_eq!(desk.show(file), built, "{file}");
    }
}

#[test]
fn the_second_time_only_what_changed_goes_out() {
    let desk = Desk::new();
    desk.published();
    let first = desk.tip();
    desk.edit("content/index.md", "ran into the quay", "ran into the old quay");
    std::fs::write(desk.folder().join("content/more.md"), "---\ntitle: \"More\"\n---\n\nSoon.\n").expect("written");
    desk.commit();
    let dry = desk.publish(&["--dry-run"]);
    assert_eq!(dry.code, Some(0), "{}", dry.stderr);
    let lines: Vec<&str> = dry.stdout.lines().collect();
    for line in ["+ more.html", "+ articles.html", "~ index.html", "~ build.json"] {
        assert!(lines.contains(&line), "{line} in {lines:?}");
    }
    assert!(!lines.iter().any(|line| line.starts_with('-')), "{lines:?}");
    assert_eq!(desk.tip(), first, "a dry run pushes nothing");

    let ran = desk.published();
    assert!(ran.stderr.contains("reworded: index.html#c-accident"), "{}", ran.stderr);
    assert_eq!(desk.remote(&["rev-parse", "gh-pages~1"]).trim(), first);

    std::fs::remove_file(desk.folder().join("content/more.md")).expect("removed");
    desk.commit();
    assert!(desk.publish(&["--dry-run"]).stdout.contains("- more.html\n"));
    desk.published();
    assert!(!desk.files().contains(&"more.html".to_owned()));
}

#[test]
fn nothing_new_is_not_pushed() {
    let desk = Desk::new();
    desk.published();
    let first = desk.tip();
    let ran = desk.published();
    assert!(ran.stderr.contains("holds this very site already"), "{}", ran.stderr);
    assert_eq!(desk.tip(), first);
}

#[test]
fn a_domain_on_the_branch_is_kept_and_compared() {
    let desk = Desk::new();
    desk.published();
    desk.elsewhere("CNAME", "reports.example\n");
    let ran = desk.publish(&[]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.stderr.contains("write `base_url: https://reports.example/`"), "{}", ran.stderr);
    desk.edit("content/site.yaml", "https://site.example/estela/", "https://reports.example/");
    desk.commit();
    let ran = desk.published();
    assert!(ran.stderr.contains("CNAME was kept"), "{}", ran.stderr);
    assert_eq!(desk.show("CNAME"), "reports.example\n");
}

#[test]
fn a_killed_push_leaves_nothing_half_done() {
    let desk = Desk::new();
    let begun = desk.remote.path().join("begun");
    desk.hook(&format!("touch '{}'; sleep 2", begun.display()));
    let before = desk.state();
    let mut child =
        quiet(program(desk.folder()).arg("publish")).stderr(std::process::Stdio::null()).spawn().expect("runs");
    let start = Instant::now();
    while !begun.exists() {
        assert!(start.elapsed() < Duration::from_secs(60), "the push does not begin");
        std::thread::sleep(Duration::from_millis(10));
    }
    child.kill().expect("killed");
    child.wait().expect("gone");
    let mut after = desk.state();
    // Our own repository is left behind, and nothing else; it is swept away by a later run.
    after.retain(|path, _| !path.to_string_lossy().contains("onrecord-publish-"));
    assert_eq!(before, after);
    std::thread::sleep(Duration::from_secs(3));
    desk.hook("exit 0");
    assert_eq!(desk.onrecord(&["publish"]).code, Some(0));
    assert!(desk.files().contains(&"index.html".to_owned()));
}

#[test]
fn an_index_in_the_middle_of_work_is_left_alone() {
    let desk = Desk::new();
    desk.edit("content/index.md", "The ferry Estela ran", "The ferry named Estela ran");
    git(desk.folder(), &["add", "-A"]);
    desk.edit("content/index.md", "ferry named Estela", "old ferry named Estela");
    std::fs::write(desk.folder().join("scratch.txt"), "mine").expect("written");
    let ran = desk.published();
    assert!(ran.stderr.contains("`content/index.md` is not committed"), "{}", ran.stderr);
    assert!(ran.stderr.contains("`git add --all`"), "{}", ran.stderr);
    let status = || desk.onrecord(&["status"]).stdout;
    assert!(status().contains("published  what is here"), "{}", status());
    desk.edit("content/index.md", "old ferry named", "older ferry named");
    assert!(status().contains("published  another state than this one"), "{}", status());
    desk.edit("content/index.md", "older ferry named", "old ferry named");
    assert!(desk.show("index.html").contains("old ferry named Estela"), "what is published is what is on disk");
    assert!(desk.remote(&["log", "-1", "--format=%B", "gh-pages"]).contains("changes that were not committed"));
}

#[test]
fn the_workflow_is_written_once() {
    let desk = Desk::new();
    git(desk.folder(), &["remote", "set-url", "origin", "git@github.com:desk/estela.git"]);
    let ran = desk.onrecord(&["publish", "--workflow"]);
    assert!(ran.code == Some(2) && ran.stderr.contains("--tool-from"), "{}", ran.stderr);
    let commit = "0123456789".repeat(4);
    let tool = format!("https://example.org/desk/onrecord@{commit}");
    let workflow = ["publish", "--workflow", "--tool-from", &tool];
    let ran = desk.onrecord(&workflow);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    assert!(ran.stderr.contains("https://github.com/desk/estela/settings/pages"), "{}", ran.stderr);
    let path = desk.folder().join(".github/workflows/pages.yml");
    let text = std::fs::read_to_string(&path).expect("written");
    assert!(!text.contains("{branch}") && text.contains("branches: [\"main\"]"), "{text}");
    let install = format!("cargo install onrecord --locked --git https://example.org/desk/onrecord --rev {commit}\n");
    assert!(text.contains(&install) && text.contains("onrecord check --published"), "{text}");
    assert!(desk.onrecord(&workflow).stderr.contains("up to date"));
    std::fs::write(&path, "mine").expect("written");
    let ran = desk.onrecord(&workflow);
    assert_eq!(ran.code, Some(2));
    assert_eq!(std::fs::read_to_string(&path).expect("there"), "mine");
    desk.onrecord(&[&workflow[..], &["--overwrite"]].concat());
    assert_eq!(std::fs::read_to_string(&path).expect("there"), text);
}

#[test]
fn no_token_is_printed_and_nothing_steers_the_terminal() {
    let desk = Desk::new();
    git(desk.folder(), &["remote", "set-url", "origin", "http://me:s3cr3t@127.0.0.1:9/desk/a.git?token=s3cr3t"]);
    let ran = desk.publish(&[]);
    assert_eq!(ran.code, Some(2));
    assert!(!ran.stderr.contains("s3cr3t"), "{}", ran.stderr);
    git(desk.folder(), &["remote", "set-url", "origin", &desk.remote.path().to_string_lossy()]);
    desk.hook("printf 'no \\033]0;title\\007 \\033[2J\\n' >&2; exit 1");
    let ran = desk.publish(&[]);
    assert!(ran.stderr.contains("\\u001b[2J") && !ran.stderr.contains('\u{1b}'), "{:?}", ran.stderr);
}

#[cfg(unix)]
#[test]
fn what_reaches_the_remote_is_for_nobody_else_s_eyes() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::new();
    git(desk.folder(), &["config", "http.https://example.org/.extraHeader", "Authorization: secret \\ \"x\""]);
    git(desk.folder(), &["config", "core.hooksPath", "hooks"]);
    std::fs::create_dir(desk.folder().join("hooks")).expect("made");
    let hook = desk.folder().join("hooks/pre-push");
    std::fs::write(&hook, "#!/bin/sh\ntouch hook-ran\n").expect("written");
    runnable(&hook);
    let begun = desk.remote.path().join("begun");
    desk.hook(&format!("touch '{}'; sleep 2", begun.display()));
    let mut child =
        quiet(program(desk.folder()).arg("publish")).stderr(std::process::Stdio::null()).spawn().expect("runs");
    let start = Instant::now();
    while !begun.exists() {
        assert!(start.elapsed() < Duration::from_secs(60), "the push does not begin");
        std::thread::sleep(Duration::from_millis(10));
    }
    let entries = std::fs::read_dir(desk.folder().join(".git")).expect("read").flatten();
    let mirror = entries.map(|entry| entry.path()).find(|path| path.to_string_lossy().contains("onrecord-publish-"));
    let mirror = mirror.expect("a repository of ours");
    assert_eq!(std::fs::metadata(&mirror).expect("there").permissions().mode() & 0o077, 0);
    let settings = std::fs::read_to_string(mirror.join("settings")).expect("read");
    assert!(settings.contains(r#"extraheader = "Authorization: secret \\ \"x\"""#), "{settings}");
    child.wait().expect("gone");
    assert!(!mirror.exists() && !desk.folder().join("hook-ran").exists());
}

#[test]
fn a_push_killed_at_any_moment_leaves_a_whole_branch_or_the_old_one() {
    let rounds = std::env::var("ONRECORD_KILLS").ok().and_then(|text| text.parse().ok()).unwrap_or(4);
    let mut chance = crate::chance::Chance::new(3);
    let desk = Desk::new();
    desk.published();
    for round in 0..rounds {
        desk.edit("content/index.md", "The ferry", &format!("The ferry {round}"));
        desk.commit();
        let mut child =
            quiet(program(desk.folder()).arg("publish")).stderr(std::process::Stdio::null()).spawn().expect("runs");
        std::thread::sleep(Duration::from_millis(chance.below(250) as u64));
        let _ = child.kill();
        child.wait().expect("gone");
        assert_eq!(desk.remote(&["ls-tree", "-r", "--name-only", "gh-pages"]).matches("build.json").count(), 1);
        let manifest = onrecord::output::Manifest::parse(&desk.show("build.json")).expect("a manifest");
        let page = desk.show("index.html");
        assert_eq!(manifest.outputs["index.html"], onrecord::files::Hash::of(page.as_bytes()).hex());
        desk.edit("content/index.md", &format!("The ferry {round}"), "The ferry");
    }
}
