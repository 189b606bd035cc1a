//! Work on a capture by hand: lines are struck and put back, and nothing else gets through. And folders that are imported again.

use crate::project::{OnDisk, Project, Ran, program};

const PAGE: &str = "<!doctype html><html lang=en><head><title>Ferry hits quay</title></head><body><article><h1>Ferry hits quay</h1>\
    <p>The harbour office said that the ferry had left the berth at noon, with forty passengers on board.</p>\
    <p>Sign up for our letter, which comes every morning and costs nothing at all.</p>\
    <p>The captain said that the ferry was not too fast, and that the quay had been badly lit on that evening.</p>\
    <p>An inquiry begins on Monday in the town hall of Port Lowen, the mayor said, and it will be open to all.</p></article>\
    <aside><ul><li><a href=/a>More of the sea</a></li><li><a href=/b>Lifeboats were tested in March</a></li></ul></aside></body></html>";
const LETTER: &str = "Sign up for our letter, which comes every morning and costs nothing at all.\n\n";

/// A project with the page imported as `paper`.
fn desk() -> OnDisk {
    let project = Project::fixture("minimal").on_disk();
    std::fs::write(project.path("paper.html"), PAGE).expect("written");
    let ran = project.onrecord(&["import", "--id", "paper", "paper.html"]);
    assert_eq!(ran.code, Some(0), "{}{}", ran.stdout, ran.stderr);
    project
}

fn read(desk: &OnDisk, path: &str) -> String {
    std::fs::read_to_string(desk.path(path)).expect(path)
}

fn edit(desk: &OnDisk, path: &str, from: &str, to: &str) {
    let text = read(desk, path);
    assert!(text.contains(from), "`{from}` is not in\n{text}");
    std::fs::write(desk.path(path), text.replacen(from, to, 1)).expect("written");
}

fn quote(desk: &OnDisk, words: &str) {
    let text = read(desk, "content/sources/paper.md");
    let head = text.split("# Next:").next().expect("a head").split("excerpts:").next().expect("a head").to_owned();
    let excerpt = format!("{head}excerpts:\n  said:\n    quote: \"{words}\"\n    claimant: unattributed\n---\n");
    std::fs::write(desk.path("content/sources/paper.md"), excerpt).expect("written");
}

fn check(desk: &OnDisk) -> String {
    desk.onrecord(&["check"]).stderr
}

const CAPTURE: &str = "content/captures/paper.txt";
const SOURCE: &str = "content/sources/paper.md";

#[test]
fn lines_may_be_struck_and_fix_states_what_is_left() {
    let desk = desk();
    let declared =
        |text: &str| text.lines().filter(|line| line.starts_with("  sha256:")).map(str::to_owned).collect::<Vec<_>>();
    let made = declared(&read(&desk, SOURCE));
    for struck in [
        LETTER,
        "\n\nAn inquiry begins on Monday in the town hall of Port Lowen, the mayor said, and it will be open to all.",
    ] {
        edit(&desk, CAPTURE, struck, "");
        let said = check(&desk);
        assert!(
            said.contains("worked on by hand: ") && said.contains("struck") && said.contains("`onrecord fix`"),
            "{said}"
        );
        let ran = desk.onrecord(&["fix", "--apply"]);
        assert_eq!(ran.code, Some(0), "{}", ran.stderr);
        assert!(!check(&desk).contains("capture-digest-mismatch"), "{}", check(&desk));
        let source = read(&desk, SOURCE);
        assert_eq!((declared(&source), source.matches("edited:").count()), (made.clone(), 1), "{source}");
    }
    // Elsewhere, without captures, the lock has what is left.
    quote(&desk, "with forty passengers on board");
    assert_eq!(desk.onrecord(&["lock"]).code, Some(0), "{}", check(&desk));
    std::fs::remove_dir_all(desk.path("content/captures")).expect("gone");
    assert!(!check(&desk).contains("capture-digest-mismatch"), "{}", check(&desk));
}

#[test]
fn the_lines_that_a_source_names_are_counted_anew() {
    let desk = desk();
    let digest = read(&desk, SOURCE).lines().find(|line| line.starts_with("  sha256:")).expect("a digest").to_owned();
    edit(&desk, SOURCE, &digest, &format!("{digest}\n  excluded_lines: [9]\n  damaged_lines: [\"3-7\"]"));
    edit(&desk, CAPTURE, LETTER, "");
    assert!(check(&desk).contains("counts the lines anew that the source names"), "{}", check(&desk));
    desk.onrecord(&["fix", "--apply"]);
    let source = read(&desk, SOURCE);
    for line in
        ["  excluded_lines: [7]\n", "  damaged_lines: [\"3-5\"]\n", "  apart_lines: [1]\n", "body: 1 (headline)\n"]
    {
        assert!(source.contains(line), "{line}: {source}");
    }
    assert!(!check(&desk).contains("capture-digest-mismatch"), "{}", check(&desk));
    // What an author wrote of a capture that is no longer known is left to the author; what the import wrote is not.
    edit(&desk, CAPTURE, "Ferry hits quay\n\n", "");
    assert!(check(&desk).contains("look at `excluded_lines` and `damaged_lines` of your own"), "{}", check(&desk));
    desk.onrecord(&["fix", "--apply"]);
    let source = read(&desk, SOURCE);
    for line in ["  excluded_lines: [7]\n", "  damaged_lines: [\"3-5\"]\n", "  apart_lines: []\n", "body: none\n"] {
        assert!(source.contains(line), "{line}: {source}");
    }
}

/// A desk with a PDF, and in `bin` a `pdftotext` that prints these pages of it; the browser's tests have the real one.
#[cfg(unix)]
fn desk_with_pdf(pages: &[&[&str]]) -> OnDisk {
    use std::os::unix::fs::PermissionsExt;
    let desk = Project::fixture("minimal").on_disk();
    std::fs::write(desk.path("paper.pdf"), "%PDF-1.4\n").expect("written");
    let printed = pages.iter().map(|lines| lines.join("\n\n")).collect::<Vec<_>>().join("\n\x0c");
    std::fs::write(desk.path("printed.txt"), printed + "\n\x0c").expect("written");
    std::fs::create_dir(desk.path("bin")).expect("a folder");
    let script = format!("#!/bin/sh\nexec cat '{}'\n", desk.path("printed.txt").display());
    std::fs::write(desk.path("bin/pdftotext"), script).expect("written");
    let may_run = std::fs::Permissions::from_mode(0o755);
    std::fs::set_permissions(desk.path("bin/pdftotext"), may_run).expect("it may run");
    desk
}

#[cfg(unix)]
#[test]
fn a_pdf_is_read_page_by_page_and_compared_by_what_is_printed_of_it() {
    let pages: [&[&str]; 2] = [
        &["Nine people were injured in the harbour on Tuesday, the office said.", "Page 1 of 2"],
        &["Nobody died in the cold water of the bay on that evening.", "An inquiry begins in the town hall on Monday."],
    ];
    let desk = desk_with_pdf(&pages);
    let path = std::env::join_paths(
        std::iter::once(desk.path("bin")).chain(std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default())),
    );
    let path = path.expect("a PATH");
    let run = |arguments: &[&str]| {
        let output = program(desk.folder.path()).env("PATH", &path).args(arguments).output().expect("it runs");
        let [stdout, stderr] = [output.stdout, output.stderr].map(|said| String::from_utf8_lossy(&said).into_owned());
        Ran { code: output.status.code(), stdout, stderr }
    };
    let check = || run(&["check"]).stderr;
    let ran = run(&["import", "--id", "paper", "paper.pdf"]);
    assert!(ran.code == Some(0) && ran.stderr.contains("2 page(s) were read"), "{}{}", ran.stdout, ran.stderr);
    let capture = read(&desk, CAPTURE);
    for line in pages.iter().flat_map(|lines| lines.iter()) {
        assert!(capture.contains(line), "{line}: {capture}");
    }
    std::fs::write(desk.path("draft.md"), "She said “Nobody died in the cold water of the bay”.\n").expect("written");
    let ran = run(&["quotes", "draft.md", "--in", "content/captures"]);
    assert!(ran.code == Some(0) && ran.stdout.contains("p. 2"), "{}{}", ran.stdout, ran.stderr);

    edit(&desk, CAPTURE, "Page 1 of 2\n", "");
    assert!(check().contains("worked on by hand: 1 line struck"), "{}", check());
    assert_eq!(run(&["fix", "--apply"]).code, Some(0));
    assert!(!check().contains("capture-digest-mismatch"), "{}", check());
    // Where it was struck no quotation runs on; elsewhere it does, across the page's end as well.
    quote(&desk, "cold water of the bay on that evening. An inquiry begins in the town hall");
    assert!(!check().contains("quote-not-in-source"), "{}", check());
    quote(&desk, "on Tuesday, the office said. Nobody died in the cold water");
    assert!(check().contains("lines were struck"), "{}", check());
    edit(&desk, CAPTURE, "Nobody died", "Somebody died");
    assert!(check().contains("is not the file that was declared"), "{}", check());
    let names: Vec<_> = std::fs::read_dir(desk.path("content/captures"))
        .expect("a folder")
        .flatten()
        .map(|file| file.file_name())
        .collect();
    assert!(!names.iter().any(|name| name.to_string_lossy().contains("printed")), "{names:?}");
}

#[test]
fn whatever_else_is_done_to_a_capture_is_told() {
    for (from, to) in [
        ("forty passengers", "fifty passengers"),
        ("not too fast", "too fast"),
        ("An inquiry begins", "Nobody died.\n\nAn inquiry begins"),
        ("The captain said that the ferry was not too fast, and", "And"),
    ] {
        let desk = desk();
        edit(&desk, CAPTURE, LETTER, "");
        edit(&desk, CAPTURE, from, to);
        let said = check(&desk);
        assert!(said.contains("is not the file that was declared") && !said.contains("by hand"), "{from}: {said}");
        let ran = desk.onrecord(&["fix", "--apply"]);
        assert!(!read(&desk, SOURCE).contains("edited:"), "{}", ran.stdout);
    }
    // Lines in another order were never read in that order.
    let desk = desk();
    let mut lines: Vec<String> = read(&desk, CAPTURE).split("\n\n").map(|line| line.trim().to_owned()).collect();
    lines.swap(1, 3);
    std::fs::write(desk.path(CAPTURE), lines.join("\n\n")).expect("written");
    assert!(check(&desk).contains("is not the file that was declared"), "{}", check(&desk));
    // Another file in the place of both is not the one that was imported.
    let desk = self::desk();
    edit(&desk, CAPTURE, LETTER, "");
    edit(&desk, "content/captures/paper.html", "forty passengers", "fifty passengers");
    assert!(check(&desk).contains("is not the file that was declared"), "{}", check(&desk));
}

#[test]
fn a_line_that_the_import_left_out_may_be_put_back() {
    let desk = desk();
    assert!(!read(&desk, CAPTURE).contains("Lifeboats"), "{}", read(&desk, CAPTURE));
    let capture = read(&desk, CAPTURE);
    std::fs::write(desk.path(CAPTURE), format!("Lifeboats were tested in March\n\n{capture}")).expect("written");
    assert!(check(&desk).contains("is not the file that was declared"), "it stands elsewhere on the page");
    std::fs::write(desk.path(CAPTURE), format!("{capture}\nLifeboats were tested in March\n")).expect("written");
    let said = check(&desk);
    assert!(said.contains("worked on by hand: 1 line put back"), "{said}");
    desk.onrecord(&["fix", "--apply"]);
    assert!(!check(&desk).contains("capture-digest-mismatch"), "{}", check(&desk));
}

#[test]
fn no_quotation_runs_on_where_lines_were_struck() {
    let desk = desk();
    edit(&desk, CAPTURE, LETTER, "");
    desk.onrecord(&["fix", "--apply"]);
    quote(&desk, "with forty passengers on board. The captain said that the ferry was not too fast");
    let said = check(&desk);
    assert!(said.contains("lines were struck from the capture of `paper` between these words"), "{said}");
    // Where nothing is missing it may, and where what is missing is marked.
    for words in [
        "on that evening. An inquiry begins on Monday",
        "with forty passengers on board. … The captain said that the ferry was not too fast",
    ] {
        quote(&desk, words);
        assert!(!check(&desk).contains("quote-not-in-source"), "{words}: {}", check(&desk));
    }
    // Without the original nobody knows where lines are missing.
    std::fs::remove_file(desk.path("content/captures/paper.html")).expect("gone");
    quote(&desk, "on that evening. An inquiry begins on Monday");
    assert!(check(&desk).contains("lines were struck"), "{}", check(&desk));
}

#[test]
fn words_that_only_the_original_has_are_told() {
    let desk = desk();
    edit(&desk, CAPTURE, LETTER, "");
    desk.onrecord(&["fix", "--apply"]);
    quote(&desk, "which comes every morning and costs nothing");
    let said = check(&desk);
    assert!(said.contains("they stand in the kept original `content/captures/paper.html` (line 5"), "{said}");
    quote(&desk, "Lifeboats were tested in March");
    let said = check(&desk);
    assert!(said.contains("`content/captures/paper.html`, outside of what was taken for the article"), "{said}");
    quote(&desk, "Lifeboats were tested in autumn");
    assert!(!check(&desk).contains("kept original"), "{}", check(&desk));
}

#[test]
fn a_folder_is_imported_past_what_cannot_be_read_and_again() {
    let desk = Project::fixture("minimal").on_disk();
    let put = |path: &str, bytes: &[u8]| {
        let path = desk.path(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, bytes).expect("written");
    };
    put("kept/paper.html", PAGE.as_bytes());
    put("kept/paper_files/note.txt", b"what belongs to the page");
    put("kept/broken.docx", b"PK\x03\x04");
    put("kept/broken.json", b"{\"a\": ");
    put("kept/empty.txt", b"");
    put("kept/picture.png", b"\x89PNG\r\n");
    put("kept/talk.txt", b"Words of the mayor\n\nWe were lucky that nobody died in the water.\n");
    let ran = desk.onrecord(&["import", "kept"]);
    assert_eq!(ran.code, Some(1), "{}", ran.stderr);
    assert!(ran.stderr.contains("6 files: 2 imported, 4 not"), "{}", ran.stderr);
    for (file, words) in [
        ("broken.docx", "damaged: it is packed"),
        ("broken.json", "its JSON is broken"),
        ("empty.txt", "is empty"),
        ("picture.png", "is a picture"),
    ] {
        assert!(ran.stderr.lines().any(|line| line.contains(file) && line.contains(words)), "{file}: {}", ran.stderr);
    }
    for name in ["broken.docx", "broken.json", "empty.txt", "picture.png"] {
        std::fs::remove_file(desk.path("kept").join(name)).expect("gone");
    }
    // Again: what is known is known, also where somebody worked on it; and what is new comes in.
    put("kept/more.txt", b"A text of its own\n\nNine lifeboats had been tested in March, the office said.\n");
    let id = "ferry-hits-quay";
    edit(&desk, &format!("content/captures/{id}.txt"), LETTER, "");
    edit(&desk, &format!("content/sources/{id}.md"), "rights: excerpts", "rights: record");
    let ran = desk.onrecord(&["import", "kept"]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    assert!(ran.stderr.contains("3 files: 1 imported, 2 known, 0 not"), "{}", ran.stderr);
    assert!(ran.stderr.contains("ferry-hits-quay, known and unchanged"), "{}", ran.stderr);
    // A changed page shows what changed, and nothing of ours is touched.
    let before = [read(&desk, &format!("content/captures/{id}.txt")), read(&desk, &format!("content/sources/{id}.md"))];
    put("kept/paper.html", PAGE.replace("not too fast", "much too fast").as_bytes());
    let ran = desk.onrecord(&["import", "kept"]);
    assert_eq!(ran.code, Some(1), "{}", ran.stderr);
    assert!(ran.stderr.contains("are new, the first: “") && ran.stderr.contains("known and changed"), "{}", ran.stderr);
    assert!(ran.stderr.contains("3 files: 0 imported, 2 known, 1 not"), "{}", ran.stderr);
    assert_eq!(
        before,
        [read(&desk, &format!("content/captures/{id}.txt")), read(&desk, &format!("content/sources/{id}.md"))]
    );
    let ran = desk.onrecord(&["import", "kept/talk.txt"]);
    assert!(ran.code == Some(0) && ran.stderr.contains("was imported before, as "), "{}", ran.stderr);
}
