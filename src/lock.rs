//! `content/evidence.lock`: what was verified against which capture.
//!
//! Written by `onrecord lock`, never by hand. It lets a public clone, which has no captures, refuse an edited quotation,
//! and it is the only thing that rendering knows of a capture, so that both builds are the same bytes.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::files::Hash;

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
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LockedQuotation {
    /// `exact`, `typographic`, `editorial` or `repaired`.
    pub class: String,
    /// The class as readers are told: "word for word".
    pub words: String,
    /// 0-based code points of the capture.
    pub start: usize,
    pub end: usize,
    /// The words as in the capture.
    pub exact: String,
    /// At most 32 code points on either side.
    pub prefix: String,
    pub suffix: String,
    /// The text directive for a link to the words, without `#:~:`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub fragment: String,
}

/// The version that this program writes.
pub const VERSION: u32 = 1;

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
            return Ok(Lock { version: VERSION, ..Lock::default() });
        }
        let lock: Lock = serde_yaml::from_str(text).map_err(|error| LockError {
            at: error.location().map_or(0, |location| location.index()).min(text.len()),
            message: "the lock cannot be read".to_owned(),
        })?;
        match lock.version {
            VERSION => Ok(lock),
            version => Err(LockError {
                message: format!("the lock has version {version}, and this program reads {VERSION}"),
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

/// The name under which a quotation is locked: 24 hexadecimal digits of the hash of its normalised words, and of the
/// excerpt inside which they are quoted: the same words may stand in two excerpts.
pub fn quotation_key(quotation: &str, inside: Option<&str>) -> String {
    let normalised = crate::quotation::key(quotation);
    let mut hex = match inside {
        None => Hash::of(normalised.as_bytes()).hex(),
        Some(excerpt) => Hash::of_parts([normalised.as_bytes(), excerpt.as_bytes()]).hex(),
    };
    hex.truncate(24);
    hex
}
