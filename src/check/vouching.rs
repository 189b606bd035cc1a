//! What the lock says of each source's quotations: whether it is what comparing says, and, where nothing can be compared,
//! whether it vouches for them.

use std::sync::Arc;

use crate::files::is_private;
use crate::lock::{Amendment, Forgery, Lock, LockedQuotation, LockedSource, amendments};
use crate::manuscript::Manuscript;
use crate::memo::{Memo, Nothing, Printed};
use crate::quotation::{Capture, MatchClass, explain, normalise};
use crate::quoting::Quotation;
use crate::verified::{Verified, Whereabouts};

use super::finding::NearestLocked;

/// How far the lock is from what it should be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Drift {
    pub missing: usize,
    pub differing: usize,
    /// Entries of quotations that are quoted no more.
    pub unquoted: usize,
}

/// What the lock says of one source.
#[derive(Debug, Default)]
pub struct Vouching {
    pub drift: Drift,
    /// Entries that were changed by hand.
    pub forgeries: Vec<Forgery>,
    /// The quotations that nothing vouches for.
    pub unvouched: Vec<(Arc<Quotation>, Option<NearestLocked>)>,
}

/// What is remembered of each source.
pub type VouchingMemo = Memo<(), Arc<Vouching>>;

/// What the lock says of each source.
pub fn vouching(
    verified: &[Printed<Verified>],
    manuscript: &Manuscript,
    memo: &mut VouchingMemo,
) -> Vec<Arc<Vouching>> {
    memo.all(
        &Nothing,
        &manuscript.locked,
        verified,
        |verified| &verified.cited.witness.source.file,
        |verified, lock, _| Arc::new(of_source(verified, lock)),
    )
}

fn of_source(verified: &Verified, lock: &Lock) -> Vouching {
    let source = &verified.cited.witness.source;
    let locked = lock.sources.get(&source.id);
    let nothing = LockedSource::default();
    let mut vouching = Vouching { forgeries: verified.forgeries(lock), ..Vouching::default() };
    match verified.words {
        // The lock is not stale because somebody misquotes.
        Whereabouts::Capture | Whereabouts::Body if verified.refuses() => {}
        Whereabouts::Capture | Whereabouts::Body => {
            // It says nothing of what is private.
            let expected = if is_private(&source.file) { &nothing } else { &verified.locked };
            let known = locked.unwrap_or(&nothing);
            vouching.drift = match verified.words == Whereabouts::Body && known.capture != expected.capture {
                // What was locked against a capture is not to be told from its text by where it stands.
                true => drift(&of_words(known), &of_words(expected)),
                false => drift(known, expected),
            };
        }
        Whereabouts::Nowhere => {
            let public = verified.cited.quotations().filter(|quotation| !is_private(quotation.id.file()));
            let is_locked = |quotation: &Quotation| locked.unwrap_or(&nothing).quotations.contains_key(&quotation.key);
            vouching.unvouched = public
                .filter(|quotation| !is_locked(quotation))
                .map(|quotation| {
                    let nearest = locked.and_then(|locked| nearest(&quotation.words, locked));
                    (quotation, nearest)
                })
                .collect();
        }
        Whereabouts::Unreadable(_) => {}
    }
    vouching
}

/// What is the same in a capture and in the text that the site prints of it.
fn of_words(source: &LockedSource) -> LockedSource {
    let bare = |entry: &LockedQuotation| LockedQuotation {
        class: entry.class.max(MatchClass::Typographic),
        segments: entry.segments,
        exact: normalise(&entry.exact),
        start: 0,
        end: 0,
        prefix: String::new(),
        suffix: String::new(),
        fragment: String::new(),
        sentence: entry.sentence.clone(),
        digest: String::new(),
    };
    let quotations = source.quotations.iter().map(|(key, entry)| (key.clone(), bare(entry))).collect();
    LockedSource { quotations, ..LockedSource::default() }
}

fn drift(locked: &LockedSource, fresh: &LockedSource) -> Drift {
    let all = amendments(locked, fresh);
    let missing = all.iter().filter(|amendment| matches!(amendment, Amendment::Added(_))).count();
    let unquoted = all.iter().filter(|amendment| matches!(amendment, Amendment::Dropped(_))).count();
    Drift { missing, differing: all.len() - missing - unquoted, unquoted }
}

/// The locked words that are most like a quotation.
fn nearest(words: &str, locked: &LockedSource) -> Option<NearestLocked> {
    let all: String = locked.quotations.values().map(|entry| format!("{}\n\n", entry.exact)).collect();
    let explanation = explain(words, &Capture::new(&all, &[], &[]), &[], &[]);
    let nearest = explanation.nearest.as_ref().filter(|nearest| nearest.similarity >= 0.6)?.text.clone();
    let is_of = |exact: &str| exact.contains(nearest.trim()) || nearest.contains(exact.trim());
    let entry = locked.quotations.iter().find(|(_, entry)| is_of(&entry.exact));
    Some(NearestLocked { key: entry.map(|(key, _)| key.clone()), words: nearest, explanation })
}
