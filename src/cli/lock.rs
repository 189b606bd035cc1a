//! `onrecord lock`: verifies every quotation and rewrites evidence.lock, saying what changed.

use std::path::Path;
use std::process::ExitCode;

use clap::Args;

use super::terminal::{Terminal, exit_code, read_project};
use crate::compile::{Memory, compile};
use crate::edge::EdgeError;
use crate::edge::write::replace;
use crate::files::File;
use crate::options::Options;

#[derive(Debug, Args)]
pub struct Arguments {}

pub fn run(_arguments: &Arguments, root: &Path, terminal: &Terminal) -> Result<ExitCode, EdgeError> {
    let mut files = read_project(root, terminal)?;
    let compiled = compile(&files, &Options::default(), &mut Memory::default());
    if let Some(obstacle) = crate::verify::obstacle(&compiled.manuscript) {
        terminal.report(&compiled, &files);
        terminal.error(&format!("{obstacle}; nothing was written"));
        return Ok(ExitCode::from(1));
    }
    let relocked = crate::verify::relock(&compiled.manuscript);
    for line in &relocked.changes {
        terminal.say(line);
    }
    let text = relocked.lock.to_text();
    let path = root.join("content/evidence.lock");
    let old = compiled.manuscript.lock.as_ref().and_then(|file| file.text().ok()).map(|(text, _)| text);
    if old == Some(text.as_str()) {
        terminal.say("evidence.lock is up to date");
    } else {
        replace(&path, text.as_bytes())?;
        terminal.say(&relocked.summary());
        files.insert(File::new("content/evidence.lock", text.into_bytes()));
    }
    // What the new lock does not mend is still to be told.
    let compiled = compile(&files, &Options::default(), &mut Memory::default());
    terminal.report(&compiled, &files);
    Ok(exit_code(&compiled, false))
}
