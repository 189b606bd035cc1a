//! Follows every link of a site, as a plain static server would serve it below its base address.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::sync::Arc;

use dom_query::Document;

/// Path → bytes.
pub type Tree = BTreeMap<String, Vec<u8>>;

/// The files of a folder.
pub fn read(folder: &Path) -> Tree {
    let files = walkdir::WalkDir::new(folder).into_iter().flatten().filter(|entry| entry.file_type().is_file());
    files
        .map(|entry| {
            let name = entry.path().strip_prefix(folder).expect("inside").to_string_lossy().into_owned();
            (name, std::fs::read(entry.path()).expect("read"))
        })
        .collect()
}

/// Links and anchors that lead nowhere: "index.html → x.html#y: no such anchor".
pub fn broken(tree: &Tree, base_url: &str) -> Vec<String> {
    let pages: BTreeMap<&str, Document> = tree
        .iter()
        .filter(|(path, _)| path.ends_with(".html"))
        .map(|(path, bytes)| (path.as_str(), Document::from(String::from_utf8_lossy(bytes).as_ref())))
        .collect();
    let anchors: BTreeMap<&str, BTreeSet<String>> = pages.iter().map(|(path, page)| (*path, anchors(page))).collect();
    let mut found = Vec::new();
    for (path, page) in &pages {
        for link in links(page) {
            if let Err(reason) = follow(path, &link, base_url, tree, &anchors) {
                found.push(format!("{path} → {link}: {reason}"));
            }
        }
    }
    // What other formats say in whole addresses.
    for (path, bytes) in tree.iter().filter(|(path, _)| !path.ends_with(".html") && !path.ends_with(".png")) {
        let text = String::from_utf8_lossy(bytes);
        for (at, _) in text.match_indices(base_url) {
            let end = text[at..].find(['"', '<', '&', ' ', '\\', '\n']).map_or(text.len(), |length| at + length);
            if let Err(reason) = follow(path, &text[at..end], base_url, tree, &anchors) {
                found.push(format!("{path} → {}: {reason}", &text[at..end]));
            }
        }
    }
    found
}

/// Links of one page that lead nowhere, were it served in place of `path`.
pub fn broken_at(tree: &Tree, path: &str, page: &[u8], base_url: &str) -> Vec<String> {
    let page = Document::from(String::from_utf8_lossy(page).as_ref());
    let no_anchors = BTreeMap::new();
    let follow = |link: &String| follow(path, link, base_url, tree, &no_anchors).is_err();
    links(&page).into_iter().filter(|link| !link.starts_with('#')).filter(follow).collect()
}

fn anchors(page: &Document) -> BTreeSet<String> {
    page.select("[id]").iter().filter_map(|node| node.attr("id")).map(|id| id.to_string()).collect()
}

fn links(page: &Document) -> Vec<String> {
    let attributes = [("[href]", "href"), ("[src]", "src"), ("meta[property='og:image']", "content")];
    attributes
        .iter()
        .flat_map(|(selector, name)| {
            page.select(selector).iter().filter_map(|node| node.attr(name)).collect::<Vec<_>>()
        })
        .map(|link| link.to_string())
        .collect()
}

fn follow(
    from: &str,
    link: &str,
    base_url: &str,
    tree: &Tree,
    anchors: &BTreeMap<&str, BTreeSet<String>>,
) -> Result<(), &'static str> {
    let (address, fragment) = link.split_once('#').unwrap_or((link, ""));
    let base_path = base_url.splitn(4, '/').nth(3).map_or("/".to_owned(), |path| format!("/{path}"));
    let path = if let Some(inside) = address.strip_prefix(base_url) {
        inside.to_owned()
    } else if address.contains("://") || address.starts_with("mailto:") || address.starts_with("data:") {
        return Ok(());
    } else if let Some(inside) = address.strip_prefix(&base_path) {
        inside.to_owned()
    } else if address.is_empty() {
        from.to_owned()
    } else {
        let mut parts: Vec<&str> = from.split('/').collect();
        parts.pop();
        for part in address.split('/') {
            match part {
                "." => {}
                ".." => drop(parts.pop().ok_or("climbs out of the site")?),
                part => parts.push(part),
            }
        }
        parts.join("/")
    };
    let path = decoded(&path);
    let path = if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path };
    if !tree.contains_key(&path) {
        return Err("no such file");
    }
    let fragment = decoded(fragment.split(":~:").next().unwrap_or_default());
    match fragment.is_empty() || anchors.get(path.as_str()).is_some_and(|anchors| anchors.contains(&fragment)) {
        true => Ok(()),
        false => Err("no such anchor"),
    }
}

/// A path as it stands in an address.
pub fn encoded(path: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
    path.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((&first, tail)) = rest.split_first() {
        let code =
            (first == b'%').then(|| u8::from_str_radix(std::str::from_utf8(tail.get(..2)?).ok()?, 16).ok()).flatten();
        bytes.push(code.unwrap_or(first));
        rest = if code.is_some() { &tail[2..] } else { tail };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The status and the body that a server gives for an address below `address`.
pub fn fetch(address: &str, path: &str) -> (u16, Vec<u8>) {
    let (host, folder) = address.strip_prefix("http://").and_then(|rest| rest.split_once('/')).expect("an address");
    let mut stream = TcpStream::connect(host).expect("a server");
    write!(stream, "GET /{folder}{path} HTTP/1.1\r\nHost: {host}\r\n\r\n").expect("sent");
    let mut said = Vec::new();
    stream.read_to_end(&mut said).expect("an answer");
    let head = said.windows(4).position(|window| window == b"\r\n\r\n").expect("a head");
    let status = String::from_utf8_lossy(&said[9..12]).parse().expect("a status");
    (status, said[head + 4..].to_vec())
}

/// A plain static server on this machine that knows one site below one folder; its address. It answers what is not there
/// with 404.html, as hosts do, and ends with the tests.
pub fn serve(tree: Tree, folder: &str) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = format!("http://{}{folder}", listener.local_addr().expect("an address"));
    let (tree, folder) = (Arc::new(tree), folder.to_owned());
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let (tree, folder) = (Arc::clone(&tree), folder.clone());
            std::thread::spawn(move || answer(stream, &tree, &folder));
        }
    });
    address
}

fn answer(mut stream: TcpStream, tree: &Tree, folder: &str) -> Option<()> {
    let mut lines = BufReader::new(stream.try_clone().ok()?).lines();
    let first = lines.next()?.ok()?;
    while lines.next()?.ok()?.contains(':') {}
    let path = decoded(first.split(' ').nth(1)?);
    let inside = path.strip_prefix(folder).map(|inside| if inside.is_empty() { "index.html" } else { inside });
    let (status, body) = match inside.and_then(|inside| tree.get(inside)) {
        Some(bytes) => ("200 OK", bytes.as_slice()),
        None => ("404 Not Found", tree.get("404.html").map_or(&b""[..], Vec::as_slice)),
    };
    write!(stream, "HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", body.len()).ok()?;
    stream.write_all(body).ok()
}
