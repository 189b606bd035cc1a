//! `content/evidence.lock`: what was verified against which capture.
//!
//! Written by `onrecord lock`, never by hand: each entry carries a digest over its fields, and is verified against itself
//! whenever it is read. Whoever rewrites an entry and its digest is found where the capture is. It lets a public clone, which
//! has no captures, refuse an edited quotation, and it is the only thing that rendering knows of a capture, so that both
//! builds are the same bytes.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::files::Hash;
use crate::method::{RULES, UNNAMED, UNNAMED_IN_LOCK};
use crate::quotation::{Cut, MatchClass};

mod written;
mod sketch;
mod trial;

pub use sketch::{is_the_same_text, sketch};
pub use trial::{Flaw, Forgery, forgeries};

/// The lock of a project: source id → what was verified.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct Lock {
    pub version: u32,
    /// The rules of the site when it was first locked; none in a lock that began with [`UNNAMED_IN_LOCK`], or before
    /// version 3. Readers are told of what changed since.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rules: Option<u32>,
    pub sources: BTreeMap<String, LockedSource>,
}

/// The quotations of one source, by [`quotation_key`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct LockedSource {
    /// SHA-256 of the capture's bytes, 64 hexadecimal digits.
    pub capture: String,
    /// By what its text is known again in other captures, without its words. None in locks before version 3.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub sketch: String,
    /// By what the article that the site prints in full is known again as the capture's text; see [`text_digest`].
    #[serde(skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// Over the above; see [`Lock::sealed`].
    #[serde(skip_serializing_if = "String::is_empty")]
    pub digest: String,
    pub quotations: BTreeMap<String, LockedQuotation>,
}

/// One verified quotation.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct LockedQuotation {
    pub class: MatchClass,
    /// Runs of words: more than one where an omission lies between them, or a line that is none of the running text.
    #[serde(skip_serializing_if = "is_one")]
    pub segments: usize,
    /// 0-based code points of the capture.
    pub start: usize,
    pub end: usize,
    /// The words as in the capture, without what was left out.
    pub exact: String,
    /// Whole words, at most 32 code points on either side; the whole sentence where the source's own text is published.
    pub prefix: String,
    pub suffix: String,
    /// The text directive for a link to the words, without `#:~:`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub fragment: String,
    /// What was cut off the words in their sentence; none: not judged.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sentence: Option<Vec<Cut>>,
    /// Over all of the above; see [`Lock::sealed`]. None in locks before version 3.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub digest: String,
}

fn is_one(number: &usize) -> bool {
    *number == 1
}

/// What stands in `exact` for words that were left out.
pub const OMISSION: &str = " … ";
/// What stands there for a caption or notice between two paragraphs that the words run on over: the paragraph's end.
pub const PARTING: &str = "\n\n";

/// The version that this program writes; it reads all before it.
pub const VERSION: u32 = 3;

/// The first version whose entries carry digests.
const SEALED_SINCE: u32 = 3;

/// What stands at the head of the file.
const HEAD: &str = "# Written by `onrecord lock`: the quotations that were verified, and the captures they were verified against.\n\
                    # Commit it; do not edit it.\n";

/// Why a lock cannot be read: a sentence, and the byte where it shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LockError {
    pub message: String,
    pub at: usize,
}

/// Where the first marker stands that a merge left.
pub fn conflict_marker(text: &str) -> Option<usize> {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if ["<<<<<<<", "=======", ">>>>>>>", "|||||||"].iter().any(|marker| line.starts_with(marker)) {
            return Some(at);
        }
        at += line.len();
    }
    None
}

impl Lock {
    /// Reads a lock. Left-over conflict markers of a merge are named as what they are.
    pub fn parse(text: &str) -> Result<Lock, LockError> {
        if let Some(at) = conflict_marker(text) {
            return Err(LockError { message: "the lock holds the conflict markers of a merge".to_owned(), at });
        }
        if text.trim().is_empty() {
            return Ok(Lock::default());
        }
        let (version, rules, sources) =
            written::read(text).map_err(|at| LockError { message: "the lock cannot be read".to_owned(), at })?;
        match version {
            1..=VERSION => Ok(Lock { version, rules, sources }),
            version => Err(LockError {
                message: format!("the lock has version {version}, and this program reads 1 to {VERSION}"),
                at: 0,
            }),
        }
    }

    /// The rules of the site when it was first locked; those of this program, where there is no lock yet.
    pub fn first_rules(&self) -> u32 {
        match self.version {
            0 => RULES,
            version => self.rules.unwrap_or(if version < SEALED_SINCE { UNNAMED } else { UNNAMED_IN_LOCK }),
        }
    }

    /// Whether its entries carry digests.
    pub fn is_sealed(&self) -> bool {
        self.version >= SEALED_SINCE
    }

    /// The same with a digest in each entry, so that an edit by hand shows.
    pub fn sealed(mut self) -> Lock {
        for (id, source) in &mut self.sources {
            source.digest = source.seal(id);
            let capture = source.capture.clone();
            for (key, entry) in &mut source.quotations {
                entry.digest = entry.seal(id, &capture, key);
            }
        }
        self
    }

    /// How many of its quotations were never judged by the sentence that they were cut from, and of how many.
    pub fn unjudged(&self) -> (usize, usize) {
        let entries = || self.sources.values().flat_map(|source| source.quotations.values());
        (entries().filter(|entry| entry.sentence.is_none()).count(), entries().count())
    }

    /// The same for a source that has another name, and quotations that have other keys. None, if what it says of the source
    /// was changed by hand: a new digest would make that good.
    pub fn renamed(&self, id: &str, new: &str, keys: &BTreeMap<String, String>) -> Option<Lock> {
        let mut lock = self.clone();
        let Some(mut source) = lock.sources.remove(id) else { return Some(lock) };
        let is_own = |(key, entry): (&String, &LockedQuotation)| entry.digest == entry.seal(id, &source.capture, key);
        if self.is_sealed() && !(source.digest == source.seal(id) && source.quotations.iter().all(is_own)) {
            return None;
        }
        let quotations = std::mem::take(&mut source.quotations).into_iter();
        source.quotations = quotations.map(|(key, entry)| (keys.get(&key).cloned().unwrap_or(key), entry)).collect();
        let capture = source.capture.clone();
        if self.is_sealed() {
            source.digest = source.seal(new);
            for (key, entry) in &mut source.quotations {
                entry.digest = entry.seal(new, &capture, key);
            }
        }
        lock.sources.insert(new.to_owned(), source);
        Some(lock)
    }

    /// The lock as a file: sorted, one value a line, the same bytes for the same content.
    pub fn to_text(&self) -> String {
        let yaml = serde_yaml::to_string(self).unwrap_or_default();
        format!("{HEAD}{yaml}")
    }
}

impl LockedSource {
    /// The digest over what it says of its capture.
    fn seal(&self, id: &str) -> String {
        seal(&(id, &self.capture, &self.sketch, &self.text))
    }
}

impl LockedQuotation {
    /// The digest over all its fields, whichever those are, and over where it belongs.
    fn seal(&self, source: &str, capture: &str, key: &str) -> String {
        seal(&(source, capture, key, LockedQuotation { digest: String::new(), ..self.clone() }))
    }

    /// Whether it says what `fresh` says, in every field; digests are over the fields.
    fn is_all_of(&self, fresh: &LockedQuotation) -> bool {
        let LockedQuotation { class, segments, start, end, exact, prefix, suffix, fragment, sentence, digest: _ } =
            self;
        (class, segments, start, end) == (&fresh.class, &fresh.segments, &fresh.start, &fresh.end)
            && (exact, prefix, suffix) == (&fresh.exact, &fresh.prefix, &fresh.suffix)
            && (fragment, sentence) == (&fresh.fragment, &fresh.sentence)
    }

    /// Whether it says what `fresh` says, in the fields that it has. An entry without digest is of the old form, whose
    /// fragments were shorter and whose context was never a whole sentence.
    fn agrees(&self, fresh: &LockedQuotation) -> bool {
        let place = |entry: &LockedQuotation| (entry.class, entry.segments, entry.start, entry.end);
        if !self.digest.is_empty() {
            return self.is_all_of(fresh);
        }
        place(self) == place(fresh)
            && self.exact == fresh.exact
            && (fresh.prefix.ends_with(&self.prefix) || self.prefix.ends_with(&fresh.prefix))
            && (fresh.suffix.starts_with(&self.suffix) || self.suffix.starts_with(&fresh.suffix))
    }
}

/// 32 hexadecimal digits of the hash of some fields.
fn seal(fields: &impl Serialize) -> String {
    let mut hex = Hash::of(&serde_json::to_vec(fields).unwrap_or_default()).hex();
    hex.truncate(32);
    hex
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
    let is_changed = |was: &str, is: &str| !was.is_empty() && !is.is_empty() && was != is;
    let is_other = is_changed(&before.capture, &after.capture)
        || is_changed(&before.sketch, &after.sketch)
        || is_changed(&before.text, &after.text);
    let new = after.quotations.iter().filter_map(|(key, entry)| match before.quotations.get(key) {
        None => Some(Amendment::Added(entry)),
        Some(known) => (!known.agrees(entry)).then_some(Amendment::Changed(entry)),
    });
    let old = before.quotations.iter().filter(|(key, _)| !after.quotations.contains_key(*key));
    let capture = is_other.then_some(Amendment::Capture);
    capture.into_iter().chain(new).chain(old.map(|(_, entry)| Amendment::Dropped(entry))).collect()
}

/// 24 hexadecimal digits of the hash of an article's words, typography set aside.
pub fn text_digest<'a>(passages: impl Iterator<Item = &'a str>) -> String {
    let normalised: Vec<String> = passages.map(crate::quotation::normalise).collect();
    let mut hex = Hash::of(normalised.join("\n").as_bytes()).hex();
    hex.truncate(24);
    hex
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
