//! `onrecord new`: starts a page, a source or a note.

use std::path::Path;
use std::process::ExitCode;

use clap::{Args, ValueEnum};

use super::terminal::Terminal;
use crate::edge::EdgeError;
use crate::edge::folder::{Folder, Links};
use crate::import;
use crate::yaml::is_id;

#[derive(Debug, Args)]
pub struct Arguments {
    kind: Kind,
    /// A page's path, or the id of a source or note: lower-case letters, digits and hyphens
    id: String,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
enum Kind {
    Page,
    Source,
    Note,
}

pub fn run(arguments: &Arguments, root: &Path, terminal: &Terminal) -> Result<ExitCode, EdgeError> {
    let id = arguments.id.trim_end_matches(".md");
    let (path, text) = match arguments.kind {
        Kind::Page => (format!("content/{id}.md"), import::new_page(id, &title(id))),
        Kind::Source => (format!("content/sources/{id}.md"), import::new_source(id)),
        Kind::Note => (format!("content/notes/{id}.md"), import::new_note(id, &crate::edge::today())),
    };
    let parts_are_ids = id.split('/').all(is_id) && (arguments.kind == Kind::Page || is_id(id));
    if !parts_are_ids {
        terminal.error(&format!("`{id}` is no id: use the letters a to z, digits and hyphens"));
        return Ok(ExitCode::from(2));
    }
    let folder = id.split_once('/').map_or("", |(folder, _)| folder);
    let other = [("sources", "source"), ("notes", "note")].into_iter().find(|(name, _)| *name == folder);
    if let Some((folder, kind)) = other {
        let rest = id.rsplit('/').next().unwrap_or(id);
        terminal.error(&format!("`content/{folder}/` holds no pages: use `onrecord new {kind} {rest}`"));
        return Ok(ExitCode::from(2));
    }
    Folder::named(root, Links::Refused)?.create(&path, text.as_bytes())?;
    terminal.say(&format!("wrote {path}"));
    Ok(ExitCode::SUCCESS)
}

/// "kharkiv-strike" → "Kharkiv strike".
fn title(id: &str) -> String {
    let words = id.rsplit('/').next().unwrap_or(id).replace('-', " ");
    let mut characters = words.chars();
    characters.next().map(|first| first.to_uppercase().chain(characters).collect()).unwrap_or_default()
}
