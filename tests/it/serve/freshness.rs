//! What open pages are told, and what is shown while there are errors.

use super::client::Server;
use crate::project::Project;

const SECOND: &str = "---\ntitle: \"Another page\"\n---\n\nThe [front page](index.md).\n";

#[test]
fn only_pages_that_differ_are_told_and_of_what_they_show() {
    let server = Server::start(&Project::new().file("content/second.md", SECOND), &["--watch"]);
    let (front, second) = (server.listen("/estela/"), server.listen("/estela/second"));
    let (at_first, also) = (front.next(), second.next());
    assert_eq!(at_first["build"], also["build"]);
    assert!(at_first["files"].is_null(), "what was known before is out of date");
    assert_eq!(at_first["report"]["errors"], 0);
    assert!(
        server.get("/estela/").body.contains(&format!("data-page={}", at_first["page"])),
        "the page says what it is"
    );

    server.edit("content/second.md", "front page", "first page");
    let told = second.next();
    assert_ne!(told["page"], also["page"]);
    assert_ne!(told["build"], also["build"]);
    front.nothing();

    server.edit("content/second.md", "Another page", "A longer title");
    assert_ne!(second.next()["page"], told["page"]);
    assert_ne!(front.next()["page"], at_first["page"], "the front page lists the other by its title");

    server.write("themes/default/style.css", "body { color: black }\n");
    for events in [&front, &second] {
        assert_eq!(events.next()["files"], serde_json::json!(["/estela/style.css"]));
    }
    // A page that comes back is told where things stand, and compares for itself.
    let again = server.listen("/estela/second").next();
    assert!(again["files"].is_null());
    assert!(server.get("/estela/second.html").body.contains(&format!("data-page={}", again["page"])));
}

#[test]
fn an_error_keeps_the_last_good_site_and_is_told_once() {
    let mut server = Server::start(&Project::new(), &["--watch"]);
    let events = server.listen("/estela/");
    let good = events.next();
    server.edit("content/index.md", "@post#injured context", "@post#injurd context");
    let told = events.next();
    assert_eq!(told["report"]["errors"], 1);
    assert_eq!(told["page"], good["page"], "the page is the same");
    let text = told["report"]["text"].as_str().expect("a text");
    assert!(text.contains("error[unknown-excerpt]") && text.contains("content/index.md:12"), "{text}");
    assert!(server.page("").contains("nine injured"));
    server.hear("error[unknown-excerpt]");
    server.hear("the last good site is still shown");

    server.edit("content/index.md", "nine injured", "9 injured");
    server.hear("the last good site is still shown");
    let repeated = server.said.iter().filter(|line| line.contains("error[unknown-excerpt]")).count();
    assert_eq!(repeated, 1, "the terminal shows a report once");

    server.edit("content/index.md", "@post#injurd", "@post#injured");
    let mended = loop {
        let told = events.next();
        if told["report"]["errors"] == 0 {
            break told;
        }
    };
    assert_ne!(mended["page"], good["page"]);
    assert!(!mended["report"]["text"].as_str().expect("a text").contains("error["));
    assert!(server.page("").contains("9 injured"));
}

#[test]
fn warnings_are_told_and_lock_is_offered_where_captures_are() {
    let server = Server::start(&Project::new().file("content/unused.csv", "a\n"), &["--watch"]);
    let told = server.listen("/estela/").next();
    assert!(told["report"]["warnings"].as_u64().is_some_and(|count| count >= 1));
    assert!(told["report"]["text"].as_str().is_some_and(|text| text.contains("asset-unused")), "{told}");
    assert_eq!(told["report"]["can_lock"], true);
    let mut public = Project::new();
    public.files.remove("content/captures/office.txt");
    public.files.remove("content/captures/post.txt");
    let server = Server::start(&public, &["--watch"]);
    assert_eq!(server.listen("/estela/").next()["report"]["can_lock"], false);
}

#[test]
fn a_project_with_errors_is_watched_until_it_builds() {
    let server = Server::start(&Project::new().file("content/next.md", "no front matter\n"), &["--watch"]);
    let page = server.get("/");
    assert_eq!(page.status, 503);
    assert!(page.body.contains("client.js") && page.body.contains("cannot be built yet"));
    let events = server.listen("/estela/");
    assert_eq!(events.next()["report"]["errors"], 1);
    server.write("content/next.md", SECOND);
    let told = events.next();
    assert_eq!(told["report"]["errors"], 0);
    assert_ne!(told["page"], "none");
    assert_eq!(server.get("/estela/").status, 200);
}
