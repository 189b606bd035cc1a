//! `content/checks.lock`: who read which claim against its sources, and what it was that they read.
//!
//! Written by `onrecord check-off`, never by hand: each entry carries a digest over its reader, its day and what was read, so
//! that it lapses by itself when any of these changes. Who read is for the desk: it is never published.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::files::Hash;
use crate::lock::{LockError, conflict_marker};

/// The sign-offs of a project: page → claim → who read it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct SignOffs {
    pub version: u32,
    /// By the page as notes name it (`index`), and the claim's label.
    #[serde(default)]
    pub pages: BTreeMap<String, BTreeMap<String, Vec<SignOff>>>,
}

/// One reader of one claim.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct SignOff {
    /// A name or initials.
    pub by: String,
    /// `2026-11-27`.
    pub on: String,
    /// See [`SignOff::new`].
    pub digest: String,
}

/// The version that this program writes, and the only one so far.
const VERSION: u32 = 1;

/// What stands at the head of the file.
const HEAD: &str = "# Written by `onrecord check-off`: who read which claim against its sources. It is never published.\n\
                    # Commit it; do not edit it.\n";

impl SignOff {
    /// Of a reader, a day, and what was read: 32 hexadecimal digits bind the three.
    pub fn new(by: &str, on: &str, substance: &str) -> SignOff {
        let mut digest = Hash::of_parts([by.as_bytes(), on.as_bytes(), substance.as_bytes()]).hex();
        digest.truncate(32);
        SignOff { by: by.to_owned(), on: on.to_owned(), digest }
    }

    /// Whether it was this that was read.
    pub fn holds(&self, substance: &str) -> bool {
        *self == SignOff::new(&self.by, &self.on, substance)
    }

    /// Whether two names are those of one reader.
    pub fn is_by(&self, name: &str) -> bool {
        plain(&self.by) == plain(name)
    }
}

/// A name by its letters and digits.
pub fn plain(name: &str) -> String {
    name.chars().filter(|sign| sign.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// A reader's name or initials, as they are written down.
///
/// # Errors
/// That it is none.
pub fn reader(text: &str) -> Result<String, String> {
    let name = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match plain(&name).is_empty() || name.chars().count() > 80 {
        true => Err("give your name or initials, such as AB".to_owned()),
        false => Ok(name),
    }
}

impl SignOffs {
    /// Reads the file. Left-over conflict markers of a merge are named as what they are.
    pub fn parse(text: &str) -> Result<SignOffs, LockError> {
        if let Some(at) = conflict_marker(text) {
            return Err(LockError { message: "the sign-offs hold the conflict markers of a merge".to_owned(), at });
        }
        if text.trim().is_empty() {
            return Ok(SignOffs::default());
        }
        let unread = |message: String| LockError { message, at: 0 };
        let options = serde_saphyr::options! {
            budget: serde_saphyr::budget! { max_depth: 16, max_nodes: 2_000_000, max_events: 5_000_000, max_anchors: 0 },
            with_snippet: false,
        };
        match serde_saphyr::from_str_with_options::<SignOffs>(text, options) {
            Ok(read) if read.version == VERSION => Ok(read),
            Ok(read) => {
                Err(unread(format!("the sign-offs have version {}, and this program reads {VERSION}", read.version)))
            }
            Err(_) => Err(unread("the sign-offs cannot be read".to_owned())),
        }
    }

    /// Those of one claim.
    pub fn of(&self, page: &str, label: &str) -> &[SignOff] {
        self.pages.get(page).and_then(|claims| claims.get(label)).map_or(&[], Vec::as_slice)
    }

    /// Adds one, in place of what the same reader signed before.
    pub fn add(&mut self, page: &str, label: &str, sign_off: SignOff) {
        self.take_back(page, label, &sign_off.by);
        let readers = self.pages.entry(page.to_owned()).or_default().entry(label.to_owned()).or_default();
        readers.push(sign_off);
        readers.sort_by(|one, other| one.by.cmp(&other.by));
    }

    /// Takes a reader's away; whether there was one.
    pub fn take_back(&mut self, page: &str, label: &str, by: &str) -> bool {
        let Some(claims) = self.pages.get_mut(page) else { return false };
        let Some(readers) = claims.get_mut(label) else { return false };
        let count = readers.len();
        readers.retain(|known| !known.is_by(by));
        let is_gone = readers.len() < count;
        claims.retain(|_, readers| !readers.is_empty());
        self.pages.retain(|_, claims| !claims.is_empty());
        is_gone
    }

    /// The file: sorted, the same bytes for the same content.
    pub fn to_text(&self) -> String {
        let written = SignOffs { version: VERSION, pages: self.pages.clone() };
        format!("{HEAD}{}", serde_yaml::to_string(&written).unwrap_or_default())
    }
}
