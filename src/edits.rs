//! Edits of authored files: the one way in which the program changes what people wrote.
//!
//! An edit names a file as it was seen (by its digest), a stretch of its bytes and the new text; every other byte stays.
//! Edits are collected, worked out in memory, shown as a diff, and written by `edge::rewrite`, which looks whether the
//! files are still those that were seen.

#![warn(missing_docs)]

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use crate::files::{File, FileId, Files, Hash, Span};

/// New text in place of a stretch of a file.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Patch {
    /// The bytes that go; none: text is put in.
    pub span: Span,
    /// Its lines end in `\n`; a file with other line ends is given those.
    pub text: String,
}

/// Changes of files that belong together: all are made, or none.
#[derive(Clone, Debug, Default)]
pub struct Edits {
    patched: BTreeMap<FileId, Patched>,
    made: BTreeMap<FileId, Arc<[u8]>>,
}

/// What becomes of one file that is there.
#[derive(Clone, Debug)]
struct Patched {
    seen: Hash,
    patches: Vec<Patch>,
    moved: Option<FileId>,
}

/// One file before and after.
#[derive(Clone, Debug)]
pub struct Rewrite {
    /// Where it is.
    pub path: FileId,
    /// The file as it was seen; none: it was not there.
    pub before: Option<File>,
    /// What it is to hold; none: it goes.
    pub after: Option<Arc<[u8]>>,
}

/// Why edits cannot be made.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Conflict {
    /// The file is another than the one that was seen, or gone.
    Changed(FileId),
    /// Something stands where a file is to be put.
    Taken(FileId),
    /// Two edits change the same words, or one reaches out of its file.
    Overlap(FileId),
}

impl fmt::Display for Conflict {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Conflict::Changed(file) => write!(formatter, "`{file}` was changed meanwhile; run it again"),
            Conflict::Taken(file) => write!(formatter, "`{file}` is there already, and nothing is overwritten"),
            Conflict::Overlap(file) => write!(formatter, "two changes of the same words in `{file}`"),
        }
    }
}

impl Edits {
    /// Puts text in place of a stretch of a file.
    pub fn replace(&mut self, file: &File, span: Span, text: impl Into<String>) {
        self.patch(file, Patch { span, text: text.into() });
    }

    /// The same, as it was worked out elsewhere.
    pub fn patch(&mut self, file: &File, patch: Patch) {
        let patches = &mut self.of(file).patches;
        if !patches.contains(&patch) {
            patches.push(patch);
        }
    }

    /// Makes a file that is not there yet.
    pub fn make(&mut self, path: &str, bytes: impl Into<Vec<u8>>) {
        self.made.insert(path.into(), bytes.into().into());
    }

    /// Moves a file, with what else is edited in it.
    pub fn rename(&mut self, file: &File, path: &str) {
        self.of(file).moved = Some(path.into());
    }

    /// Takes in other edits, of other files.
    pub fn join(&mut self, other: Edits) {
        self.patched.extend(other.patched);
        self.made.extend(other.made);
    }

    /// Whether nothing is to be done.
    pub fn is_empty(&self) -> bool {
        self.patched.is_empty() && self.made.is_empty()
    }

    fn of(&mut self, file: &File) -> &mut Patched {
        let seen = || Patched { seen: file.hash(), patches: Vec::new(), moved: None };
        self.patched.entry(file.path.clone()).or_insert_with(seen)
    }

    /// Works the edits out on a project.
    ///
    /// # Errors
    /// Why they cannot be made there; then none is.
    pub fn apply(&self, files: &Files) -> Result<Vec<Rewrite>, Conflict> {
        let mut rewrites = Vec::new();
        let mut make = |path: &FileId, after: Arc<[u8]>| match files.contains(path) {
            true => Err(Conflict::Taken(path.clone())),
            false => {
                rewrites.push(Rewrite { path: path.clone(), before: None, after: Some(after) });
                Ok(())
            }
        };
        for (path, bytes) in &self.made {
            make(path, Arc::clone(bytes))?;
        }
        let mut changed = Vec::new();
        for (path, patched) in &self.patched {
            let changed_meanwhile = || Conflict::Changed(path.clone());
            let file = files.get(path).filter(|file| file.hash() == patched.seen).ok_or_else(changed_meanwhile)?;
            let after = patched.on(file).ok_or_else(|| Conflict::Overlap(path.clone()))?;
            let after = match &patched.moved {
                Some(new) if new != path => {
                    make(new, after)?;
                    None
                }
                _ => Some(after),
            };
            changed.push(Rewrite { path: path.clone(), before: Some(file.clone()), after });
        }
        changed.retain(|rewrite| rewrite.before.as_ref().map(|file| &file.bytes) != rewrite.after.as_ref());
        // What is new is there before anything goes.
        rewrites.extend(changed);
        Ok(rewrites)
    }
}

impl Patched {
    /// The bytes of the file with all patches; none, if two of them meet.
    fn on(&self, file: &File) -> Option<Arc<[u8]>> {
        let mut patches: Vec<&Patch> = self.patches.iter().collect();
        // What is put in at one place stays in the order in which it was asked for.
        patches.sort_by_key(|patch| patch.span);
        let has_returns = memchr::memchr(b'\n', &file.bytes).is_some_and(|at| file.bytes[..at].ends_with(b"\r"));
        let (mut out, mut at) = (Vec::with_capacity(file.bytes.len()), 0);
        for patch in patches {
            let range = patch.span.range();
            out.extend_from_slice(file.bytes.get(at..range.start)?);
            file.bytes.get(range.clone())?;
            match has_returns {
                true => out.extend_from_slice(patch.text.replace('\n', "\r\n").as_bytes()),
                false => out.extend_from_slice(patch.text.as_bytes()),
            }
            at = range.end;
        }
        out.extend_from_slice(file.bytes.get(at..)?);
        Some(out.into())
    }
}

/// A file's bytes with one patch; none, if it reaches out of the file.
pub fn patched(file: &File, patch: Patch) -> Option<Arc<[u8]>> {
    Patched { seen: file.hash(), patches: vec![patch], moved: None }.on(file)
}

/// The project after some rewrites.
pub fn rewritten(files: &Files, rewrites: &[Rewrite]) -> Files {
    let mut files = files.clone();
    for rewrite in rewrites {
        match &rewrite.after {
            Some(bytes) => files.insert(File::new(&rewrite.path, Arc::clone(bytes))),
            None => drop(files.remove(&rewrite.path)),
        }
    }
    files
}

/// Rewrites as a diff, with two lines around each change. Of what is no text, or is private, only the names.
pub fn diff(rewrites: &[Rewrite]) -> String {
    let mut out = String::new();
    for rewrite in rewrites {
        let is_capture = rewrite.path.starts_with("content/captures/");
        let side = |bytes: Option<&Arc<[u8]>>| match bytes {
            None => ("/dev/null", String::new()),
            Some(bytes) if is_capture => (&*rewrite.path, format!("({} bytes)\n", bytes.len())),
            Some(bytes) => (&*rewrite.path, String::from_utf8_lossy(bytes).into_owned()),
        };
        let (from, before) = side(rewrite.before.as_ref().map(|file| &file.bytes));
        let (to, after) = side(rewrite.after.as_ref());
        let lines = similar::TextDiff::from_lines(&before, &after);
        out.push_str(&lines.unified_diff().context_radius(2).header(from, to).to_string());
    }
    out
}
