//! Forms at the desk: what is filled in is changed, and every other byte stays.

use serde_json::{Value, json};

use super::{Desk, PAGE, POST, WORDS};
use crate::project::Project;

#[test]
fn forms_follow_the_schemas_and_change_what_is_filled_in() {
    let desk = Desk::start(&Project::new());
    let state = desk.ask(json!({"ask": "state"}));
    let first: Vec<&str> =
        state["forms"]["event"].as_array().expect("fields").iter().filter_map(|one| one["key"].as_str()).collect();
    assert_eq!(first[..3], ["title", "start", "end"]);
    let office = json!({"name": "Harbour Office of Port Lowen", "interest": "ally", "role": "runs the port"});
    desk.done(json!({"act": "form", "kind": "claimant", "id": "harbour-office", "values": office}));
    assert_eq!(
        desk.read("content/claimants.yaml"),
        "- id: harbour-office\n  name: \"Harbour Office of Port Lowen\"\n  kind: official\n  interest: ally\n  role: \"runs the port\"\n"
    );
    let done = desk.done(
        json!({"act": "form", "kind": "claimant", "id": null, "values": {"name": "Ada Invented", "kind": "witness"}}),
    );
    assert_eq!(done["id"], "ada-invented");
    let event = json!({"title": "The inquiry", "start": "2024-04", "kind": "inquiry"});
    desk.done(json!({"act": "form", "kind": "event", "id": null, "values": event}));
    let place = json!({"name": "The quay", "kind": "building", "lat": "54.1", "lon": "9.9"});
    desk.done(json!({"act": "form", "kind": "place", "id": null, "values": place}));
    let note = json!({"title": "Two counts read", "kind": "context", "date": "2024-03-15", "about": "event:estela", "text": "Both were read."});
    desk.done(json!({"act": "form", "kind": "note", "id": null, "values": note}));
    let source = json!({"title": "A letter", "outlet": "unknown", "kind": "document", "published": "2024-03"});
    desk.done(json!({"act": "form", "kind": "source", "id": null, "values": source}));
    assert_eq!(
        desk.read("content/notes/two-counts-read.md"),
        "---\ntitle: \"Two counts read\"\nkind: context\ndate: \"2024-03-15\"\nabout:\n  - \"event:estela\"\n---\n\nBoth were read.\n"
    );
    assert_eq!(desk.server.disk.onrecord(&["check"]).code, Some(0), "{}", desk.server.disk.onrecord(&["check"]).stderr);
    for (kind, values, said) in [
        ("event", json!({"title": "X"}), "start: this is needed"),
        ("event", json!({"title": "X", "start": "yesterday"}), "start"),
        ("event", json!({"title": "X", "start": "2024", "kind": "picnic"}), "kind: `picnic` is none of"),
        ("event", json!({"title": "X", "start": "2024", "excerpts": "x"}), "an event has no `excerpts`"),
        ("place", json!({"name": "X", "kind": "building", "lat": "north", "lon": "1"}), "lat: `north` is no number"),
        ("claimant", json!({"name": {"a": 1}}), "name: a text was expected"),
        ("claimant", json!({"name": "X", "id": "harbour-office"}), "there is a claimant `harbour-office` already"),
    ] {
        let (status, answer) = desk.act(json!({"act": "form", "kind": kind, "id": null, "values": values}));
        let error = answer["error"].as_str().unwrap_or_default();
        assert!(status == 422 && error.contains(said), "{values}: {status} {answer}");
    }
}

#[test]
fn a_form_empties_values_and_writes_over_several_lines() {
    let desk = Desk::start(&Project::new());
    desk.server.edit(
        POST,
        "excerpts:",
        "summary: |\n  One line.\n\n  Another.\nauthors:\n  - \"A\"\n  - \"B\"\nexcerpts:",
    );
    let before = desk.read(POST);
    let source = desk.ask(json!({"ask": "source", "id": "post"}));
    let filled = desk.ask(json!({"ask": "filled", "kind": "source", "id": "post"}));
    assert_eq!(filled["authors"], "A\nB");
    assert!(filled.as_object().is_some_and(|keys| keys.keys().all(|key| !key.starts_with("excerpts"))), "{filled}");
    let values = json!({"summary": "Two\nlines.", "authors": "A\nC"});
    desk.done(json!({"act": "form", "kind": "source", "id": "post", "values": values}));
    assert_eq!(
        desk.read(POST),
        before
            .replace("summary: |\n  One line.\n\n  Another.\n", "summary: \"Two\\nlines.\"\n")
            .replace("\"B\"", "\"C\"")
    );
    desk.done(json!({"act": "form", "kind": "source", "id": "post", "values": {"summary": "", "authors": ""}}));
    assert_eq!(
        desk.read(POST),
        before.replace("summary: |\n  One line.\n\n  Another.\nauthors:\n  - \"A\"\n  - \"B\"\n", "")
    );
    // An excerpt and the site have forms, too.
    let quotation = &source["quotations"][1];
    assert_eq!(quotation["excerpt"], "injured");
    let filled = desk.ask(json!({"ask": "filled", "kind": "excerpt", "id": "post#injured"}));
    assert_eq!((&filled["as_of"], &filled["figures.1.value"]), (&json!("2024-03-13"), &json!("eleven")));
    desk.done(json!({"act": "form", "kind": "excerpt", "id": "post#injured", "values": {"as_of": "2024-03-12"}}));
    assert!(desk.read(POST).contains("as_of: \"2024-03-12\""));
    desk.done(json!({"act": "form", "kind": "site", "id": "site", "values": {"look.accent": "#7a1f3d"}}));
    let low = json!({"act": "form", "kind": "site", "id": "site", "values": {"look.accent": "#ffd400"}});
    let (status, answer) = desk.act(low);
    let error = answer["error"].as_str().unwrap_or_default();
    assert!(status == 422 && error.contains("write `accent: \"#"), "{answer}");
    assert!(desk.read("content/site.yaml").ends_with("look:\n  accent: \"#7a1f3d\"\n"));
    // Whatever is refused here is refused in words of the desk, not of a terminal.
    for act in [
        json!({"act": "excerpt", "source": "post", "words": WORDS, "id": "injured"}),
        json!({"act": "excerpt", "source": "post", "words": WORDS, "claimant": "nobody-known"}),
        json!({"act": "excerpt", "source": "post", "words": WORDS, "figures": ["killed=21@picnic"]}),
        json!({"act": "excerpt", "source": "post", "words": WORDS, "figures": ["dead=21@estela"]}),
        json!({"act": "excerpt", "source": "post", "words": "Eleven people were hurt", "id": "other"}),
        json!({"act": "excerpt", "source": "nowhere", "words": WORDS}),
        json!({"act": "excerpt", "source": "post", "words": "These are words that nobody wrote"}),
        json!({"act": "form", "kind": "source", "id": "post", "values": {"title": ""}}),
    ] {
        let (status, answer) = desk.act(act.clone());
        let error = answer["error"].as_str().unwrap_or_default();
        assert!(status == 422 && !error.contains("--") && !error.contains("onrecord "), "{act}: {status} {answer}");
    }
}

#[test]
fn what_has_entries_of_its_own_is_filled_in_too() {
    let desk = Desk::start(&Project::new());
    let before = desk.all();
    let form = |kind: &str, id: &str, values: Value| json!({"act": "form", "kind": kind, "id": id, "values": values});
    let state = desk.ask(json!({"ask": "state"}));
    let fields = state["forms"]["event"].as_array().expect("fields");
    let adopted = fields.iter().find(|one| one["key"] == "adopted").expect("adopted");
    assert_eq!((&adopted["takes"], &adopted["of"]["names"][0]), (&json!("named"), &json!("killed")));
    assert_eq!(adopted["of"]["each"]["of"][0]["names"], "note", "in the order of the alphabet: because, excerpt");
    let post = desk.read(POST);
    let one = json!({"figures.2.event": "estela", "figures.2.measure": "missing", "figures.2.value": "eleven"});
    desk.done(form("excerpt", "post#injured", one));
    let line = "      - { event: estela, measure: injured, value: \"eleven\" }\n";
    let new = "      - { event: \"estela\", measure: missing, value: \"eleven\" }\n";
    assert_eq!(desk.read(POST), post.replace(line, &format!("{line}{new}")));
    desk.done(form("excerpt", "post#injured", json!({"figures.2": ""})));
    assert_eq!(desk.read(POST), post);
    desk.done(form("page", "index", json!({"allow.claim-uncited": "A street number."})));
    assert!(desk.read(PAGE).contains("\nallow:\n  claim-uncited: \"A street number.\"\n---\n"), "{}", desk.read(PAGE));
    let page =
        json!({"act": "form", "kind": "page", "id": null, "values": {"title": "About us", "text": "We are a class."}});
    assert_eq!(desk.done(page)["id"], "about-us");
    assert_eq!(desk.read("content/about-us.md"), "---\ntitle: \"About us\"\n---\n\nWe are a class.\n");
    desk.done(form("site", "site", json!({"look.menu.1.text": "About us", "look.menu.1.to": "about-us.md"})));
    assert!(
        desk.read("content/site.yaml").ends_with("look:\n  menu:\n    - { text: \"About us\", to: \"about-us.md\" }\n"),
        "{}",
        desk.read("content/site.yaml")
    );
    for (kind, id, values, said) in [
        ("site", "site", json!({"look.menu.2.text": "Half"}), "look menu 2: to: this is needed"),
        ("event", "estela", json!({"adopted.dead.excerpt": "post#injured"}), "did you mean `killed`?"),
        ("page", "index", json!({"allow.quote-not-in-source": "Because."}), "cannot stand there"),
        ("excerpt", "post#injured", json!({"figures.1.value": ""}), "figures.1.value: this is needed"),
        ("excerpt", "post#injured", json!({"figures.first.value": "2"}), "they are numbered"),
    ] {
        let (status, answer) = desk.act(form(kind, id, values.clone()));
        let error = answer["error"].as_str().unwrap_or_default();
        assert!(status == 422 && error.contains(said), "{values}: {status} {answer}");
    }
    for _ in 0..5 {
        assert_eq!(desk.post("/act", &json!({})).0, 200);
    }
    let but_the_lock = |mut all: Vec<(String, Vec<u8>)>| {
        all.retain(|(path, _)| !path.ends_with("evidence.lock"));
        all
    };
    assert_eq!(but_the_lock(desk.all()), but_the_lock(before), "each is taken back");
}
