//! What else the lock answers for: articles that are printed in full, originals, declared digests, and what was not judged.

use onrecord::relock::relock;

use super::{LOCK, VERSION_1, project, version_1};
use crate::project::{Built, Project};

const OFFICE: &str = "content/sources/office.md";
const CAPTURE: &str = "content/captures/office.txt";
const ARTICLE: &str = "At 7.40 this morning the ferry Estela struck the eastern quay of Port Lowen. According to our \
                       first count, nine passengers were injured. The quay remains closed.\n";

/// The project with the office's statement printed in full.
fn printing(body: &str) -> Project {
    let source = project().text(OFFICE).replace("excerpts:", "rights: full\nexcerpts:");
    project().file(OFFICE, format!("{source}\n{body}"))
}

fn told(built: &Built) -> String {
    built.report_of("body-not-in-source")
}

#[test]
fn an_article_printed_in_full_is_its_capture() {
    let long = format!(
        "Statement on the accident\n\n{ARTICLE}\n“Nobody knows why,” she said – not even the captain.\n\n©\u{a0}Office\n"
    );
    let print = |body: &str| {
        let mut project = printing(body);
        project.put(CAPTURE, &long);
        project.build()
    };
    let tail = "\"Nobody knows why,\" she said - not even the captain.\n";
    // Typography is set aside, as are lines without a sentence at the ends.
    assert_eq!(told(&print(&format!("{ARTICLE}\n{tail}"))), "");
    assert_eq!(
        told(&print(&format!("## Statement on the accident\n\n{}\n{tail}", ARTICLE.replace("Estela", "*Estela*")))),
        ""
    );
    for (body, expected) in [
        (format!("{}\n{tail}", ARTICLE.replace("nine", "four")), "the text says `four`, the capture says `nine`"),
        (format!("{}\n{tail}", ARTICLE.replace("first ", "")), "the text says `count,`, the capture says `first`"),
        (format!("{}\n{tail}", ARTICLE.replace("According to our first count, ", "")), "is not its capture's"),
        (format!("{tail}\n{ARTICLE}"), "in another place than its capture"),
        (tail.to_owned(), "leaves out `At 7.40 this morning the ferry Estela struck the eastern quay of …`"),
        (ARTICLE.to_owned(), "ends before `“Nobody knows why,” she said – not even the captain.`"),
        (format!("{ARTICLE}\nThe mayor was told.\n\n{tail}"), "is not its capture's"),
    ] {
        let built = print(&body);
        assert!(told(&built).contains(expected), "{body}\n{}", built.report());
        assert!(told(&built).contains("content/sources/office.md:"), "{}", built.report());
    }
}

#[test]
fn where_its_capture_is_not_the_lock_knows_the_article() {
    let lock = relock(&printing(ARTICLE).build().compiled.manuscript).expect("a lock").lock.to_text();
    assert!(lock.contains("    text: "), "{lock}");
    let clone = |body: &str| printing(body).file(LOCK, &lock).remove(CAPTURE).build();
    assert_eq!(told(&clone(ARTICLE)), "");
    assert_eq!(told(&clone(&ARTICLE.replace("At 7.40 this", "At\n7.40  this"))), "");
    let report = told(&clone(&ARTICLE.replace("remains closed", "reopened")));
    assert!(report.contains("is not the one that was compared with its capture"), "{report}");
}

#[test]
fn an_original_stands_in_a_capture() {
    let with = |original: &str| {
        let source = project().text(OFFICE).replace(
            "    claimant: harbour-office",
            &format!("    claimant: harbour-office\n    original: {{ language: de, {original} }}"),
        );
        let amt = "---\ntitle: \"Erklärung\"\noutlet: \"Hafenamt\"\nkind: official-statement\nlanguage: de\npublished: \"2024-03-12\"\n---\n";
        project()
            .file(OFFICE, source)
            .file("content/sources/amt.md", amt)
            .file("content/captures/amt.txt", "Nach erster Zählung wurden neun Fahrgäste verletzt.\n")
    };
    let ok = with("text: \"neun Fahrgäste verletzt\", source: amt").build();
    assert!(ok.errors().is_empty() && !ok.rules().contains(&"source-unused"), "{}", ok.report());
    let page = ok.page("sources/office.html");
    let (_, original) = page.split_once("In the original").unwrap_or_else(|| panic!("{page}"));
    assert!(original.contains("sources/amt.html\">Erklärung</a>)"), "{original}");
    let report = with("text: \"zwölf Fahrgäste verletzt\", source: amt").build().report();
    assert!(report.contains("content/sources/office.md") && report.contains("the quotation has `zwölf`"), "{report}");
    // Without `source` its own capture must have the words.
    let own = with("text: \"neun Fahrgäste verletzt\"").build();
    assert!(own.errors().contains(&"quote-wrong-source"), "{}", own.report());
    assert!(with("text: \"neun Fahrgäste\", source: nobody").build().errors().contains(&"unknown-source"));
    // The lock has it, so that a clone refuses another.
    let lock = relock(&with("text: \"neun Fahrgäste verletzt\", source: amt").build().compiled.manuscript);
    let lock = lock.expect("a lock").lock.to_text();
    let clone = |text: &str| {
        let project = with(&format!("text: \"{text}\", source: amt")).file(LOCK, &lock);
        project.remove("content/captures/amt.txt").build()
    };
    assert!(clone("neun Fahrgäste verletzt").errors().is_empty());
    assert!(clone("zwölf Fahrgäste verletzt").rules().contains(&"quote-unverified"));
}

#[test]
fn a_declared_digest_is_compared_with_the_lock_where_the_capture_is_not() {
    let digest = project().files.get(CAPTURE).expect("a capture").hash().hex();
    let lock = relock(&project().build().compiled.manuscript).expect("a lock").lock.to_text();
    let clone = |digest: &str| {
        let source =
            project().text(OFFICE).replace("excerpts:", &format!("capture: {{ sha256: \"{digest}\" }}\nexcerpts:"));
        project().file(OFFICE, source).file(LOCK, &lock).remove(CAPTURE).build()
    };
    assert_eq!(clone(&digest).report_of("capture-digest-mismatch"), "");
    let report = clone(&digest.replace('a', "b")).report_of("capture-digest-mismatch");
    assert!(report.contains("the lock was written with another capture of `office` than the declared one"), "{report}");
}

#[test]
fn what_was_not_judged_is_said_to_be_that() {
    let old = version_1().on_disk();
    let checked = old.onrecord(&["check"]);
    let said = "not judged by the sentence they were cut from: 6 of 6 quotations (the lock is older than that";
    assert!(checked.stderr.contains(said), "{}", checked.stderr);
    let page = version_1().build().page("index.html");
    assert!(page.contains(", its sentence not judged"));
    assert!(version_1().build().page("claims.json").contains("\"sentence\":\"not judged\""));
    // What the new lock keeps of the old one stays what it was.
    let ran = version_1().remove(CAPTURE).on_disk();
    let locked = ran.onrecord(&["lock"]);
    let (first, rest) = locked.stderr.split_once('\n').expect("lines");
    assert!(first.starts_with("evidence.lock is now of version 3"), "{}", locked.stderr);
    assert!(rest.starts_with("not judged by the sentence they were cut from: 3 of 6 quotations"), "{}", locked.stderr);
    assert!(VERSION_1.contains("office"));
    // Nobody here reads Swedish.
    let source = project().text(OFFICE).replace("excerpts:", "language: sv\nexcerpts:");
    let swedish = project().file(OFFICE, source).on_disk();
    let locked = swedish.onrecord(&["lock"]);
    assert!(
        locked.stderr.contains("(nobody here reads their language, or their captures are not here)"),
        "{}",
        locked.stderr
    );
    let judged = project().on_disk();
    assert!(!judged.onrecord(&["lock"]).stderr.contains("not judged"));
}
