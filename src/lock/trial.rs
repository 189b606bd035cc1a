//! Each entry of a lock, verified against itself: what nobody but `onrecord lock` wrote does not stand.

use super::{Lock, LockedQuotation, LockedSource, OMISSION, PARTING};
use crate::address;
use crate::quotation::{Capture, MatchClass, normalise, verify};

/// An entry that is not as `onrecord lock` wrote it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Forgery {
    /// The entry's key; none: what is said of the source's capture.
    pub key: Option<String>,
    pub flaw: Flaw,
}

/// What is wrong with an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Flaw {
    /// Its digest is not that of its fields, or it lacks one, or has one that its version did not write.
    Digest,
    /// What should be hexadecimal digits is not.
    Digits,
    /// The quotation of its key does not stand in its words.
    Words,
    /// It does so in another way than it says.
    Class,
    /// Its words are not as long as their place.
    Extent,
    /// Its link leads to other words.
    Fragment,
}

impl Flaw {
    pub fn in_words(self) -> &'static str {
        match self {
            Flaw::Digest => "its digest is not that of what it says",
            Flaw::Digits => "its digits are not those of a hash",
            Flaw::Words => "its words do not bear out the quotation that they are kept for",
            Flaw::Class => "it says that the words were found in another way than they are",
            Flaw::Extent => "its words are not as long as it says",
            Flaw::Fragment => "its link leads to other words",
        }
    }
}

/// What is wrong with what a lock says of a source. `is_plain` says that the capture is plain text, every code point of
/// which is shown; `fresh` is what comparing has just said of its quotations, if their words are here; `quoted` are the
/// words of the project's quotation with a key.
pub fn forgeries<'q>(
    lock: &Lock,
    id: &str,
    is_plain: bool,
    fresh: &LockedSource,
    quoted: impl Fn(&str) -> Option<&'q str>,
) -> Vec<Forgery> {
    let Some(source) = lock.sources.get(id) else { return Vec::new() };
    if let Some(flaw) = of_source(source, id, lock.is_sealed()) {
        return vec![Forgery { key: None, flaw }];
    }
    let flaw = |(key, entry): (&String, &LockedQuotation)| {
        let is_digest =
            entry.digest == if lock.is_sealed() { entry.seal(id, &source.capture, key) } else { String::new() };
        let flaw = match is_digest {
            false => Some(Flaw::Digest),
            true if !is_hex(key, 24) => Some(Flaw::Digits),
            true if fresh.quotations.get(key).is_some_and(|fresh| entry.is_all_of(fresh)) => None,
            true => of_entry(entry, is_plain, quoted(key)),
        };
        Some(Forgery { key: Some(key.clone()), flaw: flaw? })
    };
    source.quotations.iter().filter_map(flaw).collect()
}

fn of_source(source: &LockedSource, id: &str, is_sealed: bool) -> Option<Flaw> {
    let is_digest = source.digest == if is_sealed { source.seal(id) } else { String::new() };
    match is_digest {
        false => Some(Flaw::Digest),
        true => (!is_hex(&source.capture, 64)).then_some(Flaw::Digits),
    }
}

fn is_hex(text: &str, digits: usize) -> bool {
    text.len() == digits && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

fn of_entry(entry: &LockedQuotation, is_plain: bool, quoted: Option<&str>) -> Option<Flaw> {
    if !has_extent(entry, is_plain) {
        return Some(Flaw::Extent);
    }
    if entry.segments == 1 && !leads_to(&entry.fragment, &entry.exact) {
        return Some(Flaw::Fragment);
    }
    stands(entry, quoted?)
}

/// Whether its words are as long as their place.
fn has_extent(entry: &LockedQuotation, is_plain: bool) -> bool {
    let Some(place) = entry.end.checked_sub(entry.start) else { return false };
    let length = entry.exact.chars().count();
    match entry.segments {
        0 => false,
        1 if is_plain => length == place,
        1 => length <= place,
        segments => {
            [OMISSION, PARTING].iter().map(|mark| entry.exact.matches(mark).count()).sum::<usize>() >= segments - 1
        }
    }
}

/// Whether the words of a link's text directive that are not context stand in `exact`.
fn leads_to(fragment: &str, exact: &str) -> bool {
    let Some(terms) = fragment.strip_prefix("text=") else { return fragment.is_empty() };
    let known = normalise(exact).to_lowercase();
    let own = terms.split(',').filter(|term| !term.starts_with('-') && !term.ends_with('-'));
    own.map(address::decode).all(|term| known.contains(&normalise(&term).to_lowercase()))
}

/// The quotation, by the matcher that found it in the capture, in what the entry has of that.
fn stands(entry: &LockedQuotation, quoted: &str) -> Option<Flaw> {
    let window = Capture::new(&[&*entry.prefix, &*entry.exact, &*entry.suffix].concat(), &[], &[]);
    let start = entry.prefix.chars().count();
    let end = start + entry.exact.chars().count();
    let Ok(found) = verify(quoted, &window, Some(start..end)) else { return Some(Flaw::Words) };
    if found.start != start || found.end != end {
        return Some(Flaw::Words);
    }
    // Typography changes with every save of an editor, and what an omission left out is not here.
    let near = |class: MatchClass| class.max(MatchClass::Typographic);
    let is_same = entry.segments > 1 || near(found.class) == near(entry.class);
    (!is_same).then_some(Flaw::Class)
}
