//! A first look at a file: what its name and its first bytes say, and what a zipped one holds.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::Article;
use super::error::ImportError;

/// More entries than this has no document.
const MOST_ENTRIES: usize = 100_000;
/// More than this is no text that somebody reads.
pub const MOST_UNPACKED: usize = 64 << 20;
/// More than this is not read of one part of an archive.
const MOST_STREAMED: u64 = 2 << 30;

/// A file, and what is seen at once.
#[derive(Debug)]
pub struct Look<'a> {
    pub article: Article<'a>,
    /// Its extension in small letters; may be empty.
    pub extension: String,
    /// Its first letters in small ones, without a mark or white space before them.
    pub head: String,
    entries: Option<Vec<String>>,
}

impl<'a> Look<'a> {
    pub fn new(article: Article<'a>) -> Look<'a> {
        let head = String::from_utf8_lossy(article.bytes.get(..4096).unwrap_or(article.bytes)).to_ascii_lowercase();
        let head = head.trim_start_matches('\u{FEFF}').trim_start().to_owned();
        let name = article.file_name.rsplit(['/', '\\']).next().unwrap_or_default();
        let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase()).unwrap_or_default();
        let entries = article.bytes.starts_with(b"PK\x03\x04").then(|| names(article.bytes).unwrap_or_default());
        Look { article, extension, head, entries }
    }

    pub fn bytes(&self) -> &'a [u8] {
        self.article.bytes
    }

    /// The file's name without its folders and its extension.
    pub fn stem(&self) -> &'a str {
        let name = self.article.file_name.rsplit(['/', '\\']).next().unwrap_or_default();
        name.rsplit_once('.').map_or(name, |(stem, _)| stem)
    }

    pub fn is_zip(&self) -> bool {
        self.entries.is_some()
    }

    /// The names of what a zipped file holds.
    pub fn entries(&self) -> &[String] {
        self.entries.as_deref().unwrap_or_default()
    }

    /// Whether its bytes are those of no text: among its first, many that no text has.
    pub fn is_binary(&self) -> bool {
        let head = self.bytes().get(..8192).unwrap_or(self.bytes());
        let is_wide = head.starts_with(b"\xFF\xFE") || head.starts_with(b"\xFE\xFF");
        let odd = head.iter().filter(|byte| matches!(byte, 0..=8 | 14..=26 | 28..=31 | 127)).count();
        !is_wide && odd * 200 > head.len().max(200)
    }

    /// One entry of a zipped file; none if it holds no such entry.
    ///
    /// # Errors
    /// Where unpacking fails, or gives more than anybody reads.
    pub fn entry(&self, name: &str) -> Result<Option<Vec<u8>>, ImportError> {
        entry(self.bytes(), name)
    }

    /// The bytes of one entry, one after the other, however many: they are given to somebody who stops in time.
    ///
    /// # Errors
    /// Where there is no such entry, and whatever `taken` says.
    pub fn stream<T>(
        &self,
        name: &str,
        taken: impl FnOnce(&mut dyn Read) -> Result<T, ImportError>,
    ) -> Result<T, ImportError> {
        let mut archive = open(self.bytes())?;
        let file = archive.by_name(name).map_err(|_| ImportError::Damaged("a part of it cannot be unpacked"))?;
        taken(&mut file.take(MOST_STREAMED))
    }

    /// The same as text.
    pub fn text_entry(&self, name: &str) -> Result<Option<String>, ImportError> {
        Ok(self.entry(name)?.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()))
    }
}

fn open(bytes: &[u8]) -> Result<ZipArchive<Cursor<&[u8]>>, ImportError> {
    let archive =
        ZipArchive::new(Cursor::new(bytes)).map_err(|_| ImportError::Damaged("its list of contents cannot be read"))?;
    if archive.len() > MOST_ENTRIES {
        Err(ImportError::Damaged("it holds more files than any document"))
    } else {
        Ok(archive)
    }
}

fn names(bytes: &[u8]) -> Result<Vec<String>, ImportError> {
    let archive = open(bytes)?;
    Ok(archive.file_names().flatten().map(|name| name.into_owned()).collect())
}

fn entry(bytes: &[u8], name: &str) -> Result<Option<Vec<u8>>, ImportError> {
    let mut archive = open(bytes)?;
    let Ok(file) = archive.by_name(name) else { return Ok(None) };
    let mut out = Vec::new();
    let most = MOST_UNPACKED as u64 + 1;
    file.take(most).read_to_end(&mut out).map_err(|_| ImportError::Damaged("a part of it cannot be unpacked"))?;
    if out.len() > MOST_UNPACKED {
        return Err(ImportError::TooLarge { megabytes: MOST_UNPACKED >> 20 });
    }
    Ok(Some(out))
}
