//! A quotation is known by who quotes, not by where: after edits around it, what is said of it is right and in its place.
//!
//! Each story is a few edits with one memory; after each, findings and bytes must be those of a first build, and what is
//! found about quotations must point at their words.

use crate::project::{Built, Project};

/// Two notes, each quoting another source.
const PAGE: &str = "---\ntitle: \"The ferry Estela\"\n---\n\nPeople were hurt.[^one] Others too.[^two]\n\n\
    [^one]:\n    @post \"Eleven people were hurt\"\n\n\
    [^two]:\n    @office \"nine passengers were injured\"\n    @office context \"The quay remains closed\"\n";

fn quoting() -> Project {
    Project::new().file("content/index.md", PAGE)
}

/// What an author does between two builds.
#[derive(Clone, Copy, Debug)]
enum Edit<'a> {
    /// Words of a file become others.
    Swap(&'a str, &'a str, &'a str),
    Write(&'a str, &'a str),
    Remove(&'a str),
    /// Several at once, as when a file is moved.
    All(&'a [Edit<'a>]),
}

use Edit::{All, Remove, Swap, Write};

fn make(project: &mut Project, edit: Edit) {
    match edit {
        Swap(path, from, to) => {
            let text = project.text(path);
            assert!(text.contains(from), "`{from}` is not in {path}");
            project.put(path, text.replacen(from, to, 1));
        }
        Write(path, text) => project.put(path, text),
        Remove(path) => assert!(project.files.remove(path).is_some(), "{path} is not there"),
        All(edits) => edits.iter().for_each(|edit| make(project, *edit)),
    }
}

/// Makes the edits one by one; each rebuild equals a build.
#[track_caller]
fn told(what: &str, mut project: Project, edits: &[Edit]) -> Built {
    project.build();
    for edit in edits {
        make(&mut project, *edit);
        let (warm, cold) = (project.build(), project.build_cold());
        assert_eq!(warm.report(), cold.report(), "{what}: after {edit:?}");
        assert_eq!(warm.compiled.diagnostics, cold.compiled.diagnostics, "{what}: after {edit:?}");
        match (&warm.compiled.output, &cold.compiled.output) {
            (Some(warm), Some(cold)) => assert!(warm.differing(cold).is_empty(), "{what}: after {edit:?}"),
            (warm, cold) => assert_eq!(warm.is_some(), cold.is_some(), "{what}: after {edit:?}"),
        }
    }
    project.build_cold()
}

/// The words under the carets of a rule.
fn words_under(built: &Built, rule: &str) -> Vec<String> {
    let found = built.compiled.diagnostics.iter().filter(|found| found.rule == rule);
    let under = found.map(|found| {
        let bytes = &built.files.get(&found.file).expect("the file of the finding").bytes;
        String::from_utf8_lossy(&bytes[found.span.range()]).trim_matches('"').to_owned()
    });
    under.collect()
}

/// What a capture says becomes another: the quotation of it is wrong.
const RECOUNT: Edit =
    Swap("content/captures/office.txt", "nine passengers were injured", "ten passengers were injured");
/// The office's own excerpt says something else, so that only the page's quotation is wrong.
const APART: Edit = Swap("content/sources/office.md", "nine passengers were injured", "The quay remains closed");
const ORDINARY: Edit = Swap("content/index.md", "[^one]:", "[^aside]: An ordinary footnote.\n\n[^one]:");
const ABOVE: Edit = Swap("content/index.md", "People were hurt.", "A line more.\n\nPeople were hurt.");
const ALTERED: &str = "quote-number-altered";
const NINE: &str = "nine passengers were injured";

#[test]
fn a_note_put_before_others_moves_them_and_what_is_said_of_them() {
    let built = told("an ordinary note", quoting(), &[ORDINARY, APART, RECOUNT]);
    assert_eq!(words_under(&built, ALTERED), [NINE]);
    let built = told("the error first", quoting(), &[APART, RECOUNT, ORDINARY, ABOVE]);
    assert_eq!(words_under(&built, ALTERED), [NINE]);
    let evidence = "[^more]:\n    @post \"Passengers were taken to hospital\"\n\n[^one]:";
    let built = told("a note of evidence", quoting(), &[APART, RECOUNT, Swap("content/index.md", "[^one]:", evidence)]);
    assert_eq!(words_under(&built, ALTERED), [NINE]);
    let gone = Swap("content/index.md", "[^one]:\n    @post \"Eleven people were hurt\"\n\n", "");
    let built = told("a note less", quoting(), &[APART, RECOUNT, gone]);
    assert_eq!(words_under(&built, ALTERED), [NINE]);
}

#[test]
fn two_notes_of_one_label_are_two() {
    let twice = PAGE.replace("[^two]:", "[^one]:\n    @office \"our first count\"\n\n[^two]:");
    let project = || Project::new().file("content/index.md", &twice);
    let count = Swap("content/captures/office.txt", "our first count", "our second count");
    let other = "[^one]:\n    @office context \"nine passengers were injured\"";
    let changed = Swap("content/index.md", "[^one]:\n    @post \"Eleven people were hurt\"", other);
    let built = told("the second of two", project(), &[APART, count, changed, RECOUNT]);
    assert_eq!(words_under(&built, ALTERED), [NINE, "our first count", NINE]);
    let renamed = Swap("content/index.md", "[^one]:", "[^three]:");
    let built = told("the first gets another name", project(), &[APART, count, renamed, RECOUNT]);
    assert_eq!(words_under(&built, ALTERED), ["our first count", NINE]);
    let first = "[^one]:\n    @post \"Eleven people were hurt\"\n\n";
    let second = "[^one]:\n    @office \"our first count\"\n\n";
    let (before, after) = (format!("{first}{second}"), format!("{second}{first}"));
    let turned = Swap("content/index.md", &before, &after);
    let built = told("the two turned", project(), &[APART, count, turned, RECOUNT]);
    assert_eq!(words_under(&built, ALTERED), ["our first count", NINE]);
}

#[test]
fn lines_and_notes_that_change_places_or_names_stay_themselves() {
    let lines = Swap(
        "content/index.md",
        "    @office \"nine passengers were injured\"\n    @office context \"The quay remains closed\"\n",
        "    @office context \"The quay remains closed\"\n    @office \"nine passengers were injured\"\n",
    );
    let renamed = Swap("content/index.md", "[^two]:", "[^count]:");
    let (head, notes) = PAGE.split_once("[^one]:").expect("notes");
    let (one, two) = notes.split_once("\n\n[^two]:").expect("two");
    let turned = format!("{head}[^two]:{two}\n[^one]:{one}\n");
    let turned = Write("content/index.md", &turned);
    for (what, edit) in [("lines", lines), ("a name", renamed), ("notes", turned)] {
        for edits in [[APART, edit, RECOUNT], [APART, RECOUNT, edit]] {
            assert_eq!(words_under(&told(what, quoting(), &edits), ALTERED), [NINE]);
        }
    }
}

#[test]
fn the_same_words_quoted_twice_are_two_quotations() {
    let page = PAGE.replace("@post \"Eleven people were hurt\"", "@office \"nine passengers were injured\"");
    let built = told("twice", Project::new().file("content/index.md", page), &[APART, RECOUNT, ORDINARY]);
    assert_eq!(words_under(&built, ALTERED), [NINE, NINE]);
}

/// Three excerpts, of which the last is not in its capture.
fn excerpts() -> Project {
    let source = "---\ntitle: \"Gates\"\noutlet: \"The Gate Post\"\nkind: news-report\npublished: \"2024\"\nexcerpts:\n  a:\n    quote: \"the gate was shut\"\n    claimant: harbour-office\n  b:\n    quote: \"nobody knew why it was\"\n    claimant: harbour-office\n  c:\n    quote: \"the gate was open\"\n    claimant: harbour-office\n---\n";
    let page = "---\ntitle: \"Gates\"\n---\n\nA gate was shut.[^one]\n\n[^one]:\n    @gates#a \"gate was shut\"\n    @gates#b\n    @gates#c\n";
    Project::new()
        .file(
            "content/captures/gates.txt",
            "On Monday the gate was shut. The mayor said that nobody knew why it was.\n",
        )
        .file("content/sources/gates.md", source)
        .file("content/index.md", page)
}

#[test]
fn an_excerpt_that_moves_or_gets_another_name_stays_itself() {
    const SOURCE: &str = "content/sources/gates.md";
    let of_b = "  b:\n    quote: \"nobody knew why it was\"\n    claimant: harbour-office\n";
    let before_a = format!("{of_b}  a:\n");
    let moved = [Swap(SOURCE, of_b, ""), Swap(SOURCE, "  a:\n", &before_a)];
    let renamed = [Swap(SOURCE, "  c:\n", "  d:\n"), Swap("content/index.md", "#c", "#d")];
    let above = [Swap(SOURCE, "kind:", "language: \"en\"\nkind:")];
    for edits in [&moved[..], &[All(&moved)], &renamed, &[All(&renamed)], &above] {
        let built = told("one edit", excerpts(), edits);
        assert_eq!(words_under(&built, "quote-not-in-source"), ["the gate was open"]);
    }
    let inside = Swap("content/index.md", "@gates#a \"", "@gates#b \"");
    let built = told("inside another", excerpts(), &[inside, above[0]]);
    assert_eq!(words_under(&built, "quote-not-in-source"), ["gate was shut", "the gate was open"]);
    told("whose name goes", excerpts(), &[inside, Swap(SOURCE, "  b:\n", "  e:\n")]);
}

#[test]
fn a_comment_or_a_note_about_the_source_answers_for_an_insertion() {
    let page = PAGE.replace("\"nine passengers were", "\"nine passengers [of the ferry] were");
    let project = || Project::new().file("content/index.md", &page);
    let found = |what: &str, edits: &[Edit]| words_under(&told(what, project(), edits), "quote-insertion-undeclared");
    let comment = Swap("content/index.md", "were injured\"", "were injured\" — our insertion");
    let undone = Swap("content/index.md", "were injured\" — our insertion", "were injured\"");
    assert_eq!(found("above", &[ABOVE]), ["nine passengers [of the ferry] were injured"]);
    assert!(found("comment", &[ABOVE, comment]).is_empty());
    assert_eq!(found("comment undone", &[comment, ABOVE, undone]).len(), 1);
    let about = Swap("content/notes/two-counts.md", "about: [", "about: [\"source:office\", ");
    assert!(found("note", &[about]).is_empty());
    let internal = Swap("content/notes/two-counts.md", "kind: discrepancy", "kind: discrepancy\nvisibility: internal");
    assert_eq!(found("internal note", &[about, internal]).len(), 1);
}

#[test]
fn a_page_that_becomes_private_leaves_the_lock() {
    let page = PAGE.replace("title:", "draft: true\ntitle:");
    let (public, private) = ("content/other.md", "content/private/other.md");
    let project = || Project::new().file(public, &page);
    let away = [Write(private, &page), Remove(public)];
    let back = [Remove(private), Write(public, &page)];
    told("private", project(), &[APART, All(&away), RECOUNT]);
    told("and back", project(), &[All(&away), RECOUNT, APART, All(&back)]);
}

/// The words that a page cites to the office are the post's.
fn astray() -> Project {
    let (from, to) = ("\"nine passengers were injured\"", "\"The ferry had come in faster than usual\"");
    quoting().edit("content/index.md", from, to)
}

#[test]
fn where_the_words_stand_instead_is_told_of_what_is_there_now() {
    const RULE: &str = "quote-wrong-source";
    const POST: &str = "content/sources/post.md";
    let above = Swap(POST, "title:", "summary: \"A line above\"\ntitle:");
    let first = Swap("content/captures/post.txt", "Eleven hurt as ferry hits quay\n", "Eleven hurt\n\nBy a reporter\n");
    let built = told("edits of the other", astray(), &[above, first]);
    assert_eq!(words_under(&built, RULE), ["The ferry had come in faster than usual"]);
    // The other source, or its capture, gets another name, and neither bytes nor the order of files change.
    let capture = astray().text("content/captures/post.txt");
    let named = astray().text(POST).replace("published:", "capture: { file: \"shared.txt\" }\npublished:");
    let project = astray().file(POST, &named).file("content/captures/shared.txt", &capture);
    let renamed = [Write("content/sources/poste.md", &named), Remove(POST)];
    let built = told("another name", project.remove("content/captures/post.txt"), &[All(&renamed)]);
    assert!(built.report_of(RULE).contains("they are in that of `poste`"), "{}", built.report());
    let copy = astray().text(POST);
    let project = || astray().file("content/sources/posta.md", &copy);
    let moved = [Write("content/captures/posta.txt", &capture), Remove("content/captures/post.txt")];
    let built = told("another capture", project(), &[All(&moved)]);
    assert!(built.report_of(RULE).contains("they are in that of `posta`"), "{}", built.report());
    let other = "Another text.\n";
    let turned = [Write("content/captures/posta.txt", &capture), Write("content/captures/post.txt", other)];
    told("captures turned", project().file("content/captures/posta.txt", other), &[All(&turned)]);
}

#[test]
fn the_place_in_the_lock_is_where_it_is_now() {
    let lock = onrecord::relock::relock(&quoting().build().compiled.manuscript).expect("a lock").lock.to_text();
    let project = quoting().file("content/evidence.lock", lock).remove("content/captures/office.txt");
    let ten = Swap("content/index.md", "\"nine passengers were injured\"", "\"ten passengers were injured\"");
    let above = Swap("content/evidence.lock", "version:", "# A line more.\nversion:");
    let built = told("a line in the lock", project, &[ten, above]);
    assert!(built.report_of("quote-unverified").contains("the nearest words of the lock"), "{}", built.report());
}
