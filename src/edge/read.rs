//! Reads the project's folder into memory. No path and no link leads out of it.

use std::fs;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::EdgeError;
use crate::files::{File, Files};

/// The project, read.
#[derive(Debug, Default)]
pub struct Project {
    pub files: Files,
    /// Links that lead out of the project, and were not followed.
    pub outside: Vec<String>,
}

/// The folders that are read.
pub const FOLDERS: [&str; 2] = ["content", "themes"];

/// The nearest folder at or above `start` that holds `content/site.yaml`.
pub fn find_project(start: &Path) -> Option<PathBuf> {
    start.ancestors().find(|folder| folder.join("content/site.yaml").is_file()).map(Path::to_owned)
}

/// Reads everything below `content/` and `themes/`.
pub fn read(root: &Path) -> Result<Project, EdgeError> {
    let canonical = fs::canonicalize(root).map_err(|error| EdgeError::new("read", root, error))?;
    let mut project = Project::default();
    for folder in FOLDERS {
        let start = root.join(folder);
        if !start.exists() {
            continue;
        }
        if !stays_inside(&start, &canonical) {
            project.outside.push(folder.to_owned());
            continue;
        }
        let mut walk = WalkDir::new(&start).follow_links(true).sort_by_file_name().into_iter();
        while let Some(entry) = walk.next() {
            let entry = match entry {
                Ok(entry) => entry,
                // A link in a circle, or to nothing, or a file that went away while reading: there is nothing to read.
                Err(error) if error.loop_ancestor().is_some() || is_gone(&error) => continue,
                Err(error) => {
                    let path = error.path().unwrap_or(&start).to_owned();
                    return Err(EdgeError::new("read", &path, error));
                }
            };
            if is_ignored(&entry) {
                if entry.file_type().is_dir() {
                    walk.skip_current_dir();
                }
                continue;
            }
            let Some(path) = project_path(root, entry.path()) else { continue };
            // A link to a folder that holds this one leads round in a circle: everything would be read twice.
            if entry.path_is_symlink()
                && fs::canonicalize(entry.path()).is_ok_and(|real| canonical.join(folder).starts_with(real))
            {
                walk.skip_current_dir();
                continue;
            }
            if entry.path_is_symlink() && !stays_inside(entry.path(), &canonical) {
                project.outside.push(path);
                if entry.file_type().is_dir() {
                    walk.skip_current_dir();
                }
                continue;
            }
            if entry.file_type().is_file()
                && let Some(file) = read_file(entry.path(), &path)?
            {
                project.files.insert(file);
            }
        }
    }
    Ok(project)
}

/// One file; none if it went away.
pub fn read_file(path: &Path, name: &str) -> Result<Option<File>, EdgeError> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(File::new(name, bytes))),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(EdgeError::new("read", path, error)),
    }
}

/// A path as the project names it: relative, with `/`. None for names that are not UTF-8.
pub fn project_path(root: &Path, path: &Path) -> Option<String> {
    let relative = path.strip_prefix(root).ok()?;
    let parts: Option<Vec<&str>> = relative.components().map(|part| part.as_os_str().to_str()).collect();
    Some(parts?.join("/"))
}

/// Whether a file is an editor's, the system's or the version control's own.
pub fn is_ignored_name(name: &str) -> bool {
    name.starts_with('.')
        || name.ends_with('~')
        || name.starts_with('#')
        || name.ends_with(".swp")
        || name.ends_with(".swx")
        || name.ends_with("___jb_tmp___")
        || name.ends_with("___jb_old___")
        || name == "4913"
        || name == "Thumbs.db"
}

fn is_ignored(entry: &DirEntry) -> bool {
    entry.depth() > 0 && entry.file_name().to_str().is_none_or(is_ignored_name)
}

fn stays_inside(path: &Path, root: &Path) -> bool {
    fs::canonicalize(path).is_ok_and(|real| real.starts_with(root))
}

fn is_gone(error: &walkdir::Error) -> bool {
    error.io_error().is_some_and(|error| error.kind() == std::io::ErrorKind::NotFound)
}
