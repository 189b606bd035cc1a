//! What `onrecord publish` refuses, and what it says then.

use super::{Desk, git, quiet, runnable};
use crate::project::{Project, program};

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
