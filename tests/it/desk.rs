//! `onrecord serve --desk`: what it does for its own page, and that it does nothing for anybody else.

mod forms;
mod guarded;

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
