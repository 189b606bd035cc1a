//! Who may ask the desk for something, and where it writes.

use serde_json::json;

use super::{Desk, PAGE, POST, WORDS, excerpt, walkdir};
use crate::project::{OnDisk, Project};

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
