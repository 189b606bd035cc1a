//! A server to talk to, and just enough HTTP to do so.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::project::{OnDisk, Project, program};

/// Longer than anything takes on a machine that does much else.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// A running server, ended when it is dropped.
pub struct Server {
    pub disk: OnDisk,
    pub child: Child,
    lines: Receiver<String>,
    /// What it has said so far.
    pub said: Vec<String>,
    /// `127.0.0.1:40123`
    pub host: String,
    /// `/estela/`
    pub base: String,
}

impl Server {
    /// Serves the project; it must come to serving.
    pub fn start(project: &Project, arguments: &[&str]) -> Server {
        Server::start_in(project.on_disk(), arguments)
    }

    pub fn start_in(disk: OnDisk, arguments: &[&str]) -> Server {
        let mut child = program(disk.folder.path())
            .args(["serve", "--port", "0"])
            .args(arguments)
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program runs");
        let stderr = child.stderr.take().expect("its words");
        let (sender, lines) = channel();
        std::thread::spawn(move || {
            for line in BufReader::new(stderr).lines().map_while(Result::ok) {
                let _ = sender.send(line);
            }
        });
        let mut server = Server { disk, child, lines, said: Vec::new(), host: String::new(), base: String::new() };
        let line = server.hear("serving http://");
        let address = line.split("http://").nth(1).and_then(|rest| rest.split(' ').next()).expect("an address");
        let (host, base) = address.split_at(address.find('/').expect("a path"));
        (server.host, server.base) = (host.to_owned(), base.to_owned());
        server
    }

    /// Waits for a line that holds these words.
    pub fn hear(&mut self, words: &str) -> String {
        loop {
            let Ok(line) = self.lines.recv_timeout(PATIENCE) else {
                panic!("`{words}` was not said, but {:#?}", self.said)
            };
            self.said.push(line.clone());
            if line.contains(words) {
                return line;
            }
        }
    }

    /// How many builds there were up to now; waits until there are no more of them for a while.
    pub fn builds(&mut self) -> usize {
        while let Ok(line) = self.lines.recv_timeout(Duration::from_millis(700)) {
            self.said.push(line);
        }
        self.said.iter().filter(|line| line.starts_with("built in") || line.contains("still shown")).count()
    }

    pub fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, &[])
    }

    /// A request with a `Host` of its own unless `headers` has one.
    pub fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> Answer {
        let mut stream = self.connect(method, path, headers);
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).expect("an answer");
        Answer::read(&bytes)
    }

    fn connect(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> TcpStream {
        let mut stream = TcpStream::connect(&self.host).expect("a connection");
        stream.set_read_timeout(Some(PATIENCE)).expect("set");
        let mut request = format!("{method} {path} HTTP/1.1\r\nConnection: close\r\n");
        if !headers.iter().any(|(name, _)| *name == "Host") {
            request.push_str(&format!("Host: {}\r\n", self.host));
        }
        for (name, value) in headers {
            request.push_str(&format!("{name}: {value}\r\n"));
        }
        stream.write_all(format!("{request}\r\n").as_bytes()).expect("sent");
        stream
    }

    /// The body of a page of the site.
    pub fn page(&self, inner: &str) -> String {
        self.get(&format!("{}{inner}", self.base)).body
    }

    /// Waits until a page of the site has these words.
    pub fn shows(&self, inner: &str, words: &str) {
        self.until(&format!("`{inner}` shows `{words}`"), |server| server.page(inner).contains(words));
    }

    pub fn until(&self, what: &str, is_so: impl Fn(&Server) -> bool) {
        let start = Instant::now();
        while !is_so(self) {
            assert!(start.elapsed() < PATIENCE, "it never came to be that {what}");
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    /// Listens as the page at `path` does.
    pub fn listen(&self, path: &str) -> Events {
        let stream = self.connect("GET", &format!("/.onrecord/events?path={path}"), &[]);
        let (sender, events) = channel();
        std::thread::spawn(move || {
            for line in BufReader::new(stream).lines().map_while(Result::ok) {
                if let Some(text) = line.strip_prefix("data: ") {
                    let _ = sender.send(serde_json::from_str(text).expect("JSON"));
                }
            }
        });
        Events { events }
    }

    pub fn write(&self, path: &str, content: &str) {
        let path = self.disk.path(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        std::fs::write(path, content).expect("written");
    }

    pub fn read(&self, path: &str) -> String {
        std::fs::read_to_string(self.disk.path(path)).expect("a text")
    }

    /// Saves a file with some words replaced.
    pub fn edit(&self, path: &str, from: &str, to: &str) {
        let text = self.read(path);
        assert!(text.contains(from), "`{from}` is not in {path}");
        self.write(path, &text.replacen(from, to, 1));
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What a page is told.
pub struct Events {
    events: Receiver<Value>,
}

impl Events {
    pub fn next(&self) -> Value {
        self.events.recv_timeout(PATIENCE).expect("an event")
    }

    /// Fails if the page is told of anything within a moment.
    pub fn nothing(&self) {
        let told = self.events.recv_timeout(Duration::from_millis(400));
        assert!(told.is_err(), "told without need: {told:?}");
    }
}

/// An answer.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    head: String,
    pub body: String,
}

impl Answer {
    pub fn read(bytes: &[u8]) -> Answer {
        let text = String::from_utf8_lossy(bytes);
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
        let status = head.split(' ').nth(1).and_then(|number| number.parse().ok()).unwrap_or_default();
        Answer { status, head: head.to_owned(), body: body.to_owned() }
    }

    /// A header's value; empty if it is not there.
    pub fn header(&self, name: &str) -> &str {
        let start = format!("{}:", name.to_lowercase());
        self.head
            .lines()
            .find(|line| line.to_lowercase().starts_with(&start))
            .map_or("", |line| line[start.len()..].trim())
    }
}
