//! The only code that touches disk, clock, network and terminal.

#![allow(clippy::disallowed_methods)] // Here the world begins.

pub mod folder;
pub mod turn;
pub mod shelf;
mod prints;
pub mod read;
pub mod scratch;
pub mod store;
pub mod watch;
pub mod write;
pub mod rewrite;
mod git;
pub mod publish;
pub mod begin;
pub mod state;
pub mod workflow;
pub mod compare_site;
pub mod serve;

use std::fmt;
use std::path::{Path, PathBuf};

/// What the machine refused, and where.
#[derive(Debug)]
pub struct EdgeError {
    /// What was being done: "read", "write".
    pub action: &'static str,
    pub path: PathBuf,
    pub reason: String,
}

impl EdgeError {
    pub fn new(action: &'static str, path: &Path, reason: impl fmt::Display) -> EdgeError {
        EdgeError { action, path: path.to_owned(), reason: reason.to_string() }
    }
}

impl fmt::Display for EdgeError {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        write!(formatter, "cannot {} {}: {}", self.action, self.path.display(), self.reason)
    }
}

impl std::error::Error for EdgeError {}

/// Today's date in UTC, `2024-01-08`.
pub fn today() -> String {
    let seconds = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).map_or(0, |time| time.as_secs());
    let days = i32::try_from(seconds / 86_400).unwrap_or(0);
    let epoch = jiff::civil::date(1970, 1, 1);
    epoch.checked_add(jiff::Span::new().days(days)).map_or_else(|_| epoch.to_string(), |date| date.to_string())
}

/// A name for this run of the program that no other run has.
pub fn session_name() -> String {
    let time = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).map_or(0, |time| time.as_nanos());
    format!("{:x}-{:x}", std::process::id(), time)
}

/// Opens an address in the person's browser; if there is none, the address was printed anyway.
pub fn open_in_browser(address: &str) {
    let (program, arguments): (&str, &[&str]) = match std::env::consts::OS {
        "macos" => ("open", &[]),
        "windows" => ("rundll32", &["url.dll,FileProtocolHandler"]),
        _ => ("xdg-open", &[]),
    };
    let quiet = std::process::Stdio::null;
    let _ = std::process::Command::new(program)
        .args(arguments)
        .arg(address)
        .stdin(quiet())
        .stdout(quiet())
        .stderr(quiet())
        .spawn();
}
