//! What people at risk rely on: where readers are sent, what other people's texts may fetch.

use crate::project::Project;

const ARCHIVED: &str = "published: \"2024-03-13\"\narchived: { url: \"https://ARCHIVE/AbCdE\" }\n";

fn archived(at: &str) -> Project {
    let line = ARCHIVED.replace("ARCHIVE", at);
    Project::new().edit("content/sources/post.md", "published: \"2024-03-13\"\n", &line)
}

/// The outputs in which some words stand.
fn holding(project: &mut Project, words: &str) -> Vec<String> {
    let output = project.build().compiled.output.expect("an output");
    let has = |bytes: &[u8]| bytes.windows(words.len()).any(|window| window == words.as_bytes());
    output.files.iter().filter(|(_, bytes)| has(&bytes.bytes())).map(|(route, _)| route.to_string()).collect()
}

#[test]
fn readers_are_not_sent_to_an_archive_that_falsifies() {
    for at in ["archive.today", "archive.ph", "www.archive.is", "ARCHIVE.LI", "archive.md.:443", "archive.vn"] {
        let mut project = archived(at);
        assert!(project.build().rules().contains(&"archive-doubted"), "{at}");
        assert_eq!(holding(&mut project, "AbCdE"), [""; 0], "{at}");
    }
    for at in ["web.archive.org/web/2024", "notarchive.today", "archive.today.example.org"] {
        let mut project = archived(at);
        assert!(!project.build().rules().contains(&"archive-doubted"), "{at}");
        assert!(holding(&mut project, "AbCdE").contains(&"sources.json".to_owned()), "{at}");
    }
    let reason = "allow: { archive-doubted: \"no other copy is known\" }\npublished:";
    let mut answered = archived("archive.ph").edit("content/sources/post.md", "published:", reason);
    assert!(!answered.build().rules().contains(&"archive-doubted"));
    assert!(holding(&mut answered, "AbCdE").contains(&"sources.json".to_owned()), "an answered one is linked");
}

#[test]
fn pictures_of_other_peoples_texts_are_dropped_and_their_words_stay() {
    let body = "---\n\nSeen: ![The broken quay](https://tracker.example/a.png) <img src=\"https://tracker.example/b.png\"> <img src=\"//tracker.example/c.png\">.\n";
    let text = Project::new().text("content/sources/post.md");
    let (front, _) = text.rsplit_once("---\n").expect("a front matter");
    let mut project = Project::new().file("content/sources/post.md", format!("{front}{body}"));
    let built = project.build();
    assert!(!built.errors().contains(&"remote-image"), "{}", built.report());
    assert_eq!(holding(&mut project, "tracker.example"), [""; 0]);
    assert_eq!(holding(&mut project, "The broken quay"), ["sources/post.html"]);
}

#[test]
fn addresses_that_a_browser_would_run_are_errors_where_they_are_typed() {
    for address in
        ["javascript:alert(1)", "data:text/html,x", "https://", "https:///path", "http://a b/", "ftp://example.org/"]
    {
        for key in ["url: \"ADDRESS\"", "archived: { url: \"ADDRESS\" }"] {
            let line = format!("{}\npublished:", key.replace("ADDRESS", address));
            let built = Project::new().edit("content/sources/post.md", "published:", &line).build();
            assert_eq!(built.errors(), ["unsafe-link"], "{line}");
        }
    }
}
