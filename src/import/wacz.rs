//! Reads packed web archives (WACZ): a zipped folder of archives, with a list of its parts and of its pages. Each part is compared with
//! what the list says of it.

use std::io::BufReader;

use serde_json::Value;

use super::digest::Check;
use super::error::ImportError;
use super::look::Look;
use super::saved::Saved;
use super::warc::Archive;

/// What the list of parts is called, and what vouches for it.
const LIST: &str = "datapackage.json";
const LIST_DIGEST: &str = "datapackage-digest.json";
const CHANGED: ImportError =
    ImportError::Damaged("a part of it has another hash than its list says: it was changed after it was made");
/// Parts of an archive, and lines of its list of pages, that are looked at.
const MOST_PARTS: usize = 1_000;
const MOST_LISTED: usize = 100_000;

pub fn is(look: &Look) -> bool {
    look.is_zip()
        && look.entries().iter().any(|entry| entry == LIST)
        && look.entries().iter().any(|entry| entry.starts_with("archive/"))
}

pub fn read(look: &Look) -> Result<Vec<Saved>, ImportError> {
    let package = look.text_entry(LIST)?.ok_or(ImportError::Damaged("its list of parts is not in it"))?;
    let package: Value =
        serde_json::from_str(&package).map_err(|_| ImportError::Damaged("its list of parts is broken"))?;
    let (checked, unchecked) = compare(look, &package)?;
    let mut archive = Archive::default();
    for name in ["pages/pages.jsonl", "pages/extraPages.jsonl"] {
        let listed = look.text_entry(name)?.unwrap_or_default();
        let address = |line: &str| Some(serde_json::from_str::<Value>(line).ok()?.get("url")?.as_str()?.to_owned());
        archive.listed.extend(listed.lines().take(MOST_LISTED).filter_map(address));
    }
    for entry in look.entries().iter().filter(|entry| is_archive(entry)) {
        look.stream(entry, |bytes| archive.read(BufReader::new(bytes)))?;
    }
    let mut all = archive.finish()?;
    if let Some(first) = all.first_mut() {
        let others = if unchecked > 0 {
            format!("; {unchecked} part(s) have none that could be compared")
        } else {
            String::new()
        };
        first.remarks.push(format!("the hashes of {checked} part(s) of the archive are as its list says{others}; the file itself is the original"));
    }
    Ok(all)
}

fn is_archive(entry: &str) -> bool {
    entry.starts_with("archive/") && (entry.ends_with(".warc") || entry.ends_with(".warc.gz"))
}

/// How many parts are as the list says, and of how many it says nothing.
fn compare(look: &Look, package: &Value) -> Result<(usize, usize), ImportError> {
    let text = |value: &Value, key: &str| value.get(key).and_then(Value::as_str).map(str::to_owned);
    let mut stated: Vec<(String, Option<String>)> = Vec::new();
    if let Some(own) = look.text_entry(LIST_DIGEST)?.and_then(|own| serde_json::from_str::<Value>(&own).ok()) {
        stated.push((LIST.to_owned(), text(&own, "hash")));
    }
    for part in package.get("resources").and_then(Value::as_array).into_iter().flatten().take(MOST_PARTS) {
        let path = text(part, "path").or_else(|| text(part, "name"));
        stated.extend(path.map(|path| (path, text(part, "hash"))));
    }
    let (mut checked, mut unchecked) = (0, 0);
    for (path, digest) in &stated {
        if !look.entries().contains(path) {
            return Err(ImportError::Damaged("a part that its list names is not in it"));
        }
        match digest.as_deref().and_then(Check::of) {
            None => unchecked += 1,
            Some((mut check, digest)) => {
                look.stream(path, |bytes| fed(&mut check, bytes))?;
                if !check.agrees(digest) {
                    return Err(CHANGED);
                }
                checked += 1;
            }
        }
    }
    let is_listed = |entry: &&String| stated.iter().any(|(path, _)| path == *entry);
    unchecked += look.entries().iter().filter(|entry| is_archive(entry)).filter(|entry| !is_listed(entry)).count();
    Ok((checked, unchecked))
}

fn fed(check: &mut Check, bytes: &mut dyn std::io::Read) -> Result<(), ImportError> {
    let mut buffer = vec![0; 64 << 10];
    loop {
        match bytes.read(&mut buffer) {
            Ok(0) => return Ok(()),
            Ok(length) => check.feed(buffer.get(..length).unwrap_or_default()),
            Err(_) => return Err(ImportError::Damaged("a part of it cannot be unpacked")),
        }
    }
}
