//! Reads messages as Outlook saves them (MSG): properties in a container that other programs of its maker use, too.
//!
//! What is named here is of Microsoft's published description of the format ([MS-OXMSG], [MS-OXPROPS]): a property is a stream named by
//! its number and its type, `001F` for text in UTF-16 and `001E` for text in whatever letters the machine had.

use std::io::{Cursor, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};

use cfb::CompoundFile;
use jiff::SignedDuration;
use jiff::civil::{Date, DateTime};

use super::error::ImportError;
use super::facts::Basis;
use super::look::{Look, MOST_UNPACKED};
use super::saved::Saved;
use super::{decode, page};

/// The stream of every message's fixed properties.
const PROPERTIES: &str = "__properties_version1.0";
const SUBJECT: &str = "0037";
const SENDER: &str = "0C1A";
const HEADERS: &str = "007D";
const BODY: &str = "1000";
const HTML: &str = "1013";
const ATTACHED: [&str; 2] = ["3707", "3704"];
/// When it was sent, and when it came.
const TIMES: [u32; 2] = [0x0039_0040, 0x0E06_0040];
const DAMAGED: ImportError = ImportError::Damaged("its parts cannot be read");

type Container<'a> = CompoundFile<Cursor<&'a [u8]>>;

/// Opens a container. Its reader holds assertions that nobody here can check: should one fail, the file is damaged.
fn with<T>(bytes: &[u8], read: impl FnOnce(&mut Container) -> T) -> Option<T> {
    if !bytes.starts_with(b"\xD0\xCF\x11\xE0") {
        return None;
    }
    catch_unwind(AssertUnwindSafe(|| Some(read(&mut CompoundFile::open(Cursor::new(bytes)).ok()?)))).ok().flatten()
}

pub fn is(look: &Look) -> bool {
    with(look.bytes(), |file| file.is_stream(PROPERTIES)).unwrap_or(look.extension == "msg")
}

/// Whether the container holds a stream of this name: that of another program.
pub fn holds(look: &Look, name: &str) -> bool {
    with(look.bytes(), |file| file.is_stream(name)).unwrap_or(false)
}

pub fn read(look: &Look) -> Result<Vec<Saved>, ImportError> {
    with(look.bytes(), message).unwrap_or(Err(DAMAGED))
}

fn message(file: &mut Container) -> Result<Vec<Saved>, ImportError> {
    let body = text(file, "", BODY).filter(|body| !body.trim().is_empty());
    let html =
        stream(file, &format!("__substg1.0_{HTML}0102")).or_else(|| text(file, "", HTML).map(String::into_bytes));
    let mut saved = match (body, html) {
        (Some(body), _) => Saved::of_text(body.replace("\r\n", "\n").trim().to_owned() + "\n"),
        (None, Some(html)) => page::fragment(&decode::page(&html)?.text)?,
        (None, None) => {
            return Err(ImportError::Unread {
                what: "an Outlook message whose words are in RTF alone",
                advice: "open it, choose File › Save As and the type “Text Only” or “HTML”, and import that",
            });
        }
    };
    if let Some(subject) = text(file, "", SUBJECT) {
        saved.facts.title(&subject, "the subject");
    }
    if let Some(sender) = text(file, "", SENDER) {
        saved.facts.authors([sender.trim()], "the sender");
    }
    // The header has the day where it was sent, the property that of Greenwich.
    let headers = text(file, "", HEADERS).unwrap_or_default();
    let header = headers.lines().find_map(|line| line.strip_prefix("Date:").and_then(super::day::stated));
    match header.or_else(|| sent(file)) {
        Some(day) => saved.facts.published(&day, Basis::Metadata, "the mail's date"),
        None => saved.remarks.push("it was never sent, as it seems: it has no date".to_owned()),
    }
    saved.facts.kind("document", "what it is");
    for name in attached(file) {
        saved.remarks.push(format!("what is attached was not read: {name}; save it and import it by itself"));
    }
    Ok(vec![saved])
}

/// What is attached, by its names.
fn attached(file: &mut Container) -> Vec<String> {
    let storages: Vec<String> = file
        .read_root_storage()
        .filter(|entry| entry.is_storage() && entry.name().starts_with("__attach"))
        .take(100)
        .map(|entry| format!("{}/", entry.name()))
        .collect();
    let name = |storage: &String| ATTACHED.iter().find_map(|property| text(file, storage, property));
    storages.iter().map(name).map(|name| name.unwrap_or_else(|| "a part without a name".to_owned())).collect()
}

/// A text of the message, or of what a storage of it holds.
fn text(file: &mut Container, storage: &str, property: &str) -> Option<String> {
    if let Some(wide) = stream(file, &format!("{storage}__substg1.0_{property}001F")) {
        return Some(encoding_rs::UTF_16LE.decode_without_bom_handling(&wide).0.replace('\0', ""));
    }
    let narrow = stream(file, &format!("{storage}__substg1.0_{property}001E"))?;
    Some(decode::text(&narrow).ok()?.text)
}

fn stream(file: &mut Container, path: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    file.open_stream(path).ok()?.take(MOST_UNPACKED as u64).read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

/// The day on which it was sent: the property counts from 1601, in tenths of microseconds.
fn sent(file: &mut Container) -> Option<String> {
    let properties = stream(file, PROPERTIES)?;
    let number = |bytes: &[u8]| bytes.iter().rev().fold(0_u64, |sum, byte| sum << 8 | u64::from(*byte));
    let entries = properties.get(32..)?.chunks_exact(16);
    let time = |wanted: u32| {
        let found = entries.clone().find(|entry| entry.get(..4).is_some_and(|tag| number(tag) == u64::from(wanted)))?;
        let seconds = i64::try_from(number(found.get(8..)?) / 10_000_000).ok().filter(|seconds| *seconds > 0)?;
        let begin = DateTime::from_parts(Date::constant(1601, 1, 1), jiff::civil::Time::midnight());
        Some(begin.checked_add(SignedDuration::from_secs(seconds)).ok()?.date().to_string())
    };
    TIMES.into_iter().find_map(time)
}
