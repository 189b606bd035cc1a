//! Serves the site from memory to browsers on this machine; nothing is written.
//!
//! A thread a connection: there are as many as one person has pages open, and when there are more, the one that was silent
//! longest goes. Ctrl-C ends the process and with it all of them.

use std::io;
use std::net::{IpAddr, SocketAddr, TcpListener, TcpStream, ToSocketAddrs};
use std::sync::Arc;
use std::time::Duration;

mod http;
mod guard;
mod guests;
pub mod answer;
mod live;
mod page;

use answer::{Answer, answer, media_type};
use guard::Guard;
use guests::{Guest, Guests};
use http::{Received, Request, Response};
pub use live::{Live, Report};
use page::OWN;

use crate::check;

/// Who takes nothing of an answer for this long does not get the rest.
const UNREAD: Duration = Duration::from_secs(60);
const CLIENT: &str = include_str!("serve/client.js");

/// Runs `onrecord lock` and says what came of it.
pub type LockCommand = Box<dyn Fn() -> Result<String, String> + Send + Sync>;

/// Why the server cannot start.
#[derive(Debug)]
pub enum BindError {
    /// Somebody has the port; with the next free one, if there is one.
    Taken(Option<u16>),
    Other(io::Error),
}

/// A server that has its port.
pub struct Server {
    listener: TcpListener,
    address: SocketAddr,
    shared: Arc<Shared>,
}

struct Shared {
    live: Arc<Live>,
    guard: Guard,
    /// Pages are kept fresh; none: they are served as they are built.
    lock: Option<LockCommand>,
    guests: Guests,
}

impl Server {
    /// Takes the port. With `lock` pages are kept fresh.
    pub fn bind(host: &str, port: u16, live: Arc<Live>, lock: Option<LockCommand>) -> Result<Server, BindError> {
        let listener = listen(host, port).map_err(|error| match error.kind() {
            io::ErrorKind::AddrInUse => {
                let next = (port.saturating_add(1)..port.saturating_add(100)).find(|port| listen(host, *port).is_ok());
                BindError::Taken(next)
            }
            _ => BindError::Other(error),
        })?;
        let address = listener.local_addr().map_err(BindError::Other)?;
        let shared = Shared { live, guard: Guard::new(host), lock, guests: Guests::default() };
        Ok(Server { listener, address, shared: Arc::new(shared) })
    }

    /// Where a browser on this machine finds the server: `http://127.0.0.1:4000`.
    pub fn origin(&self) -> String {
        let ip = match self.address.ip() {
            IpAddr::V4(ip) if ip.is_unspecified() => "127.0.0.1".to_owned(),
            IpAddr::V6(ip) if ip.is_unspecified() => "[::1]".to_owned(),
            IpAddr::V4(ip) => ip.to_string(),
            IpAddr::V6(ip) => format!("[{ip}]"),
        };
        format!("http://{ip}:{}", self.address.port())
    }

    /// Serves until the process ends.
    pub fn run(self) {
        for stream in self.listener.incoming() {
            let Ok(stream) = stream else {
                // The system has no more connections to give: one that is silent goes.
                self.shared.guests.dismiss_one();
                std::thread::sleep(Duration::from_millis(10));
                continue;
            };
            let shared = Arc::clone(&self.shared);
            let guest = shared.guests.welcome(stream);
            std::thread::spawn(move || {
                // A browser that goes away in the middle is no fault of anybody.
                let _ = talk(&guest, &shared);
                shared.guests.part_from(&guest);
            });
        }
    }
}

fn listen(host: &str, port: u16) -> io::Result<TcpListener> {
    let host = host.trim_start_matches('[').trim_end_matches(']');
    let addresses: Vec<SocketAddr> = (host, port).to_socket_addrs()?.collect();
    TcpListener::bind(&addresses[..])
}

/// Answers one connection's requests, one after another.
fn talk(guest: &Guest, shared: &Shared) -> io::Result<()> {
    let mut stream: &TcpStream = &guest.stream;
    stream.set_nodelay(true)?;
    stream.set_write_timeout(Some(UNREAD))?;
    let mut rest = Vec::new();
    loop {
        let request = match http::receive(&mut stream, &mut rest)? {
            Received::Request(request) => request,
            Received::Closed => return Ok(()),
            Received::Faulty(status) => {
                return Response::plain(status, "not understood").send(&mut stream, false, false);
            }
        };
        shared.guests.hear(guest);
        let path = request.target.split(['?', '#']).next().unwrap_or_default();
        let wants_events = request.method == "GET" && path.strip_prefix(OWN) == Some("events");
        if wants_events && shared.lock.is_some() && shared.guard.knows(&request) && !guard::is_from_elsewhere(&request)
        {
            return live::stream(&shared.live, &page_of(&request.target), &mut stream, &|| shared.guests.hear(guest));
        }
        let response = respond(&request, path, shared);
        response.send(&mut stream, request.method == "HEAD", request.keeps_alive)?;
        if !request.keeps_alive {
            return Ok(());
        }
    }
}

/// The page that a stream is for: `…?path=/belgorod/`.
fn page_of(target: &str) -> String {
    let query = target.split_once('?').map_or("", |(_, query)| query);
    query
        .split('&')
        .find_map(|part| part.strip_prefix("path="))
        .and_then(answer::decode)
        .unwrap_or_else(|| "/".to_owned())
}

fn respond(request: &Request, path: &str, shared: &Shared) -> Response {
    if !shared.guard.knows(request) {
        return Response::plain(421, "this server is not called that; use the address that `onrecord serve` printed");
    }
    match (request.method.as_str(), path.strip_prefix(OWN), &shared.lock) {
        ("POST", Some("lock"), Some(lock)) => relock(request, lock),
        ("GET" | "HEAD", Some("client.js"), Some(_)) => Response::new(200, media_type("client.js"), CLIENT),
        ("GET" | "HEAD", Some(own), Some(_)) if own.starts_with("rules/") => rule(&own["rules/".len()..]),
        ("GET" | "HEAD", None, _) => site(path, request, shared),
        ("GET" | "HEAD", Some(_), _) => Response::plain(404, "there is nothing here"),
        _ => Response::plain(405, "only GET and HEAD").with("Allow", "GET, HEAD"),
    }
}

/// A rule's page, as `onrecord explain` prints it.
fn rule(code: &str) -> Response {
    match check::table().iter().find(|rule| rule.code == code) {
        Some(rule) => Response::plain(200, rule.page),
        None => Response::plain(404, "there is no such rule"),
    }
}

fn relock(request: &Request, lock: &LockCommand) -> Response {
    if !guard::is_same_origin(request) {
        return Response::plain(403, "only this server's own pages may ask for that");
    }
    match lock() {
        Ok(words) => Response::plain(200, &words),
        Err(words) => Response::plain(503, &words),
    }
}

/// A file of the site.
fn site(path: &str, request: &Request, shared: &Shared) -> Response {
    let shown = shared.live.now();
    let html = media_type("x.html");
    let page = |status: u16, bytes: &[u8]| {
        let body = match shared.lock.is_some() {
            true => page::with_script(bytes, &shared.live.build(&shown), &shown.fingerprint(path)),
            false => bytes.to_vec(),
        };
        Response::new(status, html, body)
    };
    let Some(output) = &shown.output else { return page(503, page::NOT_YET.as_bytes()) };
    match answer(output, &shown.base, path) {
        Answer::File(route, bytes) if media_type(route.as_str()) == html => page(200, &bytes),
        Answer::File(route, bytes) => {
            let wanted = request.header("range").filter(|_| request.method == "GET");
            Response::new(200, media_type(route.as_str()), &bytes[..]).part(wanted)
        }
        Answer::Moved(address) => Response::plain(301, &address).with("Location", address),
        Answer::Missing(Some(bytes)) => page(404, &bytes),
        Answer::Missing(None) => Response::plain(404, "there is no such page"),
    }
}
