//! What other sites, and other people on the network, must not be able to do.

use super::client::Server;
use crate::project::Project;

fn server() -> Server {
    Server::start(&Project::new(), &["--watch"])
}

#[test]
fn only_this_machine_s_names_are_answered() {
    let server = server();
    let port = server.host.rsplit(':').next().unwrap_or_default().to_owned();
    let status = |host: &str| server.ask("GET", "/estela/", &[("Host", host)]).status;
    for host in ["localhost", "127.0.0.1", "[::1]", "LOCALHOST"] {
        assert_eq!(status(host), 200, "{host}");
        assert_eq!(status(&format!("{host}:{port}")), 200, "{host}");
    }
    for host in
        ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "10.0.0.7", "", "localhost@evil.example"]
    {
        assert_eq!(status(host), 421, "{host}");
    }
    let twice = [("Host", "localhost"), ("Host", "evil.example")];
    assert_eq!(server.ask("GET", "/estela/", &twice).status, 421);
    let events = server.ask("GET", "/.onrecord/events?path=/estela/", &[("Host", "evil.example")]);
    assert_eq!(events.status, 421);
}

#[test]
fn no_address_leads_out_of_the_site() {
    let server = server();
    server.write("secret.txt", "not for you\n");
    for path in [
        "/estela/../secret.txt",
        "/../secret.txt",
        "/estela/%2e%2e/secret.txt",
        "/estela/..%2fsecret.txt",
        "/estela/..%5csecret.txt",
        "/estela//secret.txt",
        "/estela/content/index.md",
        "/estela/captures/office.txt",
        "/.onrecord/../secret.txt",
        "/.onrecord/secret.txt",
        "/estela/%00",
        "/estela/%",
        "/estela/%zz",
        "http://evil.example/estela/",
    ] {
        let answer = server.get(path);
        assert_eq!(answer.status, 404, "{path}");
        assert!(!answer.body.contains("not for you"), "{path}");
    }
}

#[test]
fn nothing_but_lock_does_anything_and_lock_only_for_our_own_pages() {
    let server = server();
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "get"] {
        let answer = server.ask(method, "/estela/", &[]);
        assert_eq!((answer.status, answer.header("allow")), (405, "GET, HEAD"), "{method}");
    }
    let lock = "content/evidence.lock";
    let origin = format!("http://{}", server.host);
    let refused: &[&[(&str, &str)]] = &[
        &[],
        &[("Origin", "http://evil.example")],
        &[("Origin", "null")],
        &[("Origin", "http://127.0.0.1")],
        &[("Origin", &origin), ("Sec-Fetch-Site", "cross-site")],
    ];
    for headers in refused {
        assert_eq!(server.ask("POST", "/.onrecord/lock", headers).status, 403, "{headers:?}");
    }
    assert_eq!(server.ask("GET", "/.onrecord/lock", &[("Origin", &origin)]).status, 404);
    assert!(!server.disk.path(lock).exists());
    let answer = server.ask("POST", "/.onrecord/lock", &[("Origin", &origin), ("Sec-Fetch-Site", "same-origin")]);
    assert_eq!(answer.status, 200, "{}", answer.body);
    assert!(answer.body.contains("added"), "{}", answer.body);
    assert!(server.read(lock).contains("sources:"));
    server.shows("sources/office.html", "word for word");
}

#[test]
fn other_sites_can_neither_frame_nor_embed_pages_nor_listen() {
    let server = server();
    let page = server.get("/estela/");
    assert_eq!(page.header("x-frame-options"), "DENY");
    assert_eq!(page.header("cross-origin-resource-policy"), "same-origin");
    assert_eq!(page.header("x-content-type-options"), "nosniff");
    assert_eq!(page.header("access-control-allow-origin"), "");
    let events = server.ask("GET", "/.onrecord/events?path=/", &[("Sec-Fetch-Site", "cross-site")]);
    assert_eq!(events.status, 404);
}

#[test]
fn requests_that_are_none_are_refused() {
    use std::io::{Read, Write};
    let server = server();
    let say = |bytes: &[u8]| {
        let mut stream = std::net::TcpStream::connect(&server.host).expect("a connection");
        stream.write_all(bytes).expect("sent");
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        String::from_utf8_lossy(&answer).lines().next().unwrap_or_default().to_owned()
    };
    assert_eq!(say(b"\0\0\0\r\n\r\n"), "HTTP/1.1 400 Bad Request");
    assert_eq!(
        say(b"GET / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"),
        "HTTP/1.1 400 Bad Request"
    );
    assert_eq!(
        say(b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999\r\n\r\n"),
        "HTTP/1.1 413 Content Too Large"
    );
    let long = format!("GET /{} HTTP/1.1\r\n", "a".repeat(20_000));
    assert_eq!(say(long.as_bytes()), "HTTP/1.1 431 Request Header Fields Too Large");
}

#[test]
fn the_script_is_served_and_allowed_only_while_writing() {
    let server = server();
    let page = server.get("/estela/");
    assert!(page.body.contains("<head><script src=\"/.onrecord/client.js\""), "{}", &page.body[..300]);
    assert_eq!(server.get("/.onrecord/client.js").header("content-type"), "text/javascript; charset=utf-8");
    server.write("themes/default/templates/404.html", "<!doctype html><html><head><meta http-equiv=\"Content-Security-Policy\" \
        content=\"default-src 'none'; connect-src 'none'; script-src https://x.example\"></head><body>Severe.</body></html>");
    server.shows("nowhere", "Severe.");
    let strict = server.page("nowhere");
    assert!(
        strict.contains("connect-src 'self'; script-src https://x.example 'self'; style-src 'self'; img-src 'self'"),
        "{strict}"
    );
    let plain = Server::start(&Project::new(), &[]);
    assert_eq!(plain.get("/.onrecord/client.js").status, 404);
    assert_eq!(plain.get("/.onrecord/events?path=/").status, 404);
    assert_eq!(plain.ask("POST", "/.onrecord/lock", &[("Origin", &format!("http://{}", plain.host))]).status, 405);
}

#[test]
fn connections_that_say_nothing_or_little_keep_nobody_out() {
    use std::io::Write;
    let server = server();
    let silent: Vec<std::net::TcpStream> = (0..300)
        .map(|number| {
            let mut stream = std::net::TcpStream::connect(&server.host).expect("a connection");
            if number % 3 == 0 {
                stream.write_all(b"GET / HTTP/1.1\r\nX-Drip: ").expect("sent");
            }
            stream
        })
        .collect();
    for _ in 0..20 {
        assert_eq!(server.get("/estela/").status, 200);
    }
    drop(silent);
}

#[test]
fn a_part_of_a_file_is_given_to_who_asks_for_it() {
    let film: Vec<u8> = (0..=99).collect();
    let server = Server::start(&Project::new().file("content/static/film.mp4", &film), &[]);
    let ask = |range: &str| {
        let answer = server.ask("GET", "/estela/film.mp4", &[("Range", range)]);
        (answer.status, answer.header("content-range").to_owned(), answer.body.len())
    };
    for (range, answer) in [
        ("bytes=0-9", (206, "bytes 0-9/100", 10)),
        ("bytes=90-", (206, "bytes 90-99/100", 10)),
        ("bytes=-10", (206, "bytes 90-99/100", 10)),
        ("bytes=-1000", (206, "bytes 0-99/100", 100)),
        ("bytes=50-1000", (206, "bytes 50-99/100", 50)),
        ("bytes=0-0,5-9", (200, "", 100)),
        ("bytes=9-0", (200, "", 100)),
        ("lines=0-9", (200, "", 100)),
        ("bytes=18446744073709551615-", (416, "bytes */100", 20)),
        ("bytes=100-", (416, "bytes */100", 20)),
        ("bytes=-0", (416, "bytes */100", 20)),
    ] {
        let (status, content_range, length) = answer;
        assert_eq!(ask(range), (status, content_range.to_owned(), length), "{range}");
    }
}
