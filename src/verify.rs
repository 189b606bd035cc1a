//! Every quotation of the project, and whether its source's words bear it out.
//!
//! A source's words are its capture where that is here, or its own body where `rights: full` makes that the article;
//! without either, only the lock can vouch. Nothing here is rendered: readers are told what the lock says.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use crate::files::{File, FileId, Hash, is_private};
use crate::lock::{Lock, LockedQuotation, LockedSource, quotation_key};
use crate::manuscript::*;
use crate::memo::Memo;
use crate::quotation::{Anchor, Capture, Match, Miss, text_fragment, verify_anchored};
use crate::vocabulary::Rights;

/// A quotation and where it was written.
#[derive(Clone, Debug)]
pub struct Quoted {
    pub file: FileId,
    pub words: Text,
    /// The excerpt it must lie inside of; none for an excerpt's own words.
    pub inside: Option<String>,
    /// The excerpt whose own words these are.
    pub excerpt: Option<String>,
    /// The author said something about it: a comment in the line.
    pub commented: bool,
}

/// A source's words, prepared for comparing.
#[derive(Debug)]
pub struct Witness {
    /// The capture's path, or the source's own.
    pub file: FileId,
    /// True for a capture: its bytes can be quoted in reports.
    pub is_capture: bool,
    pub hash: Hash,
    pub capture: Capture,
}

/// A source with everything that is quoted from it.
pub struct Quotations<'a> {
    pub source: &'a Arc<SourceText>,
    pub quoted: Vec<Quoted>,
}

/// All quotations of the manuscript, by source, in the order of sources.
pub fn quotations(manuscript: &Manuscript) -> Vec<Quotations<'_>> {
    let mut index: BTreeMap<&str, usize> = BTreeMap::new();
    let mut list: Vec<Quotations> = Vec::new();
    for source in &manuscript.sources {
        index.entry(&source.id).or_insert_with(|| {
            let own = source.excerpts.iter().filter_map(|excerpt| {
                Some(Quoted {
                    file: source.file.clone(),
                    words: excerpt.quote.clone()?,
                    inside: None,
                    excerpt: Some(excerpt.id.value.clone()),
                    commented: false,
                })
            });
            list.push(Quotations { source, quoted: own.collect() });
            list.len() - 1
        });
    }
    for page in &manuscript.pages {
        for footnote in &page.body.footnotes {
            let FootnoteContent::Evidence { lines, .. } = &footnote.content else { continue };
            for line in lines {
                let (Some(words), Some(at)) = (&line.quotation, index.get(line.source.as_str())) else { continue };
                list[*at].quoted.push(Quoted {
                    file: page.file.clone(),
                    words: words.clone(),
                    inside: line.excerpt.as_ref().map(|excerpt| excerpt.value.clone()),
                    excerpt: None,
                    commented: line.comment.is_some(),
                });
            }
        }
    }
    list
}

/// Where a source's capture lies.
pub fn capture_path(source: &SourceText) -> String {
    let name = source.capture.file.as_ref().map_or_else(|| format!("{}.txt", source.id), |file| file.value.clone());
    format!("content/captures/{name}")
}

/// The captures that are here, by path.
pub fn captures(manuscript: &Manuscript) -> BTreeMap<&str, &File> {
    let is_text = |file: &&File| matches!(file.extension().as_str(), "txt" | "md");
    manuscript.captures.iter().filter(is_text).map(|file| (&*file.path, file)).collect()
}

/// The words that a source's quotations are compared with; none: only the lock can vouch.
pub fn witness(source: &SourceText, captures: &BTreeMap<&str, &File>) -> Option<Witness> {
    let excluded = &source.capture.excluded_lines;
    let damaged = &source.capture.damaged_lines;
    if let Some(file) = captures.get(capture_path(source).as_str()) {
        let (text, _) = file.text().ok()?;
        return Some(Witness {
            file: file.path.clone(),
            is_capture: true,
            hash: file.hash(),
            capture: Capture::new(text, excluded, damaged),
        });
    }
    if source.rights != Rights::Full || source.body.prose.is_empty() {
        return None;
    }
    let body: Vec<&str> = source.body.prose.iter().map(|prose| prose.text.as_str()).collect();
    let text = body.join("\n\n");
    let hash = Hash::of(text.as_bytes());
    Some(Witness { file: source.file.clone(), is_capture: false, hash, capture: Capture::new(&text, &[], &[]) })
}

/// One quotation's outcome, in the order of [`Quotations::quoted`].
pub type Outcome = Result<Arc<Match>, Arc<Miss>>;

/// What comparing one source's quotations gave.
#[derive(Debug, Clone)]
pub struct Compared {
    pub outcomes: Vec<Outcome>,
    pub locked: LockedSource,
}

/// Remembered for one source while its words and its quotations are the same.
pub type VerifyMemo = Memo<Hash, Option<Arc<Compared>>>;

/// Compares every quotation with its source's words; none for a source whose words are not here.
pub fn compare(
    list: &[Quotations],
    captures: &BTreeMap<&str, &File>,
    memo: &mut VerifyMemo,
) -> Vec<Option<Arc<Compared>>> {
    memo.all(
        list,
        |item| {
            let words = item.quoted.iter().flat_map(|quoted| {
                let inside = quoted.inside.as_deref().unwrap_or("");
                let private = if is_private(&quoted.file) { "private" } else { "" };
                [quoted.words.value.as_bytes(), inside.as_bytes(), private.as_bytes()]
            });
            let capture = captures.get(capture_path(item.source).as_str()).map_or(Hash::default(), |file| file.hash());
            let key = Hash::of_parts([&item.source.hash.0[..], &capture.0].into_iter().chain(words));
            (&item.source.file, key)
        },
        |item| {
            let witness = witness(item.source, captures)?;
            Some(Arc::new(compare_one(item, &witness)))
        },
    )
}

fn compare_one(item: &Quotations, witness: &Witness) -> Compared {
    let mut ranges: BTreeMap<&str, Range<usize>> = BTreeMap::new();
    let mut outcomes = Vec::with_capacity(item.quoted.len());
    let mut locked = LockedSource { capture: witness.hash.hex(), quotations: BTreeMap::new() };
    for quoted in &item.quoted {
        let within = quoted.inside.as_ref().and_then(|excerpt| ranges.get(excerpt.as_str()).cloned());
        let anchor = Anchor { within, ..Anchor::default() };
        let outcome = verify_anchored(&quoted.words.value, &witness.capture, &anchor);
        if let Ok(found) = &outcome {
            if let Some(excerpt) = &quoted.excerpt {
                ranges.insert(excerpt, found.start..found.end);
            }
            // The lock is published with the project: what private files quote stays out of it.
            if !is_private(&quoted.file) {
                locked.quotations.insert(quotation_key(&quoted.words.value), lock_entry(found, &witness.capture));
            }
        }
        outcomes.push(outcome.map(Arc::new).map_err(Arc::new));
    }
    Compared { outcomes, locked }
}

fn lock_entry(found: &Match, capture: &Capture) -> LockedQuotation {
    // What an omission left out stays out: the lock holds quoted words, not the article.
    let exact = match found.segments.len() {
        0 | 1 => found.exact.clone(),
        _ => {
            let segments = found.segments.iter().map(|segment| capture.slice(segment.start, segment.end));
            segments.collect::<Vec<_>>().join(" … ")
        }
    };
    LockedQuotation {
        class: found.class.as_str().to_owned(),
        words: found.words().to_owned(),
        start: found.start,
        end: found.end,
        exact,
        prefix: found.prefix.clone(),
        suffix: found.suffix.clone(),
        fragment: format!("text={}", text_fragment(capture, found)),
    }
}

/// A new lock and what became different.
#[derive(Debug, Default)]
pub struct Relocked {
    pub lock: Lock,
    pub changes: Vec<String>,
    pub added: usize,
    pub changed: usize,
    pub dropped: usize,
}

impl Relocked {
    /// "evidence.lock: 3 added, 1 changed, 0 dropped".
    pub fn summary(&self) -> String {
        format!("evidence.lock: {} added, {} changed, {} dropped", self.added, self.changed, self.dropped)
    }
}

/// The lock as it should be: what the captures here bear out, and, where a capture is absent, the old entries that a
/// quotation still uses. Nothing is added without a capture.
pub fn relock(manuscript: &Manuscript) -> Relocked {
    let old = &manuscript.locked;
    let list = quotations(manuscript);
    let captures = captures(manuscript);
    let compared = compare(&list, &captures, &mut VerifyMemo::default());
    let mut relocked =
        Relocked { lock: Lock { version: crate::lock::VERSION, sources: BTreeMap::new() }, ..Relocked::default() };
    for (item, compared) in list.iter().zip(compared).filter(|(item, _)| !is_private(&item.source.file)) {
        let known = old.sources.get(&item.source.id);
        let new = match (compared, known) {
            (Some(compared), _) => compared.locked.clone(),
            (None, Some(known)) => kept(known, item),
            (None, None) => continue,
        };
        relocked.lock.sources.insert(item.source.id.clone(), new);
    }
    relocked.tell(old);
    relocked
}

/// The entries of a source without capture that a quotation uses.
fn kept(known: &LockedSource, item: &Quotations) -> LockedSource {
    let used: Vec<String> = item.quoted.iter().map(|quoted| quotation_key(&quoted.words.value)).collect();
    let quotations = known.quotations.iter().filter(|(key, _)| used.contains(key));
    LockedSource {
        capture: known.capture.clone(),
        quotations: quotations.map(|(key, entry)| (key.clone(), entry.clone())).collect(),
    }
}

impl Relocked {
    fn tell(&mut self, old: &Lock) {
        let nothing = LockedSource::default();
        let ids: std::collections::BTreeSet<&String> = old.sources.keys().chain(self.lock.sources.keys()).collect();
        for id in ids {
            let before = old.sources.get(id).unwrap_or(&nothing);
            let after = self.lock.sources.get(id).unwrap_or(&nothing);
            if !before.capture.is_empty() && !after.capture.is_empty() && before.capture != after.capture {
                self.changes.push(format!("{id}: the capture changed; its quotations were found again"));
            }
            for (key, entry) in &after.quotations {
                match before.quotations.get(key) {
                    None => {
                        self.added += 1;
                        self.changes.push(format!("{id}: added “{}” ({})", entry.exact, entry.words));
                    }
                    Some(same) if same == entry => {}
                    Some(_) => {
                        self.changed += 1;
                        self.changes.push(format!("{id}: changed “{}” ({})", entry.exact, entry.words));
                    }
                }
            }
            for (key, entry) in &before.quotations {
                if !after.quotations.contains_key(key) {
                    self.dropped += 1;
                    self.changes.push(format!("{id}: dropped “{}”", entry.exact));
                }
            }
        }
    }
}
