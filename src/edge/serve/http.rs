//! HTTP/1.1, as much of it as a browser on the same machine speaks: heads of requests, whole answers.

use std::io::{self, ErrorKind, Read, Write};
use std::net::TcpStream;

/// A head longer than this is refused.
const LONGEST_HEAD: usize = 16 * 1024;
/// What a request may carry; it is read and thrown away.
const LONGEST_BODY: usize = 4 * 1024;
const MOST_HEADERS: usize = 64;

/// One request, without its body.
#[derive(Debug, Default)]
pub struct Request {
    pub method: String,
    /// As sent, such as `/a.html?b=c`.
    pub target: String,
    headers: Vec<(String, String)>,
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

    fn has(&self, name: &str) -> bool {
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

/// Reads the next request; `rest` holds what was read beyond the last one.
pub fn receive(stream: &mut TcpStream, rest: &mut Vec<u8>) -> io::Result<Received> {
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
                return skip_body(stream, request, rest);
            }
        }
        if !read_more(stream, rest)? {
            return Ok(Received::Closed);
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
        keeps_alive: false,
    };
    let connection = request.header("connection").unwrap_or_default().to_ascii_lowercase();
    request.keeps_alive = head.version == Some(1) && !connection.contains("close");
    request
}

/// A body has no meaning here, but it must not be taken for the next request.
fn skip_body(stream: &mut TcpStream, request: Request, rest: &mut Vec<u8>) -> io::Result<Received> {
    if request.has("transfer-encoding") {
        return Ok(Received::Faulty(400));
    }
    let length = match request.header("content-length") {
        None if request.has("content-length") => return Ok(Received::Faulty(400)),
        None => 0,
        Some(length) => match length.parse::<usize>() {
            Ok(length) if length <= LONGEST_BODY => length,
            Ok(_) => return Ok(Received::Faulty(413)),
            Err(_) => return Ok(Received::Faulty(400)),
        },
    };
    while rest.len() < length {
        if !read_more(stream, rest)? {
            return Ok(Received::Closed);
        }
    }
    rest.drain(..length);
    Ok(Received::Request(request))
}

/// False at the end, or when nothing came for a while.
fn read_more(stream: &mut TcpStream, rest: &mut Vec<u8>) -> io::Result<bool> {
    let mut buffer = [0; 4096];
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

    /// Sends the answer; of a HEAD request everything but the body.
    pub fn send(&self, stream: &mut TcpStream, head_only: bool, keeps_alive: bool) -> io::Result<()> {
        let mut bytes = head(self.status, &self.headers);
        bytes.extend_from_slice(format!("Content-Length: {}\r\n", self.body.len()).as_bytes());
        bytes.extend_from_slice(if keeps_alive { b"\r\n" } else { b"Connection: close\r\n\r\n" });
        if !head_only {
            bytes.extend_from_slice(&self.body);
        }
        stream.write_all(&bytes)
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
        301 => "Moved Permanently",
        302 => "Found",
        400 => "Bad Request",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        413 => "Content Too Large",
        421 => "Misdirected Request",
        431 => "Request Header Fields Too Large",
        503 => "Service Unavailable",
        _ => "Error",
    }
}
