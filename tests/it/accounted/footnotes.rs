//! Footnotes in every body, and what cannot stand there.

use super::{home, said_of_front_matter, words};
use crate::project::Project;

#[test]
fn ways_back_have_names_of_their_own() {
    let body = "One.[^a] Two.[^a] Three.[^a] Four.[^b]\n\n[^a]: A word.\n[^b]: Another.";
    let page = home(body).build().page("index.html");
    let names: Vec<&str> =
        page.split("role=\"doc-backlink\" aria-label=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let expected = [
        "Back to the text, footnote a, place 1 of 3",
        "Back to the text, footnote a, place 2 of 3",
        "Back to the text, footnote a, place 3 of 3",
        "Back to the text, footnote b",
    ];
    assert_eq!(names, expected);
}

/// Every link into the page itself leads somewhere, and no id stands there twice.
fn assert_whole(page: &str) {
    let values = |name: &str| -> Vec<String> {
        let opening = format!(" {name}=\"");
        let parts = page.split(&opening).skip(1).filter_map(|rest| rest.split('"').next());
        parts.map(str::to_owned).collect()
    };
    let ids = values("id");
    for (at, id) in ids.iter().enumerate() {
        assert!(!ids[..at].contains(id), "the id {id} stands twice");
    }
    for href in values("href").iter().filter_map(|href| href.strip_prefix('#')) {
        assert!(ids.iter().any(|id| id == href), "#{href} leads nowhere");
    }
}

#[test]
fn footnotes_have_footnotes() {
    let body = "One.[^a]\n\n[^a]: See also.[^b] And a source.[^@post] And {{ figure(event=\"estela\", measure=\"injured\") }}.\n\n[^b]: The deepest word.[^c]\n\n[^c]: Deeper still.";
    let built = home(&body.replace("event=\"estela\"", "excerpt=\"office#injured\"")).build();
    let page = built.page("index.html");
    assert_whole(&page);
    let text = words(&page);
    for part in ["The deepest word.", "Deeper still.", "And nine."] {
        assert_eq!(text.matches(part).count(), 1, "{part}: {text}");
    }
    let note = page.split("<li id=\"fn-a\">").nth(1).and_then(|rest| rest.split("</li>").next()).expect("a note");
    assert!(note.contains("#fn-b") && note.contains("s-post"), "{note}");
    // One that nobody uses is told of, with all that hangs on it.
    let lost = home("One.\n\n[^a]: Two.[^b]\n\n[^b]: Three.").build();
    assert!(lost.report_of("unused-footnote").contains("[^a]"), "{}", lost.report());
}

#[test]
fn notes_and_sources_have_footnotes_of_their_own() {
    let note = "content/notes/two-counts.md";
    let text = "\nWe asked twice.[^a] We asked the paper.[^@post] It reads {{ figure(excerpt=\"office#injured\", measure=\"injured\") }}.\n\n[^a]: On Friday.[^b]\n[^b]: By telephone.\n";
    let figures = "{{ figures(event=\"estela\") }}\n\nThe ferry Estela ran";
    let project = Project::new().edit("content/index.md", "The ferry Estela ran", figures);
    let with_note = format!("{}{text}", project.text(note));
    let project = project.file(note, with_note);
    let article = "rights: full\nallow: { body-not-in-source: \"Shortened.\" }\nexcerpts:";
    let project = project.edit("content/sources/post.md", "excerpts:", article);
    let source =
        format!("{}\nEleven hurt.[^a]\n\n[^a]: As the paper printed it.\n", project.text("content/sources/post.md"));
    let built = { project.file("content/sources/post.md", source) }.build();
    assert_eq!(built.errors_report(), "");
    for (route, parts) in [
        ("notes.html", &["On Friday.", "By telephone.", "It reads nine."][..]),
        ("sources/post.html", &["As the paper printed it."]),
    ] {
        let page = built.page(route);
        assert_whole(&page);
        for part in parts {
            assert_eq!(words(&page).matches(part).count(), 1, "{part} in {route}: {}", words(&page));
        }
    }
    // An article has no text of a note, only the way to it.
    let article = built.page("index.html");
    assert_whole(&article);
    assert!(article.contains("<a href=\"notes.html#note-two-counts\">"), "{article}");
    assert!(!words(&article).contains("On Friday."), "{}", words(&article));
    let notes = built.page("notes.html");
    assert!(notes.contains(" id=\"note-two-counts\""), "{notes}");
    assert!(
        notes.contains("sources/post.html") && notes.contains("aria-label=\"Back to the text, footnote a · Nine or"),
        "{notes}"
    );
}

#[test]
fn what_cannot_be_shown_is_told_of_where_it_stands() {
    let note = "content/notes/two-counts.md";
    let of_note = |words: &str, rule: &str| {
        let project = Project::new();
        let text = format!("{}\n{words}\n", project.text(note));
        project.file(note, text).build().report_of(rule)
    };
    assert!(of_note("{{ figures(event=\"estela\") }}", "out-of-place").contains("`figures` cannot stand"));
    assert!(of_note("See {{ nosuch() }}.", "unknown-directive").contains(note));
    assert!(of_note("See this.[^gone]", "undefined-footnote").contains(note));
    assert!(of_note("See this.\n\n[^gone]: Nobody reads it.", "unused-footnote").contains(note));
    assert!(of_note("See.[^a]\n\n[^a]: One.\n\n[^a]: Two.", "duplicate-footnote").contains(note));
    assert!(of_note("See.[^A_B]\n\n[^A_B]: One.", "bad-id").contains(note));
    let said = |line: &str| {
        let front = format!("title: \"The ferry Estela\"\nin_short:\n  known:\n    - \"{line}\"");
        said_of_front_matter(&front, "out-of-place")
    };
    assert!(said("It reads {{ figure(excerpt='office#injured', measure='injured') }}.").contains("a directive"));
    assert!(said("It reads so.[^@post]").contains("a footnote"));
    assert_eq!(said("It reads *so*."), "");
    let remark = Project::new().edit("content/index.md", "[^accident]:\n", "[^accident]: A remark.[^@office]\n");
    assert!({ remark }.build().report_of("out-of-place").contains("content/index.md"));
}

#[test]
fn texts_that_stand_together_keep_their_ids_apart() {
    let project = Project::new();
    let note = project.text("content/notes/two-counts.md");
    let first = format!("{note}\n## What we did\n\nWe asked.\n");
    let second = first.replacen("title: \"", "title: \"Again: ", 1);
    let project = project.file("content/notes/two-counts.md", first).file("content/notes/again.md", second);
    let index = project.text("content/index.md");
    let headings = "## What we did\n\n## note-again\n\n## S-Post\n\n## figures-1\n\n## C-accident\n\n{{ figures(event=\"estela\") }}\n\nThe ferry Estela";
    let built =
        { project.file("content/index.md", index.replacen("The ferry Estela ran", &format!("{headings} ran"), 1)) }
            .build();
    assert_eq!(built.errors_report(), "");
    for route in ["index.html", "notes.html", "sources.html", "figures.html"] {
        assert_whole(&built.page(route));
    }
}
