//! The desk's own port: three files of the program, and JSON. It is another origin than the site under preview, whose theme
//! may hold anybody's scripts.
//!
//! Whoever asks has to come from the desk's own page, in four ways that do not rest on one another: by the name that the
//! request calls (`Host`), by what the browser says of its origin (`Origin`, `Sec-Fetch-Site`), by a kind of body that no
//! form sends, and by a token that stands in that page only. `docs/desk.md` says against whom.

use std::sync::Arc;

use serde_json::{Value, json};

use super::http::{Request, Response};
use super::live::Live;
use super::{Service, answer::media_type};
use crate::edge::EdgeError;
use crate::edge::folder::random;

const SHELL: &str = include_str!("desk/desk.html");
const FILES: [(&str, &str); 3] = [
    ("/desk.css", include_str!("desk/desk.css")),
    ("/desk.js", include_str!("desk/desk.js")),
    ("/parts.js", include_str!("desk/parts.js")),
];

/// The words of the header that carries the token.
const TOKEN: &str = "onrecord-token";
const LONGEST_QUESTION: usize = 256 * 1024;
/// A saved article with its pictures, in base 64.
const LONGEST_ACT: usize = 64 * 1024 * 1024;

/// What a page of the desk sent.
#[derive(Debug)]
pub enum Heard {
    Ask(Vec<u8>),
    Act(Vec<u8>),
}

/// What it is told.
#[derive(Debug)]
pub struct Told {
    pub status: u16,
    pub body: Value,
}

impl Told {
    pub fn ended() -> Told {
        Told { status: 503, body: json!({ "error": "onrecord has ended; start it again in the terminal" }) }
    }
}

/// Hands on what was heard.
pub type DeskCommand = Box<dyn Fn(Heard) -> Told + Send + Sync>;

/// The desk at its port.
pub struct Desk {
    /// `127.0.0.1:4001`, `localhost:4001`.
    hosts: [String; 2],
    /// Where the site under preview is.
    site: String,
    token: String,
    live: Arc<Live>,
    command: DeskCommand,
}

/// Where a request leads.
enum Door {
    Shell,
    File(&'static str),
    Wait,
    Ask,
    Act,
}

impl Desk {
    /// With a token that nobody can guess.
    pub fn new(port: u16, site: &str, live: Arc<Live>, command: DeskCommand) -> Result<Desk, EdgeError> {
        let token = format!("{}{}", random()?, random()?);
        let hosts = [format!("127.0.0.1:{port}"), format!("localhost:{port}")];
        Ok(Desk { hosts, site: site.to_owned(), token, live, command })
    }

    /// Where the request leads, if it may go there; else why not.
    fn door(&self, request: &Request) -> Result<Door, (u16, &'static str)> {
        let host = request.header("host").filter(|host| self.hosts.iter().any(|known| known == host));
        let host = host.ok_or((421, "the desk is not called that; use the address that `onrecord serve` printed"))?;
        let elsewhere = (403, "this comes from elsewhere");
        let origin = request.header("origin");
        let is_own = origin.is_some_and(|origin| origin == format!("http://{host}"));
        if request.has("origin") && !is_own {
            return Err(elsewhere);
        }
        let door = match (request.method.as_str(), request.target.as_str()) {
            ("GET" | "HEAD", "/") => Door::Shell,
            ("GET" | "HEAD", target) => {
                let file = FILES.iter().find(|(name, _)| *name == target);
                Door::File(file.ok_or((404, "there is nothing here"))?.0)
            }
            ("POST", "/wait") => Door::Wait,
            ("POST", "/ask") => Door::Ask,
            ("POST", "/act") => Door::Act,
            ("POST", _) => return Err((404, "there is nothing here")),
            _ => return Err((405, "only GET, HEAD and POST")),
        };
        let is_shell = matches!(door, Door::Shell);
        let may_fetch = match (request.header("sec-fetch-site"), request.has("sec-fetch-site")) {
            (None, is_said) => !is_said,
            (Some("same-origin"), _) => true,
            // Somebody typed the address, or followed it from a terminal.
            (Some(site), _) => is_shell && site == "none",
        };
        let is_framed = is_shell && request.header("sec-fetch-dest").is_some_and(|dest| dest != "document");
        match door {
            _ if !may_fetch || is_framed => Err(elsewhere),
            Door::Shell | Door::File(_) => Ok(door),
            _ if !is_own => Err(elsewhere),
            _ if !request.header(TOKEN).is_some_and(|token| same(token, &self.token)) => {
                Err((403, "this page is of an earlier run; load it again"))
            }
            _ if request.header("content-type") != Some("application/json") => Err((415, "only JSON")),
            _ => Ok(door),
        }
    }

    fn shell(&self) -> Response {
        let page = SHELL.replace("{token}", &self.token).replace("{site}", &self.site);
        let policy = format!(
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; connect-src 'self'; frame-src {}; base-uri 'none'; \
             form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
            self.site
        );
        Response::new(200, media_type("x.html"), page).with("Content-Security-Policy", policy)
    }

    /// Waits until something else is shown than at `since`, or for a while.
    fn wait(&self, body: &[u8]) -> Response {
        let since = serde_json::from_slice::<Value>(body).ok().and_then(|value| value["since"].as_u64());
        let Some(since) = since else { return told(Told { status: 400, body: json!({"error": "since when?"}) }) };
        drop(self.live.after(since));
        told(Told { status: 200, body: json!({ "build": self.live.number() }) })
    }
}

impl Service for Desk {
    fn longest_body(&self, request: &Request) -> usize {
        match self.door(request) {
            Ok(Door::Act) => LONGEST_ACT,
            Ok(_) => LONGEST_QUESTION,
            // Of those who may not come in, only as much as it takes to tell them.
            Err(_) => super::LONGEST_BODY,
        }
    }

    fn talks(&self, _: &Request, _: &mut &std::net::TcpStream, _: &dyn Fn()) -> Option<std::io::Result<()>> {
        None
    }

    fn respond(&self, request: &Request) -> Response {
        let response = match self.door(request) {
            Err((status, words)) => told(Told { status, body: json!({ "error": words }) }),
            Ok(Door::Shell) => self.shell(),
            Ok(Door::File(name)) => {
                let text = FILES.iter().find(|(known, _)| *known == name).map_or("", |(_, text)| text);
                Response::new(200, media_type(name), text)
            }
            Ok(Door::Wait) => self.wait(&request.body),
            Ok(Door::Ask) => told((self.command)(Heard::Ask(request.body.clone()))),
            Ok(Door::Act) => told((self.command)(Heard::Act(request.body.clone()))),
        };
        response
            .with("Referrer-Policy", "no-referrer")
            .with("Cross-Origin-Opener-Policy", "same-origin")
            .with("Origin-Agent-Cluster", "?1")
    }
}

fn told(told: Told) -> Response {
    Response::new(told.status, media_type("x.json"), told.body.to_string())
}

/// Whether two tokens are the same, in a time that does not tell how far they are.
fn same(one: &str, other: &str) -> bool {
    let differing = one.bytes().zip(other.bytes()).fold(0, |sum, (one, other)| sum | (one ^ other));
    one.len() == other.len() && differing == 0
}
