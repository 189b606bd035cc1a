//! Where things are: the base path, names without extension, kinds of files, the port.

use std::net::TcpListener;

use super::client::Server;
use crate::project::{OnDisk, Project, onrecord};

#[test]
fn the_site_lies_at_its_own_base_path_and_is_found_as_on_github_pages() {
    let project = Project::new()
        .file("content/reports/index.md", "---\ntitle: \"Reports\"\n---\n\nThe [front page](../index.md).\n")
        .file("content/reports/first.md", "---\ntitle: \"First\"\n---\n\nThe [front page](../index.md).\n")
        .file("content/static/a b.txt", "a file\n");
    let server = Server::start(&project, &[]);
    assert_eq!(server.base, "/estela/");
    for (path, status, media_type, location) in [
        ("/", 301, "text/plain", "/estela/"),
        ("/estela", 301, "text/plain", "/estela/"),
        ("/estela/", 200, "text/html; charset=utf-8", ""),
        ("/estela/index.html", 200, "text/html; charset=utf-8", ""),
        ("/estela/claims", 200, "text/html; charset=utf-8", ""),
        ("/estela/claims.html?a=b", 200, "text/html; charset=utf-8", ""),
        ("/estela/claims/", 404, "text/html; charset=utf-8", ""),
        ("/estela/reports", 301, "text/plain", "/estela/reports/"),
        ("/estela/reports/", 200, "text/html; charset=utf-8", ""),
        ("/estela/reports/first", 200, "text/html; charset=utf-8", ""),
        ("/estela/style.css", 200, "text/css; charset=utf-8", ""),
        ("/estela/app.js", 200, "text/javascript; charset=utf-8", ""),
        ("/estela/claims.json", 200, "application/json; charset=utf-8", ""),
        ("/estela/feed.xml", 200, "application/xml; charset=utf-8", ""),
        ("/estela/build.json", 200, "application/json; charset=utf-8", ""),
        ("/estela/a%20b.txt", 200, "text/plain; charset=utf-8", ""),
        ("/estela/nowhere", 404, "text/html; charset=utf-8", ""),
        ("/elsewhere", 404, "text/html; charset=utf-8", ""),
    ] {
        let answer = server.get(path);
        assert_eq!(answer.status, status, "{path}");
        assert!(answer.header("content-type").starts_with(media_type), "{path}: {}", answer.header("content-type"));
        assert_eq!(answer.header("location"), location, "{path}");
        assert_eq!(answer.header("cache-control"), "no-store", "{path}");
    }
    let page = server.get("/estela/");
    assert!(!page.body.contains(".onrecord"), "without --watch pages are served as they are built");
    let head = server.ask("HEAD", "/estela/", &[]);
    assert_eq!((head.status, head.body.as_str()), (200, ""));
    assert_eq!(head.header("content-length"), page.body.len().to_string());
    assert!(!server.disk.path("public").exists(), "nothing is written");
}

/// Where a file may be called so, a backslash is a letter like any other, as it is to static hosts.
#[cfg(unix)]
#[test]
fn a_backslash_in_an_address_leads_nowhere() {
    let project = Project::new().file("content/reports/first.md", "---\ntitle: \"First\"\n---\n\nA report.\n");
    let server = Server::start(&project, &[]);
    server.write("secret.txt", "not for you\n");
    for path in ["/estela/reports%5Cfirst.html", "/estela/..%5C..%5Csecret.txt", "/estela/%5Csecret.txt", "/estela%5Ca"]
    {
        assert_eq!(server.get(path).status, 404, "{path}");
    }
}

#[test]
fn a_taken_port_is_named_with_the_next_free_one() {
    let taken = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = taken.local_addr().expect("an address").port().to_string();
    let ran = onrecord(Project::new().on_disk().folder.path(), &["serve", "--port", &port]);
    assert_eq!(ran.code, Some(2), "{}", ran.stderr);
    assert!(ran.stderr.contains("somebody else has the port") && ran.stderr.contains("is free"), "{}", ran.stderr);
    assert!(ran.stderr.contains("`onrecord serve --port "), "{}", ran.stderr);
}

#[test]
fn drafts_and_internal_notes_are_shown_here_and_only_here() {
    let note = "---\ntitle: \"Ask the captain\"\nkind: context\ndate: \"2024-03-15\"\nvisibility: internal\n\
                about: [\"event:estela\"]\n---\n\nWe were told of a letter that nobody has seen yet.\n";
    let project = Project::new()
        .file("content/notes/ask.md", note)
        .file("content/next.md", "---\ntitle: \"The next one\"\ndraft: true\n---\n\nNothing yet.\n");
    let server = Server::start(&project, &["--drafts"]);
    let notes = server.page("notes.html");
    assert!(notes.contains("a letter that nobody has seen") && notes.contains("internal"), "{notes}");
    assert!(server.page("next.html").contains("Nothing yet"));
    drop(server);
    let server = Server::start(&project, &[]);
    assert_eq!(server.get("/estela/next.html").status, 404);
    let disk = project.on_disk();
    assert_eq!(disk.onrecord(&["build"]).code, Some(0));
    let published = std::fs::read_to_string(disk.path("public/notes.html")).unwrap_or_default();
    assert!(!published.contains("letter"));
}

#[test]
fn without_a_site_there_is_nothing_to_serve() {
    let broken = Project::new().file("content/next.md", "no front matter\n").on_disk();
    let ran = broken.onrecord(&["serve", "--port", "0"]);
    assert_eq!(ran.code, Some(1), "{}", ran.stderr);
    assert!(ran.stderr.contains("content/next.md") && ran.stderr.contains("nothing to show"), "{}", ran.stderr);
    let empty = OnDisk::empty();
    assert_eq!(empty.onrecord(&["serve", "--port", "0"]).code, Some(2));
}

/// Signals are Unix's. An interrupt means nothing to what a script runs in the background; being told to end does everywhere.
#[cfg(unix)]
#[test]
fn told_to_end_it_ends_at_once_though_a_page_listens() {
    let mut server = Server::start(&Project::new(), &["--watch"]);
    let events = server.listen("/estela/");
    events.next();
    let id = server.child.id().to_string();
    std::process::Command::new("kill").args(["-TERM", &id]).status().expect("sent");
    let start = std::time::Instant::now();
    while server.child.try_wait().expect("known").is_none() {
        assert!(start.elapsed() < std::time::Duration::from_secs(5), "it goes on");
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
}
