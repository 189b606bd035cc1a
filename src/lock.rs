//! `content/evidence.lock`: what was verified against which capture.
//!
//! Written by `onrecord lock`, never by hand. It lets a public clone, which has no captures, refuse an edited quotation,
//! and it is the only thing that rendering knows of a capture, so that both builds are the same bytes.

use std::collections::BTreeMap;

use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};

use crate::files::Hash;
use crate::quotation::{Cut, MatchClass};

/// The lock of a project: source id → what was verified.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lock {
    pub version: u32,
    #[serde(default)]
    pub sources: BTreeMap<String, LockedSource>,
}

/// The quotations of one source, by [`quotation_key`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LockedSource {
    /// SHA-256 of the capture's bytes, 64 hexadecimal digits.
    pub capture: String,
    #[serde(default)]
    pub quotations: BTreeMap<String, LockedQuotation>,
}

/// One verified quotation.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(from = "AnyVersion")]
pub struct LockedQuotation {
    pub class: MatchClass,
    /// Runs of words: more than one where an omission lies between them.
    #[serde(skip_serializing_if = "is_one")]
    pub segments: usize,
    /// 0-based code points of the capture.
    pub start: usize,
    pub end: usize,
    /// The words as in the capture, without what was left out.
    pub exact: String,
    /// At most 32 code points on either side.
    pub prefix: String,
    pub suffix: String,
    /// The text directive for a link to the words, without `#:~:`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub fragment: String,
    /// What was cut off the words in their sentence; none: not judged.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sentence: Option<Vec<Cut>>,
}

fn is_one(number: &usize) -> bool {
    *number == 1
}

/// A quotation as a lock of any version has it. Version 1 had the class in words, for readers, and did not count segments.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AnyVersion {
    class: MatchClass,
    #[serde(default, rename = "words")]
    _words: IgnoredAny,
    segments: Option<usize>,
    start: usize,
    end: usize,
    exact: String,
    prefix: String,
    suffix: String,
    #[serde(default)]
    fragment: String,
    #[serde(default)]
    sentence: Option<Vec<Cut>>,
}

impl From<AnyVersion> for LockedQuotation {
    fn from(entry: AnyVersion) -> LockedQuotation {
        let AnyVersion { class, segments, start, end, exact, prefix, suffix, fragment, sentence, .. } = entry;
        // Words that nothing was left out of are as long as their place.
        let is_whole = exact.chars().count() == end.saturating_sub(start);
        let counted = if is_whole { 1 } else { exact.matches(OMISSION).count() + 1 };
        let segments = segments.unwrap_or(counted);
        LockedQuotation { class, segments, start, end, exact, prefix, suffix, fragment, sentence }
    }
}

/// What stands in `exact` for words that were left out.
pub const OMISSION: &str = " … ";

/// The version that this program writes; it reads all before it.
pub const VERSION: u32 = 3;

/// What stands at the head of the file.
const HEAD: &str = "# Written by `onrecord lock`: the quotations that were verified, and the captures they were verified against.\n\
                    # Commit it; do not edit it.\n";

/// Why a lock cannot be read: a sentence, and the byte where it shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LockError {
    pub message: String,
    pub at: usize,
}

impl Lock {
    /// Reads a lock. Left-over conflict markers of a merge are named as what they are.
    pub fn parse(text: &str) -> Result<Lock, LockError> {
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            if ["<<<<<<<", "=======", ">>>>>>>", "|||||||"].iter().any(|marker| line.starts_with(marker)) {
                return Err(LockError { message: "the lock holds the conflict markers of a merge".to_owned(), at });
            }
            at += line.len();
        }
        if text.trim().is_empty() {
            return Ok(Lock::default());
        }
        let lock: Lock = serde_yaml::from_str(text).map_err(|error| LockError {
            at: error.location().map_or(0, |location| location.index()).min(text.len()),
            message: "the lock cannot be read".to_owned(),
        })?;
        match lock.version {
            1..=VERSION => Ok(lock),
            version => Err(LockError {
                message: format!("the lock has version {version}, and this program reads 1 to {VERSION}"),
                at: 0,
            }),
        }
    }

    /// The lock as a file: sorted, one value a line, the same bytes for the same content.
    pub fn to_text(&self) -> String {
        let yaml = serde_yaml::to_string(self).unwrap_or_default();
        format!("{HEAD}{yaml}")
    }
}

/// How what a lock says of a source differs from what another says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Amendment<'a> {
    /// It was verified against another capture.
    Capture,
    Added(&'a LockedQuotation),
    Changed(&'a LockedQuotation),
    Dropped(&'a LockedQuotation),
}

/// What is different from `before` to `after`.
pub fn amendments<'a>(before: &'a LockedSource, after: &'a LockedSource) -> Vec<Amendment<'a>> {
    let is_other = !before.capture.is_empty() && !after.capture.is_empty() && before.capture != after.capture;
    let new = after.quotations.iter().filter_map(|(key, entry)| match before.quotations.get(key) {
        None => Some(Amendment::Added(entry)),
        Some(known) => differs(known, entry).then_some(Amendment::Changed(entry)),
    });
    let old = before.quotations.iter().filter(|(key, _)| !after.quotations.contains_key(*key));
    let capture = is_other.then_some(Amendment::Capture);
    capture.into_iter().chain(new).chain(old.map(|(_, entry)| Amendment::Dropped(entry))).collect()
}

/// Whether an entry says something else than one known. One of an old lock is compared in what it says.
fn differs(known: &LockedQuotation, entry: &LockedQuotation) -> bool {
    let sentence = known.sentence.as_ref().and(entry.sentence.clone());
    *known != LockedQuotation { sentence, ..entry.clone() }
}

/// The name under which a quotation is locked: 24 hexadecimal digits of the hash of its normalised words, and of the
/// excerpt inside which they are quoted: the same words may stand in two excerpts.
pub fn quotation_key(quotation: &str, inside: Option<&str>) -> String {
    let normalised = crate::quotation::normalise(quotation);
    let mut hex = match inside {
        None => Hash::of(normalised.as_bytes()).hex(),
        Some(excerpt) => Hash::of_parts([normalised.as_bytes(), excerpt.as_bytes()]).hex(),
    };
    hex.truncate(24);
    hex
}
