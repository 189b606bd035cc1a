//! Reads the project's folder into memory. No path and no link leads out of it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use rayon::prelude::*;
use walkdir::WalkDir;

use super::EdgeError;
use super::folder::is_partial;
use super::prints::Prints;
use crate::files::{File, FileId, Files, composed, is_kept_back};

/// The project, read.
#[derive(Debug, Default)]
pub struct Project {
    pub files: Files,
    /// Links that lead out of the project, and were not followed.
    pub outside: Vec<String>,
    /// What lies in `content/static/` and is an editor's or the system's own, so that it is not published.
    pub left_out: Vec<String>,
    stamps: BTreeMap<FileId, Stamp>,
    printed: Prints,
}

/// What the file system says of a file without opening it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stamp {
    modified: SystemTime,
    /// When the system last wrote anything of the file, be it that a program set the other time back.
    changed: SystemTime,
    length: u64,
    /// Changed so shortly before it was read that a further change may look the same, or in a future that may last.
    fresh: bool,
}

/// Clocks of file systems may be as coarse as this.
const COARSE: Duration = Duration::from_secs(2);

/// The folders that are read.
pub const FOLDERS: [&str; 2] = ["content", "themes"];

/// How long a save may leave a file empty or away.
const MID_SAVE: Duration = Duration::from_millis(15);
/// As many files as a person saves at once.
const A_FEW: usize = 8;

/// Where something of the project is, and what the project calls it.
#[derive(Clone, Debug)]
pub struct Found {
    pub path: PathBuf,
    pub name: String,
    pub is_link: bool,
}

/// What is below `content/` and `themes/`, those folders included.
#[derive(Clone, Debug, Default)]
pub struct Walk {
    pub files: Vec<Found>,
    pub folders: Vec<Found>,
    /// Links that lead out of the project.
    pub outside: Vec<String>,
    /// Editors' and systems' own files in `content/static/`.
    pub left_out: Vec<String>,
}

/// The nearest folder at or above `start` that holds `content/site.yaml`.
pub fn find_project(start: &Path) -> Option<PathBuf> {
    start.ancestors().find(|folder| folder.join("content/site.yaml").is_file()).map(Path::to_owned)
}

/// Reads everything below `content/` and `themes/`.
pub fn read(root: &Path) -> Result<Project, EdgeError> {
    let mut project = Project::default();
    project.reread(root)?;
    Ok(project)
}

/// A file as read, and when it was.
type Stamped = (File, Option<Stamp>);

impl Project {
    /// Reads everything anew but what has not been touched since. True if anything is different.
    pub fn reread(&mut self, root: &Path) -> Result<bool, EdgeError> {
        let walk = walk(root)?;
        let read: Result<Vec<Option<Stamped>>, EdgeError> =
            walk.files.par_iter().map(|found| self.read_found(found)).collect();
        let mut next = Project { outside: walk.outside, left_out: walk.left_out, ..Project::default() };
        let mut differs = false;
        for (file, stamp) in read?.into_iter().flatten() {
            differs |= self.files.get(&file.path).is_none_or(|old| !Arc::ptr_eq(&old.bytes, &file.bytes));
            next.stamps.extend(stamp.map(|stamp| (file.path.clone(), stamp)));
            next.files.insert(file);
        }
        differs |= next.files.len() + self.printed.count() != self.files.len();
        next.printed = std::mem::take(&mut self.printed);
        *self = next;
        self.printed.add(&mut self.files);
        Ok(differs)
    }

    /// A file, as it was where it was not touched or has the same bytes. None if it went away.
    fn read_found(&self, found: &Found) -> Result<Option<Stamped>, EdgeError> {
        let stamp = stamp(&found.path);
        let known = self.files.get(&found.name);
        let untouched = stamp.is_some_and(|stamp| !stamp.fresh && self.stamps.get(found.name.as_str()) == Some(&stamp));
        if let Some(known) = known.filter(|_| untouched) {
            return Ok(Some((known.clone(), stamp)));
        }
        let file = read_file(&found.path, &found.name)?;
        let same = |file: &File| known.filter(|known| known.bytes == file.bytes).cloned();
        Ok(file.map(|file| (same(&file).unwrap_or(file), stamp)))
    }

    /// Reads the named files again. True if any is different: events are hints, the bytes decide.
    pub fn refresh(&mut self, root: &Path, names: &BTreeSet<String>) -> Result<bool, EdgeError> {
        // What a file is called on disk may be written in other code points than the project's name for it.
        if names.iter().any(|name| !name.is_ascii()) {
            return self.reread(root);
        }
        let canonical = canonical(root)?;
        // Taken before reading, so that a later change shows; kept once all is read, so that a failure is no reading.
        let stamps: Vec<_> = names.iter().map(|name| stamp(&root.join(name))).collect();
        let mut read: Vec<(&String, Option<File>)> = Vec::new();
        for name in names {
            read.push((name, read_named(root, name, &canonical)?));
        }
        for (name, stamp) in names.iter().zip(stamps) {
            match stamp {
                Some(stamp) => self.stamps.insert(name.as_str().into(), stamp),
                None => self.stamps.remove(name.as_str()),
            };
        }
        let is_odd = |known: &Files, name: &str, file: &Option<File>| {
            known.contains(name) && file.as_ref().is_none_or(|file| file.bytes.is_empty())
        };
        // An editor may be in the middle of it: what is suddenly empty or gone is looked at once more.
        if read.len() <= A_FEW && read.iter().any(|(name, file)| is_odd(&self.files, name, file)) {
            std::thread::sleep(MID_SAVE);
            for (name, file) in &mut read {
                *file = read_named(root, name, &canonical)?;
            }
        }
        let mut differs = false;
        for (name, file) in read {
            let known = self.files.get(name);
            match file {
                Some(file) if known.is_some_and(|known| known.bytes == file.bytes) => continue,
                Some(file) => self.files.insert(file),
                None if known.is_none() => continue,
                None => drop(self.files.remove(name)),
            }
            differs = true;
        }
        self.printed.add(&mut self.files);
        Ok(differs)
    }
}

/// Reads files again that were let go of; those that are there already, and those that are gone, are left as they are.
pub fn read_again<'a>(
    files: &mut Files,
    root: &Path,
    names: impl IntoIterator<Item = &'a FileId>,
) -> Result<(), EdgeError> {
    let canonical = canonical(root)?;
    for name in names {
        if !files.contains(name)
            && let Some(file) = read_named(root, name, &canonical)?
        {
            files.insert(file);
        }
    }
    Ok(())
}

/// Everything that is read, in order of its path.
pub fn walk(root: &Path) -> Result<Walk, EdgeError> {
    let canonical = canonical(root)?;
    let mut found = Walk::default();
    for folder in FOLDERS {
        let start = root.join(folder);
        match start.exists() {
            false => {}
            true if stays_inside(&start, &canonical) => walk_folder(root, &start, &canonical, &mut found)?,
            true => found.outside.push(folder.to_owned()),
        }
    }
    let mut names: BTreeMap<&str, &Path> = BTreeMap::new();
    for file in &found.files {
        if let Some(other) = names.insert(&file.name, &file.path) {
            let points = |path: &Path| -> String {
                let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
                name.chars()
                    .filter(|letter| !letter.is_ascii())
                    .map(|letter| format!(" U+{:04X}", u32::from(letter)))
                    .collect()
            };
            let (mine, theirs) = (points(&file.path), points(other));
            let reason =
                format!("two files have this name, written with{mine} and with{theirs}; give one of them another");
            return Err(EdgeError::new("read", &file.path, reason));
        }
    }
    Ok(found)
}

fn walk_folder(root: &Path, start: &Path, canonical: &Path, walked: &mut Walk) -> Result<(), EdgeError> {
    let mut walk = WalkDir::new(start).follow_links(true).sort_by_file_name().into_iter();
    while let Some(entry) = walk.next() {
        let entry = match entry {
            Ok(entry) => entry,
            // A link in a circle, or to nothing, or a file that went away while reading: there is nothing to read.
            Err(error) if error.loop_ancestor().is_some() || is_gone(&error) => continue,
            Err(error) => {
                let path = error.path().unwrap_or(start).to_owned();
                return Err(EdgeError::new("read", &path, error));
            }
        };
        let is_folder = entry.file_type().is_dir();
        let Some(name) = project_path(root, entry.path()) else {
            return Err(EdgeError::new("read", entry.path(), "its name is not UTF-8; give it another"));
        };
        let ignored = is_ignored(&name);
        if ignored && name.starts_with("content/static/") {
            walked.left_out.push(name.clone());
        }
        let name = Some(name).filter(|_| !ignored);
        let is_link = entry.path_is_symlink();
        // A link to a folder that holds this one leads round in a circle: everything would be read twice.
        if is_link && leads_round(entry.path(), start) {
            walk.skip_current_dir();
            continue;
        }
        let leads_out = is_link && (!stays_inside(entry.path(), canonical) || uncovers(entry.path(), canonical, root));
        match name {
            Some(name) if leads_out => walked.outside.push(name),
            Some(name) if is_folder => walked.folders.push(Found { path: entry.into_path(), name, is_link }),
            Some(name) if entry.file_type().is_file() => {
                walked.files.push(Found { path: entry.into_path(), name, is_link });
            }
            _ if is_folder => walk.skip_current_dir(),
            _ => {}
        }
        if leads_out && is_folder {
            walk.skip_current_dir();
        }
    }
    Ok(())
}

/// Whether a link leads to a folder that the walk began in or below.
fn leads_round(link: &Path, start: &Path) -> bool {
    match (fs::canonicalize(link), fs::canonicalize(start)) {
        (Ok(real), Ok(start)) => real.is_dir() && start.starts_with(real),
        _ => false,
    }
}

/// Whether a link shows under another name what is kept back under its own: `static/x` that leads to `private/x`.
fn uncovers(link: &Path, canonical: &Path, root: &Path) -> bool {
    let Ok(real) = fs::canonicalize(link) else { return false };
    // A folder is what lies in it.
    let kept_back =
        |name: Option<String>| name.is_some_and(|name| is_kept_back(&format!("{name}/")) || is_kept_back(&name));
    kept_back(project_path(canonical, &real)) && !kept_back(project_path(root, link))
}

/// Taken before the file is read: what is written afterwards has another.
fn stamp(path: &Path) -> Option<Stamp> {
    let data = fs::metadata(path).ok()?;
    let modified = data.modified().ok()?;
    let (changed, now) = (changed(&data).unwrap_or(modified), SystemTime::now());
    let is_settled = |time| now.duration_since(time).is_ok_and(|age| age >= COARSE);
    let fresh = !(is_settled(modified) && is_settled(changed));
    Some(Stamp { modified, changed, length: data.len(), fresh })
}

#[cfg(unix)]
fn changed(data: &fs::Metadata) -> Option<SystemTime> {
    use std::os::unix::fs::MetadataExt;
    let (seconds, rest) = (u64::try_from(data.ctime()).ok()?, u32::try_from(data.ctime_nsec()).ok()?);
    SystemTime::UNIX_EPOCH.checked_add(Duration::new(seconds, rest))
}

#[cfg(not(unix))]
fn changed(_: &fs::Metadata) -> Option<SystemTime> {
    None
}

/// One file; none if it went away.
fn read_file(path: &Path, name: &str) -> Result<Option<File>, EdgeError> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(File::new(name, bytes))),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(EdgeError::new("read", path, error)),
    }
}

/// The file of that name; none if the project has no such file.
fn read_named(root: &Path, name: &str, canonical: &Path) -> Result<Option<File>, EdgeError> {
    let path = root.join(name);
    let is_read = FOLDERS.iter().any(|folder| name.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/')));
    let is_ours = is_read && !is_ignored(name);
    match is_ours && path.is_file() && stays_inside(&path, canonical) && !uncovers(&path, canonical, root) {
        true => read_file(&path, name),
        false => Ok(None),
    }
}

/// A path as the project names it: relative, with `/`. None for names that are not UTF-8.
pub fn project_path(root: &Path, path: &Path) -> Option<String> {
    let relative = path.strip_prefix(root).ok()?;
    let parts: Option<Vec<&str>> = relative.components().map(|part| part.as_os_str().to_str()).collect();
    Some(composed(&parts?.join("/")).into_owned())
}

/// Whether a file of the project is an editor's, the system's or the version control's own. What lies in `content/static/`
/// is copied as it is, hidden files and all.
pub fn is_ignored(path: &str) -> bool {
    match path.strip_prefix("content/static/") {
        Some(inside) => inside.split('/').any(is_passing),
        None => path.split('/').any(|name| name.starts_with('.') || name.ends_with(".tmp") || is_passing(name)),
    }
}

/// Whether the name is that of a file that comes and goes while others are edited, or that a system leaves behind.
fn is_passing(name: &str) -> bool {
    let ends = ["~", ".swp", ".swx", ".kate-swp", "___jb_tmp___", "___jb_old___"];
    is_partial(name)
        || name.starts_with('#')
        || name.starts_with(".#")
        || ends.iter().any(|end| name.ends_with(end))
        || is_temporary(name)
        || [".git", ".DS_Store", "Thumbs.db", "4913"].contains(&name)
}

/// `sedAbC123` of sed, `index.md.AbC123` of Qt's safe saves.
fn is_temporary(name: &str) -> bool {
    let is_random = |text: &str| text.len() == 6 && text.bytes().all(|byte| byte.is_ascii_alphanumeric());
    name.strip_prefix("sed").is_some_and(is_random)
        || name.rsplit_once('.').is_some_and(|(rest, end)| {
            is_random(end) && [".md", ".yaml", ".html", ".css", ".txt", ".lock"].iter().any(|kind| rest.ends_with(kind))
        })
}

fn canonical(root: &Path) -> Result<PathBuf, EdgeError> {
    fs::canonicalize(root).map_err(|error| EdgeError::new("read", root, error))
}

fn stays_inside(path: &Path, root: &Path) -> bool {
    fs::canonicalize(path).is_ok_and(|real| real.starts_with(root))
}

fn is_gone(error: &walkdir::Error) -> bool {
    error.io_error().is_some_and(|error| error.kind() == std::io::ErrorKind::NotFound)
}
