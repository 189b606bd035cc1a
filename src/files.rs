//! The project in memory: every file by its path, and places inside files.
//!
//! Paths are relative to the project's folder and use `/` on every machine, so that diagnostics and outputs are the
//! same bytes everywhere. Offsets are UTF-8 bytes of the file as it lies on disk, byte order mark and carriage returns
//! included; lines and columns are made from them only when a report is printed.

#![warn(missing_docs)]

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use sha2::{Digest, Sha256};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// A file's path inside the project, such as `content/index.md`. Cheap to copy, ordered as text.
pub type FileId = Arc<str>;

/// SHA-256 of some bytes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Hash(pub [u8; 32]);

impl Hash {
    /// The digest of `bytes`.
    pub fn of(bytes: &[u8]) -> Hash {
        Hash(Sha256::digest(bytes).into())
    }

    /// The digest of several values in order; each is preceded by its length, so that no two lists collide.
    pub fn of_parts<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> Hash {
        let mut hasher = Sha256::new();
        for part in parts {
            hasher.update((part.len() as u64).to_le_bytes());
            hasher.update(part);
        }
        Hash(hasher.finalize().into())
    }

    /// 64 lower-case hexadecimal digits.
    pub fn hex(&self) -> String {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        let digit = |half: u8| char::from(DIGITS[usize::from(half)]);
        let mut digits = String::with_capacity(64);
        for byte in self.0 {
            digits.push(digit(byte >> 4));
            digits.push(digit(byte & 15));
        }
        digits
    }

    /// The digest that such digits say; none if they are no digest.
    pub fn of_hex(digits: &str) -> Option<Hash> {
        let mut bytes = [0; 32];
        if digits.len() != 64 || !digits.bytes().all(|digit| matches!(digit, b'0'..=b'9' | b'a'..=b'f')) {
            return None;
        }
        for (byte, two) in bytes.iter_mut().zip(digits.as_bytes().chunks(2)) {
            *byte = u8::from_str_radix(std::str::from_utf8(two).ok()?, 16).ok()?;
        }
        Some(Hash(bytes))
    }
}

/// As its digits.
impl serde::Serialize for Hash {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.hex())
    }
}

/// Whether a file lies in a folder that is never published and that git ignores: `private/` of `content/` or of any folder
/// in it, in whatever letters.
pub fn is_private(path: &str) -> bool {
    lies_below(path, "private")
}

/// Whether a file is private or a capture: nothing that is copied into a site.
pub fn is_kept_back(path: &str) -> bool {
    is_private(path) || lies_below(path, "captures") || lies_below(path, ".git")
}

fn lies_below(path: &str, name: &str) -> bool {
    let folders = path.strip_prefix("content/").and_then(|inner| inner.rsplit_once('/')).map(|(folders, _)| folders);
    folders.is_some_and(|folders| folders.split('/').any(|folder| folder.eq_ignore_ascii_case(name)))
}

/// A file's name without its folder and its last extension: the id of a source or note.
pub fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or_default();
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// A range of bytes in one file.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Span {
    /// The first byte, 0-based.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

impl Span {
    /// From `start` up to `end`; an end before the start gives an empty span.
    pub fn new(start: usize, end: usize) -> Span {
        Span { start: start as u32, end: end.max(start) as u32 }
    }

    /// The same span `offset` bytes later.
    pub fn shifted(self, offset: usize) -> Span {
        Span { start: self.start + offset as u32, end: self.end + offset as u32 }
    }

    /// The same bytes, to slice with.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Span {
        Span::new(range.start, range.end)
    }
}

/// A value and where its author wrote it.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct Spanned<T> {
    /// What was written.
    pub value: T,
    /// Where in its file.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// A value written at `span`.
    pub fn new(value: T, span: Span) -> Spanned<T> {
        Spanned { value, span }
    }

    /// Another value at the same place.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Spanned<U> {
        Spanned { value: change(self.value), span: self.span }
    }
}

impl<T> std::ops::Deref for Spanned<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.value
    }
}

/// A number with a fraction, which can be hashed: by its bits.
#[derive(Clone, Copy, PartialEq, PartialOrd, Debug, Default)]
pub struct Real(pub f64);

impl std::hash::Hash for Real {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.0.to_bits().hash(state);
    }
}

impl Eq for Real {}

/// A name with its letters and marks composed (NFC): names that look alike are the same.
pub fn composed(name: &str) -> std::borrow::Cow<'_, str> {
    if name.is_ascii() {
        return name.into();
    }
    match is_nfc_quick(name.chars()) {
        IsNormalized::Yes => name.into(),
        _ => name.nfc().collect::<String>().into(),
    }
}

/// One file of the project: its bytes and, once asked for, their digest.
#[derive(Clone, Debug)]
pub struct File {
    /// Relative to the project, with `/`.
    pub path: FileId,
    /// As they are on disk.
    pub bytes: Arc<[u8]>,
    hash: Arc<OnceLock<Hash>>,
}

impl File {
    /// A file that is not read from disk: `path` relative to the project.
    pub fn new(path: &str, bytes: impl Into<Arc<[u8]>>) -> File {
        File { path: composed(path).into(), bytes: bytes.into(), hash: Arc::default() }
    }

    /// SHA-256 of the bytes; computed once.
    pub fn hash(&self) -> Hash {
        *self.hash.get_or_init(|| Hash::of(&self.bytes))
    }

    /// The bytes as every checkout has them: in a text, git may have made `\r\n` of line ends, and here they are `\n` again.
    pub fn portable(&self) -> Arc<[u8]> {
        portable(&self.bytes)
    }

    /// SHA-256 of the portable bytes: the same commit has the same digest on every machine.
    pub fn portable_hash(&self) -> Hash {
        match portable(&self.bytes) {
            bytes if Arc::ptr_eq(&bytes, &self.bytes) => self.hash(),
            bytes => Hash::of(&bytes),
        }
    }

    /// The text after a byte order mark, and the mark's length (0 or 3). The error is the offset of the first byte
    /// that is not UTF-8.
    pub fn text(&self) -> Result<(&str, usize), usize> {
        let mark = if self.bytes.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
        match std::str::from_utf8(&self.bytes[mark..]) {
            Ok(text) => Ok((text, mark)),
            Err(error) => Err(mark + error.valid_up_to()),
        }
    }

    /// The path's last extension in lower case, without the dot.
    pub fn extension(&self) -> String {
        let name = self.path.rsplit('/').next().unwrap_or_default();
        name.rsplit_once('.').map(|(_, extension)| extension.to_lowercase()).unwrap_or_default()
    }
}

/// Text with `\n` for `\r\n`; other bytes as they are. A zero byte tells what is no text, as git does.
pub fn portable(bytes: &Arc<[u8]>) -> Arc<[u8]> {
    let has_ends = memchr::memchr_iter(b'\r', bytes).any(|at| bytes.get(at + 1) == Some(&b'\n'));
    match has_ends && memchr::memchr(0, bytes).is_none() && std::str::from_utf8(bytes).is_ok() {
        true => String::from_utf8_lossy(bytes).replace("\r\n", "\n").into_bytes().into(),
        false => Arc::clone(bytes),
    }
}

impl std::hash::Hash for File {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        (&self.path, self.hash()).hash(state);
    }
}

/// The whole project: path → file, in path order.
#[derive(Clone, Debug, Default)]
pub struct Files {
    files: BTreeMap<FileId, File>,
}

impl Files {
    /// Adds a file, or replaces the one at its path.
    pub fn insert(&mut self, file: File) {
        self.files.insert(file.path.clone(), file);
    }

    /// Takes the file out and gives it back.
    pub fn remove(&mut self, path: &str) -> Option<File> {
        self.files.remove(path)
    }

    /// Lets go of files whose bytes nobody needs any more; who does after all reads them again.
    pub fn let_go<'a>(&mut self, paths: impl IntoIterator<Item = &'a FileId>) {
        for path in paths {
            self.files.remove(path);
        }
    }

    /// The file at a path.
    pub fn get(&self, path: &str) -> Option<&File> {
        self.files.get(path)
    }

    /// Whether there is a file at a path.
    pub fn contains(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    /// Every file, in path order.
    pub fn iter(&self) -> impl Iterator<Item = &File> {
        self.files.values()
    }

    /// The files below a folder, in path order; `folder` ends in `/`.
    pub fn below<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = &'a File> {
        let from = (std::ops::Bound::Included(folder), std::ops::Bound::Unbounded);
        self.files.range::<str, _>(from).map(|(_, file)| file).take_while(move |file| file.path.starts_with(folder))
    }

    /// How many files there are.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }
}

/// The character boundary of `text` at or before byte `at`.
pub fn char_boundary(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    (0..4).filter_map(|back| at.checked_sub(back)).find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

/// A line and a column, both 1-based; columns count Unicode scalar values.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Position {
    /// From 1.
    pub line: usize,
    /// From 1, in Unicode scalar values.
    pub column: usize,
}

/// Where a byte offset lies in a text, counted the way editors do: a byte order mark is no column, `\r\n` is one line end.
pub fn position(bytes: &[u8], offset: usize) -> Position {
    let offset = offset.min(bytes.len());
    let before = &bytes[..offset];
    let line_start = memchr::memrchr(b'\n', before).map_or(0, |at| at + 1);
    let line = memchr::memchr_iter(b'\n', before).count() + 1;
    let mut from = &bytes[line_start..offset];
    if line_start == 0 {
        from = from.strip_prefix(b"\xef\xbb\xbf").unwrap_or(from);
    }
    let column = String::from_utf8_lossy(from).chars().count() + 1;
    Position { line, column }
}

/// The path that `target` names when written in the file `from`, with `.` and `..` resolved; none when it climbs out of
/// `root` (a folder ending in `/`).
pub fn resolve_path(root: &str, from: &str, target: &str) -> Option<String> {
    let mut parts: Vec<&str> = match target.strip_prefix('/') {
        Some(_) => Vec::new(),
        None => from.strip_prefix(root)?.split('/').collect(),
    };
    parts.pop();
    for part in target.trim_start_matches('/').split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(format!("{root}{}", parts.join("/")))
}
