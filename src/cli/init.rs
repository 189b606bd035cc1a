//! `onrecord init`: a small project that builds at once.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;

use super::new::create;
use super::terminal::Terminal;
use crate::edge::EdgeError;

#[derive(Debug, Args)]
pub struct Arguments {
    /// The new project's folder; this one by default
    #[arg(default_value = ".")]
    folder: PathBuf,
}

/// The starter project: path → text.
const FILES: &[(&str, &str)] = &[
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

pub fn run(arguments: &Arguments, terminal: &Terminal) -> Result<ExitCode, EdgeError> {
    let folder: &Path = &arguments.folder;
    if folder.join("content").exists() {
        return Err(EdgeError::new("start a project in", folder, "there is a `content` folder already"));
    }
    for (path, text) in FILES {
        let target = folder.join(path);
        // A folder under version control has its own list of ignored files: it gets our lines added.
        if *path == ".gitignore" && target.exists() {
            let old = std::fs::read_to_string(&target).map_err(|error| EdgeError::new("read", &target, error))?;
            crate::edge::write::replace(&target, format!("{}\n\n{text}", old.trim_end()).as_bytes())?;
            continue;
        }
        if target.exists() {
            return Err(EdgeError::new("write", &target, "it is there already, and nothing is overwritten"));
        }
        create(&target, text.as_bytes())?;
    }
    let place = if folder == Path::new(".") { String::new() } else { format!("cd {} && ", folder.display()) };
    terminal.say(&format!("a small project is in {}; now: {place}onrecord build", folder.display()));
    Ok(ExitCode::SUCCESS)
}
