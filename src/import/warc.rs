//! Reads web archives (WARC): the pages in them, each as it was answered, record by record. What the archive states about the bytes of a
//! page is compared with them; a page whose bytes are others was changed after it was archived, and is not read.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Read, copy, sink};

use encoding_rs::Encoding;
use flate2::bufread::MultiGzDecoder;
use flate2::read::{DeflateDecoder, GzDecoder, ZlibDecoder};

use super::error::ImportError;
use super::look::{Look, MOST_UNPACKED};
use super::saved::Saved;
use super::{decode, digest, page};

/// So much of an archive is unpacked, and no more.
const MOST: u64 = 2 << 30;
/// Pages that are read out of one archive.
const MOST_PAGES: usize = 2_000;
/// No head of a record is longer.
const LONGEST_HEAD: u64 = 256 << 10;
/// Addresses that are named in a remark.
const NAMED: usize = 3;

const LONG: ImportError = ImportError::Unread {
    what: "a web archive of more than 2 GB without a page at its beginning",
    advice: "archive the pages that you need by themselves",
};

pub fn is_warc(look: &Look) -> bool {
    look.head.starts_with("warc/1.")
        || look.bytes().starts_with(b"\x1F\x8B")
            && (look.article.file_name.ends_with(".warc.gz") || begins_as_warc(look.bytes()))
}

fn begins_as_warc(packed: &[u8]) -> bool {
    let mut head = [0; 7];
    MultiGzDecoder::new(packed).read_exact(&mut head).is_ok() && &head == b"WARC/1."
}

pub fn read_warc(look: &Look) -> Result<Vec<Saved>, ImportError> {
    let mut archive = Archive::default();
    archive.read(look.bytes())?;
    archive.finish()
}

/// What was read out of an archive, and what was not.
#[derive(Debug, Default)]
pub struct Archive {
    /// Where some are listed, those pages alone.
    pub listed: BTreeSet<String>,
    pages: Vec<Saved>,
    /// Answers that are no pages, or that are not listed.
    others: usize,
    /// Pages that say that they are as in another record.
    repeats: usize,
    /// Pages whose bytes are not those that the record states.
    changed: Vec<String>,
    /// Pages of which the archive states no digest that can be checked.
    unproven: usize,
    /// Pages packed in a way that is not read.
    packed: Vec<String>,
    /// The archive breaks off.
    is_cut: bool,
    /// It goes on after what was read.
    is_long: bool,
    records: usize,
}

impl Archive {
    /// Reads the records of one file.
    pub fn read(&mut self, bytes: impl BufRead) -> Result<(), ImportError> {
        let mut bytes = bytes;
        let is_packed = bytes.fill_buf().is_ok_and(|head| head.starts_with(b"\x1F\x8B"));
        let plain: Box<dyn Read + '_> = if is_packed { Box::new(MultiGzDecoder::new(bytes)) } else { Box::new(bytes) };
        let mut rest = BufReader::new(plain.take(MOST));
        loop {
            match self.record(&mut rest) {
                Ok(true) => {}
                Ok(false) => break,
                Err(_) => {
                    self.is_cut = true;
                    break;
                }
            }
        }
        self.is_long |= rest.get_ref().limit() == 0;
        Ok(())
    }

    /// Reads one record; whether there was one.
    fn record(&mut self, rest: &mut impl BufRead) -> std::io::Result<bool> {
        let Some(head) = head(rest)? else { return Ok(false) };
        let Some(length) = field(&head, "Content-Length").and_then(|length| length.parse::<u64>().ok()) else {
            return Ok(true);
        };
        self.records += 1;
        let address = field(&head, "WARC-Target-URI").unwrap_or_default().trim_matches(['<', '>']).to_owned();
        let kind = field(&head, "WARC-Type").unwrap_or_default();
        let is_wanted = self.listed.is_empty() || self.listed.contains(&address);
        if kind == "revisit" && is_wanted {
            self.repeats += 1;
        }
        if kind != "response" || !is_wanted || self.pages.len() >= MOST_PAGES || length > MOST_UNPACKED as u64 {
            self.others += usize::from(kind == "response");
            copy(&mut rest.take(length), &mut sink())?;
            return Ok(true);
        }
        let mut body = Vec::new();
        rest.take(length).read_to_end(&mut body)?;
        self.is_cut |= (body.len() as u64) < length;
        self.answer(&head, &address, &body);
        Ok(true)
    }

    fn answer(&mut self, record: &str, address: &str, body: &[u8]) {
        let Some(answer) = Answer::of(body) else {
            self.others += 1;
            return;
        };
        let block = field(record, "WARC-Block-Digest").and_then(|stated| digest::agrees(stated, body));
        // Some programs take this digest before, some after they put the chunks together or unpack.
        let of_page = |stated| {
            let of = |bytes: &[u8]| digest::agrees(stated, bytes);
            Some(of(answer.raw)? || of(&answer.joined)? || of(answer.page.as_deref().unwrap_or_default())?)
        };
        let payload = field(record, "WARC-Payload-Digest").and_then(of_page);
        match (block, payload) {
            (Some(false), _) | (None, Some(false)) => return self.changed.push(address.to_owned()),
            (None, None) => self.unproven += 1,
            _ => {}
        }
        let Some(html) = &answer.page else { return self.packed.push(address.to_owned()) };
        match of_page_text(html, &answer, address, field(record, "WARC-Date").unwrap_or_default()) {
            Some(saved) => self.pages.push(saved),
            None => self.others += 1,
        }
    }

    /// The pages; the first says what there is to say of the archive.
    pub fn finish(mut self) -> Result<Vec<Saved>, ImportError> {
        let mut said: Vec<String> = Vec::new();
        let named = |all: &[String]| {
            let dots = if all.len() > NAMED { " …" } else { "" };
            format!("{}{dots}", all.iter().take(NAMED).map(String::as_str).collect::<Vec<_>>().join(" "))
        };
        if !self.changed.is_empty() {
            let count = self.changed.len();
            said.push(format!("{count} page(s) were not read, as their bytes are not those of the digest beside them: they were changed or damaged after they were archived: {}", named(&self.changed)));
        }
        if !self.packed.is_empty() {
            let count = self.packed.len();
            said.push(format!("{count} page(s) were not read, as the server packed them in a way that is not read (br, zstd): open them in replayweb.page and save them there: {}", named(&self.packed)));
        }
        if self.pages.is_empty() {
            return Err(match (self.changed.is_empty(), self.packed.is_empty()) {
                (false, _) => ImportError::Damaged(
                    "the bytes of its pages are not those of the digests beside them: they were changed or damaged after they were archived",
                ),
                (_, false) => ImportError::Unread {
                    what: "a web archive whose pages are packed (br, zstd)",
                    advice: "open it in replayweb.page and save the page there",
                },
                _ if self.is_long => LONG,
                _ if self.records == 0 => ImportError::Damaged("it holds no record that can be read"),
                _ if self.repeats > 0 => ImportError::Unread {
                    what: "a web archive that only says that its pages are as in an earlier one",
                    advice: "import the earlier archive",
                },
                _ => ImportError::Unread {
                    what: "a web archive without a page",
                    advice: "archive the page itself, and not its pictures alone",
                },
            });
        }
        let missing =
            self.listed.iter().filter(|listed| !self.pages.iter().any(|page| page.part.as_ref() == Some(listed)));
        let missing: Vec<String> =
            missing.filter(|one| !said.iter().any(|said| said.contains(*one))).cloned().collect();
        if !missing.is_empty() {
            said.push(format!("{} page(s) of its list are not in it: {}", missing.len(), named(&missing)));
        }
        if self.is_long {
            said.push("only its first 2 GB were read: archive the pages that you need by themselves".to_owned());
        } else if self.is_cut {
            said.push("the archive breaks off: what stands after the last whole record was not read".to_owned());
        }
        if self.unproven > 0 {
            said.push(format!("{} page(s) have no digest beside them that could be compared", self.unproven));
        }
        if self.others + self.repeats > 0 {
            let count = self.others + self.repeats;
            said.push(format!(
                "{count} other answer(s) in it (pictures, scripts, repeats, pages not listed) were not read"
            ));
        }
        if let Some(first) = self.pages.first_mut() {
            first.remarks.extend(said);
        }
        Ok(self.pages)
    }
}

fn of_page_text(html: &[u8], answer: &Answer, address: &str, day: &str) -> Option<Saved> {
    // What the server says of the letters goes before what the page says.
    let (text, remarks) = match answer.encoding.filter(|_| std::str::from_utf8(html).is_err()) {
        Some(encoding) => (encoding.decode(html).0.into_owned(), Vec::new()),
        None => {
            let decoded = decode::page(html).ok()?;
            (decoded.text, decoded.remarks)
        }
    };
    let mut saved = page::read(&text).ok()?;
    saved.facts.address(address, "the archive");
    saved.remarks.extend(remarks);
    if let Some(day) = super::day::stated(day) {
        saved.remarks.push(format!("it was archived on {day}: write it as `accessed`"));
    }
    saved.part = Some(address.to_owned());
    Some(saved)
}

/// The head of the next record, from its version on; none: there is no other.
fn head(rest: &mut impl BufRead) -> std::io::Result<Option<String>> {
    let mut head = String::new();
    let mut left = LONGEST_HEAD;
    loop {
        let mut line = Vec::new();
        let length = rest.take(left.max(1)).read_until(b'\n', &mut line)? as u64;
        if length == 0 {
            return Ok(None);
        }
        let text = String::from_utf8_lossy(&line);
        let text = text.trim_end();
        match (head.is_empty(), text.is_empty()) {
            // What stands between records is passed over, however long it is.
            (true, _) => match text.find("WARC/1.") {
                Some(at) => head.push_str(text.get(at..).unwrap_or_default()),
                None => continue,
            },
            (false, true) => return Ok(Some(head)),
            (false, false) => {
                head.push('\n');
                head.push_str(text);
            }
        }
        left = left.saturating_sub(length);
        if left == 0 {
            return Ok(Some(head));
        }
    }
}

fn field<'a>(head: &'a str, name: &str) -> Option<&'a str> {
    let is_named = |line: &&str| line.split_once(':').is_some_and(|(known, _)| known.trim().eq_ignore_ascii_case(name));
    head.lines().find(is_named)?.split_once(':').map(|(_, value)| value.trim())
}

/// A page that a server answered with.
struct Answer<'a> {
    /// Its bytes as they came.
    raw: &'a [u8],
    /// The same with chunks put together.
    joined: Vec<u8>,
    /// The page, as it was before it was packed for the way; none: it was packed in a way that is not read.
    page: Option<Vec<u8>>,
    /// In which letters it is, as the server says.
    encoding: Option<&'static Encoding>,
}

impl Answer<'_> {
    fn of(body: &[u8]) -> Option<Answer<'_>> {
        let end = memchr::memmem::find(body, b"\r\n\r\n")?;
        let head = String::from_utf8_lossy(body.get(..end)?).into_owned();
        let is_good = head.lines().next()?.split(' ').nth(1) == Some("200");
        let kind = field(&head, "Content-Type").unwrap_or_default().to_ascii_lowercase();
        if !is_good || !(kind.contains("text/html") || kind.contains("application/xhtml")) {
            return None;
        }
        let raw = body.get(end + 4..)?;
        let is_chunked = field(&head, "Transfer-Encoding").is_some_and(|way| way.eq_ignore_ascii_case("chunked"));
        let joined = if is_chunked { unchunked(raw) } else { raw.to_vec() };
        let page = unpacked(&joined, field(&head, "Content-Encoding").unwrap_or_default());
        let encoding = kind
            .split_once("charset=")
            .and_then(|(_, label)| Encoding::for_label(label.trim_matches(['"', ' ']).as_bytes()));
        Some(Answer { raw, joined, page, encoding })
    }
}

/// Bytes as they were before they were packed for the way. Some archives unpack them and keep what the server said.
fn unpacked(content: &[u8], way: &str) -> Option<Vec<u8>> {
    let from = |unpacked: &mut dyn Read| {
        let mut out = Vec::new();
        unpacked.take(MOST_UNPACKED as u64).read_to_end(&mut out).ok().map(|_| out)
    };
    let is_plain = content.iter().take(512).all(|byte| *byte >= 0x80 || matches!(byte, 9 | 10 | 13 | 32..=126))
        && content.contains(&b'<');
    match way.to_ascii_lowercase().as_str() {
        _ if content.starts_with(b"\x1F\x8B") => from(&mut GzDecoder::new(content)),
        "deflate" if !is_plain => {
            from(&mut ZlibDecoder::new(content)).or_else(|| from(&mut DeflateDecoder::new(content)))
        }
        "br" | "zstd" | "dcb" | "dcz" | "compress" if !is_plain => None,
        _ => Some(content.to_vec()),
    }
}

/// Chunks put together; what is no chunk was put together already.
fn unchunked(content: &[u8]) -> Vec<u8> {
    let (mut out, mut rest) = (Vec::new(), content);
    loop {
        let parted = memchr::memmem::find(rest, b"\r\n").and_then(|end| {
            let size = std::str::from_utf8(rest.get(..end)?).ok()?;
            let size = usize::from_str_radix(size.split(';').next()?.trim(), 16).ok()?;
            let from = end + 2;
            Some((size, rest.get(from..from.checked_add(size)?)?, rest.get(from + size..)?))
        });
        match parted {
            None if out.is_empty() => return content.to_vec(),
            None | Some((0, ..)) => return out,
            Some((_, chunk, after)) => {
                out.extend_from_slice(chunk);
                rest = after.strip_prefix(b"\r\n").unwrap_or(after);
            }
        }
    }
}
