//! Nothing that is kept back stands in any byte of the site.

use crate::project::Project;

const WORDS: &str = "the desk has not yet reached the hospital for its own count of the dead";

/// A file of a kind that nobody knows, with words in it.
fn picture(words: &str) -> Vec<u8> {
    [&b"\0BOOK\xff\0\0\x20"[..], words.as_bytes(), b"\xff\0\0\0\0"].concat()
}

fn internal_note() -> String {
    format!(
        "---\ntitle: \"A call\"\nkind: decision\ndate: \"2024-01-02\"\nvisibility: internal\nabout: \"page:index\"\n---\n\n\
         We wait, because {WORDS}.\n"
    )
}

fn draft() -> String {
    format!("---\ntitle: \"Later\"\ndraft: true\n---\n\nSo far {WORDS}.\n")
}

#[test]
fn words_of_an_internal_note_are_found_in_a_picture() {
    let project = Project::new().file("content/notes/call.md", internal_note());
    let mut project = project.file("content/static/photo.png", picture(&WORDS.to_uppercase()));
    let built = project.build();
    assert_eq!(built.errors(), ["leak"], "{}", built.report());
    let report = built.report_of("leak");
    assert!(report.contains("`photo.png`") && report.contains("content/notes/call.md:9:18"), "{report}");
    assert!(built.compiled.output.is_none());
}

#[test]
fn words_of_a_draft_are_found_too_unless_drafts_are_asked_for() {
    let project = || Project::new().file("content/later.md", draft()).file("content/static/photo.png", picture(WORDS));
    assert_eq!(project().build().errors(), ["leak"]);
    assert_eq!(project().drafts().build().errors(), [""; 0]);
}

#[test]
fn words_that_are_published_anyway_are_no_secret() {
    let project = Project::new().file("content/notes/call.md", internal_note());
    let page = format!("\n\nWe say it openly: {WORDS}.\n");
    let text = project.text("content/index.md");
    let mut project = project.file("content/index.md", text + &page).file("content/static/photo.png", picture(WORDS));
    assert_eq!(project.build().errors(), [""; 0]);
}

#[test]
fn a_site_that_keeps_things_back_and_leaks_nothing_is_built() {
    let project = Project::new().file("content/notes/call.md", internal_note()).file("content/later.md", draft());
    let built = { project }.build();
    for (route, bytes) in &built.compiled.output.as_ref().expect("an output").files {
        assert!(!String::from_utf8_lossy(&bytes.bytes()).contains("reached the hospital"), "{route}");
    }
}
