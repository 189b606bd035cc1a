//! `onrecord import`: turns files into sources with their captures. A file that cannot be read stops none of the others.

mod page;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;

use super::terminal::Terminal;
use crate::edge::EdgeError;
use crate::edge::folder::{Entry, Folder, Links};
use crate::edge::shelf::{Fetched, fetch, files_below};
use crate::import::{Here, Imported, Wanted, are_one, changes, import_beside};
use crate::report::count;

#[derive(Debug, Args)]
pub struct Arguments {
    /// Web pages, documents, mail, transcripts, posts, archives; or folders of them
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// The source's id, in place of one made from what the file says (one file only)
    #[arg(long)]
    id: Option<String>,
    /// Of a file that holds several publications, this one: the number of a post, the address of a page
    #[arg(long, value_name = "PART", conflicts_with = "all")]
    only: Vec<String>,
    /// Of files that hold several publications, all
    #[arg(long, conflicts_with = "id")]
    all: bool,
    /// Make a page of a draft (Word, OpenDocument, Markdown), or bring what is new in it into the page that was made of it
    #[arg(long, conflicts_with_all = ["id", "only", "all"])]
    page: bool,
    /// The page's file, such as content/index.md
    #[arg(long, value_name = "PAGE", requires = "page")]
    into: Option<String>,
}

impl Arguments {
    /// Every source that some files hold.
    pub fn of(files: &[PathBuf]) -> Arguments {
        Arguments { files: files.to_vec(), id: None, only: Vec::new(), all: false, page: false, into: None }
    }
}

/// What became of a file.
struct Row {
    file: String,
    became: String,
    has_failed: bool,
}

pub fn run(arguments: &Arguments, root: &Path, terminal: &Terminal) -> Result<ExitCode, EdgeError> {
    if arguments.page {
        return match arguments.files.as_slice() {
            [draft] => page::run(draft, arguments.into.as_deref(), root, terminal),
            _ => {
                terminal.error("`--page` makes a page of one draft, and several files were given");
                Ok(ExitCode::from(2))
            }
        };
    }
    let mut paths = Vec::new();
    for path in &arguments.files {
        if path.is_dir() { paths.extend(files_below(path, &[])?) } else { paths.push(path.clone()) }
    }
    if arguments.id.is_some() && paths.len() > 1 {
        terminal.error("`--id` names one source, and several files were given");
        return Ok(ExitCode::from(2));
    }
    let mut rows = Vec::new();
    for path in &paths {
        let file = path.display().to_string();
        match one(path, arguments, root, terminal)? {
            Ok(became) => rows.push(Row { file, became, has_failed: false }),
            Err(reason) => {
                terminal.error(&format!("{file}: {reason}"));
                rows.push(Row { file, became: "not imported".to_owned(), has_failed: true });
            }
        }
    }
    let failed = rows.iter().filter(|row| row.has_failed).count();
    if rows.len() > 1 {
        table(&rows, failed, terminal);
    }
    Ok(ExitCode::from(u8::from(failed > 0)))
}

fn table(rows: &[Row], failed: usize, terminal: &Terminal) {
    let width = rows.iter().map(|row| row.file.chars().count()).max().unwrap_or(0);
    for row in rows {
        let gap = " ".repeat(width - row.file.chars().count() + 2);
        terminal.say(&format!("{}{gap}{}", row.file, row.became));
    }
    terminal.say(&format!("{}: {} imported, {failed} not", count(rows.len(), "file"), rows.len() - failed));
}

/// One file: what became of it, or why nothing.
fn one(
    path: &Path,
    arguments: &Arguments,
    root: &Path,
    terminal: &Terminal,
) -> Result<Result<String, String>, EdgeError> {
    let fetched = match fetch(path) {
        Ok(fetched) => fetched,
        Err(reason) => return Ok(Err(reason)),
    };
    let wanted = match (&arguments.id, arguments.all) {
        (Some(id), _) => Wanted::Named(id, &arguments.only),
        (None, true) => Wanted::All,
        (None, false) => Wanted::Parts(&arguments.only),
    };
    let project = Folder::named(root, Links::Refused)?;
    let text =
        |path: String| project.read(&path).ok().flatten().map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    // An id is free, or it is that of the same publication, which is then compared.
    let beside = |here: &Here| match text(format!("content/sources/{}.md", here.id)) {
        None => true,
        Some(source) => {
            let known = text(format!("content/captures/{}.txt", here.id)).unwrap_or_default();
            are_one(&known, address(&source), here.capture, here.address)
        }
    };
    let all = match import_beside(fetched.article(), wanted, &beside) {
        Ok(all) => all,
        Err(error) => return Ok(Err(error.to_string())),
    };
    let mut ids = Vec::new();
    for imported in &all {
        match save(imported, &fetched, root, terminal)? {
            Ok(()) => ids.push(imported.id.clone()),
            Err(reason) => return Ok(Err(reason)),
        }
    }
    Ok(Ok(ids.join(", ")))
}

/// The address that a source's file names.
fn address(source: &str) -> Option<&str> {
    source.lines().find_map(|line| line.strip_prefix("url: ")).map(|value| value.trim().trim_matches(['"', '\'']))
}

/// Writes the source, its capture and the original; or says why not.
fn save(
    imported: &Imported,
    fetched: &Fetched,
    root: &Path,
    terminal: &Terminal,
) -> Result<Result<(), String>, EdgeError> {
    let id = &imported.id;
    let mut files = vec![
        (format!("content/captures/{id}.txt"), imported.capture.as_bytes()),
        (format!("content/sources/{id}.md"), imported.source.as_bytes()),
    ];
    if let Some(extension) = &imported.original_extension {
        files.insert(1, (format!("content/captures/{id}.{extension}"), fetched.bytes.as_slice()));
    }
    let project = Folder::named(root, Links::Refused)?;
    // The source comes last: without it, what has the same bytes was left by a run that was killed.
    let source = format!("content/sources/{id}.md");
    for (path, bytes) in &files {
        let known = project.read(path)?;
        let is_left = *path != source && known.as_deref() == Some(*bytes);
        if project.entry(path)? != Entry::Nothing && (!is_left || project.entry(&source)? != Entry::Nothing) {
            let known =
                known.filter(|_| path.ends_with(".txt")).map(|known| String::from_utf8_lossy(&known).into_owned());
            let changed = known.map(|known| changes(&known, &imported.capture)).unwrap_or_default();
            return Ok(Err(format!(
                "{path} is there already, and nothing is overwritten; give another id with `--id`{changed}"
            )));
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
    Ok(Ok(()))
}
