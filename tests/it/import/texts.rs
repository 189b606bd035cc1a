//! Plain text, Markdown, the five seeds, and the starters.

use std::path::PathBuf;

use onrecord::import::{Article, ImportError, Imported, import, new_note, new_page, new_source};

use super::{assert_remark, front_matter, text};

#[test]
fn plain_text_is_its_own_capture() {
    let imported = text("notes/my file.txt", "\u{FEFF}One sentence, which is no title.\r\n\r\nAnother.\r\n");
    assert_eq!(
        imported.capture, "One sentence, which is no title.\r\n\r\nAnother.\r\n",
        "only the byte order mark is dropped"
    );
    assert_eq!(
        imported.original_extension.as_deref(),
        Some("original.txt"),
        "the original must not take the capture's name"
    );
    assert_eq!(imported.id, "my-file");
    let source = front_matter(&imported.source);
    assert_eq!(source["title"], "unknown");
    assert_eq!(source["capture"]["file"], "my-file.txt");
    let same = text("a.txt", "Title here\nText.");
    assert_eq!((same.original_extension, same.capture.as_str()), (None, "Title here\nText."));
}

#[test]
fn the_hash_is_the_capture_s() {
    let source = front_matter(&text("abc.txt", "abc").source);
    assert_eq!(source["capture"]["sha256"], "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

#[test]
fn markdown_gives_its_front_matter_or_its_first_heading() {
    let clipped = "---\ntitle: \"A bridge: closed\"\nauthor: [Jo Ray]\ndate: 2024-02-03\nurl: https://x.example/a\n---\n# Other\n\nText.\n";
    let imported = text("clip.md", clipped);
    let source = front_matter(&imported.source);
    assert_eq!(imported.capture, "Other\n\nText.\n");
    assert_eq!((&source["title"], &source["published"]), (&"A bridge: closed".into(), &"2024-02-03".into()));
    assert_eq!((&source["authors"], &source["url"]), (&serde_json::json!(["Jo Ray"]), &"https://x.example/a".into()));
    assert_remark(&imported, "two titles");
    let source = |markdown| front_matter(&text("a.md", markdown).source)["title"].clone();
    assert_eq!(source("Some words.\n\n## The bridge ##\n\nText."), "The bridge");
    assert_eq!(source("The bridge\n==========\nText."), "The bridge");
    assert_eq!(source("---\n: [broken\n---\n# The bridge\n"), "The bridge");
    assert_eq!(source("#hashtag in a sentence that says more.\n\nText."), "unknown");
}

#[test]
fn the_capture_of_a_markdown_file_is_its_words_without_the_marks() {
    let article = "# The gate\n\nThe gate **had not\nbeen** [inspected](https://x.example) *since* 2021.\n\n- one\n- two `x`\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n> said\n";
    let imported = text("gate.md", article);
    let words = "The gate\n\nThe gate had not\nbeen inspected since 2021.\n\none\ntwo x\n";
    assert!(imported.capture.replace("\n\ntwo", "\ntwo").starts_with(words), "{}", imported.capture);
    assert!(imported.capture.contains("1\t2") && imported.capture.ends_with("said\n"), "{}", imported.capture);
}

#[test]
fn an_id_may_be_given() {
    let article = Article::new("a.txt", b"Title here\nText.");
    let imported = import(article, Some("s004")).expect("imports");
    assert_eq!(imported.id, "s004");
    assert!(imported.source.contains("file: \"s004.txt\"") && imported.source.contains("captures/s004.txt"));
    for bad in ["", "S4", "a/b", "../a", "a b", "ä"] {
        assert_eq!(import(article, Some(bad)), Err(ImportError::BadId(bad.to_owned())));
    }
}

#[test]
fn starters_hold_every_required_key() {
    let page = front_matter(&new_page("toll", "Who \"counted\": 25\\26?"));
    assert_eq!((&page["title"], &page["draft"]), (&"Who \"counted\": 25\\26?".into(), &true.into()));
    let source = front_matter(&new_source("s005"));
    assert_eq!(source["title"], "unknown");
    for key in ["outlet", "kind", "published"] {
        assert!(source[key].is_null() && new_source("s005").contains(&format!("# {key}: ")), "{key}");
    }
    let note = front_matter(&new_note("toll-of-25", "2024-01-08"));
    assert_eq!((&note["title"], &note["date"]), (&"Toll of 25".into(), &"2024-01-08".into()));
    assert_eq!((&note["kind"], &note["visibility"]), (&"context".into(), &"internal".into()));
}

/// The five articles, where they are at hand: `ONRECORD_SEEDS`, or the folder shared beside the project.
#[test]
fn the_seeds_import_as_they_are() {
    let folders = [
        std::env::var_os("ONRECORD_SEEDS").map(PathBuf::from),
        Some(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/seeds")),
    ];
    let Some(folder) = folders.into_iter().flatten().find(|folder| folder.is_dir()) else {
        return;
    };
    let mut names: Vec<PathBuf> =
        std::fs::read_dir(folder).expect("a folder").flatten().map(|entry| entry.path()).collect();
    names.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    names.sort();
    let seeds: Vec<Imported> = names
        .iter()
        .map(|path| {
            let bytes = std::fs::read(path).expect("a seed");
            let name = path.file_name().and_then(|name| name.to_str()).expect("a name");
            let seed = import(Article::new(name, &bytes), None).expect("a seed imports");
            assert_eq!(seed.capture.as_bytes(), bytes, "{name}: the capture is the file");
            assert_eq!(seed.original_extension, None);
            seed
        })
        .collect();
    let [s000, s001, s002, s003, s004] = seeds.as_slice() else { panic!("{} seeds", seeds.len()) };
    for seed in [s000, s001, s002, s004] {
        let source = front_matter(&seed.source);
        assert!(source["outlet"].is_null() && source["published"].is_null());
    }
    for seed in [s000, s001, s002] {
        assert_eq!(front_matter(&seed.source)["title"], "unknown");
    }
    assert_remark(s001, "line 1 begins with 2024-01-08, which looks like metadata that leaked");
    let source = front_matter(&s003.source);
    assert_eq!(source["title"], "Russia says 21 dead, 110 injured after Ukraine strikes border city");
    assert_eq!((&source["published"], &source["published_basis"]), (&"2023-12-31".into(), &"dateline".into()));
    assert_remark(s003, "“Moscow, 31 December 2023 (dpa/MIA)” in line 3; it names dpa/MIA");
    assert!(s003.source.contains("# agency: \"dpa/MIA\""));
    assert_remark(s004, "line 1, “Fri. Feb 23rd, 2024”, is a date alone (2024-02-23)");
    assert_eq!(
        front_matter(&s004.source)["title"],
        "A voluntary evacuation in the face of Ukrainian bombings | War in Ukraine"
    );
}
