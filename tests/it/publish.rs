//! `onrecord publish` against a bare repository on this machine. Whatever happens, the author's repository is after it
//! what it was before: index, HEAD, refs, status and files, byte by byte.

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
fn who_published_meanwhile_is_not_overwritten() {
    let desk = Desk::new();
    desk.published();
    desk.edit("content/index.md", "The ferry Estela ran", "The ferry named Estela ran");
    desk.commit();
    // The other push arrives after we fetched: the program that serves our fetch, at its second call, moves the branch.
    let identity = ["-c", "user.name=B", "-c", "user.email=b@example.org"];
    let commit = ["commit-tree", "gh-pages^{tree}", "-m", "Other", "-p", "gh-pages"];
    let other = desk.remote(&[&identity[..], &commit].concat());
    let other = other.trim();
    let upload = desk.remote.path().join("upload.sh");
    let script = format!(
        "#!/bin/sh\ngit-upload-pack \"$@\"\ncode=$?\ncd '{}'\n[ -e called ] && git update-ref refs/heads/gh-pages {other}\n\
         touch called\nexit $code\n",
        desk.remote.path().display()
    );
    std::fs::write(&upload, script).expect("written");
    runnable(&upload);
    git(desk.folder(), &["config", "remote.origin.uploadpack", &upload.to_string_lossy()]);
    let ran = desk.publish(&[]);
    assert_eq!(ran.code, Some(2), "{}", ran.stderr);
    assert!(ran.stderr.contains("somebody else has published meanwhile"), "{}", ran.stderr);
    assert_eq!(desk.tip(), other);
}

#[test]
fn a_remote_that_refuses_is_quoted() {
    let desk = Desk::new();
    desk.hook("echo 'no site without a second pair of eyes' >&2; exit 1");
    let ran = desk.publish(&[]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.stderr.contains("no site without a second pair of eyes"), "{}", ran.stderr);
    desk.hook("echo 'error: GH006: Protected branch update failed for refs/heads/gh-pages.' >&2; exit 1");
    let ran = desk.publish(&[]);
    assert!(ran.stderr.contains("the branch `gh-pages` is protected"), "{}", ran.stderr);
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
fn what_is_missing_is_said() {
    let desk = Desk::new();
    let refuses = |desk: &Desk, arguments: &[&str], words: &str| {
        let ran = desk.publish(arguments);
        assert_ne!(ran.code, Some(0));
        assert!(ran.stderr.contains(words), "{words}\n{}", ran.stderr);
    };
    refuses(&desk, &["--remote", "upstream"], "there is no remote `upstream`; there is `origin`");
    refuses(&desk, &["--branch", "main"], "`main` is the branch you work on");
    git(desk.folder(), &["checkout", "-q", "-b", "work"]);
    git(desk.folder(), &["push", "-q", "origin", "main"]);
    refuses(&desk, &["--branch", "main"], "the branch holds the project itself");
    git(desk.folder(), &["checkout", "-q", "--detach"]);
    refuses(&desk, &[], "HEAD is detached");
    git(desk.folder(), &["checkout", "-q", "main"]);
    git(desk.folder(), &["config", "--unset", "user.email"]);
    refuses(&desk, &[], "git does not know who you are");
    git(desk.folder(), &["config", "user.email", "reporter@example.org"]);
    git(desk.folder(), &["remote", "set-url", "origin", "/nonexistent/bare.git"]);
    refuses(&desk, &[], "there is no repository at its address");
    git(desk.folder(), &["remote", "remove", "origin"]);
    refuses(&desk, &[], "run `git remote add origin ADDRESS`");

    let bare = Project::new().on_disk();
    let ran = bare.onrecord(&["publish"]);
    assert!(ran.stderr.contains("it is not in a git repository"), "{}", ran.stderr);
    let empty = tempfile::tempdir().expect("a folder");
    let ran = program(bare.folder.path()).arg("publish").env("PATH", empty.path()).output().expect("runs");
    let said = String::from_utf8_lossy(&ran.stderr);
    assert!(said.contains("cannot run git: it is not installed"), "{said}");
}

#[test]
fn a_shallow_clone_is_refused() {
    let desk = Desk::new();
    desk.edit("content/index.md", "The ferry", "A ferry");
    desk.commit();
    git(desk.folder(), &["push", "-q", "origin", "main"]);
    let clone = tempfile::tempdir().expect("a folder");
    let address = format!("file://{}", desk.remote.path().display());
    git(clone.path(), &["clone", "-q", "--depth=1", "-b", "main", &address, "."]);
    let ran = quiet(program(clone.path()).arg("publish")).output().expect("runs");
    let said = String::from_utf8_lossy(&ran.stderr);
    assert!(said.contains("git fetch --unshallow"), "{said}");
}

#[test]
fn errors_and_stale_locks_are_not_published() {
    let desk = Desk::new();
    desk.edit("content/sources/office.md", "nine passengers were injured", "ten passengers were injured");
    let ran = desk.publish(&[]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.stderr.contains("nothing was published"), "{}", ran.stderr);
    assert_eq!(desk.remote(&["branch"]), "");

    // The words are in the capture, and nobody locked them.
    let desk = Desk::new();
    desk.edit(
        "content/sources/office.md",
        "\"nine passengers were injured\"",
        "\"first count, nine passengers were injured\"",
    );
    desk.commit();
    let ran = desk.publish(&[]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.stderr.contains("error[lock-stale]") && ran.stderr.contains("onrecord lock"), "{}", ran.stderr);
    assert_eq!(desk.remote(&["branch"]), "");
}

#[test]
fn what_lies_open_in_the_repository_is_warned_of() {
    let note = "---\ntitle: \"A call\"\nkind: decision\ndate: \"2024-01-02\"\nvisibility: internal\nabout: \"page:index\"\n---\n\nWe wait.\n";
    let desk = Desk::with(Project::new().file("content/notes/call.md", note));
    let ran = desk.published();
    assert!(ran.stderr.contains("`content/notes/call.md` is not published, but git tracks it"), "{}", ran.stderr);
    assert!(ran.stderr.contains("site.yaml has no `contact`"), "{}", ran.stderr);
    assert!(!ran.stderr.contains("captures"), "{}", ran.stderr);
}

#[test]
fn a_claim_may_not_change_in_silence() {
    let desk = Desk::new();
    desk.published();
    let first = desk.tip();
    desk.edit("content/index.md", "counted nine injured", "counted nine injured on Monday");
    desk.commit();
    let ran = desk.publish(&[]);
    assert_eq!(ran.code, Some(1));
    let told =
        "was: The harbour office counted nine injured. · now: The harbour office counted nine injured on Monday.";
    assert!(ran.stderr.contains("error[correction-missing]") && ran.stderr.contains(told), "{}", ran.stderr);
    assert_eq!(desk.tip(), first);

    let note = "---\ntitle: \"The day of the count\"\nkind: correction\ndate: \"2024-03-15\"\nabout: \"claim:index#injured\"\n\
                was: \"nine injured\"\nnow: \"nine injured on Monday\"\nreason: \"The day was left out.\"\n---\n\nWe add the day.\n";
    std::fs::write(desk.folder().join("content/notes/day.md"), note).expect("written");
    desk.commit();
    desk.published();

    // Once published, the note stands; and it excuses no second change.
    desk.edit("content/notes/day.md", "The day was left out.", "No reason.");
    desk.edit("content/index.md", "injured on Monday", "injured on Tuesday");
    let ran = desk.publish(&[]);
    assert!(
        ran.stderr.contains("error[correction-changed]: the published correction `day` changed its `reason`"),
        "{}",
        ran.stderr
    );
    assert!(ran.stderr.contains("error[correction-missing]"), "{}", ran.stderr);
    std::fs::remove_file(desk.folder().join("content/notes/day.md")).expect("removed");
    let ran = desk.publish(&[]);
    assert!(ran.stderr.contains("the published correction `day` is gone"), "{}", ran.stderr);
}

impl Desk {
    /// The branch's claims become those that a program with the first rules wrote, and are changed.
    fn published_by_older_rules(&self, changes: &[(&str, &str)]) {
        let mut claims = self.show("claims.json").replacen("\"rules\":2,\n", "", 1);
        assert!(!claims.contains("\"rules\""), "{claims}");
        for (from, to) in changes {
            assert!(claims.contains(from), "{from} in {claims}");
            claims = claims.replacen(from, to, 1);
        }
        self.elsewhere("claims.json", &claims);
    }

    /// The desk's lock becomes one that began with the first rules.
    fn locked_by_older_rules(&self) {
        self.project.onrecord(&["lock"]);
        let path = self.project.path("content/evidence.lock");
        let lock = std::fs::read_to_string(&path).expect("a lock");
        std::fs::write(path, lock.replacen("version: 3\n", "version: 3\nrules: 1\n", 1)).expect("written");
    }
}

/// The second claim was corroborated once, and is of one origin now.
const HIGHER: (&str, &str) = (
    "\"grade\":\"one-origin\",\"reason\":\"Harbour Office of Port Lowen, by Harbour Office of Port Lowen alone\"",
    "\"grade\":\"corroborated\",\"reason\":\"2 origins\"",
);

#[test]
fn what_only_the_rules_changed_is_listed_and_needs_no_note() {
    let desk = Desk::new();
    desk.published();
    desk.published_by_older_rules(&[HIGHER, ("\"verified\":\"exact\"", "\"verified\":\"editorial\"")]);
    desk.locked_by_older_rules();
    let ran = desk.published();
    for line in [
        "made by version 1 of the rules, and this is version 2",
        "grade by other rules: index.html#c-injured\n  was corroborated (2 origins)\n  now one-origin (Harbour Office",
        "reading by other rules: index.html#c-accident\n  was @post supports “the Estela ran into the quay of Port Lowen”: editorial",
    ] {
        assert!(ran.stderr.contains(line), "{line}\n{}", ran.stderr);
    }
    assert_eq!(desk.show("corrections.html").matches("Version 2 of the rules:").count(), 1);
    // Once published, it is what is published.
    assert!(!desk.published().stderr.contains("of the rules"));
}

#[test]
fn under_the_same_rules_a_grade_does_not_change_in_silence() {
    let desk = Desk::new();
    desk.published();
    let claims = desk.show("claims.json");
    desk.elsewhere("claims.json", &claims.replacen(HIGHER.0, HIGHER.1, 1));
    let ran = desk.publish(&[]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.stderr.contains("error[correction-missing]") && ran.stderr.contains("`grade`"), "{}", ran.stderr);
}

/// What authors change needs its note, whatever rules compute it.
#[test]
fn other_rules_excuse_no_change_of_words_of_evidence_or_of_what_stands() {
    for (from, to) in [
        ("\"words\":\"The harbour office counted nine", "\"words\":\"The harbour office counted eight"),
        ("\"excerpt\":\"injured\",\"stance\":\"context\"", "\"excerpt\":\"injured\",\"stance\":\"disputes\""),
        ("\"quotation\":\"nine passengers", "\"quotation\":\"ten passengers"),
        ("\"claimant\":\"harbour-office\"", "\"claimant\":\"somebody\""),
        ("\"kind\":\"event\",\"words\":\"The harbour", "\"kind\":\"statement\",\"words\":\"The harbour"),
    ] {
        let desk = Desk::new();
        desk.published();
        desk.published_by_older_rules(&[HIGHER, (from, to)]);
        let ran = desk.publish(&[]);
        assert!(
            ran.stderr.contains("error[correction-missing]: the published claim `index#injured`"),
            "{to}\n{}",
            ran.stderr
        );
    }
    let desk = Desk::new();
    desk.published();
    desk.published_by_older_rules(&[(HIGHER.0, "\"grade\":\"withdrawn\",\"reason\":\"withdrawn by a note\"")]);
    let ran = desk.publish(&[]);
    assert!(ran.stderr.contains("error[correction-missing]"), "{}", ran.stderr);
}

#[test]
fn labels_and_pages_may_move_and_claims_may_not_vanish() {
    let desk = Desk::new();
    desk.published();
    desk.edit("content/index.md", "[^accident]\u{20}The", "[^collision] The");
    desk.edit("content/index.md", "[^accident]:", "[^collision]:");
    desk.edit(
        "content/index.md",
        "title: \"The ferry Estela\"",
        "title: \"The ferry Estela\"\nclaims:\n  collision: { was: [accident] }",
    );
    desk.commit();
    desk.published();
    desk.edit("content/index.md", "[^collision] The", " The");
    desk.edit("content/index.md", "[^collision]:\n    @post#accident\n", "");
    desk.edit("content/index.md", "claims:\n  collision: { was: [accident] }\n", "");
    let ran = desk.publish(&[]);
    assert!(ran.stderr.contains("the published claim `index#collision` is gone"), "{}", ran.stderr);
    let note = "---\ntitle: \"Withdrawn\"\nkind: retraction\ndate: \"2024-03-15\"\nabout: \"page:index\"\n---\n\nIt was not so.\n";
    std::fs::write(desk.folder().join("content/notes/gone.md"), note).expect("written");
    let ran = desk.publish(&[]);
    assert!(ran.stderr.contains("is gone"), "a note that does not say what is gone: {}", ran.stderr);
    desk.edit("content/notes/gone.md", "kind:", "was: \"The ferry Estela ran into the quay of Port Lowen.\"\nkind:");
    desk.commit();
    desk.published();
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
fn a_branch_of_somebody_else_s_is_refused() {
    let desk = Desk::new();
    desk.published();
    desk.elsewhere("thesis.txt", "mine\n");
    let ran = desk.publish(&[]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.stderr.contains("holds `thesis.txt`") && ran.stderr.contains("--take-over"), "{}", ran.stderr);
    desk.remote(&["symbolic-ref", "HEAD", "refs/heads/gh-pages"]);
    let ran = desk.publish(&["--take-over"]);
    assert!(ran.code == Some(1) && ran.stderr.contains("the remote's default branch"), "{}", ran.stderr);
    assert_eq!(desk.show("thesis.txt"), "mine\n");
    desk.remote(&["symbolic-ref", "HEAD", "refs/heads/main"]);
    let ran = desk.publish(&["--take-over"]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    assert!(!desk.files().contains(&"thesis.txt".to_owned()));
    // The default branch may hold a site, and nothing else.
    desk.remote(&["symbolic-ref", "HEAD", "refs/heads/gh-pages"]);
    desk.published();
}

#[test]
fn names_of_branches_are_said_as_they_are() {
    let desk = Desk::new();
    for name in ["HEAD", "-x", "a..b", "a b", "x.lock", "/x", "", "@{-1}", "refs/heads/x"] {
        let ran = desk.publish(&[&format!("--branch={name}")]);
        assert!(ran.code == Some(2) && ran.stderr.contains("git takes no such name"), "{name}: {}", ran.stderr);
    }
    assert_eq!(desk.publish(&["--branch=+main"]).code, Some(0));
    assert!(desk.remote(&["branch", "--format=%(refname)"]).contains("refs/heads/+main"));
    git(desk.folder(), &["push", "-q", "origin", "main:refs/heads/gh-pages/x"]);
    let ran = desk.publish(&[]);
    assert!(ran.stderr.contains("the remote has a branch `gh-pages/x`"), "{}", ran.stderr);
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

#[test]
fn a_site_that_asks_for_readers_is_published_when_they_read() {
    let asks =
        "contact: \"desk@example.org\"\nauthors: [\"Ada Invented\"]\nchecks: { needed: 2, not_author: true }\nlanguage";
    let desk = Desk::with(Project::new().edit("content/site.yaml", "language", asks));
    assert_eq!(desk.onrecord(&["check"]).code, Some(0), "only publishing is stopped");
    assert_eq!(desk.onrecord(&["build"]).code, Some(0));
    let sign = |by: &str| desk.onrecord(&["check-off", "index#injured", "index#accident", "--by", by]);
    for (by, said) in [
        ("", "2 of 2 claims of `index` were not read against their sources by 2 people who did not write it"),
        ("AI", "2 of 2 claims"),
        ("BB", "2 of 2 claims"),
    ] {
        assert!(by.is_empty() || sign(by).code == Some(0));
        let ran = desk.onrecord(&["publish"]);
        assert_eq!(ran.code, Some(1), "{}", ran.stderr);
        assert!(ran.stderr.contains("claim-unread") && ran.stderr.contains(said), "{by}: {}", ran.stderr);
    }
    assert_eq!(sign("CC").code, Some(0));
    desk.commit();
    let ran = desk.onrecord(&["publish"]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
}

#[test]
fn what_is_to_be_filled_in_or_too_exact_stops_it_and_fix_writes_the_address() {
    let desk = Desk::new();
    let placeholder = "https://example.org/your-site/";
    desk.edit("content/site.yaml", "https://site.example/estela/", placeholder);
    desk.edit(
        "content/site.yaml",
        "language",
        "rules: { placeholder-left: { level: allow, because: \"Later.\" } }\nlanguage",
    );
    desk.commit();
    assert_eq!(desk.onrecord(&["build"]).code, Some(0), "a build warns at most");
    let ran = desk.publish(&[]);
    assert!(ran.code == Some(1) && ran.stderr.contains("error[placeholder-left]"), "{}", ran.stderr);
    let told = desk.publish(&["--fix"]);
    assert!(told.stderr.contains("the remote is not on GitHub"), "{}", told.stderr);
    // A remote on GitHub that nothing is asked of.
    git(desk.folder(), &["remote", "set-url", "origin", "git@github.com:Desk/estela.git"]);
    git(desk.folder(), &["config", "core.sshCommand", "false"]);
    let ran = desk.publish(&[]);
    assert!(ran.stderr.contains("`base_url` would be `https://desk.github.io/estela/`"), "{}", ran.stderr);
    desk.onrecord(&["publish", "--fix"]);
    let site = std::fs::read_to_string(desk.folder().join("content/site.yaml")).expect("read");
    assert!(site.contains("base_url: \"https://desk.github.io/estela/\"") && !site.contains(placeholder), "{site}");

    let exact = "- { id: port-lowen, name: \"Port Lowen\", kind: building, lat: 54.21347, lon: 7.05128, publish_within_km: 5 }\n";
    let desk = Desk::with(Project::new().file("content/places.yaml", exact));
    let ran = desk.publish(&[]);
    assert!(ran.code == Some(1) && ran.stderr.contains("error[place-exact]"), "{}", ran.stderr);
    desk.onrecord(&["fix", "--apply"]);
    desk.commit();
    let ran = desk.publish(&[]);
    assert!(
        ran.code == Some(1) && ran.stderr.contains("git rm --cached content/private/places.yaml"),
        "{}",
        ran.stderr
    );
    git(desk.folder(), &["rm", "-q", "--cached", "content/private/places.yaml"]);
    git(desk.folder(), &["commit", "-q", "-m", "Private"]);
    std::fs::write(desk.folder().join(".gitignore"), "/public\n/content/captures/\n/content/private/\n")
        .expect("written");
    desk.published();
}
