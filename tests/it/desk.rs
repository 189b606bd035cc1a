//! `onrecord serve --desk`: what it does for its own page, and that it does nothing for anybody else.

use std::io::{Read, Write};
use std::net::TcpStream;

use serde_json::{Value, json};

use crate::project::{OnDisk, Project};
use crate::serve::client::{Answer, PATIENCE, Server};

const PAGE: &str = "content/index.md";
const POST: &str = "content/sources/post.md";
const WORDS: &str = "The ferry had come in faster than usual";

/// A desk, and a page that has its token.
struct Desk {
    server: Server,
    /// `127.0.0.1:40124`
    host: String,
    token: String,
}

impl Desk {
    fn start(project: &Project) -> Desk {
        Desk::start_in(project.on_disk())
    }

    fn start_in(disk: OnDisk) -> Desk {
        let mut server = Server::start_in(disk, &["--desk"]);
        let line = server.hear("the desk is at http://");
        let host = line.split("http://").nth(1).map(|rest| rest.trim_end_matches('/').to_owned()).expect("an address");
        let mut desk = Desk { server, host, token: String::new() };
        let shell = desk.send("GET", "/", &[], "");
        assert_eq!(shell.status, 200, "{}", shell.body);
        let token = shell.body.split("name=\"token\" content=\"").nth(1).and_then(|rest| rest.split('"').next());
        desk.token = token.expect("a token").to_owned();
        assert_eq!(desk.token.len(), 64, "256 bits");
        desk
    }

    /// A request as it is, with a `Host` unless `headers` has one.
    fn send(&self, method: &str, target: &str, headers: &[(&str, &str)], body: &str) -> Answer {
        let mut stream = TcpStream::connect(&self.host).expect("a connection");
        stream.set_read_timeout(Some(PATIENCE)).expect("set");
        let mut request =
            format!("{method} {target} HTTP/1.1\r\nConnection: close\r\nContent-Length: {}\r\n", body.len());
        if !headers.iter().any(|(name, _)| *name == "Host") {
            request.push_str(&format!("Host: {}\r\n", self.host));
        }
        for (name, value) in headers {
            request.push_str(&format!("{name}: {value}\r\n"));
        }
        stream.write_all(format!("{request}\r\n{body}").as_bytes()).expect("sent");
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).expect("an answer");
        Answer::read(&bytes)
    }

    /// As the desk's own page sends it.
    fn post(&self, target: &str, body: &Value) -> (u16, Value) {
        let origin = format!("http://{}", self.host);
        let headers = [
            ("Origin", origin.as_str()),
            ("Sec-Fetch-Site", "same-origin"),
            ("Onrecord-Token", &self.token),
            ("Content-Type", "application/json"),
        ];
        let answer = self.send("POST", target, &headers, &body.to_string());
        (answer.status, serde_json::from_str(&answer.body).expect("JSON"))
    }

    fn ask(&self, ask: Value) -> Value {
        let (status, answer) = self.post("/ask", &ask);
        assert_eq!(status, 200, "{ask}: {answer}");
        answer
    }

    /// Does something with the files as they are now.
    fn act(&self, act: Value) -> (u16, Value) {
        let seen = self.ask(json!({"ask": "state"}))["files"].clone();
        self.post("/act", &json!({ "seen": seen, "act": act }))
    }

    fn done(&self, act: Value) -> Value {
        let (status, answer) = self.act(act);
        assert_eq!(status, 200, "{answer}");
        answer
    }

    fn read(&self, path: &str) -> String {
        self.server.read(path)
    }

    /// Every file of the project with its bytes.
    fn all(&self) -> Vec<(String, Vec<u8>)> {
        let root = self.server.disk.folder.path();
        let walk = walkdir(root);
        walk.into_iter().map(|path| (path.clone(), std::fs::read(root.join(&path)).expect("a file"))).collect()
    }
}

fn walkdir(root: &std::path::Path) -> Vec<String> {
    let (mut all, mut folders) = (Vec::new(), vec![root.to_owned()]);
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
            match entry.file_type().expect("a kind").is_dir() {
                true => folders.push(entry.path()),
                false => all.push(entry.path().strip_prefix(root).expect("inside").to_string_lossy().into_owned()),
            }
        }
    }
    all.sort();
    all
}

fn excerpt() -> Value {
    json!({"act": "excerpt", "source": "post", "words": WORDS, "id": "fast", "claimant": "unattributed"})
}

#[test]
fn who_does_not_come_from_the_desk_s_own_page_gets_nothing() {
    let desk = Desk::start(&Project::new());
    let before = desk.all();
    let (own, token) = (format!("http://{}", desk.host), desk.token.clone());
    let port = desk.host.rsplit(':').next().expect("a port").to_owned();
    let site = format!("http://{}", desk.server.host);
    let body = json!({"seen": {}, "act": excerpt()}).to_string();
    let wrong = "0".repeat(64);
    let good = [
        ("Origin", own.as_str()),
        ("Sec-Fetch-Site", "same-origin"),
        ("Onrecord-Token", token.as_str()),
        ("Content-Type", "application/json"),
    ];
    // One thing is wrong at a time; an empty value leaves the header out.
    let evil = [
        "evil.example",
        "127.0.0.1",
        "127.0.0.1:1",
        "localhost.evil.example:80",
        &format!("127.0.0.1.evil.example:{port}"),
    ]
    .map(|host| ("Host", host.to_owned(), 421));
    let others = [
        ("Origin", "", 403),
        ("Origin", "null", 403),
        ("Origin", "http://evil.example", 403),
        ("Origin", site.as_str(), 403),
        ("Origin", &format!("https://{}", desk.host), 403),
        ("Sec-Fetch-Site", "cross-site", 403),
        ("Sec-Fetch-Site", "same-site", 403),
        ("Sec-Fetch-Site", "none", 403),
        ("Onrecord-Token", "", 403),
        ("Onrecord-Token", &wrong, 403),
        ("Onrecord-Token", &token[..63], 403),
        ("Content-Type", "", 415),
        ("Content-Type", "text/plain", 415),
        ("Content-Type", "application/x-www-form-urlencoded", 415),
        ("Content-Type", "multipart/form-data", 415),
    ]
    .map(|(name, value, status)| (name, value.to_owned(), status));
    for (name, value, status) in evil.into_iter().chain(others) {
        let headers: Vec<(&str, &str)> = good
            .iter()
            .filter(|(known, _)| *known != name)
            .copied()
            .chain((!value.is_empty()).then_some((name, value.as_str())))
            .collect();
        for door in ["/ask", "/act", "/wait"] {
            let answer = desk.send("POST", door, &headers, &body);
            assert_eq!(answer.status, status, "{door} with {name}: {value}");
            assert!(!answer.body.contains(&token) && !answer.body.contains("files"), "{}", answer.body);
            assert_eq!(answer.header("access-control-allow-origin"), "");
        }
    }
    for twice in ["Host", "Origin", "Onrecord-Token"] {
        let same = good.iter().find(|(name, _)| *name == twice).map_or(desk.host.as_str(), |(_, value)| value);
        let mut headers = good.to_vec();
        headers.extend([(twice, same), ("Host", desk.host.as_str())]);
        assert!(desk.send("POST", "/act", &headers, &body).status > 400, "{twice} twice");
    }
    for method in ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "post"] {
        assert_eq!(desk.send(method, "/act", &good, &body).status, 405, "{method}");
    }
    for target in ["/act?x", "/act/", "//act", "/.onrecord/lock", "/../act", "/content/index.md", "/estela/"] {
        assert!(desk.send("POST", target, &good, &body).status == 404, "{target}");
        assert!(desk.send("GET", target, &good[..2], "").status == 404, "{target}");
    }
    assert_eq!(desk.all(), before, "nothing was written");
    assert_eq!(desk.post("/act", &json!({"seen": {}, "act": {"act": "mend"}})).0, 200, "the good ones are good");
}

#[test]
fn the_shell_is_for_a_window_of_its_own() {
    let desk = Desk::start(&Project::new());
    let site = format!("http://{}", desk.server.host);
    for (headers, status) in [
        (&[("Sec-Fetch-Site", "none"), ("Sec-Fetch-Dest", "document")][..], 200),
        (&[("Sec-Fetch-Site", "same-origin"), ("Sec-Fetch-Dest", "document")], 200),
        (&[], 200),
        (&[("Sec-Fetch-Site", "none"), ("Sec-Fetch-Dest", "iframe")], 403),
        (&[("Sec-Fetch-Site", "same-site"), ("Sec-Fetch-Dest", "document")], 403),
        (&[("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Dest", "document")], 403),
        (&[("Origin", site.as_str())], 403),
        (&[("Host", "evil.example")], 421),
    ] {
        let answer = desk.send("GET", "/", headers, "");
        assert_eq!(answer.status, status, "{headers:?}");
        assert_eq!(answer.body.contains(&desk.token), status == 200, "{headers:?}");
    }
    let shell = desk.send("GET", "/", &[], "");
    for (name, value) in [
        ("referrer-policy", "no-referrer"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
        ("x-frame-options", "DENY"),
        ("x-content-type-options", "nosniff"),
        ("cache-control", "no-store"),
        ("access-control-allow-origin", ""),
    ] {
        assert_eq!(shell.header(name), value, "{name}");
    }
    let policy = shell.header("content-security-policy");
    for part in ["default-src 'none'", "frame-ancestors 'none'", "form-action 'none'", &format!("frame-src {site}")] {
        assert!(policy.contains(part), "{policy}");
    }
    assert!(!policy.contains("unsafe"), "{policy}");
    // A theme's script on the site under preview cannot even ask for the lock.
    let origin = [("Origin", site.as_str()), ("Sec-Fetch-Site", "same-origin")];
    assert_eq!(desk.server.ask("POST", "/.onrecord/lock", &origin).status, 405);
    let framed = desk.server.get("/estela/");
    assert_eq!(framed.header("content-security-policy"), format!("frame-ancestors http://{}", desk.host));
    assert!(!framed.body.contains(&desk.token));
}

#[test]
fn only_this_machine_may_reach_a_desk() {
    let ran = Project::new().on_disk().onrecord(&["serve", "--desk", "--host", "0.0.0.0"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.stderr.contains("only this machine"), "{}", ran.stderr);
}

#[test]
fn words_are_quoted_and_taken_back() {
    let desk = Desk::start(&Project::new());
    let before = desk.all();
    let copy = desk.ask(json!({"ask": "source", "id": "post"}));
    let text: String =
        copy["pieces"].as_array().expect("pieces").iter().filter_map(|one| one["text"].as_str()).collect();
    assert!(text.contains(WORDS) && text.starts_with("Eleven hurt"), "{text}");
    let numbers =
        desk.ask(json!({"ask": "numbers", "source": "office", "words": "at least nine passengers were injured"}));
    assert_eq!(numbers, json!([{"words": "nine", "value": "at least 9", "measure": "injured", "population": null}]));
    let mut act = excerpt();
    act["to"] = json!({"page": "index", "label": "accident"});
    act["stance"] = json!("context");
    let done = desk.done(act);
    assert_eq!(done["cited"], "@post#fast");
    assert!(
        desk.read(POST).contains("  fast:\n    quote: \"The ferry had come in faster than usual\"\n"),
        "{}",
        desk.read(POST)
    );
    assert!(desk.read(PAGE).contains("    @post#accident\n    @post#fast context\n"), "{}", desk.read(PAGE));
    assert!(desk.read("content/evidence.lock").contains("faster than usual"), "it is verified at once");
    let marked = desk.ask(json!({"ask": "source", "id": "post"}));
    let mark = marked["quotations"].as_array().expect("a list").iter().position(|one| one["excerpt"] == "fast");
    let piece = marked["pieces"].as_array().expect("pieces").iter().find(|one| one["text"] == WORDS).expect("marked");
    assert_eq!(piece["marks"], json!([mark.expect("there")]));
    assert_eq!(desk.ask(json!({"ask": "state"}))["undo"], "excerpt post#fast");
    assert_eq!(desk.post("/act", &json!({})).0, 200);
    assert_eq!(desk.all(), before, "every byte is back");
    assert_eq!(desk.post("/act", &json!({})).0, 422, "there is nothing more");
}

#[test]
fn what_was_changed_elsewhere_is_not_written_over() {
    let desk = Desk::start(&Project::new());
    let seen = desk.ask(json!({"ask": "state"}))["files"].clone();
    desk.server.edit(POST, "outlet:", "# saved meanwhile\noutlet:");
    let (status, answer) = desk.post("/act", &json!({"seen": seen, "act": excerpt()}));
    assert_eq!(status, 409, "{answer}");
    assert!(desk.read(POST).contains("# saved meanwhile") && !desk.read(POST).contains("fast:"));
    // Nor by somebody who says nothing of what they saw.
    assert_eq!(desk.post("/act", &json!({"seen": {}, "act": excerpt()})).0, 409);
    // Another file is no matter.
    desk.server.edit(PAGE, "nine injured.", "nine injured. Nobody died.");
    let seen = desk.ask(json!({"ask": "state"}))["files"].clone();
    desk.server.edit(PAGE, "Nobody died.", "Nobody was killed.");
    assert_eq!(desk.post("/act", &json!({"seen": seen, "act": excerpt()})).0, 200);
    assert!(desk.read(POST).contains("fast:") && desk.read(POST).contains("# saved meanwhile"));
    // What somebody saved after the desk wrote is not taken back with it.
    desk.server.edit(POST, "# saved meanwhile", "# saved since");
    let (status, answer) = desk.post("/act", &json!({}));
    assert_eq!(status, 409, "{answer}");
    assert!(desk.read(POST).contains("# saved since") && desk.read(POST).contains("fast:"));
    let page = desk.ask(json!({"ask": "page", "name": "index"}));
    let text = page["text"].as_str().expect("a text").replace("quay", "pier");
    let seen = desk.ask(json!({"ask": "state"}))["files"].clone();
    desk.server.edit(PAGE, "Nobody was killed.", "No one was killed.");
    let write = json!({"seen": seen, "act": {"act": "write", "page": "index", "text": text}});
    assert_eq!(desk.post("/act", &write).0, 409);
    assert!(desk.read(PAGE).contains("No one was killed.") && !desk.read(PAGE).contains("pier"));
}

#[test]
fn no_name_leads_out_of_the_project() {
    let desk = Desk::start(&Project::new());
    let before = desk.all();
    for path in ["../secret", "../../secret", "/secret", "content/site.yaml", "a/b", "..", "", "a\u{0}b", "a\\b"] {
        let form = |kind: &str| {
            let values = json!({"id": path, "title": "T", "kind": "context", "date": "2024-03-15", "name": "N"});
            json!({"act": "form", "kind": kind, "id": path, "values": values})
        };
        for act in [
            json!({"act": "excerpt", "source": path, "words": WORDS}),
            json!({"act": "use", "source": path, "excerpt": path, "to": {"page": "index", "label": "accident"}, "stance": null}),
            json!({"act": "use", "source": "post", "excerpt": "injured", "to": {"page": path, "label": "accident"}, "stance": null}),
            json!({"act": "write", "page": path, "text": "x"}),
            json!({"act": "sign", "claim": {"page": path, "label": "accident"}, "by": "AB"}),
            form("note"),
            form("source"),
            form("claimant"),
            form("site"),
            form(path),
        ] {
            let (status, answer) = desk.act(act.clone());
            assert_eq!(status, 422, "{act}: {answer}");
        }
        let new = json!({"id": path, "title": "T", "kind": "context", "date": "2024-03-15"});
        let (status, answer) = desk.act(json!({"act": "form", "kind": "note", "id": null, "values": new}));
        match path.is_empty() {
            true => assert_eq!((status, desk.post("/act", &json!({})).0), (200, 200), "{answer}"),
            false => assert_eq!(status, 422, "{path}: {answer}"),
        }
        for ask in [json!({"ask": "source", "id": path}), json!({"ask": "page", "name": path})] {
            assert_eq!(desk.post("/ask", &ask).0, 404, "{ask}");
        }
    }
    for odd in [
        json!(null),
        json!([]),
        json!({"act": {"act": "delete", "path": PAGE}}),
        json!({"act": excerpt(), "path": PAGE}),
    ] {
        assert_eq!(desk.post("/act", &odd).0, 400, "{odd}");
    }
    let named = json!({"act": "import", "name": "../../../content/site.yaml.txt", "bytes": "V29yZHMgb2YgYSBjb3B5Lgo="});
    let done = desk.done(named);
    let id = done["id"].as_str().expect("an id").to_owned();
    let new: Vec<String> = desk
        .all()
        .into_iter()
        .map(|(path, _)| path)
        .filter(|path| !before.iter().any(|(old, _)| old == path))
        .collect();
    let expected =
        [format!("content/captures/{id}.txt"), "content/evidence.lock".to_owned(), format!("content/sources/{id}.md")];
    assert_eq!(new, expected);
    let copy = desk.ask(json!({"ask": "source", "id": id}));
    assert_eq!(copy["pieces"][0]["text"], "Words of a copy.\n", "though no page cites it yet");
    assert_eq!(desk.post("/act", &json!({})).0, 200);
    let again: Vec<_> = desk.all().into_iter().filter(|(path, _)| *path != "content/evidence.lock").collect();
    let before: Vec<_> = before.into_iter().filter(|(path, _)| *path != "content/evidence.lock").collect();
    assert_eq!(again, before);
}

#[cfg(unix)]
#[test]
fn nothing_is_written_through_a_link() {
    let outside = OnDisk::empty();
    let disk = Project::new().on_disk();
    std::fs::rename(disk.path("content/claimants.yaml"), disk.path("content/people.yml")).expect("moved");
    std::os::unix::fs::symlink(disk.path("content/people.yml"), disk.path("content/claimants.yaml")).expect("linked");
    if disk.path("content/notes").exists() {
        std::fs::rename(disk.path("content/notes"), disk.path("content/kept")).expect("moved");
    }
    std::os::unix::fs::symlink(outside.folder.path(), disk.path("content/notes")).expect("linked");
    let desk = Desk::start_in(disk);
    let people = desk.read("content/people.yml");
    let claimant = json!({"name": "Ada Invented", "kind": "witness"});
    let (status, answer) = desk.act(json!({"act": "form", "kind": "claimant", "id": null, "values": claimant}));
    assert!(status == 409 || status == 422, "{status} {answer}");
    assert_eq!(desk.read("content/people.yml"), people);
    let note = json!({"title": "T", "kind": "context", "date": "2024-03-15", "text": "Words."});
    let (status, answer) = desk.act(json!({"act": "form", "kind": "note", "id": null, "values": note}));
    assert!(status == 409 || status == 422, "{status} {answer}");
    assert_eq!(walkdir(outside.folder.path()), Vec::<String>::new());
}

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

#[test]
fn what_is_kept_back_is_not_written_though_its_digest_is_known() {
    let secret = "---\ntitle: \"Who spoke\"\n---\n\nA name.\n";
    let desk = Desk::start(&Project::new().file("content/private/secret.md", secret));
    let digest = |path: &str| onrecord::files::File::new(path, desk.read(path).as_bytes()).hash().hex();
    let seen = json!({ "content/private/secret.md": digest("content/private/secret.md") });
    for page in ["private/secret", "secret"] {
        let act = json!({"act": "write", "page": page, "text": "---\ntitle: \"X\"\n---\n"});
        let (status, answer) = desk.post("/act", &json!({"seen": seen, "act": act}));
        assert_eq!(status, 422, "{answer}");
        let act = json!({"act": "form", "kind": "page", "id": page, "values": {"title": "X"}});
        assert_eq!(desk.post("/act", &json!({"seen": seen, "act": act})).0, 422);
    }
    assert_eq!(desk.read("content/private/secret.md"), secret);
}

#[test]
fn pages_of_one_title_are_dropped_one_after_the_other() {
    use base64::Engine;
    let desk = Desk::start(&Project::new());
    let mut ids = Vec::new();
    for number in ["One", "Two", "Three"] {
        let text = format!("News of today\n\n{number} of the ships came in, and their crews were glad of that.\n");
        let bytes = base64::engine::general_purpose::STANDARD.encode(text);
        let act = json!({"act": "import", "name": "index.txt", "bytes": bytes});
        ids.push(desk.done(act.clone())["id"].as_str().expect("an id").to_owned());
        let (status, answer) = desk.act(act);
        assert!(
            status == 422 && answer["error"].as_str().is_some_and(|said| said.contains("imported already")),
            "{answer}"
        );
    }
    assert_eq!(ids[0], "news-of-today");
    assert!(ids[1..].iter().all(|id| id.starts_with("news-of-today-") && !id.ends_with(char::is_numeric)), "{ids:?}");
}

#[test]
fn an_act_is_taken_back_though_somebody_verified_the_project_meanwhile() {
    let disk = Project::new().on_disk();
    assert_eq!(disk.onrecord(&["lock"]).code, Some(0));
    let desk = Desk::start_in(disk);
    let before = desk.all();
    desk.done(excerpt());
    // Somebody else quotes more, and verifies it.
    desk.server.edit(
        PAGE,
        "@post#accident",
        "@post#accident\n    @post context \"had come in faster than usual\" by unattributed",
    );
    let page = desk.read(PAGE);
    assert_eq!(desk.server.disk.onrecord(&["lock"]).code, Some(0));
    let (status, answer) = desk.post("/act", &json!({}));
    assert_eq!(status, 200, "{answer}");
    assert!(!desk.read(POST).contains("fast:") && desk.read(PAGE) == page);
    let said = desk.server.disk.onrecord(&["status"]).stdout;
    assert!(said.contains("lock       up to date"), "{said}");
    desk.server.edit(PAGE, "\n    @post context \"had come in faster than usual\" by unattributed", "");
    assert_eq!(desk.server.disk.onrecord(&["lock"]).code, Some(0));
    assert_eq!(desk.all(), before);
}

#[test]
fn words_that_stand_twice_are_told_apart() {
    let text = "the Estela ran into the quay of Port Lowen. Eleven people were hurt.\n\nThe quay was lit badly. A sailor says the quay was lit badly, as ever.\n";
    let desk = Desk::start(&Project::new().file("content/captures/post.txt", text));
    let places = desk.ask(json!({"ask": "places", "source": "post", "words": "quay was lit badly"}));
    assert_eq!(
        places,
        json!([
            {"line": 3, "words": "quay was lit badly.", "is_alone": true},
            {"line": 3, "words": "quay was lit badly,", "is_alone": true},
        ])
    );
    let once = desk.ask(json!({"ask": "places", "source": "post", "words": "A sailor says"}));
    assert_eq!(once.as_array().map(Vec::len), Some(1));
}

#[test]
fn a_claim_is_read_and_signed_with_one_act() {
    let disk = Project::new().on_disk();
    assert_eq!(disk.onrecord(&["lock"]).code, Some(0));
    let desk = Desk::start_in(disk);
    let claim = desk.ask(json!({"ask": "claim", "page": "index", "label": "injured"}));
    assert_eq!(claim["words"], "The harbour office counted nine injured.");
    let found = &claim["evidence"][0]["found"];
    assert_eq!(found["words"], "nine passengers were injured");
    assert!(found["before"].as_str().is_some_and(|words| words.contains("According to our first count")), "{found}");
    let sign = json!({"act": "sign", "claim": {"page": "index", "label": "injured"}, "by": "AB"});
    desk.done(sign.clone());
    let listed = desk.server.disk.onrecord(&["check-off"]).stdout;
    assert!(listed.lines().any(|line| line.starts_with("index#injured") && line.ends_with("AB")), "{listed}");
    assert_eq!(desk.act(sign.clone()).0, 422, "once is enough");
    desk.server.edit(PAGE, "counted nine injured.", "counted nine people injured.");
    let claim = desk.ask(json!({"ask": "claim", "page": "index", "label": "injured"}));
    assert_eq!((&claim["holding"], &claim["lapsed"]), (&json!([]), &json!(["AB"])), "it lapses by itself");
    for by in ["", "  ", "---"] {
        let (status, _) = desk.act(json!({"act": "sign", "claim": {"page": "index", "label": "injured"}, "by": by}));
        assert_eq!(status, 422, "{by:?}");
    }
}

#[test]
fn the_page_being_written_comes_with_its_claims_and_findings() {
    let desk = Desk::start(&Project::new());
    desk.server.edit(PAGE, "\n[^accident]:", "\nA third sentence.[^third]\n\n[^accident]:");
    let page = desk.ask(json!({"ask": "page", "name": "index"}));
    let blocks = page["blocks"].as_array().expect("blocks");
    let all: String = blocks
        .iter()
        .flat_map(|block| block["pieces"].as_array().expect("pieces"))
        .filter_map(|one| one["text"].as_str())
        .collect();
    let squeezed = |text: &str| text.split_whitespace().collect::<String>();
    assert_eq!(squeezed(&all), squeezed(&desk.read(PAGE)), "nothing is lost");
    assert_eq!(blocks[0]["kind"], "front");
    assert_eq!(
        blocks[1]["pieces"][0],
        json!({"text": "The ferry Estela ran into the quay of Port Lowen.", "marks": [0]})
    );
    assert_eq!(page["claims"][0]["label"], "accident");
    assert_eq!(blocks[2]["findings"][0]["rule"], "undefined-footnote", "{}", blocks[2]);
    let state = desk.ask(json!({"ask": "state"}));
    assert_eq!(state["queue"]["bare"], json!([{"page": "index", "label": "third", "words": "A third sentence."}]));
    // What cannot be read at all can still be mended here.
    desk.server.edit(PAGE, "---\ntitle:", "--\ntitle:");
    let page = desk.ask(json!({"ask": "page", "name": "index"}));
    assert!(page["route"].is_null(), "{page}");
    let text = page["text"].as_str().expect("a text").replacen("--\n", "---\n", 1);
    desk.done(json!({"act": "write", "page": "index", "text": text}));
    assert!(desk.read(PAGE).starts_with("---\ntitle: "));
}
