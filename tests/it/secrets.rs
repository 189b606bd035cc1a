//! Forty secrets, each planted where people keep them, against every file of a site.

use std::collections::BTreeSet;

use onrecord::compile::{Memory, compile};
use onrecord::edge::read::read;
use onrecord::options::Options;

use crate::project::Project;

/// Words that stand nowhere else, nine of them; `NN` is the secret's number.
fn words(number: usize) -> String {
    format!(
        "zq{number}a zq{number}b zq{number}c zq{number}d zq{number}e zq{number}f zq{number}g zq{number}h zq{number}i"
    )
}

fn page(front: &str, body: &str) -> String {
    format!("---\ntitle: \"Later\"\n{front}---\n\n{body}\n")
}

fn note(front: &str, body: &str) -> String {
    format!("---\ntitle: \"A call\"\nkind: decision\ndate: \"2024-01-02\"\n{front}---\n\n{body}\n")
}

fn source(front: &str, body: &str) -> String {
    format!(
        "---\ntitle: \"Report\"\noutlet: \"Desk\"\nkind: news-report\npublished: \"2024-03-12\"\n{front}---\n\n{body}\n"
    )
}

/// Where secrets lie: path and content, given the words.
fn places(words: &str) -> Vec<(&'static str, String)> {
    let internal = "visibility: internal\n";
    let field = |key: &str| format!("{key}: \"{words}\"\n");
    let claim = format!("It is so.[^x]\n\n[^x]: {words}.\n    @post \"eleven\" context\n");
    vec![
        // Drafts.
        ("content/later.md", page("draft: true\n", words)),
        ("content/later.md", page(&format!("draft: true\n{}", field("standfirst")), "So far.")),
        ("content/later.md", page(&format!("draft: true\n{}", field("kicker")), "So far.")),
        ("content/later.md", page(&format!("draft: true\n{}", field("description")), "So far.")),
        ("content/later.md", page(&format!("draft: true\nin_short: {{ unchecked: [\"{words}\"] }}\n"), "So far.")),
        ("content/later.md", page("draft: true\n", &format!("# {words}"))),
        ("content/later.md", page("draft: true\n", &format!("| a | b |\n|---|---|\n| {words} | 1 |"))),
        ("content/later.md", page("draft: true\n", &format!("```text\n{words}\n```"))),
        ("content/later.md", page("draft: true\n", &claim)),
        ("content/later.md", page("draft: true\n", &format!("Look.[^a]\n\n[^a]: {words}"))),
        ("content/deep/later.md", page("draft: true\n", words)),
        // Internal notes.
        ("content/notes/call.md", note(internal, words)),
        ("content/notes/call.md", note(&format!("{internal}{}", field("reason")), "So.")),
        ("content/notes/call.md", note(&format!("{internal}{}", field("author")), words)),
        ("content/notes/call.md", note(&format!("{internal}about: [\"source:office\"]\n"), words)),
        ("content/notes/call.md", note(&format!("{internal}about: [\"claim:index#injured-nine\"]\n"), words)),
        ("content/notes/call.md", note(&format!("{internal}{}", field("now")), "So.")),
        // Comments.
        ("content/other.md", page("", &format!("Text.\n\n<!-- {words} -->"))),
        ("content/other.md", page("", &format!("Text <!-- {words} --> more."))),
        ("content/other.md", page(&format!("# {words}\n"), "Text.")),
        ("content/notes/open.md", note("", &format!("Text.\n\n<!-- {words} -->"))),
        ("content/notes/open.md", note(&format!("# {words}\n"), "Text.")),
        ("content/sources/new.md", source(&format!("# {words}\n"), "Text.")),
        // Private files.
        ("content/private/plan.md", page("", words)),
        ("content/private/sources/x.md", source("", words)),
        ("content/private/notes/x.md", note("", words)),
        ("content/private/list.txt", words.to_owned()),
        ("content/private/static/list.txt", words.to_owned()),
        ("content/Private/list.txt", words.to_owned()),
        ("content/sub/private/list.txt", words.to_owned()),
        ("content/static/private/list.txt", words.to_owned()),
        ("content/static/captures/list.txt", words.to_owned()),
        // Captures, and sources that nobody cites or whose words are withheld.
        ("content/captures/new.txt", words.to_owned()),
        ("content/captures/deep/new.html", format!("<p>{words}</p>")),
        ("content/sources/new.md", source(&field("summary"), words)),
        (
            "content/sources/new.md",
            source(&format!("rights: record\nexcerpts: {{ a: {{ quote: \"{words}\" }} }}\n"), "x"),
        ),
        // What lies about.
        ("content/.env", format!("TOKEN=\"{words}\"")),
        ("content/static/.htpasswd", words.to_owned()),
        ("content/static/page.html~", words.to_owned()),
        ("content/static/.page.html.swp", words.to_owned()),
    ]
}

/// Of which kind each file of a site is.
fn kind(route: &str) -> &str {
    route.rsplit_once('.').map_or("", |(_, extension)| extension)
}

#[test]
fn nothing_that_is_kept_back_comes_out_in_any_file() {
    let count = places("").len();
    assert_eq!(count, 40);
    let mut kinds: BTreeSet<String> = BTreeSet::new();
    for number in 0..count {
        let words = words(number);
        let (path, content) = places(&words).swap_remove(number);
        // Through the disk, where reading leaves out what nobody meant to publish.
        let disk = Project::fixture("complete").file(path, content).on_disk();
        let files = read(disk.folder.path()).unwrap_or_else(|error| panic!("{error}")).files;
        let compiled = compile(&files, &Options::default(), &mut Memory::default());
        let Some(output) = &compiled.output else { continue };
        let token = format!("zq{number}c");
        for (route, bytes) in &output.files {
            kinds.insert(kind(route.as_str()).to_owned());
            let letters: Vec<u8> = bytes.bytes().iter().copied().filter(|byte| *byte != 0).collect();
            assert!(!String::from_utf8_lossy(&letters).contains(&token), "{number}: {path} comes out in {route}");
        }
    }
    for kind in ["html", "xml", "json", "geojson", "csv", "txt", "png", "css", "js", "bib"] {
        assert!(kinds.contains(kind), "no {kind} among {kinds:?}");
    }
}

#[test]
fn words_that_slip_into_any_kind_of_file_stop_the_build() {
    // Front matter's comments and names of authors are no text of the file; nobody cited is no secret.
    let exempt = ["content/sources/new.md", "content/.env"];
    let kinds = ["html", "xml", "json", "geojson", "csv", "svg", "css", "js", "txt", "bin"];
    let mut passed = Vec::new();
    for number in 0..places("").len() {
        let words = words(number);
        let (path, content) = places(&words).swap_remove(number);
        let is_kept = path.contains("rivate/") || path.contains("captures/");
        if exempt.contains(&path)
            || (path.starts_with("content/static/") && !is_kept)
            || content.contains(&format!("# {words}\n")) && !content.contains("draft")
        {
            continue;
        }
        let mut project = Project::new().file(path, content);
        for kind in kinds {
            let escaped = match kind {
                "html" | "svg" | "xml" => format!("<p>{}</p>", words.replacen(' ', "</b> <b class=\"x\">", 1)),
                "json" | "geojson" => format!("{{\"a\": \"{}\"}}", words.replacen(' ', "\\u0020", 1)),
                _ => words.to_uppercase(),
            };
            project = project.file(&format!("content/static/slipped.{kind}"), escaped);
        }
        let report = project.build().report_of("leak");
        let missing: Vec<_> = kinds.iter().filter(|kind| !report.contains(&format!("`slipped.{kind}`"))).collect();
        if !missing.is_empty() {
            passed.push(format!("{path}: {missing:?}"));
        }
    }
    assert!(passed.is_empty(), "{}", passed.join("\n"));
}
