//! A draft and a folder of what was kept become a project; a PDF is read through the program that is installed.

use super::Desk;
use crate::project::program;

const POST: &str = "<html lang=en><head><title>Ferry hits quay</title><meta property=og:site_name content='Harbour Times'>\
    <meta property=article:published_time content=2024-03-03></head><body><article><h1>Ferry hits quay</h1><p>Nine people were injured when the ferry \
    struck the quay of Port Lowen on Tuesday, said the office of the harbour.</p><p>The mayor said that we were lucky that nobody died in the cold water \
    of the bay, and asked for an inquiry.</p></article></body></html>";
const CHANNEL: &str = r#"{"name":"Mayor of Lowen","type":"public_channel","messages":[{"id":5,"type":"message","date":"2024-03-04T10:00:00","from":"Mayor of Lowen",
    "text":"There were 40 passengers on board."},{"id":6,"type":"message","date":"2024-03-05T10:00:00","from":"Mayor of Lowen","text":"An inquiry begins."}]}"#;

#[test]
fn what_is_borne_out_becomes_sources_excerpts_and_a_page() {
    let draft = "# The ferry\n\nThe mayor said that “we were lucky that nobody died in the cold water”. He said: “There were 40 passengers on board.”[^1]\n\n\
        A critic said “they will all resign by tomorrow night”.\n\n[^1]: A footnote of its own.\n";
    let desk = Desk::new(&[("draft.md", draft), ("kept/post.html", POST), ("kept/result.json", CHANNEL)]);
    let ran = desk.quotes(&["draft.md", "--in", "kept", "--make", "site"]);
    assert!(ran.code == Some(1) && ran.stderr.contains("2 sources, 2 excerpts"), "{}{}", ran.stdout, ran.stderr);
    let read = |path: &str| std::fs::read_to_string(desk.disk.path(&format!("site/content/{path}"))).expect(path);
    let page = read("index.md");
    assert!(
        page.contains(
            "cold water”.[^mayor-lucky-nobody] He said: “There were 40 passengers on board.”[^passengers-board-40][^"
        ),
        "{page}"
    );
    assert!(page.contains("tomorrow night”.\n"), "{page}");
    assert!(page.contains("[^mayor-lucky-nobody]:\n    @harbour-times-0303#we-were-lucky-that\n"), "{page}");
    assert!(page.contains("[^passengers-board-40]:\n    @mayor-of-lowen-0304#"), "{page}");
    assert!(
        read("sources/harbour-times-0303.md").contains("quote: \"we were lucky that nobody died in the cold water\"")
    );
    assert!(desk.disk.path("site/content/captures/harbour-times-0303.html").is_file());
    let checked = desk.disk.onrecord(&["check", "--project", "site"]);
    // The one that nobody has kept is what is left to do.
    assert!(checked.stderr.contains("claim-uncited") && checked.stderr.contains("1 error, "), "{}", checked.stderr);
    for refused in [&["draft.md", "--make", "other"][..], &["draft.md", "draft.md", "--in", "kept", "--make", "other"]]
    {
        assert_eq!(desk.quotes(refused).code, Some(2));
    }
    assert!(!desk.disk.path("other").exists());
}

#[test]
fn evidence_comes_under_the_note_that_a_sentence_has() {
    let draft = "# The ferry\n\nThe mayor said that “we were lucky that nobody died in the cold water”.[^1]\n\n[^1]: Said on the quay.\n";
    let desk = Desk::new(&[("draft.md", draft), ("kept/post.html", POST)]);
    assert_eq!(desk.quotes(&["draft.md", "--in", "kept", "--make", "site"]).code, Some(0));
    let page = std::fs::read_to_string(desk.disk.path("site/content/index.md")).expect("a page");
    assert!(page.contains("cold water”.[^mayor-lucky-nobody]\n"), "{page}");
    assert!(page.contains("[^mayor-lucky-nobody]: Said on the quay.\n    @harbour-times-0303#"), "{page}");
}

#[cfg(unix)]
#[test]
fn a_pdf_is_read_by_what_is_installed_and_not_for_ever() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::new(&[("report.pdf", "%PDF-1.4\n")]);
    let import = |script: Option<&str>| {
        let bin = desk.disk.path("bin");
        drop(std::fs::remove_dir_all(&bin));
        std::fs::create_dir(&bin).expect("a folder");
        if let Some(script) = script {
            let path = bin.join("pdftotext");
            std::fs::write(&path, format!("#!/bin/sh\n{script}\n")).expect("written");
            std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).expect("it may run");
        }
        let mut command = program(desk.disk.folder.path());
        let output = command
            .env("PATH", &bin)
            .env("ONRECORD_PDF_SECONDS", "1")
            .args(["import", "--id", "report", "report.pdf"])
            .output();
        let output = output.expect("it runs");
        (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    std::fs::create_dir_all(desk.disk.path("content")).expect("a folder");
    std::fs::write(desk.disk.path("content/site.yaml"), "title: \"Site\"\n").expect("written");
    let (code, said) = import(None);
    assert!(code == Some(1) && said.contains("pdftotext"), "{said}");
    let (code, said) = import(Some("while :; do :; done"));
    assert!(code == Some(1) && said.contains("pdftotext"), "{said}");
    let (code, said) = import(Some(
        "printf 'Nine people were injured, the office said on that evening.\\n\\fNobody died in the water of the bay.\\n'",
    ));
    assert_eq!(code, Some(0), "{said}");
    let capture = std::fs::read_to_string(desk.disk.path("content/captures/report.txt")).expect("a capture");
    assert!(capture.contains("Nine people were injured") && capture.contains("Nobody died"), "{capture}");
}
