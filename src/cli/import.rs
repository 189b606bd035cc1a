//! `onrecord import`: turns files into sources with their captures. A file that cannot be read stops none of the others.

mod page;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;

use super::terminal::Terminal;
use crate::edge::EdgeError;
use crate::edge::folder::{Entry, Folder, Links};
use crate::edge::shelf::{Fetched, fetch, files_below};
use crate::import::{Here, Imported, Wanted, changes, import_beside, may_have};
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
    became: Became,
}

/// The same, with the ids or the reason in words.
enum Became {
    Imported(String),
    /// Everything in it was imported before, and says what it said.
    Known(String),
    /// It was imported before, and says something else now: nothing is overwritten.
    Changed(String, String),
    Refused(String),
}

impl Became {
    fn words(&self) -> String {
        match self {
            Became::Imported(ids) => ids.clone(),
            Became::Known(ids) => format!("{ids}, known and unchanged"),
            Became::Changed(ids, _) => format!("{ids}, known and changed: nothing is overwritten"),
            Became::Refused(_) => "not imported".to_owned(),
        }
    }

    fn has_failed(&self) -> bool {
        matches!(self, Became::Changed(..) | Became::Refused(_))
    }
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
        let became = one(path, arguments, root, terminal)?;
        match &became {
            Became::Imported(_) => {}
            Became::Known(ids) if paths.len() == 1 => {
                terminal.say(&format!("{file} was imported before, as {ids}, and says what it said"));
            }
            Became::Known(_) => {}
            Became::Changed(_, reason) | Became::Refused(reason) => terminal.error(&format!("{file}: {reason}")),
        }
        rows.push(Row { file, became });
    }
    if rows.is_empty() {
        terminal.error("there is no file in it that could be imported");
        return Ok(ExitCode::from(1));
    }
    if rows.len() > 1 {
        table(&rows, terminal);
    }
    Ok(ExitCode::from(u8::from(rows.iter().any(|row| row.became.has_failed()))))
}

fn table(rows: &[Row], terminal: &Terminal) {
    let width = rows.iter().map(|row| row.file.chars().count()).max().unwrap_or(0);
    for row in rows {
        let gap = " ".repeat(width - row.file.chars().count() + 2);
        terminal.say(&format!("{}{gap}{}", row.file, row.became.words()));
    }
    let number = |is: fn(&Became) -> bool| rows.iter().filter(|row| is(&row.became)).count();
    let known = number(|became| matches!(became, Became::Known(_)));
    let known = if known > 0 { format!("{known} known, ") } else { String::new() };
    let (imported, failed) = (number(|became| matches!(became, Became::Imported(_))), number(Became::has_failed));
    terminal.say(&format!("{}: {imported} imported, {known}{failed} not", count(rows.len(), "file")));
}

/// One file: what became of it.
fn one(path: &Path, arguments: &Arguments, root: &Path, terminal: &Terminal) -> Result<Became, EdgeError> {
    let fetched = match fetch(path) {
        Ok(fetched) => fetched,
        Err(reason) => return Ok(Became::Refused(reason)),
    };
    let wanted = match (&arguments.id, arguments.all) {
        (Some(id), _) => Wanted::Named(id, &arguments.only),
        (None, true) => Wanted::All,
        (None, false) => Wanted::Parts(&arguments.only),
    };
    let project = Folder::named(root, Links::Refused)?;
    let text = |path: &str| project.read(path).ok().flatten().map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    let beside = |here: &Here| may_have(here, text);
    let all = match import_beside(fetched.article(), wanted, &beside) {
        Ok(all) => all,
        Err(error) => return Ok(Became::Refused(error.to_string())),
    };
    let (mut new, mut known, mut changed, mut reasons) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for imported in &all {
        let id = imported.id.clone();
        match save(imported, &fetched, root, terminal)? {
            Stored::New => new.push(id),
            Stored::Same => known.push(id),
            Stored::Other(reason) => {
                changed.push(id);
                reasons.push(reason);
            }
        }
    }
    Ok(match (new.is_empty(), reasons.is_empty()) {
        (_, false) => Became::Changed(changed.join(", "), reasons.join("; ")),
        (true, true) => Became::Known(known.join(", ")),
        (false, true) => Became::Imported(new.join(", ")),
    })
}

/// What was done with one publication.
enum Stored {
    New,
    /// It stands there already.
    Same,
    /// Something else stands there; why that stays, and what is different.
    Other(String),
}

/// Writes the source, its capture and the original, where nothing stands yet.
fn save(imported: &Imported, fetched: &Fetched, root: &Path, terminal: &Terminal) -> Result<Stored, EdgeError> {
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
            return compared(imported, fetched, path, &project);
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
    Ok(Stored::New)
}

/// What is different in a publication of which something is there already, at `path`. Its capture may have been worked on by hand: where
/// the original is the same file, nothing is different.
fn compared(imported: &Imported, fetched: &Fetched, path: &str, project: &Folder) -> Result<Stored, EdgeError> {
    let id = &imported.id;
    let text = |path: &str| -> Result<Option<String>, EdgeError> {
        Ok(project.read(path)?.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()))
    };
    let original = imported.original_extension.as_ref().map(|extension| format!("content/captures/{id}.{extension}"));
    let is_same_file = match original {
        Some(original) => project.read(&original)?.is_some_and(|bytes| bytes == fetched.bytes),
        None => false,
    };
    let (capture, source) = (text(&format!("content/captures/{id}.txt"))?, text(&format!("content/sources/{id}.md"))?);
    let changed = capture.as_deref().and_then(|known| changes(known, &imported.capture));
    Ok(match (capture.is_some() && source.is_some(), changed) {
        (true, None) => Stored::Same,
        (true, Some(_)) if is_same_file => Stored::Same,
        (true, Some(changed)) => Stored::Other(format!(
            "`{id}` was imported before and stays as it is, and since then {changed}; to have this version beside it, give it another id with `--id`"
        )),
        (false, _) => {
            Stored::Other(format!("{path} is there already, and nothing is overwritten; give another id with `--id`"))
        }
    })
}
