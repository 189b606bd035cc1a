//! `onrecord init`: a small project that builds at once.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;

use super::terminal::Terminal;
use crate::edge::EdgeError;
use crate::edge::folder::{Entry, Folder, Links};

#[derive(Debug, Args)]
pub struct Arguments {
    /// The new project's folder; this one by default
    #[arg(default_value = ".")]
    folder: PathBuf,
}

/// The starter project: path → text.
const FILES: &[(&str, &str)] = &[
    (".gitattributes", include_str!("../../starter/gitattributes")),
    (".gitignore", include_str!("../../starter/gitignore")),
    ("public/.gitignore", "*\n!.gitignore\n"),
    ("content/site.yaml", include_str!("../../starter/site.yaml")),
    ("content/index.md", include_str!("../../starter/index.md")),
    ("content/claimants.yaml", include_str!("../../starter/claimants.yaml")),
    ("content/events.yaml", include_str!("../../starter/events.yaml")),
    ("content/places.yaml", include_str!("../../starter/places.yaml")),
    ("content/sources/harbour-office.md", include_str!("../../starter/harbour-office.md")),
    ("content/sources/evening-post.md", include_str!("../../starter/evening-post.md")),
    ("content/notes/two-counts.md", include_str!("../../starter/two-counts.md")),
    ("content/captures/harbour-office.txt", include_str!("../../starter/harbour-office.txt")),
    ("content/captures/evening-post.txt", include_str!("../../starter/evening-post.txt")),
    ("content/evidence.lock", include_str!("../../starter/evidence.lock")),
];

/// What a folder under version control has already: our lines are added to its own.
const LISTS: [&str; 2] = [".gitattributes", ".gitignore"];

pub fn run(arguments: &Arguments, terminal: &Terminal) -> Result<ExitCode, EdgeError> {
    let path: &Path = &arguments.folder;
    let folder = Folder::named(path, Links::Refused)?;
    if folder.entry("content")? != Entry::Nothing {
        return Err(EdgeError::new("start a project in", path, "there is a `content` folder already"));
    }
    let mut old: Vec<Option<Vec<u8>>> = Vec::new();
    // All is looked at before anything is written.
    for (name, _) in FILES {
        let is_list = LISTS.contains(name);
        old.push(folder.read(name)?.filter(|_| is_list));
        if folder.entry(name)? != Entry::Nothing && old.last().is_none_or(Option::is_none) {
            return Err(EdgeError::new("write", &path.join(name), "it is there already, and nothing is overwritten"));
        }
    }
    for ((name, text), old) in FILES.iter().zip(old) {
        match old {
            Some(old) => {
                let old = String::from_utf8_lossy(&old);
                folder.replace(name, format!("{}\n\n{text}", old.trim_end()).trim_start().as_bytes())?;
            }
            None => folder.create(name, text.as_bytes())?,
        }
    }
    let place = if path == Path::new(".") { String::new() } else { format!("cd {} && ", path.display()) };
    terminal.say(&format!("a small project is in {}; now: {place}onrecord build", path.display()));
    Ok(ExitCode::SUCCESS)
}
