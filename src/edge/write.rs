//! Writes the site so that a build killed at any moment leaves no half-written page and cannot pass for a finished one.
//!
//! First a journal names every file that is ours, old and new; then `build.json` is withdrawn. Files are written beside
//! their place and renamed into it; equal ones are left alone. What only the last build had is deleted last, then
//! `build.json` is written and the journal removed. The next build reads the journal of one that was killed and goes on.

use std::collections::BTreeSet;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::EdgeError;
use crate::output::{MANIFEST, Manifest, Output};

/// The journal's name: while it is there, the build is not finished.
pub const JOURNAL: &str = ".onrecord-unfinished";
/// What is added to a file's name while it is being written.
const PARTIAL: &str = ".onrecord-partial";

/// What a write did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Written {
    pub created: usize,
    pub changed: usize,
    pub same: usize,
    pub deleted: usize,
}

/// Writes the output to a folder, which is made if need be.
pub fn write(output: &Output, folder: &Path) -> Result<Written, EdgeError> {
    fs::create_dir_all(folder).map_err(|error| EdgeError::new("make", folder, error))?;
    let ours = ours(folder)?;
    refuse_foreign(output, folder, &ours)?;
    let journal: BTreeSet<&str> =
        ours.iter().map(String::as_str).chain(output.files.keys().map(|route| route.as_str())).collect();
    let journal_text: String = journal.iter().map(|route| format!("{route}\n")).collect();
    replace(&folder.join(JOURNAL), journal_text.as_bytes())?;
    remove(&folder.join(MANIFEST))?;
    remove_partials(folder, &journal);

    let routes: Vec<_> = output.files.iter().collect();
    let folders: BTreeSet<PathBuf> =
        routes.iter().filter_map(|(route, _)| folder.join(route.as_str()).parent().map(Path::to_owned)).collect();
    for folder in &folders {
        fs::create_dir_all(folder).map_err(|error| EdgeError::new("make", folder, error))?;
    }
    let outcomes: Result<Vec<Outcome>, EdgeError> =
        routes.par_iter().map(|(route, bytes)| write_one(&folder.join(route.as_str()), bytes)).collect();
    let mut written = Written::default();
    for outcome in outcomes? {
        match outcome {
            Outcome::Created => written.created += 1,
            Outcome::Changed => written.changed += 1,
            Outcome::Same => written.same += 1,
        }
    }
    for route in ours.iter().filter(|route| *route != MANIFEST && !output.files.contains_key(route.as_str())) {
        written.deleted += usize::from(remove(&folder.join(route))?);
        remove_empty_folders(folder, route);
    }
    replace(&folder.join(MANIFEST), output.manifest().to_json().as_bytes())?;
    remove(&folder.join(JOURNAL))?;
    Ok(written)
}

/// Whether a folder holds a whole build: its manifest, and no journal.
pub fn finished(folder: &Path) -> Result<Manifest, EdgeError> {
    let path = folder.join(MANIFEST);
    if folder.join(JOURNAL).exists() {
        return Err(EdgeError::new("use", folder, "the last build did not finish; run `onrecord build`"));
    }
    let text = fs::read_to_string(&path).map_err(|error| EdgeError::new("read", &path, error))?;
    Manifest::parse(&text).ok_or_else(|| EdgeError::new("read", &path, "it is not a manifest; run `onrecord build`"))
}

/// The routes that earlier builds wrote.
fn ours(folder: &Path) -> Result<BTreeSet<String>, EdgeError> {
    let mut ours = BTreeSet::new();
    if let Some(text) = read_if_there(&folder.join(JOURNAL))? {
        ours.extend(text.lines().filter(|line| is_inside(line)).map(str::to_owned));
    }
    if let Some(manifest) = read_if_there(&folder.join(MANIFEST))?.and_then(|text| Manifest::parse(&text)) {
        ours.extend(manifest.outputs.into_keys().filter(|route| is_inside(route)));
        ours.insert(MANIFEST.to_owned());
    }
    Ok(ours)
}

/// A route that does not lead out of the folder.
fn is_inside(route: &str) -> bool {
    !route.is_empty() && !route.starts_with('/') && route.split('/').all(|part| !matches!(part, "" | "." | ".."))
}

fn read_if_there(path: &Path) -> Result<Option<String>, EdgeError> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(String::from_utf8_lossy(&bytes).into_owned())),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(EdgeError::new("read", path, error)),
    }
}

/// A folder that holds files of somebody else's and none of ours is not written to; nor is any such file replaced.
fn refuse_foreign(output: &Output, folder: &Path, ours: &BTreeSet<String>) -> Result<(), EdgeError> {
    let entries = fs::read_dir(folder).map_err(|error| EdgeError::new("read", folder, error))?;
    let is_strange = |name: &str| name != ".gitignore" && name != JOURNAL && !name.ends_with(PARTIAL);
    let has_strangers = entries.flatten().any(|entry| entry.file_name().to_str().is_none_or(is_strange));
    if has_strangers && ours.is_empty() {
        let reason = "the folder holds files that onrecord did not write; empty it, or give another with `--out`";
        return Err(EdgeError::new("write to", folder, reason));
    }
    for route in output.files.keys().filter(|route| !ours.contains(route.as_str())) {
        let path = folder.join(route.as_str());
        if path.symlink_metadata().is_ok() {
            return Err(EdgeError::new("write", &path, "a file that onrecord did not write is there; move it away"));
        }
    }
    Ok(())
}

enum Outcome {
    Created,
    Changed,
    Same,
}

fn write_one(path: &Path, bytes: &[u8]) -> Result<Outcome, EdgeError> {
    let known = fs::metadata(path).ok().filter(std::fs::Metadata::is_file);
    let same_length = known.as_ref().is_some_and(|meta| meta.len() == bytes.len() as u64);
    if same_length && fs::read(path).is_ok_and(|old| old == bytes) {
        return Ok(Outcome::Same);
    }
    replace(path, bytes)?;
    Ok(if known.is_some() { Outcome::Changed } else { Outcome::Created })
}

fn partial(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(PARTIAL);
    PathBuf::from(name)
}

/// Writes a file beside its place and renames it into it.
pub fn replace(path: &Path, bytes: &[u8]) -> Result<(), EdgeError> {
    let partial = partial(path);
    fs::write(&partial, bytes).map_err(|error| EdgeError::new("write", &partial, error))?;
    fs::rename(&partial, path).map_err(|error| EdgeError::new("write", path, error))
}

/// True if the file was there.
fn remove(path: &Path) -> Result<bool, EdgeError> {
    match fs::remove_file(path) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
        Err(error) => Err(EdgeError::new("delete", path, error)),
    }
}

/// What a killed build was in the middle of writing.
fn remove_partials(folder: &Path, journal: &BTreeSet<&str>) {
    for route in journal {
        let _ = fs::remove_file(partial(&folder.join(route)));
    }
    let _ = fs::remove_file(partial(&folder.join(MANIFEST)));
}

fn remove_empty_folders(folder: &Path, route: &str) {
    let mut path = Path::new(route).parent();
    while let Some(inner) = path.filter(|inner| !inner.as_os_str().is_empty()) {
        if fs::remove_dir(folder.join(inner)).is_err() {
            break;
        }
        path = inner.parent();
    }
}
