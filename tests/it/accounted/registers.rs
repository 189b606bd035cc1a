//! Every text that readers see is read by the rules about words, wherever it stands.

use std::collections::BTreeSet;

use onrecord::parse::{ParseMemo, parse};
use serde_json::{Map, Value as Json, json};

use crate::project::Project;
use crate::warm::formats::{Value, format};
use crate::warm::part::Sort;

const MARK: &str = "Port Lohen";

/// Keys that hold spellings, which no page prints.
const UNPRINTED: [&str; 2] = ["places.misspellings", "site.spellings"];

/// A value of a format: what must be there, and the mark at each text of its own, one at a time.
fn planted(value: &Value, place: &str, found: &mut Vec<(String, Json)>) -> Json {
    match value {
        Value::Leaf(sort) => {
            let marked = match sort {
                Sort::Words | Sort::Said | Sort::Short => Some(format!("To {MARK} and back")),
                Sort::Word if place.ends_with("unit") => Some(MARK.to_owned()),
                _ => None,
            };
            found.extend(marked.map(|words| (place.to_owned(), json!(words))));
            plain(sort)
        }
        Value::List(item) => {
            let mut inner = Vec::new();
            let own = planted(item, place, &mut inner);
            found.extend(inner.into_iter().map(|(at, value)| (at, json!([value]))));
            json!([own])
        }
        Value::Named(_, inner) => {
            let mut below = Vec::new();
            let name = if place.ends_with("adopted") { "killed" } else { "toll" };
            let own = planted(inner, place, &mut below);
            found.extend(below.into_iter().map(|(at, value)| (at, json!({ name: value }))));
            json!({ name: own })
        }
        Value::Map(map) => {
            let mut all: Vec<(String, String, Json)> = Vec::new();
            let mut own = Map::new();
            for key in &map.keys {
                let mut below = Vec::new();
                let value = planted(&key.value, &format!("{place}.{}", key.name), &mut below);
                all.extend(below.into_iter().map(|(at, value)| (key.name.clone(), at, value)));
                let is_needed = key.required || matches!((place, &*key.name), ("claimants", "name") | (_, "quote"));
                if is_needed {
                    own.insert(key.name.clone(), value);
                }
            }
            for (key, at, value) in all {
                let mut whole = own.clone();
                if key == "described_as" {
                    whole.remove("name");
                    whole.insert("named".to_owned(), json!(false));
                }
                whole.insert(key, value);
                found.push((at, Json::Object(whole)));
            }
            Json::Object(own)
        }
    }
}

fn plain(sort: &Sort) -> Json {
    match sort {
        Sort::Choice(words) => json!(words[0]),
        Sort::Date => json!("2024-03-12"),
        Sort::Number => json!(5),
        Sort::Amount => json!("21"),
        Sort::Flag => json!(true),
        Sort::Address => json!("https://example.org/"),
        Sort::Words | Sort::Said | Sort::Short => json!("Some words"),
        _ => json!("estela"),
    }
}

#[test]
fn every_text_of_every_format_is_kept_for_the_rules_about_words() {
    let kinds = ["site", "page", "source", "note", "claimants", "events", "places", "sidecar"];
    let (mut unread, mut tried) = (BTreeSet::new(), 0);
    for kind in kinds {
        let mut found = Vec::new();
        planted(format(kind), kind, &mut found);
        assert!(found.len() > 1, "{kind} has texts");
        for (place, value) in found {
            let text = value.to_string();
            let (path, text) = match kind {
                "site" | "claimants" | "events" | "places" => (format!("content/{kind}.yaml"), text),
                "page" => ("content/extra.md".to_owned(), format!("---\n{text}\n---\n\nWords.\n")),
                "sidecar" => ("content/pier.png.yaml".to_owned(), text),
                kind => (format!("content/{kind}s/extra.md"), format!("---\n{text}\n---\n\nWords.\n")),
            };
            let project = Project::new().file("content/pier.png", "").file(&path, text);
            let read = parse(&project.files, &mut ParseMemo::default());
            let documents: Vec<_> = read.value.documents().filter(|document| *document.file == *path).collect();
            let passages = documents.iter().flat_map(|document| document.passages.iter());
            if passages.filter(|passage| passage.text.contains(MARK)).count() != 1 {
                unread.insert(place);
            }
            tried += 1;
        }
    }
    assert!(tried > 40, "{tried}");
    assert_eq!(unread, UNPRINTED.map(str::to_owned).into(), "texts that no rule reads");
}

/// Places for words, of which the site says that it spells them otherwise.
fn says_where(path: &str, from: &str, to: &str) -> String {
    let site = Project::new().text("content/site.yaml");
    let site = Project::new().file("content/site.yaml", format!("{site}spellings: {{ {MARK}: \"Port Lowen\" }}\n"));
    { site }.edit(path, from, to).build().report_of("spelling-avoided")
}

#[test]
fn an_avoided_spelling_is_found_in_every_register() {
    let home =
        |to: &str| says_where("content/index.md", "The ferry Estela ran", &format!("{to}\n\nThe ferry Estela ran"));
    let pages = [
        "| Where | What |\n|---|---|\n| Port Lohen | a pier |",
        "## To Port Lohen",
        "> [!NOTE]\n> To Port Lohen.",
        "- to Port Lohen",
        "![The pier of Port Lohen](https://example.org/a.png)",
        "[a pier](https://example.org/ \"Port Lohen\")",
        "A pier.[^aside]\n\n[^aside]: It is that of Port Lohen.",
        "{{ chart(title=\"Piers of Port Lohen\") }}",
    ];
    for words in pages {
        assert!(home(words).contains("content/index.md:"), "{words}");
    }
    let title = says_where("content/index.md", "title: \"The ferry Estela\"", "title: \"To Port Lohen\"");
    assert!(title.contains("content/index.md:2:12"), "{title}");
    let more = "title: \"The ferry Estela\"\nstandfirst: >\n  From the lighthouse\n  to Port Lohen";
    let folded = says_where("content/index.md", "title: \"The ferry Estela\"", more);
    assert!(folded.contains("content/index.md:5:6"), "{folded}");
    let note = says_where("content/notes/two-counts.md", "title: \"", "reason: \"Port Lohen\"\ntitle: \"");
    assert!(note.contains("content/notes/two-counts.md:2:10"), "{note}");
    let remark =
        says_where("content/index.md", "    @office#injured", "    The count of Port Lohen.\n    @office#injured");
    assert!(remark.contains("Port Lohen"), "{remark}");
}

#[test]
fn an_authors_own_html_is_read() {
    for html in [
        "<div><p>To Port Lohen.</p></div>",
        "A pier <b title=\"of Port Lohen\">there</b>",
        "<img src=\"/a\" alt=\"Port Lohen\">",
    ] {
        let site = Project::new().text("content/site.yaml");
        let site = format!("{site}raw_html: true\nspellings: {{ {MARK}: \"Port Lowen\" }}\n");
        let project = Project::new().file("content/site.yaml", site);
        let mut project =
            project.edit("content/index.md", "The ferry Estela ran", &format!("{html}\n\nThe ferry Estela ran"));
        assert!(project.build().report_of("spelling-avoided").contains("content/index.md:5:"), "{html}");
    }
}

#[test]
fn other_peoples_spelling_stays() {
    for (path, from, to) in [
        ("content/sources/post.md", "title: \"", "title: \"Port Lohen: "),
        ("content/sources/post.md", "outlet: \"Evening Post\"", "outlet: \"Port Lohen Post\""),
        ("content/index.md", "The ferry Estela ran", "“To Port Lohen”, it was said. The ferry Estela ran"),
        ("content/notes/two-counts.md", "title: \"", "was: \"Port Lohen\"\ntitle: \""),
    ] {
        assert_eq!(says_where(path, from, to), "", "{to}");
    }
}
