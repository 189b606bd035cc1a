//! [`Manuscript`] → the lock as it should be: what the captures here bear out, and, where a capture is absent, the old
//! entries that a quotation still uses. Nothing is added without a capture.

use std::collections::BTreeSet;

use crate::files::is_private;
use crate::lock::{Amendment, Lock, LockedSource, VERSION, amendments};
use crate::manuscript::Manuscript;
use crate::method::UNNAMED_IN_LOCK;
use crate::verified::{Cited, Verified, VerifiedMemo, Witness, verified};

/// A new lock and what became different.
#[derive(Debug, Default)]
pub struct Relocked {
    pub lock: Lock,
    /// One line for each difference.
    pub changes: Vec<String>,
    added: usize,
    changed: usize,
    dropped: usize,
    /// The old lock is of an earlier version.
    is_upgrade: bool,
}

/// Why a new lock would lose what was verified: a file that cannot be read may quote it.
fn obstacle(manuscript: &Manuscript) -> Option<String> {
    if let Some(file) = manuscript.unreadable.first() {
        return Some(format!("`{file}` cannot be read; mend it first, so that the lock keeps its quotations"));
    }
    let file = manuscript.lock.as_ref()?;
    if file.text().is_ok_and(|(text, _)| Lock::parse(text).is_ok()) {
        return None;
    }
    let absent = manuscript.sources.iter().find(|source| Witness::new(source, manuscript).capture.is_none())?;
    Some(format!(
        "`{}` cannot be read, and without the capture of `{}` it cannot be made anew; take one as it was, such as one side of the merge",
        file.path, absent.id
    ))
}

/// How many locked quotations were not judged by the sentence that they were cut from, in a sentence; none: all were.
pub fn unjudged(lock: &Lock) -> Option<String> {
    let (count, all) = lock.unjudged();
    let why = match lock.is_sealed() {
        true => "nobody here reads their language, or their captures are not here",
        false => "the lock is older than that; run `onrecord lock` where the captures are",
    };
    (count > 0).then(|| format!("not judged by the sentence they were cut from: {count} of {all} quotations ({why})"))
}

/// Makes the lock anew. The error is a sentence: why that would lose something.
pub fn relock(manuscript: &Manuscript) -> Result<Relocked, String> {
    if let Some(obstacle) = obstacle(manuscript) {
        return Err(obstacle);
    }
    let old = &manuscript.locked;
    let all = verified(manuscript, &mut VerifiedMemo::default());
    if let Some(id) = all.iter().find(|verified| keeps_forgery(verified, old)).map(|one| &one.cited.witness.source.id) {
        return Err(format!(
            "what the lock says of `{id}` was changed by hand, and its capture is not here; take the lock of before that"
        ));
    }
    let expected = all.iter().filter_map(|verified| {
        let id = &verified.cited.witness.source.id;
        Some((id.clone(), expected(verified, old.sources.get(id))?))
    });
    let rules = Some(old.first_rules()).filter(|rules| *rules != UNNAMED_IN_LOCK);
    let lock = Lock { version: VERSION, rules, sources: expected.collect() }.sealed();
    let mut relocked = Relocked { is_upgrade: (1..VERSION).contains(&old.version), ..Relocked::default() };
    let quotations = all.iter().flat_map(|verified| verified.cited.quotations());
    let quoted = quotations.map(|quotation| (quotation.source.clone(), quotation.key.clone())).collect();
    relocked.compare(old, &lock, &in_order_of_pages(manuscript), &quoted);
    Ok(Relocked { lock, ..relocked })
}

/// The sources in the order in which pages first cite them.
fn in_order_of_pages(manuscript: &Manuscript) -> Vec<&str> {
    let mut order: Vec<&str> = Vec::new();
    let footnotes = manuscript.pages.iter().flat_map(|page| &page.body.footnotes);
    for line in footnotes.flat_map(|footnote| footnote.lines()) {
        if !order.contains(&line.source.as_str()) {
            order.push(&line.source);
        }
    }
    order
}

/// Whether entries would be kept that were changed by hand: a new digest would make them good.
fn keeps_forgery(verified: &Verified, old: &Lock) -> bool {
    !verified.words.are_here() && !verified.forgeries(old).is_empty()
}

/// What the lock should say of a source; none: nothing.
fn expected(verified: &Verified, known: Option<&LockedSource>) -> Option<LockedSource> {
    match verified.words.are_here() {
        _ if is_private(&verified.cited.witness.source.file) => None,
        true => Some(verified.locked.clone()),
        false => known.map(|known| kept(known, &verified.cited)),
    }
}

/// The entries of a source without capture that a quotation uses.
fn kept(known: &LockedSource, cited: &Cited) -> LockedSource {
    let used: BTreeSet<String> = cited.quotations().map(|quotation| quotation.key.clone()).collect();
    let mut kept = known.clone();
    kept.quotations.retain(|key, _| used.contains(key));
    kept
}

fn upgraded() -> String {
    format!("evidence.lock is now of version {VERSION}")
}

impl Relocked {
    /// "evidence.lock: 3 added, 1 changed, 0 dropped".
    pub fn summary(&self) -> String {
        match (self.added, self.changed, self.dropped) {
            (0, 0, 0) if self.is_upgrade => {
                format!("{}; it says what it said, and what was cut off the sentences of quotations", upgraded())
            }
            (added, changed, dropped) => {
                let counts = format!("evidence.lock: {added} added, {changed} changed, {dropped} dropped");
                if self.is_upgrade { format!("{}\n{counts}", upgraded()) } else { counts }
            }
        }
    }

    /// `order`: of sources, the others come after; `quoted`: what is quoted, found or not.
    fn compare(&mut self, old: &Lock, new: &Lock, order: &[&str], quoted: &BTreeSet<(String, String)>) {
        let nothing = LockedSource::default();
        let ids: BTreeSet<&String> = old.sources.keys().chain(new.sources.keys()).collect();
        let mut ids: Vec<&String> = ids.into_iter().collect();
        ids.sort_by_key(|id| order.iter().position(|known| known == id).unwrap_or(usize::MAX));
        for id in ids {
            let [before, after] = [old, new].map(|lock| lock.sources.get(id).unwrap_or(&nothing));
            for amendment in amendments(before, after) {
                let line = match amendment {
                    Amendment::Capture => "the capture changed; what stands below was found in the new one".to_owned(),
                    Amendment::Added(entry) => {
                        self.added += 1;
                        format!("added “{}” ({})", entry.exact, entry.class.as_str())
                    }
                    Amendment::Changed(entry) => {
                        self.changed += 1;
                        format!("changed “{}” ({})", entry.exact, entry.class.as_str())
                    }
                    Amendment::Dropped(entry) => {
                        self.dropped += 1;
                        let mut keys = before.quotations.iter().filter(|(_, known)| *known == entry);
                        let why = match keys.any(|(key, _)| quoted.contains(&(id.clone(), key.clone()))) {
                            true => "the capture does not have these words any more",
                            false => "nothing quotes these words any more",
                        };
                        format!("dropped “{}”: {why}", entry.exact)
                    }
                };
                self.changes.push(format!("{id}: {line}"));
            }
        }
    }
}
