//! What is being shown, and the streams that tell open pages when it is no longer what they show.

use std::io::{self, Write};
use std::net::TcpStream;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

use serde::Serialize;

use super::answer::{Answer, answer, media_type};
use super::http::head;
use crate::address;
use crate::files::Hash;
use crate::output::Output;
use crate::report::browser::Finding;
use crate::site::Route;

/// How often a stream says that it is still there; a page that left is noticed then.
const PULSE: Duration = Duration::from_secs(10);

/// The report as the browser shows it: the same words as in the terminal.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    pub errors: usize,
    pub warnings: usize,
    pub text: String,
    /// The same one by one, errors first.
    pub findings: Vec<Finding>,
    /// `lock` has something to verify against.
    pub can_lock: bool,
    /// A build succeeded before, and is shown.
    pub has_site: bool,
}

/// What is shown from one build to the next.
#[derive(Debug, Default)]
pub struct Stage {
    /// Counts the changes of what is shown.
    number: u64,
    /// None until a build succeeds.
    pub output: Option<Arc<Output>>,
    /// Where the site lies on the server: `/` or `/belgorod/`.
    pub base: String,
    report: Arc<Report>,
    /// Files other than pages whose bytes differ from what was shown before.
    changed: Vec<Route>,
}

/// The site as it is now.
#[derive(Debug)]
pub struct Live {
    shown: Mutex<Arc<Stage>>,
    changed: Condvar,
    /// Tells this run of the server from others.
    session: String,
}

impl Live {
    pub fn new(session: &str) -> Live {
        Live { shown: Mutex::default(), changed: Condvar::new(), session: session.to_owned() }
    }

    pub fn now(&self) -> Arc<Stage> {
        Arc::clone(&self.shown.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Where the site lies on the server.
    pub fn base(&self) -> String {
        match self.now().base.as_str() {
            "" => "/".to_owned(),
            base => base.to_owned(),
        }
    }

    /// Whether any build succeeded.
    pub fn has_site(&self) -> bool {
        self.now().output.is_some()
    }

    /// Shows a build. Without an output the last good one stays. Gives back the number of files that differ.
    pub fn show(&self, output: Option<Output>, base: &str, report: Report) -> usize {
        let old = self.now();
        let mut new =
            Stage { number: old.number + 1, base: old.base.clone(), report: Arc::new(report), ..Stage::default() };
        let mut differing = 0;
        match output {
            None => new.output = old.output.clone(),
            Some(output) => {
                let routes = old.output.as_ref().map_or_else(Vec::new, |old| output.differing(old));
                differing = if old.output.is_some() { routes.len() } else { output.files.len() };
                new.changed = routes.into_iter().filter(|route| !route.as_str().ends_with(".html")).cloned().collect();
                new.base = base.to_owned();
                new.output = Some(Arc::new(output));
            }
        }
        *self.shown.lock().unwrap_or_else(PoisonError::into_inner) = Arc::new(new);
        self.changed.notify_all();
        differing
    }

    /// How often what is shown has changed.
    pub fn number(&self) -> u64 {
        self.now().number
    }

    /// What is shown after `number`; none if nothing changes for a while.
    pub fn after(&self, number: u64) -> Option<Arc<Stage>> {
        let shown = self.shown.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = self.changed.wait_timeout_while(shown, PULSE, |shown| shown.number <= number);
        let (shown, waited) = waited.unwrap_or_else(PoisonError::into_inner);
        (!waited.timed_out()).then(|| Arc::clone(&shown))
    }

    /// The name of what is shown.
    pub fn build(&self, shown: &Stage) -> String {
        format!("{}.{}", self.session, shown.number)
    }
}

/// What a stream says.
#[derive(Debug, Serialize)]
struct Told<'a> {
    build: String,
    /// A fingerprint of what the page's address leads to.
    page: &'a str,
    /// Addresses of other files that differ; none: whatever was known before is out of date.
    files: Option<Vec<String>>,
    report: &'a Report,
}

impl Stage {
    /// A fingerprint of what an address leads to.
    pub fn fingerprint(&self, path: &str) -> String {
        let Some(output) = &self.output else { return "none".to_owned() };
        let hash = match answer(output, &self.base, path) {
            Answer::File(_, bytes) => Hash::of(&bytes),
            Answer::Missing(bytes) => Hash::of_parts([&b"missing"[..], &bytes.unwrap_or_default()]),
            Answer::Moved(address) => Hash::of_parts([&b"moved"[..], address.as_bytes()]),
        };
        hash.hex()[..16].to_owned()
    }

    /// The changed files that the page at `path` may show: those whose names stand in its tags. What a `meta` names (the
    /// card for other sites) is not shown.
    fn files_of(&self, path: &str) -> Vec<String> {
        let page = match self.output.as_ref().map(|output| answer(output, &self.base, path)) {
            Some(Answer::File(_, bytes) | Answer::Missing(Some(bytes))) => bytes,
            _ => return Vec::new(),
        };
        let is_shown = |route: &&Route| {
            let name = route.as_str().rsplit('/').next().unwrap_or_default();
            let is_part = ["text/css", "text/javascript", "image/", "font/", "video/", "audio/"].iter();
            is_part.clone().any(|kind| media_type(name).starts_with(kind))
                && memchr::memmem::find_iter(&page, address::path(name).as_bytes()).any(|at| is_in_tag(&page[..at]))
        };
        self.changed
            .iter()
            .filter(is_shown)
            .map(|route| format!("{}{}", self.base, address::path(route.as_str())))
            .collect()
    }
}

/// Whether what follows `before` stands inside a tag that may show something.
fn is_in_tag(before: &[u8]) -> bool {
    memchr::memrchr2(b'<', b'>', before).is_some_and(|at| before[at] == b'<' && !before[at..].starts_with(b"<meta"))
}

/// Tells one page of changes until it goes away. It is told at once where things stand, then only what concerns it.
pub fn stream(live: &Live, path: &str, stream: &mut &TcpStream, is_heard: &dyn Fn()) -> io::Result<()> {
    let headers = [("Content-Type", "text/event-stream".to_owned()), ("Connection", "close".to_owned())];
    let mut bytes = head(200, &headers);
    bytes.extend_from_slice(b"\r\nretry: 500\n\n");
    let mut told = live.now();
    let mut page = told.fingerprint(path);
    bytes.extend_from_slice(message(live, &told, &page, None).as_bytes());
    stream.write_all(&bytes)?;
    loop {
        let Some(now) = live.after(told.number) else {
            stream.write_all(b": still here\n\n")?;
            is_heard();
            continue;
        };
        let fingerprint = now.fingerprint(path);
        // What was skipped while this thread slept is not known any more.
        let files = (now.number == told.number + 1).then(|| now.files_of(path));
        let concerns =
            fingerprint != page || now.report != told.report || files.as_ref().is_none_or(|files| !files.is_empty());
        if concerns {
            stream.write_all(message(live, &now, &fingerprint, files).as_bytes())?;
        }
        (told, page) = (now, fingerprint);
    }
}

fn message(live: &Live, shown: &Stage, page: &str, files: Option<Vec<String>>) -> String {
    let event = Told { build: live.build(shown), page, files, report: &shown.report };
    format!("data: {}\n\n", serde_json::to_string(&event).unwrap_or_default())
}
