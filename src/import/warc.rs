//! Reads web archives (WARC, WACZ): the pages in them, each as it was answered. What the packed list says of its parts is compared with them.

use std::io::Read;

use flate2::read::{GzDecoder, MultiGzDecoder};
use serde_json::Value;

use super::error::ImportError;
use super::look::{Look, MOST_UNPACKED};
use super::saved::Saved;
use super::{decode, page};
use crate::files::Hash;

/// What all records of an archive may unpack to.
const MOST: usize = 512 << 20;
/// Pages that are read out of one archive.
const MOST_PAGES: usize = 2_000;

pub fn is_warc(look: &Look) -> bool {
    look.head.starts_with("warc/1.")
        || look.bytes().starts_with(b"\x1F\x8B")
            && (look.article.file_name.ends_with(".warc.gz")
                || unpacked(look.bytes(), 8).is_ok_and(|head| head.starts_with(b"WARC/1.")))
}

pub fn read_warc(look: &Look) -> Result<Vec<Saved>, ImportError> {
    pages(look.bytes(), &[])
}

pub fn is_wacz(look: &Look) -> bool {
    look.is_zip()
        && look.entries().iter().any(|entry| entry == "datapackage.json")
        && look.entries().iter().any(|entry| entry.starts_with("archive/"))
}

pub fn read_wacz(look: &Look) -> Result<Vec<Saved>, ImportError> {
    let package = look.text_entry("datapackage.json")?.ok_or(ImportError::Damaged("its list of parts is not in it"))?;
    let package: Value =
        serde_json::from_str(&package).map_err(|_| ImportError::Damaged("its list of parts is broken"))?;
    let resources = package.get("resources").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let mut checked = 0;
    for resource in resources.iter().take(1_000) {
        let (Some(path), Some(hash)) =
            (resource.get("path").and_then(Value::as_str), resource.get("hash").and_then(Value::as_str))
        else {
            continue;
        };
        let Some(bytes) = look.entry(path)? else {
            return Err(ImportError::Damaged("a part that its list names is not in it"));
        };
        if let Some(hash) = hash.strip_prefix("sha256:") {
            if !Hash::of(&bytes).hex().eq_ignore_ascii_case(hash) {
                return Err(ImportError::Damaged(
                    "a part of it has another hash than its list says: it was changed after it was made",
                ));
            }
            checked += 1;
        }
    }
    let listed = look.text_entry("pages/pages.jsonl")?.unwrap_or_default();
    let listed: Vec<String> = listed
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok()?.get("url")?.as_str().map(str::to_owned))
        .collect();
    let mut all = Vec::new();
    for entry in look
        .entries()
        .iter()
        .filter(|entry| entry.starts_with("archive/") && (entry.ends_with(".warc") || entry.ends_with(".warc.gz")))
    {
        all.extend(pages(&look.entry(entry)?.unwrap_or_default(), &listed)?);
    }
    for saved in &mut all {
        saved.remarks.push(format!(
            "the hashes of {checked} part(s) of the archive are as it says; keep the file itself as the original"
        ));
    }
    Ok(all)
}

fn unpacked(bytes: &[u8], most: usize) -> Result<Vec<u8>, ImportError> {
    let mut out = Vec::new();
    MultiGzDecoder::new(bytes)
        .take(most as u64)
        .read_to_end(&mut out)
        .map_err(|_| ImportError::Damaged("it cannot be unpacked"))?;
    Ok(out)
}

/// The pages among the records; where some are listed, those alone.
fn pages(bytes: &[u8], listed: &[String]) -> Result<Vec<Saved>, ImportError> {
    let plain;
    let mut rest = match bytes.starts_with(b"\x1F\x8B") {
        true => {
            plain = unpacked(bytes, MOST + 1)?;
            if plain.len() > MOST {
                return Err(ImportError::TooLarge { megabytes: MOST >> 20 });
            }
            plain.as_slice()
        }
        false => bytes,
    };
    let (mut all, mut others) = (Vec::new(), 0);
    while let Some((head, body, after)) = record(rest) {
        rest = after;
        let field = |name: &str| field(head, name);
        if field("WARC-Type").is_none_or(|kind| kind != "response") {
            continue;
        }
        let address = field("WARC-Target-URI").unwrap_or_default().trim_matches(['<', '>']).to_owned();
        let is_wanted = listed.is_empty() || listed.contains(&address);
        match answer(body).filter(|_| is_wanted && all.len() < MOST_PAGES) {
            Some(html) => all.extend(of_page(&html, &address, field("WARC-Date").unwrap_or_default())),
            None => others += 1,
        }
    }
    if all.is_empty() && others == 0 {
        return Err(ImportError::Damaged("it holds no record that can be read"));
    }
    if let Some(first) = all.first_mut() {
        let names = if others > 0 {
            format!("; {others} other answer(s) in it (pictures, scripts, pages not listed) were not read")
        } else {
            String::new()
        };
        first.remarks.push(format!("digests of single records were not compared{names}"));
    }
    Ok(all)
}

fn of_page(html: &[u8], address: &str, day: &str) -> Option<Saved> {
    let decoded = decode::page(html).ok()?;
    let mut saved = page::read(&decoded.text).ok()?;
    saved.facts.address(address, "the archive");
    saved.remarks.extend(decoded.remarks);
    if let Some(day) = super::day::stated(day) {
        saved.remarks.push(format!("it was archived on {day}: write it as `accessed`"));
    }
    saved.part = Some(address.to_owned());
    Some(saved)
}

/// The head and the body of the record at the start, and what follows it.
fn record(bytes: &[u8]) -> Option<(&str, &[u8], &[u8])> {
    let at = memchr::memmem::find(bytes, b"WARC/1.")?;
    let bytes = bytes.get(at..)?;
    let end = memchr::memmem::find(bytes, b"\r\n\r\n")?;
    let head = std::str::from_utf8(bytes.get(..end)?).unwrap_or_default();
    let length: usize = field(head, "Content-Length")?.parse().ok()?;
    let start = end + 4;
    let stop = start.checked_add(length)?.min(bytes.len());
    Some((head, bytes.get(start..stop)?, bytes.get(stop..)?))
}

fn field<'a>(head: &'a str, name: &str) -> Option<&'a str> {
    let is_named = |line: &&str| line.split_once(':').is_some_and(|(known, _)| known.trim().eq_ignore_ascii_case(name));
    head.lines().find(is_named)?.split_once(':').map(|(_, value)| value.trim())
}

/// The page that a server answered with, as it was before it was packed for the way.
fn answer(body: &[u8]) -> Option<Vec<u8>> {
    let end = memchr::memmem::find(body, b"\r\n\r\n")?;
    let head = String::from_utf8_lossy(body.get(..end)?).into_owned();
    let is_good = head.lines().next()?.split(' ').nth(1) == Some("200");
    let is_page = field(&head, "Content-Type")
        .is_some_and(|kind| kind.contains("text/html") || kind.contains("application/xhtml"));
    if !is_good || !is_page {
        return None;
    }
    let mut content = body.get(end + 4..)?.to_vec();
    if field(&head, "Transfer-Encoding").is_some_and(|way| way.eq_ignore_ascii_case("chunked")) {
        content = unchunked(&content);
    }
    if content.starts_with(b"\x1F\x8B") {
        let mut out = Vec::new();
        GzDecoder::new(content.as_slice()).take(MOST_UNPACKED as u64).read_to_end(&mut out).ok()?;
        content = out;
    }
    Some(content)
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
