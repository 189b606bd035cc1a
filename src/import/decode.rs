//! From bytes to text: which format the file is in, and which charset; refuses what is not text before anything else looks at it.

use encoding_rs::Encoding;

use super::{Article, ImportError};

/// Pages saved with their pictures inside are large.
const MAX_BYTES: usize = 32 << 20;

/// The formats an import reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    Html,
    Markdown,
    Text,
}

impl Format {
    /// Under which extension the original is kept. A text file must not take the capture's own name, `<id>.txt`.
    pub fn original_extension(self, file_name: &str) -> String {
        let own = extension(file_name)
            .filter(|own| (1..=5).contains(&own.len()) && own.bytes().all(|byte| byte.is_ascii_alphanumeric()));
        match (self, own) {
            (Self::Html, Some(own)) if own != "txt" && own != "md" => own,
            (Self::Html, _) => "html".to_owned(),
            (Self::Markdown, _) => "original.md".to_owned(),
            (Self::Text, _) => "original.txt".to_owned(),
        }
    }
}

/// The file as text.
#[derive(Debug)]
pub struct Text {
    pub format: Format,
    pub text: String,
    pub remarks: Vec<String>,
}

/// How a file that is not text begins, and what to call it.
const BINARY: &[(&[u8], &str)] = &[
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a DOCX, ODT, EPUB or other zipped document"),
    (b"\xD0\xCF\x11\xE0", "an old Word document"),
    (b"{\\rtf", "an RTF document"),
    (b"bplist", "a Safari web archive"),
    (b"\x89PNG", "a picture"),
    (b"\xFF\xD8\xFF", "a picture"),
    (b"GIF8", "a picture"),
    (b"RIFF", "a picture or recording"),
    (b"\x1F\x8B", "a compressed file"),
];

/// A browser's declaration of the charset stands within the first kilobyte; some pages are late.
const DECLARED_WITHIN: usize = 4096;

/// Finds the format, decodes the bytes, and drops a byte order mark.
pub fn decode(article: Article) -> Result<Text, ImportError> {
    let bytes = article.bytes;
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(ImportError::Empty);
    }
    if bytes.len() > MAX_BYTES {
        return Err(ImportError::TooLarge { megabytes: MAX_BYTES >> 20 });
    }
    if let Some((_, what)) = BINARY.iter().find(|(start, _)| bytes.starts_with(start)) {
        return Err(ImportError::Binary(what));
    }
    let bom = Encoding::for_bom(bytes);
    if bom.is_none() && bytes.contains(&0) {
        return Err(ImportError::Binary("a binary file"));
    }
    let format = format(article);
    if is_web_archive(bytes) {
        return Err(ImportError::Binary("a web archive (MHTML)"));
    }
    let (encoding, start) = match bom {
        Some((encoding, length)) => (encoding, length),
        None => (charset(bytes, format)?, 0),
    };
    let (text, damaged) = encoding.decode_without_bom_handling(bytes.get(start..).unwrap_or_default());
    let text = text.into_owned();
    let mut remarks = Vec::new();
    if encoding != encoding_rs::UTF_8 {
        remarks.push(format!("the file is in {}; the capture is UTF-8", encoding.name()));
    }
    if damaged {
        let count = text.matches(char::REPLACEMENT_CHARACTER).count();
        if count.saturating_mul(50) > text.chars().count() {
            return Err(ImportError::NotUtf8);
        }
        remarks.push(format!("{count} damaged character(s) stand as \u{FFFD} in the capture: compare with the page"));
    }
    if text.trim().is_empty() {
        return Err(ImportError::Empty);
    }
    Ok(Text { format, text, remarks })
}

/// UTF-8 where the bytes are UTF-8, whatever the page declares (browsers convert when saving); else what it declares.
fn charset(bytes: &[u8], format: Format) -> Result<&'static Encoding, ImportError> {
    if std::str::from_utf8(bytes).is_ok() {
        return Ok(encoding_rs::UTF_8);
    }
    match format {
        Format::Html => declared(bytes).ok_or(ImportError::NotUtf8),
        Format::Markdown | Format::Text => Err(ImportError::NotUtf8),
    }
}

/// The charset of `<meta charset=…>`, of `<meta content="text/html; charset=…">` or of `<?xml encoding="…"?>`.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(bytes.get(..DECLARED_WITHIN).unwrap_or(bytes)).to_ascii_lowercase();
    ["charset", "encoding"].iter().find_map(|word| {
        head.match_indices(word).find_map(|(at, _)| {
            let rest = head.get(at + word.len()..)?.trim_start().strip_prefix('=')?;
            let rest = rest.trim_start().trim_start_matches(['"', '\'']);
            let label = rest.split(|c: char| !(c.is_ascii_alphanumeric() || "-_:.".contains(c))).next()?;
            Encoding::for_label(label.as_bytes())
                .map(|found| if found.is_ascii_compatible() { found } else { encoding_rs::UTF_8 })
        })
    })
}

/// By extension; by the first characters where the extension says nothing about HTML.
fn format(article: Article) -> Format {
    let head = String::from_utf8_lossy(article.bytes.get(..1024).unwrap_or(article.bytes)).to_ascii_lowercase();
    let head = head.trim_start_matches('\u{FEFF}').trim_start();
    let looks_like_html = ["<!doctype html", "<html", "<head", "<body", "<!-- saved from url"]
        .iter()
        .any(|start| head.starts_with(start));
    match extension(article.file_name).as_deref() {
        Some("html" | "htm" | "xhtml" | "xht" | "shtml") => Format::Html,
        _ if looks_like_html => Format::Html,
        Some("md" | "markdown" | "mdown") => Format::Markdown,
        _ => Format::Text,
    }
}

/// MHTML is a mail: header lines first, the page inside in quoted-printable.
fn is_web_archive(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(bytes.get(..2048).unwrap_or(bytes)).to_ascii_lowercase();
    head.contains("\nmime-version:") && head.contains("content-type: multipart/related")
}

/// The file name's extension in small letters.
fn extension(file_name: &str) -> Option<String> {
    let name = file_name.rsplit(['/', '\\']).next()?;
    name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase())
}
