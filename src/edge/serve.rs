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
mod desk;

use answer::{Answer, answer, media_type};
pub use desk::{Desk, DeskCommand, Heard, Told};
use guard::Guard;
use guests::{Guest, Guests};
use http::{Received, Request, Response};
pub use live::{Live, Report};
use page::OWN;

use crate::check;

/// Who takes nothing of an answer for this long does not get the rest.
const UNREAD: Duration = Duration::from_secs(60);
/// What a request to the site may carry; nobody looks at it.
const LONGEST_BODY: usize = 4 * 1024;
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

/// A port that is taken, and who answers there.
pub struct Port {
    listener: TcpListener,
    address: SocketAddr,
}

/// Who answers at a port.
trait Service: Send + Sync + 'static {
    /// How much may follow the head of a request.
    fn longest_body(&self, request: &Request) -> usize;

    /// Answers on the stream itself, for as long as it takes; none: there is one answer.
    fn talks(&self, request: &Request, stream: &mut &TcpStream, is_heard: &dyn Fn()) -> Option<io::Result<()>>;

    fn respond(&self, request: &Request) -> Response;
}

/// The site as it is being written.
pub struct Site {
    pub live: Arc<Live>,
    /// Open pages are kept fresh.
    pub is_watched: bool,
    /// Pages may ask for it.
    pub lock: Option<LockCommand>,
    /// The origin of the desk, which alone may show pages in a frame.
    pub framed_by: Option<String>,
}

impl Port {
    /// Takes a port.
    pub fn take(host: &str, port: u16) -> Result<Port, BindError> {
        let listener = listen(host, port).map_err(|error| match error.kind() {
            io::ErrorKind::AddrInUse => {
                let next = (port.saturating_add(1)..port.saturating_add(100)).find(|port| listen(host, *port).is_ok());
                BindError::Taken(next)
            }
            _ => BindError::Other(error),
        })?;
        let address = listener.local_addr().map_err(BindError::Other)?;
        Ok(Port { listener, address })
    }

    pub fn number(&self) -> u16 {
        self.address.port()
    }

    /// Where a browser on this machine finds it: `http://127.0.0.1:4000`.
    pub fn origin(&self) -> String {
        let ip = match self.address.ip() {
            IpAddr::V4(ip) if ip.is_unspecified() => "127.0.0.1".to_owned(),
            IpAddr::V6(ip) if ip.is_unspecified() => "[::1]".to_owned(),
            IpAddr::V4(ip) => ip.to_string(),
            IpAddr::V6(ip) => format!("[{ip}]"),
        };
        format!("http://{ip}:{}", self.address.port())
    }

    /// Shows the site until the process ends.
    pub fn show(self, host: &str, site: Site) {
        let guard = Guard::new(host);
        self.serve(Shown { site, guard });
    }

    /// Is the desk until the process ends.
    pub fn work(self, desk: Desk) {
        self.serve(desk);
    }

    fn serve(self, service: impl Service) {
        let (service, guests) = (Arc::new(service), Arc::new(Guests::default()));
        for stream in self.listener.incoming() {
            let Ok(stream) = stream else {
                // The system has no more connections to give: one that is silent goes.
                guests.dismiss_one();
                std::thread::sleep(Duration::from_millis(10));
                continue;
            };
            let (service, guests) = (Arc::clone(&service), Arc::clone(&guests));
            let guest = guests.welcome(stream);
            std::thread::spawn(move || {
                // A browser that goes away in the middle is no fault of anybody.
                let _ = talk(&guest, &guests, &*service);
                guests.part_from(&guest);
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
fn talk(guest: &Guest, guests: &Guests, service: &dyn Service) -> io::Result<()> {
    let mut stream: &TcpStream = &guest.stream;
    stream.set_nodelay(true)?;
    stream.set_write_timeout(Some(UNREAD))?;
    let mut rest = Vec::new();
    loop {
        let request = match http::receive(&mut stream, &mut rest, &|request| service.longest_body(request))? {
            Received::Request(request) => request,
            Received::Closed => return Ok(()),
            Received::Faulty(status) => {
                return Response::plain(status, "not understood").send(&mut stream, false, false);
            }
        };
        guests.hear(guest);
        if let Some(ended) = service.talks(&request, &mut stream, &|| guests.hear(guest)) {
            return ended;
        }
        let response = service.respond(&request);
        response.send(&mut stream, request.method == "HEAD", request.keeps_alive)?;
        if !request.keeps_alive {
            return Ok(());
        }
    }
}

/// A site, and who may see it.
struct Shown {
    site: Site,
    guard: Guard,
}

impl Service for Shown {
    fn longest_body(&self, _: &Request) -> usize {
        LONGEST_BODY
    }

    fn talks(&self, request: &Request, stream: &mut &TcpStream, is_heard: &dyn Fn()) -> Option<io::Result<()>> {
        let wants_events = request.method == "GET" && request.path().strip_prefix(OWN) == Some("events");
        let may_listen = self.site.is_watched && self.guard.knows(request) && !guard::is_from_elsewhere(request);
        (wants_events && may_listen).then(|| live::stream(&self.site.live, &page_of(&request.target), stream, is_heard))
    }

    fn respond(&self, request: &Request) -> Response {
        let response = respond(request, request.path(), self);
        match &self.site.framed_by {
            // Where a browser knows this, it passes over X-Frame-Options.
            Some(desk) => response.with("Content-Security-Policy", format!("frame-ancestors {desk}")),
            None => response,
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

fn respond(request: &Request, path: &str, shown: &Shown) -> Response {
    if !shown.guard.knows(request) {
        return Response::plain(421, "this server is not called that; use the address that `onrecord serve` printed");
    }
    match (request.method.as_str(), path.strip_prefix(OWN), &shown.site.lock) {
        ("POST", Some("lock"), Some(lock)) => relock(request, lock),
        ("GET" | "HEAD", Some("client.js"), _) if shown.site.is_watched => {
            Response::new(200, media_type("client.js"), CLIENT)
        }
        ("GET" | "HEAD", Some(own), _) if shown.site.is_watched && own.starts_with("rules/") => {
            rule(&own["rules/".len()..])
        }
        ("GET" | "HEAD", None, _) => site(path, request, &shown.site),
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
fn site(path: &str, request: &Request, site: &Site) -> Response {
    let shown = site.live.now();
    let html = media_type("x.html");
    let page = |status: u16, bytes: &[u8]| {
        let body = match site.is_watched {
            true => page::with_script(bytes, &site.live.build(&shown), &shown.fingerprint(path)),
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
