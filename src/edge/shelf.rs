//! Reads what a desk has kept: a folder of anything, each file by the table of readers. Nothing is written, no link is followed.

use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use rayon::prelude::*;
use walkdir::WalkDir;

use super::EdgeError;
use crate::import::{Article, ImportError, Saved, read};

/// No file that somebody reads is larger.
const MOST_BYTES: u64 = 256 << 20;

/// What was read, by the name of its file in the folder, and which files were not, with the reason.
#[derive(Debug, Default)]
pub struct Kept {
    pub saved: Vec<(String, Saved)>,
    pub unread: Vec<(String, String)>,
}

/// Everything in `folder` but the files `except`.
pub fn kept(folder: &Path, except: &[PathBuf]) -> Result<Kept, EdgeError> {
    if !folder.is_dir() {
        return Err(EdgeError::new("read", folder, "it is no folder"));
    }
    let files = files_below(folder, except)?;
    let read: Vec<(String, Result<Vec<Saved>, String>)> =
        files.into_par_iter().map(|path| (name_in(folder, &path), one(&path))).collect();
    let mut kept = Kept::default();
    for (name, found) in read {
        match found {
            Ok(found) if found.iter().any(|saved| saved.is_copied_out) => {
                kept.unread.push((name, "highlights were copied out by somebody, and vouch for nothing".to_owned()));
            }
            Ok(found) => kept.saved.extend(found.into_iter().map(|saved| (name.clone(), saved))),
            Err(reason) => kept.unread.push((name, reason)),
        }
    }
    Ok(kept)
}

/// The files in a folder and below it, in one order, but `except`. What begins with a dot is passed over, and so are the folders that
/// browsers save beside a page.
pub fn files_below(folder: &Path, except: &[PathBuf]) -> Result<Vec<PathBuf>, EdgeError> {
    let except: Vec<PathBuf> = except.iter().filter_map(|path| fs::canonicalize(path).ok()).collect();
    let walk = WalkDir::new(folder).sort_by_file_name().into_iter().filter_entry(|entry| {
        let name = entry.file_name().to_string_lossy();
        entry.depth() == 0 || !(name.starts_with('.') || entry.file_type().is_dir() && is_companion(entry.path()))
    });
    let mut files = Vec::new();
    for entry in walk {
        let entry = entry.map_err(|error| EdgeError::new("read", folder, error))?;
        let is_draft = || fs::canonicalize(entry.path()).is_ok_and(|path| except.contains(&path));
        if entry.file_type().is_file() && !is_draft() {
            files.push(entry.path().to_owned());
        }
    }
    Ok(files)
}

/// A file with its bytes and, of a PDF, the words.
#[derive(Debug)]
pub struct Fetched {
    file_name: String,
    pub bytes: Vec<u8>,
    printed: Option<String>,
}

impl Fetched {
    pub fn article(&self) -> Article<'_> {
        Article { printed: self.printed.as_deref(), ..Article::new(&self.file_name, &self.bytes) }
    }
}

/// Gets a file.
pub fn fetch(path: &Path) -> Result<Fetched, String> {
    let length = fs::metadata(path).map_err(|error| error.to_string())?.len();
    if length > MOST_BYTES {
        return Err(ImportError::TooLarge { megabytes: (MOST_BYTES >> 20) as usize }.to_string());
    }
    let bytes = fs::read(path).map_err(|error| error.to_string())?;
    let file_name = name_of(path);
    let printed = if bytes.starts_with(b"%PDF") { printed(path) } else { None };
    Ok(Fetched { file_name, bytes, printed })
}

/// A file's name without its folders.
pub fn name_of(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// The words of a PDF, as `pdftotext` prints them; none where that is not installed or does not end well.
fn printed(path: &Path) -> Option<String> {
    words_of(&fs::canonicalize(path).ok()?, None)
}

/// The same of a PDF that is no file.
pub fn printed_of(bytes: &[u8]) -> Option<String> {
    words_of(Path::new("-"), Some(bytes.to_vec()))
}

fn words_of(path: &Path, bytes: Option<Vec<u8>>) -> Option<String> {
    let mut command = Command::new("pdftotext");
    command
        .args(["-enc", "UTF-8"])
        .arg(path)
        .arg("-")
        .stdin(if bytes.is_some() { Stdio::piped() } else { Stdio::null() })
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    let mut child = command.spawn().ok()?;
    if let (Some(mut pipe), Some(bytes)) = (child.stdin.take(), bytes) {
        // It may end before it has read all.
        std::thread::spawn(move || pipe.write_all(&bytes));
    }
    let mut printed = child.stdout.take()?;
    let reader = std::thread::spawn(move || {
        let mut bytes = Vec::new();
        printed.by_ref().take(MOST_BYTES).read_to_end(&mut bytes).map(|_| bytes)
    });
    let begun = Instant::now();
    let status = loop {
        match child.try_wait().ok()? {
            Some(status) => break status,
            None if begun.elapsed() > patience() => {
                drop(child.kill());
                drop(child.wait());
                return None;
            }
            None => std::thread::sleep(Duration::from_millis(5)),
        }
    };
    let bytes = reader.join().ok()?.ok()?;
    status.success().then(|| String::from_utf8_lossy(&bytes).into_owned())
}

/// How long a PDF may take; a desk with larger ones says so.
fn patience() -> Duration {
    let seconds = std::env::var("ONRECORD_PDF_SECONDS").ok().and_then(|seconds| seconds.parse().ok()).unwrap_or(60);
    Duration::from_secs(seconds)
}

/// Reads one file.
pub fn one(path: &Path) -> Result<Vec<Saved>, String> {
    read(fetch(path)?.article()).map_err(|error| error.to_string())
}

/// Whether a folder holds what belongs to a page that a browser saved beside it: `Story_files` of `Story.html`.
pub fn is_companion(folder: &Path) -> bool {
    let name = folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let stems = ["_files", "-Dateien", "_fichiers", "_archivos", "_file", ".files"];
    let stem = stems.iter().find_map(|end| name.strip_suffix(end));
    stem.is_some_and(|stem| {
        ["html", "htm", "xhtml"].iter().any(|end| folder.with_file_name(format!("{stem}.{end}")).is_file())
    })
}

fn name_in(folder: &Path, path: &Path) -> String {
    let inside = path.strip_prefix(folder).unwrap_or(path);
    inside.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}
