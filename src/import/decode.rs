//! From bytes to text: which charset a file is in. What the bytes are decides, then what the file says of itself, then what they look like.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8};

use super::ImportError;

/// Pages saved with their pictures inside are large.
pub const MAX_BYTES: usize = 64 << 20;

/// A file as text, and what was noticed on the way.
#[derive(Debug)]
pub struct Text {
    pub text: String,
    pub remarks: Vec<String>,
}

/// A browser's declaration of the charset stands within the first kilobyte; some pages are late.
const DECLARED_WITHIN: usize = 64 << 10;

/// Decodes a text that says nothing of its charset.
pub fn text(bytes: &[u8]) -> Result<Text, ImportError> {
    decode(bytes, |_| None)
}

/// Decodes a web page.
pub fn page(bytes: &[u8]) -> Result<Text, ImportError> {
    decode(bytes, declared)
}

fn decode(bytes: &[u8], declared: impl Fn(&[u8]) -> Option<&'static Encoding>) -> Result<Text, ImportError> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(ImportError::Empty);
    }
    if bytes.len() > MAX_BYTES {
        return Err(ImportError::TooLarge { megabytes: MAX_BYTES >> 20 });
    }
    let mut remarks = Vec::new();
    let (encoding, start) = match Encoding::for_bom(bytes) {
        Some((encoding, length)) => (encoding, length),
        // UTF-8 where the bytes are UTF-8, whatever the page declares: browsers convert when saving.
        None if std::str::from_utf8(bytes).is_ok() => (UTF_8, 0),
        None => match declared(bytes).filter(|declared| *declared != UTF_8) {
            Some(declared) => (declared, 0),
            None => {
                let guessed = guessed(bytes);
                let name = guessed.name();
                remarks.push(format!(
                    "the file does not say how it is encoded; it was read as {name}: look at letters with accents"
                ));
                (guessed, 0)
            }
        },
    };
    let (text, is_damaged) = encoding.decode_without_bom_handling(bytes.get(start..).unwrap_or_default());
    let mut text = text.into_owned();
    if encoding != UTF_8 && remarks.is_empty() {
        remarks.push(format!("the file is in {}; the capture is UTF-8", encoding.name()));
    }
    if is_damaged {
        let count = text.matches(char::REPLACEMENT_CHARACTER).count();
        if count.saturating_mul(50) > text.chars().count() {
            return Err(ImportError::NotUtf8);
        }
        remarks.push(format!("{count} damaged character(s) stand as \u{FFFD} in the capture: compare with the page"));
    }
    let zeros = text.matches('\0').count();
    if zeros > 0 {
        text.retain(|letter| letter != '\0');
        remarks.push(format!("{zeros} zero byte(s) in it, which mean nothing in a text, were left out"));
    }
    if text.trim().is_empty() { Err(ImportError::Empty) } else { Ok(Text { text, remarks }) }
}

/// What the bytes look like. UTF-8 that is broken in a few places stays UTF-8.
fn guessed(bytes: &[u8]) -> &'static Encoding {
    let broken = String::from_utf8_lossy(bytes).matches(char::REPLACEMENT_CHARACTER).count();
    let wide = bytes.iter().filter(|byte| **byte >= 0x80).count();
    if broken * 20 < wide {
        return UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny)
}

/// The charset of `<meta charset=…>`, of `<meta content="text/html; charset=…">` or of `<?xml encoding="…"?>`.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(bytes.get(..DECLARED_WITHIN).unwrap_or(bytes)).to_ascii_lowercase();
    // What follows in the page's own text declares nothing.
    let head = head.split("<body").next().unwrap_or_default();
    ["charset", "encoding"].iter().find_map(|word| {
        head.match_indices(word).find_map(|(at, _)| {
            let rest = head.get(at + word.len()..)?.trim_start().strip_prefix('=')?;
            let rest = rest.trim_start().trim_start_matches(['"', '\'']);
            let label = rest.split(|c: char| !(c.is_ascii_alphanumeric() || "-_:.".contains(c))).next()?;
            Encoding::for_label(label.as_bytes()).map(|found| if found.is_ascii_compatible() { found } else { UTF_8 })
        })
    })
}
