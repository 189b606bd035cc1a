//! `onrecord new`: starts a page, a source or a note, or adds a claimant, an event or a place to its list.

use std::path::Path;
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use serde_json::Value;

use super::carry_out::carry_out;
use super::set::{filled, pair};
use super::terminal::{Terminal, read_project};
use crate::compile::{Memory, compile};
use crate::edge::EdgeError;
use crate::edge::folder::{Folder, Links};
use crate::editing::{begun, fill};
use crate::import;
use crate::options::Options;
use crate::yaml::is_id;

#[derive(Debug, Args)]
pub struct Arguments {
    kind: Kind,
    /// A page's path, or the id of what is new: lower-case letters, digits and hyphens
    id: String,
    /// What is known, such as `name="Ada Invented"`; `onrecord set KIND` lists the keys
    #[arg(value_name = "KEY=VALUE", value_parser = pair)]
    values: Vec<(String, String)>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
enum Kind {
    Page,
    Source,
    Note,
    Claimant,
    Event,
    Place,
}

impl Kind {
    fn word(self) -> &'static str {
        match self {
            Kind::Page => "page",
            Kind::Source => "source",
            Kind::Note => "note",
            Kind::Claimant => "claimant",
            Kind::Event => "event",
            Kind::Place => "place",
        }
    }
}

pub fn run(arguments: &Arguments, root: &Path, terminal: &Terminal) -> Result<ExitCode, EdgeError> {
    let id = arguments.id.trim_end_matches(".md");
    let (path, text) = match arguments.kind {
        Kind::Page => (format!("content/{id}.md"), import::new_page(id, &title(id))),
        Kind::Source => (format!("content/sources/{id}.md"), import::new_source(id)),
        Kind::Note => (format!("content/notes/{id}.md"), import::new_note(id, &crate::edge::today())),
        Kind::Claimant | Kind::Event | Kind::Place => return listed(arguments, root, terminal),
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
    let bytes = match begun(arguments.kind.word(), &path, &text, &filled(&arguments.values)) {
        Ok(bytes) => bytes,
        Err(reason) => return Ok(refused(&reason, terminal)),
    };
    Folder::named(root, Links::Refused)?.create(&path, &bytes)?;
    terminal.say(&format!("wrote {path}"));
    let is_shown = arguments.values.iter().any(|(key, value)| key == "visibility" && value == "public");
    if let (Kind::Note, false) = (arguments.kind, is_shown) {
        terminal.say(&format!("readers do not see it before `onrecord set note:{id} visibility=public`"));
    }
    Ok(ExitCode::SUCCESS)
}

/// An entry of a list.
fn listed(arguments: &Arguments, root: &Path, terminal: &Terminal) -> Result<ExitCode, EdgeError> {
    let files = read_project(root, terminal)?;
    let before = compile(&files, &Options::to_judge(), &mut Memory::once());
    let mut values = filled(&arguments.values);
    values.insert("id".to_owned(), Value::String(arguments.id.clone()));
    match fill(arguments.kind.word(), None, &values, &before.manuscript, &files) {
        Ok(filled) => {
            let code = carry_out(&filled.edits, (&files, &before), &[], false, root, terminal)?;
            Ok(code.unwrap_or(ExitCode::SUCCESS))
        }
        Err(reason) => Ok(refused(&reason, terminal)),
    }
}

fn refused(reason: &str, terminal: &Terminal) -> ExitCode {
    terminal.error(&format!("{reason}\nnothing was written"));
    ExitCode::from(1)
}

/// "kharkiv-strike" → "Kharkiv strike".
fn title(id: &str) -> String {
    let words = id.rsplit('/').next().unwrap_or(id).replace('-', " ");
    let mut characters = words.chars();
    characters.next().map(|first| first.to_uppercase().chain(characters).collect()).unwrap_or_default()
}
