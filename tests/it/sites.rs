//! The fixture sites: the smallest one, one that holds everything once, and one that is wrong everywhere.

use std::collections::BTreeSet;

use dom_query::Document;
use onrecord::vocabulary::{Grade, Verdict};

use crate::project::{Project, repository};

#[test]
fn the_smallest_site_builds() {
    let built = Project::new().build();
    assert!(built.errors().is_empty(), "{}", built.report());
    let page = built.page("index.html");
    assert!(
        page.contains("id=\"c-accident\"") && page.contains("id=\"n-accident\""),
        "a claim and its evidence have addresses"
    );
    assert!(built.page("sources/post.html").contains("Evening Post"));
}

#[test]
fn the_complete_site_has_every_grade_and_every_verdict() {
    let built = Project::fixture("complete").build().found(&["figure-adopted-not-current", "claims-crowded"]);
    let site = &built.compiled.site;
    let grades: BTreeSet<Grade> =
        site.pages().iter().flat_map(|page| &page.claims.list).map(|claim| claim.grade).collect();
    assert_eq!(grades, Grade::ALL.iter().copied().collect());
    let site = site.reader();
    let groups = site.counted().into_iter().flat_map(|event| site.figures_on(event));
    let verdicts: BTreeSet<Verdict> = groups.flat_map(|group| &group.figures).map(|figure| figure.verdict).collect();
    let all = [
        Verdict::Only,
        Verdict::Compatible,
        Verdict::LaterCount,
        Verdict::Disjoint,
        Verdict::Superseded,
        Verdict::Listed,
    ];
    assert_eq!(verdicts, BTreeSet::from(all));
}

/// On an Arabic page each sign of a key keeps its word, and a range runs as its drawing does.
#[test]
fn signs_and_ranges_keep_their_order_from_right_to_left() {
    let built = Project::fixture("../browser/fixture").build();
    let page = Document::from(built.page("index.html"));
    assert!(page.select(".legend > span").length() >= 2);
    for pair in page.select(".legend > span").iter() {
        assert_eq!(pair.select("i").length(), 1, "{}", pair.html());
    }
    let range = page.select(".range").text().to_string();
    assert!(range.contains('\u{2066}'), "a range runs from left to right: {range}");
}

#[test]
fn the_complete_site_shows_everything_once() {
    let built = Project::fixture("complete").build();
    let page = built.page("index.html");
    for part in [
        "callout-note",
        "callout-warning",
        "<blockquote>",
        "type=\"checkbox\"",
        "<table>",
        "align-right",
        "<pre",
        "quay.svg",
        "A. Photographer",
        "CC BY 4.0",
        "<svg",
        "class=\"box\"",
        "&lt;b&gt;raw&lt;/b&gt;",
        "All claims",
        "id=\"c-injured-nine\"",
        "id=\"n-hull\"",
        "mailto:desk@example.org",
    ] {
        assert!(page.contains(part), "index.html lacks {part}");
    }
    assert!(!page.contains("<b>raw</b>"), "raw HTML is escaped");
    assert!(built.page("ar/index.html").contains("dir=\"rtl\""), "Arabic runs from right to left");
    assert!(page.contains("hreflang=\"ar\"") && page.contains("hreflang=\"de\""), "translations name one another");
    assert!(built.page("old-address.html").contains("index.html"), "an old address leads on");
    assert!(built.page("ships/estela.html").contains("../index.html"), "a nested one too");
    assert!(built.page("chronology.html").contains("<svg"), "the second map");
    assert!(built.page("method.html").contains("Our chronologies put a whole day into one paragraph."));
    assert!(built.page("method.html").contains("The number is a street number."));
    let office = built.page("sources/office.html");
    assert!(!office.contains("<script>alert") && !office.contains("onclick"), "other people's HTML is made harmless");
    assert!(!built.page("sources/bulletin.html").contains("kam ums Leben"), "`rights: record` shows no words");
    assert_eq!(built.page("robots-extra.txt"), "nothing to see\n");
    assert_eq!(built.page("harbour.txt"), "harbour\n");
}

#[test]
fn drafts_and_internal_notes_reach_no_byte() {
    let built = Project::fixture("complete").build();
    let output = built.compiled.output.as_ref().expect("a site");
    let secrets = [
        "secret meeting",
        "harbour master",
        "tower",
        "memo",
        "crane driver",
        "stay out of it",
        "kiosk",
        "unused.svg",
        "Whom we asked",
    ];
    let mut everything: Vec<(String, String)> = output
        .files
        .iter()
        .map(|(route, bytes)| (route.to_string(), String::from_utf8_lossy(&bytes.bytes()).into_owned()))
        .collect();
    everything.push(("build.json".to_owned(), output.manifest().to_json()));
    for (route, text) in everything {
        for secret in secrets {
            assert!(!text.contains(secret) && !route.contains(secret), "`{secret}` is in {route}");
        }
        assert!(!text.contains("content/captures") && !text.contains("s weather was calm"), "a capture is in {route}");
    }
}

#[test]
fn drafts_are_shown_when_asked_for() {
    let built = Project::fixture("complete").drafts().build();
    assert!(built.page("draft.html").contains("harbour master"));
    assert!(built.compiled.output.as_ref().is_some_and(|output| output.get("tower.svg").is_some()));
    assert!(
        built.compiled.site.pages().iter().all(|page| !page.file().starts_with("content/private/")),
        "private is never published"
    );
}

#[test]
fn the_broken_site_is_told_everything_at_once() {
    let built = Project::fixture("broken").build();
    assert!(built.compiled.output.is_none(), "nothing faulty is published");
    let path = repository().join("tests/sites/broken/report.txt");
    let report = format!("{}\n", built.report());
    if std::env::var_os("ONRECORD_UPDATE").is_some() && std::env::var_os("CI").is_none() {
        std::fs::write(&path, &report).expect("written");
    }
    assert_eq!(std::fs::read_to_string(&path).unwrap_or_default(), report, "tests/sites/broken/report.txt differs");
}

#[test]
fn what_is_private_is_neither_cited_nor_locked() {
    let hidden = "---\ntitle: \"Hidden\"\noutlet: unknown\nkind: document\npublished: unknown\nexcerpts:\n  a: { quote: \"nobody may know this\" }\n---\n";
    let project = Project::new()
        .file("content/private/sources/hidden.md", hidden)
        .file("content/captures/hidden.txt", "They agreed that nobody may know this, ever.\n")
        .file(
            "content/private/plan.md",
            "---\ntitle: \"Plan\"\n---\n\nA plan.[^a]\n\n[^a]:\n    @hidden#a\n    @post \"Passengers were taken to hospital\"\n",
        );
    let on_disk = project.on_disk();
    assert_eq!(on_disk.onrecord(&["lock"]).code, Some(0));
    let lock = std::fs::read_to_string(on_disk.path("content/evidence.lock")).expect("a lock");
    assert!(lock.contains("Eleven people were hurt"));
    assert!(!lock.contains("nobody may know") && !lock.contains("hidden") && !lock.contains("hospital"), "{lock}");
    let checked = on_disk.onrecord(&["check", "--deny-warnings"]);
    assert_eq!(checked.code, Some(0), "{}", checked.stderr);
    let built =
        project.edit("content/index.md", "    @post#accident", "    @post#accident\n    @hidden#a context").build();
    assert_eq!(built.errors(), ["unknown-source"], "{}", built.report());
    assert!(built.report().contains("the source `hidden` is private, and this page is not"));
}
