//! `onrecord lock`: verifies every quotation and rewrites evidence.lock, saying what changed.

use std::path::Path;
use std::process::ExitCode;

use clap::Args;

use super::terminal::{Terminal, exit_code, read_project};
use crate::compile::{Memory, compile};
use crate::edge::EdgeError;
use crate::edge::folder::{Folder, Links};
use crate::files::File;
use crate::manuscript::Manuscript;
use crate::options::Options;
use crate::relock::{Relocked, relock, unjudged};

#[derive(Debug, Args)]
pub struct Arguments {}

pub fn run(_arguments: &Arguments, root: &Path, terminal: &Terminal) -> Result<ExitCode, EdgeError> {
    let mut files = read_project(root, terminal)?;
    let compiled = compile(&files, &Options::to_judge(), &mut Memory::once());
    let relocked = match relock(&compiled.manuscript) {
        Ok(relocked) => relocked,
        Err(obstacle) => {
            terminal.report(&compiled, &files);
            terminal.error(&format!("{obstacle}; nothing was written"));
            return Ok(ExitCode::from(1));
        }
    };
    let (_, lock) = rewrite(&relocked, &compiled.manuscript, root, terminal)?;
    files.insert(lock);
    // What the new lock does not mend is still to be told.
    let compiled = compile(&files, &Options::to_judge(), &mut Memory::once());
    terminal.report(&compiled, &files);
    Ok(exit_code(&compiled, false))
}

/// Writes a new lock, if it is another than the old one, and says what is different: in sum, too.
pub fn rewrite(
    relocked: &Relocked,
    manuscript: &Manuscript,
    root: &Path,
    terminal: &Terminal,
) -> Result<(String, File), EdgeError> {
    let lock = File::new("content/evidence.lock", relocked.lock.to_text().into_bytes());
    let is_same = manuscript.lock.as_ref().is_some_and(|known| known.bytes == lock.bytes);
    let said = if is_same { "evidence.lock is up to date".to_owned() } else { relocked.summary() };
    if !is_same {
        let project = Folder::named(root, Links::Refused)?;
        project.sweep("content");
        project.replace(&lock.path, &lock.bytes)?;
    }
    relocked.changes.iter().for_each(|line| terminal.say(line));
    terminal.say(&said);
    unjudged(&relocked.lock).iter().for_each(|line| terminal.say(line));
    Ok((said, lock))
}
