//! `onrecord import --page`: makes a page of a draft, or brings what is new in the draft into the page that was made of it.
//!
//! The page as it was imported last is kept in `content/private/`, which nobody publishes: a later import is merged on it, as git does.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::ExitCode;

use super::super::terminal::{Terminal, read_project};
use crate::edge::EdgeError;
use crate::edge::folder::{Folder, Links};
use crate::edge::shelf::{fetch, name_of};
use crate::import::{Drafted, drafted, is_starter_page, is_unresolved, page_id};
use crate::report::count;

/// The pages as they were imported, each after a line that says from which file.
const KEPT: &str = "content/private/.imported";

pub fn run(draft: &Path, into: Option<&str>, root: &Path, terminal: &Terminal) -> Result<ExitCode, EdgeError> {
    let made = fetch(draft).and_then(|fetched| drafted(fetched.article()).map_err(|error| error.to_string()));
    let made = match made {
        Ok(made) => made,
        Err(reason) => {
            terminal.error(&format!("{}: {reason}", draft.display()));
            return Ok(ExitCode::from(1));
        }
    };
    let project = Folder::named(root, Links::Refused)?;
    let from = name_of(draft);
    let path = match into.map(|into| page_path(into, &project)) {
        Some(Ok(path)) => path,
        Some(Err(reason)) => {
            terminal.error(&reason);
            return Ok(ExitCode::from(2));
        }
        None => match kept_from(&from, root)? {
            Some(path) => path,
            None => format!("content/{}.md", page_id(&made.title, &pages(root, terminal)?)),
        },
    };
    let code = save(&made, &path, &from, &project, terminal)?;
    made.remarks.iter().for_each(|remark| terminal.say(&format!("  {remark}")));
    Ok(code)
}

/// Writes the page, or merges it with the one that is there.
fn save(made: &Drafted, path: &str, from: &str, project: &Folder, terminal: &Terminal) -> Result<ExitCode, EdgeError> {
    let id = path.trim_start_matches("content/").trim_end_matches(".md").to_owned();
    let kept = format!("{KEPT}/{id}.md");
    let text = |path: &str| -> Result<Option<String>, EdgeError> {
        Ok(project.read(path)?.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()))
    };
    let base = text(&kept)?.and_then(|text| text.split_once('\n').map(|(_, page)| page.to_owned()));
    let Some(page) = text(path)?.filter(|page| !is_starter_page(page)) else {
        let page = made.page(&id, &base.iter().map(String::as_str).collect::<Vec<_>>());
        project.replace(path, page.as_bytes())?;
        project.replace(&kept, format!("{from}\n{page}").as_bytes())?;
        terminal.say(&format!("wrote {path}"));
        return Ok(ExitCode::SUCCESS);
    };
    if is_unresolved(&page) {
        terminal.error(&format!(
            "{path} still has lines of both sides from the last import: decide between `<<<<<<<` and `>>>>>>>`, then import again"
        ));
        return Ok(ExitCode::from(1));
    }
    let (merged, draft) = made.merged(&id, &page, base.as_deref());
    if base.is_none() {
        terminal.say(&format!(
            "  {path} was not imported on this machine before: all in which the draft differs stands beside it"
        ));
    }
    match merged.text == page {
        true => terminal.say(&format!("{path} has everything that is in the draft")),
        false => {
            project.replace(path, merged.text.as_bytes())?;
            terminal.say(&format!("wrote {path}, with what is new in {from}"));
        }
    }
    project.replace(&kept, format!("{from}\n{draft}").as_bytes())?;
    if merged.conflicts.is_empty() {
        return Ok(ExitCode::SUCCESS);
    }
    let lines: Vec<String> = merged.conflicts.iter().map(|line| format!("{path}:{line}")).collect();
    terminal.error(&format!(
        "{} changed in the page and in the draft: both stand there, decide between `<<<<<<<` and `>>>>>>>`: {}",
        count(lines.len(), "place"),
        lines.join(", ")
    ));
    Ok(ExitCode::from(1))
}

/// `index`, `index.md` and `content/index.md` are one page.
fn page_path(into: &str, project: &Folder) -> Result<String, String> {
    let typed = into.replace('\\', "/");
    let root = project.path().to_string_lossy().replace('\\', "/");
    let typed = typed.strip_prefix(&format!("{root}/")).unwrap_or(&typed);
    let name = typed.trim_start_matches("./").trim_start_matches("content/").trim_end_matches(".md");
    let is_name = |part: &str| !part.is_empty() && !part.starts_with('.');
    let is_apart = ["sources", "notes", "captures", "static"].iter().any(|room| name.split('/').next() == Some(room));
    match name.split('/').all(is_name) && !is_apart && !name.contains(':') {
        true => Ok(format!("content/{name}.md")),
        false => Err(format!("`{into}` is no page: a page is a file such as content/index.md")),
    }
}

/// The page that was last made from a file of that name.
fn kept_from(name: &str, root: &Path) -> Result<Option<String>, EdgeError> {
    let folder = root.join(KEPT);
    if !folder.is_dir() {
        return Ok(None);
    }
    for path in crate::edge::shelf::files_below(&folder, &[])? {
        let text = std::fs::read_to_string(&path).map_err(|error| EdgeError::new("read", &path, error))?;
        if text.split_once('\n').is_some_and(|(from, _)| from == name) {
            let inside = path.strip_prefix(&folder).unwrap_or(&path).to_string_lossy().replace('\\', "/");
            return Ok(Some(format!("content/{inside}")));
        }
    }
    Ok(None)
}

/// The pages that there are.
fn pages(root: &Path, terminal: &Terminal) -> Result<BTreeSet<String>, EdgeError> {
    let files = read_project(root, terminal)?;
    let names =
        files.iter().filter_map(|file| file.path.strip_prefix("content/")?.strip_suffix(".md").map(str::to_owned));
    Ok(names.collect())
}
