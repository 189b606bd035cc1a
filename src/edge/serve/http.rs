//! HTTP/1.1, as much of it as a browser on the same machine speaks: heads of requests, whole answers.

use std::io::{self, ErrorKind, Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

/// A head longer than this is refused.
const LONGEST_HEAD: usize = 16 * 1024;
const MOST_HEADERS: usize = 64;
/// A connection on which nothing is asked is closed after this.
pub const IDLE: Duration = Duration::from_secs(60);
/// From its first byte on, a request has this long to arrive.
const WHOLE_REQUEST: Duration = Duration::from_secs(10);

/// One request.
#[derive(Debug, Default)]
pub struct Request {
    pub method: String,
    /// As sent, such as `/a.html?b=c`.
    pub target: String,
    headers: Vec<(String, String)>,
    pub body: Vec<u8>,
    /// The browser will send more on the same connection.
    pub keeps_alive: bool,
}

impl Request {
    /// A header by its name in lower case; none if it is there twice.
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut found = self.headers.iter().filter(|(known, _)| known == name);
        let first = found.next()?;
        found.next().is_none().then_some(first.1.as_str())
    }

    /// What was asked for, without what follows `?`.
    pub fn path(&self) -> &str {
        self.target.split(['?', '#']).next().unwrap_or_default()
    }

    pub fn has(&self, name: &str) -> bool {
        self.headers.iter().any(|(known, _)| known == name)
    }
}

/// What came over a connection.
#[derive(Debug)]
pub enum Received {
    Request(Request),
    /// Something that is not answered further; with the status to close with.
    Faulty(u16),
    Closed,
}

/// Reads the next request; `rest` holds what was read beyond the last one, and `longest_body` says of a head how many bytes
/// may follow it.
pub fn receive(
    stream: &mut &TcpStream,
    rest: &mut Vec<u8>,
    longest_body: &dyn Fn(&Request) -> usize,
) -> io::Result<Received> {
    let mut deadline = Instant::now() + if rest.is_empty() { IDLE } else { WHOLE_REQUEST };
    loop {
        let mut headers = [httparse::EMPTY_HEADER; MOST_HEADERS];
        let mut head = httparse::Request::new(&mut headers);
        match head.parse(rest) {
            Err(_) => return Ok(Received::Faulty(400)),
            Ok(httparse::Status::Partial) if rest.len() > LONGEST_HEAD => return Ok(Received::Faulty(431)),
            Ok(httparse::Status::Partial) => {}
            Ok(httparse::Status::Complete(length)) => {
                let request = read_head(&head);
                rest.drain(..length);
                return read_body(stream, request, rest, deadline, longest_body);
            }
        }
        let is_first = rest.is_empty();
        if !read_more(stream, rest, deadline)? {
            return Ok(Received::Closed);
        }
        if is_first {
            deadline = Instant::now() + WHOLE_REQUEST;
        }
    }
}

fn read_head(head: &httparse::Request) -> Request {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).trim().to_owned();
    let headers: Vec<(String, String)> =
        head.headers.iter().map(|header| (header.name.to_ascii_lowercase(), text(header.value))).collect();
    let mut request = Request {
        method: head.method.unwrap_or_default().to_owned(),
        target: head.path.unwrap_or_default().to_owned(),
        headers,
        body: Vec::new(),
        keeps_alive: false,
    };
    let connection = request.header("connection").unwrap_or_default().to_ascii_lowercase();
    request.keeps_alive = head.version == Some(1) && !connection.contains("close");
    request
}

/// Whether or not a body means anything, it must not be taken for the next request.
fn read_body(
    stream: &mut &TcpStream,
    mut request: Request,
    rest: &mut Vec<u8>,
    deadline: Instant,
    longest_body: &dyn Fn(&Request) -> usize,
) -> io::Result<Received> {
    if request.has("transfer-encoding") {
        return Ok(Received::Faulty(400));
    }
    let length = match request.header("content-length") {
        None if request.has("content-length") => return Ok(Received::Faulty(400)),
        None => 0,
        Some(length) => match length.parse::<usize>() {
            Ok(length) if length <= longest_body(&request) => length,
            Ok(_) => return Ok(Received::Faulty(413)),
            Err(_) => return Ok(Received::Faulty(400)),
        },
    };
    while rest.len() < length {
        if !read_more(stream, rest, deadline)? {
            return Ok(Received::Closed);
        }
    }
    request.body = rest.drain(..length).collect();
    Ok(Received::Request(request))
}

/// False at the end, or when the time is over: what drips in does not get more of it.
fn read_more(stream: &mut &TcpStream, rest: &mut Vec<u8>, deadline: Instant) -> io::Result<bool> {
    let left = deadline.saturating_duration_since(Instant::now());
    if left.is_zero() {
        return Ok(false);
    }
    stream.set_read_timeout(Some(left))?;
    let mut buffer = [0; 16 * 1024];
    match stream.read(&mut buffer) {
        Ok(0) => Ok(false),
        Ok(length) => {
            rest.extend_from_slice(&buffer[..length]);
            Ok(true)
        }
        Err(error) if error.kind() == ErrorKind::Interrupted => Ok(true),
        Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => Ok(false),
        Err(error) => Err(error),
    }
}

/// An answer that is sent at once.
#[derive(Debug)]
pub struct Response {
    pub status: u16,
    pub headers: Vec<(&'static str, String)>,
    pub body: Vec<u8>,
}

impl Response {
    pub fn new(status: u16, media_type: &str, body: impl Into<Vec<u8>>) -> Response {
        Response { status, headers: vec![("Content-Type", media_type.to_owned())], body: body.into() }
    }

    /// One sentence.
    pub fn plain(status: u16, words: &str) -> Response {
        Response::new(status, "text/plain; charset=utf-8", format!("{words}\n"))
    }

    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Response {
        self.headers.push((name, value.into()));
        self
    }

    /// Of an answer that is a file: the part that was asked for, as players of films and sounds do.
    pub fn part(mut self, wanted: Option<&str>) -> Response {
        self = self.with("Accept-Ranges", "bytes");
        let length = self.body.len();
        match wanted.map(|wanted| range(wanted, length)) {
            // Several parts, or what is no range: the whole, as RFC 9110 allows.
            None | Some(Wanted::Whole) => self,
            Some(Wanted::Part(from, to)) => {
                self.status = 206;
                self.body = self.body[from..to].to_vec();
                self.with("Content-Range", format!("bytes {from}-{}/{length}", to - 1))
            }
            Some(Wanted::Nothing) => {
                Response::plain(416, "the file is shorter").with("Content-Range", format!("bytes */{length}"))
            }
        }
    }

    /// Sends the answer; of a HEAD request everything but the body.
    pub fn send(&self, stream: &mut &TcpStream, head_only: bool, keeps_alive: bool) -> io::Result<()> {
        let mut bytes = head(self.status, &self.headers);
        bytes.extend_from_slice(format!("Content-Length: {}\r\n", self.body.len()).as_bytes());
        bytes.extend_from_slice(if keeps_alive { b"\r\n" } else { b"Connection: close\r\n\r\n" });
        if !head_only {
            bytes.extend_from_slice(&self.body);
        }
        stream.write_all(&bytes)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Wanted {
    Whole,
    /// From the first byte up to, and without, the second.
    Part(usize, usize),
    /// What the file does not have.
    Nothing,
}

/// `bytes=0-99`, `bytes=100-`, `bytes=-100` of a file of this length.
fn range(wanted: &str, length: usize) -> Wanted {
    let Some((first, last)) = wanted.strip_prefix("bytes=").and_then(|range| range.trim().split_once('-')) else {
        return Wanted::Whole;
    };
    let number =
        |text: &str| text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse::<usize>().ok()).flatten();
    match (number(first), number(last), first.is_empty(), last.is_empty()) {
        (_, Some(0), true, _) => Wanted::Nothing,
        (_, Some(_), true, _) if length == 0 => Wanted::Nothing,
        (_, Some(count), true, _) => Wanted::Part(length.saturating_sub(count), length),
        (Some(from), Some(to), _, _) if to < from => Wanted::Whole,
        (Some(from), _, _, _) if from >= length => Wanted::Nothing,
        (Some(from), Some(to), _, _) => Wanted::Part(from, length.min(to.saturating_add(1))),
        (Some(from), None, _, true) => Wanted::Part(from, length),
        _ => Wanted::Whole,
    }
}

/// The first lines of every answer: nothing is kept by browsers, framed by other sites or guessed at.
pub fn head(status: u16, headers: &[(&'static str, String)]) -> Vec<u8> {
    let mut text = format!(
        "HTTP/1.1 {status} {}\r\nCache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\n\
         X-Frame-Options: DENY\r\nCross-Origin-Resource-Policy: same-origin\r\n",
        reason(status)
    );
    for (name, value) in headers {
        let value: String = value.chars().filter(|letter| !letter.is_control()).collect();
        text.push_str(&format!("{name}: {value}\r\n"));
    }
    text.into_bytes()
}

fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        206 => "Partial Content",
        301 => "Moved Permanently",
        302 => "Found",
        400 => "Bad Request",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        409 => "Conflict",
        413 => "Content Too Large",
        415 => "Unsupported Media Type",
        416 => "Range Not Satisfiable",
        421 => "Misdirected Request",
        422 => "Unprocessable Content",
        431 => "Request Header Fields Too Large",
        503 => "Service Unavailable",
        _ => "Error",
    }
}
