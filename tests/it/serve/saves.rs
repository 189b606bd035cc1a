//! Every way in which files change under a writer's hands.

use std::fs;

use super::client::Server;
use crate::project::Project;

fn page(title: &str, words: &str) -> String {
    format!("---\ntitle: \"{title}\"\n---\n\n{words}\n")
}

fn start() -> Server {
    Server::start(&Project::new().file("content/second.md", page("Another page", "It says red.")), &["--watch"])
}

#[test]
fn editors_save_in_many_ways() {
    let mut server = start();
    let folder = server.disk.path("content");
    let path = |name: &str| folder.join(name);
    // In place.
    fs::write(path("second.md"), page("Another page", "It says green.")).expect("written");
    server.shows("second", "It says green.");
    // By a temporary file of any name.
    for (temporary, words) in [(".second.md.tmp", "blue"), ("sedAbC123", "white"), ("second.md.Xy12Zz", "black")] {
        fs::write(path(temporary), page("Another page", &format!("It says {words}."))).expect("written");
        fs::rename(path(temporary), path("second.md")).expect("renamed");
        server.shows("second", &format!("It says {words}."));
    }
    // vim: the old file becomes the backup.
    fs::write(path("4913"), "").expect("written");
    fs::remove_file(path("4913")).expect("removed");
    fs::rename(path("second.md"), path("second.md~")).expect("renamed");
    fs::write(path("second.md"), page("Another page", "It says grey.")).expect("written");
    fs::remove_file(path("second.md~")).expect("removed");
    server.shows("second", "It says grey.");
    // JetBrains: a new file, the old one set aside.
    fs::write(path("second.md___jb_tmp___"), page("Another page", "It says brown.")).expect("written");
    fs::rename(path("second.md"), path("second.md___jb_old___")).expect("renamed");
    fs::rename(path("second.md___jb_tmp___"), path("second.md")).expect("renamed");
    fs::remove_file(path("second.md___jb_old___")).expect("removed");
    server.shows("second", "It says brown.");
    // Editors' own files, and files that are read or touched, are no change.
    let builds = server.builds();
    for name in [".#second.md", "#second.md#", ".second.md.swp", "second.md~", "4913", ".DS_Store", "x.md.kate-swp"] {
        fs::write(path(name), "not ours").expect("written");
    }
    fs::read(path("second.md")).expect("read");
    let same = fs::read(path("second.md")).expect("read");
    fs::write(path("second.md"), same).expect("written");
    assert_eq!(server.builds(), builds, "built without need: {:#?}", server.said);
}

#[test]
fn files_and_folders_come_go_and_are_renamed() {
    let server = start();
    let path = |name: &str| server.disk.path(&format!("content/{name}"));
    fs::rename(path("second.md"), path("third.md")).expect("renamed");
    server.shows("third", "It says red.");
    server.until("the old address is gone", |server| server.get("/estela/second").status == 404);
    fs::remove_file(path("third.md")).expect("removed");
    server.until("the page is gone", |server| server.get("/estela/third").status == 404);
    // Folders in new folders, with files made before anybody can have looked.
    fs::create_dir_all(path("a/b/c")).expect("made");
    fs::write(path("a/b/c/deep.md"), page("Deep", "Far down.")).expect("written");
    server.shows("a/b/c/deep", "Far down.");
    server.edit("content/a/b/c/deep.md", "Far down.", "Still there.");
    server.shows("a/b/c/deep", "Still there.");
    fs::rename(path("a/b"), path("a/other")).expect("renamed");
    server.shows("a/other/c/deep", "Still there.");
    server.until("the old address is gone", |server| server.get("/estela/a/b/c/deep").status == 404);
    server.edit("content/a/other/c/deep.md", "Still there.", "After the move.");
    server.shows("a/other/c/deep", "After the move.");
    // A folder moved in from elsewhere, and one moved out.
    fs::create_dir_all(server.disk.path("elsewhere/in")).expect("made");
    fs::write(server.disk.path("elsewhere/in/page.md"), page("In", "Moved in.")).expect("written");
    fs::rename(server.disk.path("elsewhere"), path("moved")).expect("renamed");
    server.shows("moved/in/page", "Moved in.");
    server.edit("content/moved/in/page.md", "Moved in.", "Edited inside.");
    server.shows("moved/in/page", "Edited inside.");
    fs::rename(path("moved"), server.disk.path("away")).expect("renamed");
    server.until("it moved out", |server| server.get("/estela/moved/in/page").status == 404);
    fs::remove_dir_all(path("a")).expect("removed");
    server.until("the folder is gone", |server| server.get("/estela/a/other/c/deep").status == 404);
}

#[test]
fn captures_themes_the_lock_and_settings_are_seen() {
    let mut server = start();
    let events = server.listen("/estela/");
    events.next();
    // The first theme folder of the project.
    server.write("themes/default/strings/en.yaml", "nav-claims: \"What we say\"\n");
    server.shows("", "What we say");
    server.write(
        "themes/default/templates/404.html",
        "<!doctype html><html><head></head><body>Nothing, sorry</body></html>\n",
    );
    server.shows("nowhere", "Nothing, sorry");
    server.edit("content/captures/office.txt", "nine passengers", "ninety passengers");
    server.hear("error[quote-number-altered]");
    server.edit("content/captures/office.txt", "ninety passengers", "nine passengers");
    server.until("it is mended", |server| server.listen("/estela/").next()["report"]["errors"] == 0);
    let locked = server.disk.onrecord(&["lock"]);
    assert_eq!(locked.code, Some(0), "{}", locked.stderr);
    server.shows("sources/office.html", "word for word");
    server.edit("content/site.yaml", "The Estela accident", "The Estela affair");
    server.shows("", "The Estela affair");
    server.edit("content/site.yaml", "https://site.example/estela/", "https://example.org/ferry/");
    server.until("the site is at its new base", |server| server.get("/ferry/").status == 200);
    assert_eq!(server.get("/").header("location"), "/ferry/");
}

#[cfg(unix)]
#[test]
fn links_inside_the_project_are_followed_and_others_are_not() {
    use std::os::unix::fs::symlink;
    let disk = Project::new().on_disk();
    let outside = tempfile::tempdir().expect("a folder");
    fs::write(outside.path().join("page.md"), page("Outside", "Not ours.")).expect("written");
    fs::create_dir_all(disk.path("shared/pages")).expect("made");
    fs::write(disk.path("shared/pages/one.md"), page("One", "Through a link.")).expect("written");
    fs::write(disk.path("shared/single.md"), page("Single", "A linked file.")).expect("written");
    symlink("../shared/pages", disk.path("content/linked")).expect("linked");
    symlink("../shared/single.md", disk.path("content/single.md")).expect("linked");
    symlink(outside.path(), disk.path("content/outside")).expect("linked");
    symlink("..", disk.path("content/notes/circle")).expect("linked");
    let server = Server::start_in(disk, &["--watch"]);
    assert!(
        server.said.iter().any(|line| line.contains("`content/outside` is a link out of the project")),
        "{:?}",
        server.said
    );
    assert!(server.page("linked/one").contains("Through a link."));
    server.edit("shared/pages/one.md", "Through a link.", "Edited behind it.");
    server.shows("linked/one", "Edited behind it.");
    server.edit("content/linked/one.md", "Edited behind it.", "Edited through it.");
    server.shows("linked/one", "Edited through it.");
    server.edit("shared/single.md", "A linked file.", "Edited where it lies.");
    server.shows("single", "Edited where it lies.");
    fs::write(server.disk.path("shared/.new"), page("Single", "Replaced where it lies.")).expect("written");
    fs::rename(server.disk.path("shared/.new"), server.disk.path("shared/single.md")).expect("renamed");
    server.shows("single", "Replaced where it lies.");
    symlink("../shared/pages", server.disk.path("content/again")).expect("linked");
    server.shows("again/one", "Edited through it.");
    server.edit("shared/pages/one.md", "Edited through it.", "Under both names.");
    server.shows("again/one", "Under both names.");
    server.shows("linked/one", "Under both names.");
    assert_eq!(server.get("/estela/outside/page").status, 404);
}

#[test]
fn a_thousand_files_at_once_are_one_change_or_two() {
    let mut server = start();
    let before = server.builds();
    for index in 0..1000 {
        fs::write(server.disk.path(&format!("content/p{index}.md")), page("Many", "One of many.")).expect("written");
    }
    server.shows("p999", "One of many.");
    let builds = server.builds() - before;
    assert!((1..=2).contains(&builds), "{builds} builds: {:#?}", server.said);
    for index in [0, 500, 999] {
        assert_eq!(server.get(&format!("/estela/p{index}")).status, 200);
    }
}

#[test]
fn another_branch_is_checked_out() {
    let mut server = start();
    let root = server.disk.folder.path().to_owned();
    let git = |arguments: &[&str]| {
        let ran = std::process::Command::new("git")
            .current_dir(&root)
            .args(["-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false"])
            .args(arguments)
            .output()
            .expect("git runs");
        assert!(ran.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&ran.stderr));
    };
    git(&["init", "-q", "-b", "first"]);
    git(&["add", "-A"]);
    git(&["commit", "-q", "-m", "first"]);
    git(&["checkout", "-q", "-b", "other"]);
    server.write("content/branch/only/there.md", &page("There", "On the other branch."));
    server.write("content/second.md", &page("Another page", "It says so elsewhere."));
    fs::remove_file(server.disk.path("content/notes/two-counts.md")).expect("removed");
    server.shows("branch/only/there", "On the other branch.");
    git(&["add", "-A"]);
    git(&["commit", "-q", "-m", "other"]);
    server.builds();
    for _ in 0..2 {
        git(&["checkout", "-q", "first"]);
        server.shows("second", "It says red.");
        server.until("the folder is gone", |server| server.get("/estela/branch/only/there").status == 404);
        server.shows("notes.html", "Nine or eleven");
        git(&["checkout", "-q", "other"]);
        server.shows("second", "It says so elsewhere.");
        server.shows("branch/only/there", "On the other branch.");
    }
}

#[test]
fn where_the_system_does_not_tell_everything_is_looked_at() {
    let mut server = Server::start(&Project::new(), &["--watch", "--poll"]);
    assert!(server.said.iter().any(|line| line.contains("looking for changes twice a second")), "{:?}", server.said);
    server.write("content/deep/down.md", &page("Down", "Found by looking."));
    server.shows("deep/down", "Found by looking.");
    server.edit("content/deep/down.md", "Found by looking.", "Found by lurking.");
    server.shows("deep/down", "Found by lurking.");
    fs::remove_dir_all(server.disk.path("content/deep")).expect("removed");
    server.until("it is gone", |server| server.get("/estela/deep/down").status == 404);
    let builds = server.builds();
    assert_eq!(server.builds(), builds, "looking alone builds nothing");
}

/// More happens than the system keeps for a watcher that is not listening: it only says that something was lost.
#[test]
fn what_the_system_lost_is_looked_for() {
    let Ok(most) = fs::read_to_string("/proc/sys/fs/inotify/max_queued_events") else { return };
    let most: usize = most.trim().parse().expect("a number");
    let server = start();
    let id = server.child.id().to_string();
    let signal = |name: &str| {
        assert!(std::process::Command::new("kill").args([name, &id]).status().expect("sent").success());
    };
    signal("-STOP");
    let noise = [server.disk.path("content/one.tmp"), server.disk.path("content/other.tmp")];
    for round in 0..most {
        fs::write(&noise[round % 2], "noise").expect("written");
    }
    fs::write(server.disk.path("content/second.md"), page("Another page", "Nobody was told.")).expect("written");
    signal("-CONT");
    server.shows("second", "Nobody was told.");
}
