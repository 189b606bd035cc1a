//! `onrecord import`: turns articles into sources with their captures.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;

use super::terminal::Terminal;
use crate::edge::EdgeError;
use crate::edge::folder::{Entry, Folder, Links};
use crate::import::{Article, Imported, import};

#[derive(Debug, Args)]
pub struct Arguments {
    /// Text, Markdown, or web pages saved from a browser
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// The source's id, in place of one made from the title (one file only)
    #[arg(long)]
    id: Option<String>,
}

pub fn run(arguments: &Arguments, root: &Path, terminal: &Terminal) -> Result<ExitCode, EdgeError> {
    if arguments.id.is_some() && arguments.files.len() > 1 {
        terminal.error("`--id` names one source, and several files were given");
        return Ok(ExitCode::from(2));
    }
    save_all(&arguments.files, arguments.id.as_deref(), root, terminal)
}

/// Makes a source of each file; what cannot be one is told, and the others are made.
pub fn save_all(paths: &[PathBuf], id: Option<&str>, root: &Path, terminal: &Terminal) -> Result<ExitCode, EdgeError> {
    let mut failed = false;
    for path in paths {
        let bytes = std::fs::read(path).map_err(|error| EdgeError::new("read", path, error))?;
        let file_name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        match import(Article { file_name: &file_name, bytes: &bytes }, id) {
            Ok(imported) => failed |= !save(&imported, &bytes, root, terminal)?,
            Err(error) => {
                terminal.error(&format!("{}: {error}", path.display()));
                failed = true;
            }
        }
    }
    Ok(if failed { ExitCode::from(1) } else { ExitCode::SUCCESS })
}

/// Writes the source, its capture and the original; false if any of them is there already.
fn save(imported: &Imported, original: &[u8], root: &Path, terminal: &Terminal) -> Result<bool, EdgeError> {
    let id = &imported.id;
    let mut files = vec![
        (format!("content/captures/{id}.txt"), imported.capture.as_bytes()),
        (format!("content/sources/{id}.md"), imported.source.as_bytes()),
    ];
    if let Some(extension) = &imported.original_extension {
        files.insert(1, (format!("content/captures/{id}.{extension}"), original));
    }
    let project = Folder::named(root, Links::Refused)?;
    // The source comes last: without it, what has the same bytes was left by a run that was killed.
    let source = format!("content/sources/{id}.md");
    for (path, bytes) in &files {
        let is_left = *path != source && project.read(path)?.as_deref() == Some(*bytes);
        if project.entry(path)? != Entry::Nothing && (!is_left || project.entry(&source)? != Entry::Nothing) {
            terminal
                .error(&format!("{path} is there already, and nothing is overwritten; give another id with `--id`"));
            return Ok(false);
        }
    }
    for (path, bytes) in files {
        if project.entry(&path)? == Entry::Nothing {
            project.create(&path, bytes)?;
        }
        terminal.say(&format!("wrote {path}"));
    }
    for remark in &imported.remarks {
        terminal.say(&format!("  {id}: {remark}"));
    }
    Ok(true)
}
