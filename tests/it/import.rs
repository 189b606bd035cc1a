//! What an author gets from importing: five kinds of news page, plain text, Markdown, the five seeds, and files that are none of these.
//! Every text in `tests/it/import/` is invented.

mod drafted;
mod by_hand;
mod company;
mod endured;
mod fixtures;
mod formats;
mod kinds;
mod measured;
mod pages;
mod refusals;
mod texts;
mod total;

use std::path::PathBuf;

use onrecord::import::{Article, ImportError, Imported, import};
use serde_json::Value;

fn fixture(name: &str) -> Imported {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/it/import").join(name);
    let bytes = std::fs::read(&path).expect("the fixture is there");
    import(Article::new(name, &bytes), None).expect("the fixture imports")
}

fn text(file_name: &str, text: &str) -> Imported {
    import(Article::new(file_name, text.as_bytes()), None).expect("the text imports")
}

fn html(body: &str) -> Imported {
    text("page.html", &format!("<!doctype html><html><body>{body}</body></html>"))
}

fn refusal(file_name: &str, bytes: &[u8]) -> ImportError {
    import(Article::new(file_name, bytes), None).map(|imported| imported.id).expect_err("the file is refused")
}

/// The front matter of an authored file, as any YAML reader sees it.
fn front_matter(file: &str) -> Value {
    let rest = file.strip_prefix("---\n").expect("front matter opens");
    let (yaml, _) = rest.split_once("\n---\n").expect("front matter closes");
    serde_saphyr::from_str(yaml).unwrap_or_else(|error| panic!("{error}\n{yaml}"))
}

/// The capture with the given passages in this order, and none of the absent ones.
fn assert_capture(imported: &Imported, in_order: &[&str], absent: &[&str]) {
    let mut rest = imported.capture.as_str();
    for passage in in_order {
        let at = rest
            .find(passage)
            .unwrap_or_else(|| panic!("`{passage}` is missing, or out of order, in:\n{}", imported.capture));
        rest = &rest[at + passage.len()..];
    }
    for passage in absent {
        assert!(!imported.capture.contains(passage), "`{passage}` has no place in:\n{}", imported.capture);
    }
}

fn assert_remark(imported: &Imported, words: &str) {
    assert!(
        imported.remarks.iter().any(|remark| remark.contains(words)),
        "no remark says `{words}`: {:#?}",
        imported.remarks
    );
}
