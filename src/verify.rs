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
use crate::memo::{Memo, Once};
use crate::quotation::{Anchor, Capture, Match, Miss, text_fragment, verify_anchored};
use crate::vocabulary::Rights;

/// A quotation and where it was written.
#[derive(Clone, Copy, Debug)]
pub struct Quoted<'a> {
    pub file: &'a FileId,
    pub words: &'a Text,
    /// The excerpt it must lie inside of; none for an excerpt's own words.
    pub inside: Option<&'a str>,
    /// The excerpt whose own words these are.
    pub excerpt: Option<&'a str>,
    /// The author said something about it: a comment in the line.
    pub commented: bool,
}

impl Quoted<'_> {
    /// The name under which it is locked.
    pub fn key(&self) -> String {
        quotation_key(&self.words.value, self.inside)
    }
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

/// The lines of pages that quote one source, and a fingerprint of what they quote.
#[derive(Debug, Default)]
pub struct Group {
    /// Index into the manuscript's sources.
    source: usize,
    lines: Vec<Line>,
    quoting: Hash,
}

/// Indices of a page, of its footnote, and of the line in the footnote.
#[derive(Debug)]
struct Line {
    page: usize,
    footnote: usize,
    line: usize,
}

/// A source with everything that is quoted from it.
pub struct Quotations<'a> {
    pub source: &'a Arc<SourceText>,
    manuscript: &'a Manuscript,
    group: &'a Group,
}

/// What is remembered of who quotes whom: right while no page or source came or went, and pages quote the same.
pub type GroupMemo = Once<Hash, Arc<Vec<Group>>>;

/// Who quotes whom, by source, in the order of sources.
pub fn groups(manuscript: &Manuscript, memo: &mut GroupMemo) -> Arc<Vec<Group>> {
    let sources = manuscript.sources.iter().map(|source| source.id.as_bytes());
    let pages = [&manuscript.faces.placed.0[..], &manuscript.faces.quoting.0];
    memo.get(Hash::of_parts(sources.chain(pages)), || Arc::new(all_groups(manuscript)))
}

fn all_groups(manuscript: &Manuscript) -> Vec<Group> {
    let mut by_id: BTreeMap<&str, usize> = BTreeMap::new();
    let mut groups: Vec<Group> = Vec::new();
    for (source, text) in manuscript.sources.iter().enumerate() {
        by_id.entry(&text.id).or_insert_with(|| {
            groups.push(Group { source, ..Group::default() });
            groups.len() - 1
        });
    }
    for (page, text) in manuscript.pages.iter().enumerate() {
        for (footnote, definition) in text.body.footnotes.iter().enumerate() {
            let FootnoteContent::Evidence { lines, .. } = &definition.content else { continue };
            for (line, evidence) in lines.iter().enumerate() {
                if evidence.quotation.is_some()
                    && let Some(at) = by_id.get(evidence.source.as_str())
                {
                    groups[*at].lines.push(Line { page, footnote, line });
                }
            }
        }
    }
    for group in &mut groups {
        let pages = group.lines.iter().map(|line| &manuscript.pages[line.page]);
        let parts = pages.flat_map(|page| {
            let private: &[u8] = if is_private(&page.file) { b"private" } else { b"" };
            [&page.faces.quoting.0[..], private]
        });
        group.quoting = Hash::of_parts(parts);
    }
    groups
}

/// All quotations of the manuscript, by source, in the order of sources.
pub fn quotations<'a>(manuscript: &'a Manuscript, groups: &'a [Group]) -> Vec<Quotations<'a>> {
    let of = |group: &'a Group| Some(Quotations { source: manuscript.sources.get(group.source)?, manuscript, group });
    groups.iter().filter_map(of).collect()
}

impl<'a> Quotations<'a> {
    /// The source's own excerpts, then what pages quote, in the order of pages.
    pub fn quoted(&self) -> impl Iterator<Item = Quoted<'a>> + use<'a> {
        let (source, manuscript) = (self.source, self.manuscript);
        let own = source.excerpts.iter().filter_map(|excerpt| {
            let (words, excerpt) = (excerpt.quote.as_ref()?, Some(excerpt.id.value.as_str()));
            Some(Quoted { file: &source.file, words, inside: None, excerpt, commented: false })
        });
        own.chain(self.group.lines.iter().filter_map(move |at| at.quoted(manuscript)))
    }

    /// Equal fingerprints: the same quotations in the same order. Where they stand is left out.
    pub fn fingerprint(&self) -> (Hash, Hash) {
        (self.source.hash, self.group.quoting)
    }
}

impl Line {
    fn quoted<'a>(&self, manuscript: &'a Manuscript) -> Option<Quoted<'a>> {
        let page = manuscript.pages.get(self.page)?;
        let FootnoteContent::Evidence { lines, .. } = &page.body.footnotes.get(self.footnote)?.content else {
            return None;
        };
        let line = lines.get(self.line)?;
        let inside = line.excerpt.as_ref().map(|excerpt| excerpt.value.as_str());
        let commented = line.comment.is_some();
        Some(Quoted { file: &page.file, words: line.quotation.as_ref()?, inside, excerpt: None, commented })
    }
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
        let capture = Capture::of(file, excluded, damaged).ok()?;
        return Some(Witness { file: file.path.clone(), is_capture: true, hash: file.hash(), capture });
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
pub type VerifyMemo = Memo<((Hash, Hash), Hash), Option<Arc<Compared>>>;

/// Compares every quotation with its source's words; none for a source whose words are not here.
pub fn compare(
    list: &[Quotations],
    captures: &BTreeMap<&str, &File>,
    memo: &mut VerifyMemo,
) -> Vec<Option<Arc<Compared>>> {
    memo.all(
        list,
        |item| (&item.source.file, (item.fingerprint(), capture_hash(item.source, captures))),
        |item| {
            let witness = witness(item.source, captures)?;
            Some(Arc::new(compare_one(item, &witness)))
        },
    )
}

/// Of a source's capture; the empty one without it.
pub fn capture_hash(source: &SourceText, captures: &BTreeMap<&str, &File>) -> Hash {
    captures.get(capture_path(source).as_str()).map_or(Hash::default(), |file| file.hash())
}

fn compare_one(item: &Quotations, witness: &Witness) -> Compared {
    let mut excerpts: BTreeMap<&str, Vec<Range<usize>>> = BTreeMap::new();
    let mut outcomes = Vec::new();
    let mut locked = LockedSource { capture: witness.hash.hex(), quotations: BTreeMap::new() };
    for quoted in item.quoted() {
        let excerpt = quoted.inside.and_then(|excerpt| excerpts.get(excerpt)).map_or(&[][..], Vec::as_slice);
        let outcome = verify_inside(&quoted.words.value, &witness.capture, excerpt);
        if let Ok(found) = &outcome {
            if let Some(excerpt) = quoted.excerpt {
                excerpts.insert(excerpt, segments(found));
            }
            // The lock is published with the project: what private files quote stays out of it.
            if !is_private(quoted.file) {
                locked.quotations.insert(quoted.key(), lock_entry(found, &witness.capture));
            }
        }
        outcomes.push(outcome.map(Arc::new).map_err(Arc::new));
    }
    Compared { outcomes, locked }
}

/// The runs of words that a match quotes.
fn segments(found: &Match) -> Vec<Range<usize>> {
    let runs = found.segments.iter().map(|segment| segment.start..segment.end);
    if found.segments.len() > 1 { runs.collect() } else { std::iter::once(found.start..found.end).collect() }
}

/// Looks for a quotation in an excerpt, which is some runs of words; none: anywhere. What the excerpt left out between
/// them is no part of it.
fn verify_inside(words: &str, capture: &Capture, excerpt: &[Range<usize>]) -> Result<Match, Miss> {
    let within =
        |range: Range<usize>| verify_anchored(words, capture, &Anchor { within: Some(range), ..Anchor::default() });
    let (first, last) = match excerpt {
        [] => return verify_anchored(words, capture, &Anchor::default()),
        [only] => return within(only.clone()),
        [first, .., last] => (first, last),
    };
    let found = within(first.start..last.end)?;
    let is_quoted = |run: &Range<usize>| excerpt.iter().any(|own| own.start <= run.start && run.end <= own.end);
    if segments(&found).iter().all(is_quoted) {
        return Ok(found);
    }
    let elsewhere = excerpt.iter().find_map(|own| within(own.clone()).ok());
    elsewhere.ok_or(Miss::OutsideExcerpt { start: found.start, end: found.end, line: found.line })
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

/// Why a new lock would lose what was verified: a file that cannot be read may quote it.
pub fn obstacle(manuscript: &Manuscript) -> Option<String> {
    if let Some(file) = manuscript.unreadable.first() {
        return Some(format!("`{file}` cannot be read; mend it first, so that the lock keeps its quotations"));
    }
    let file = manuscript.lock.as_ref()?;
    let is_broken = file.text().map_or(true, |(text, _)| Lock::parse(text).is_err());
    let captures = captures(manuscript);
    let absent = manuscript.sources.iter().find(|source| !captures.contains_key(capture_path(source).as_str()));
    let absent = absent.filter(|_| is_broken)?;
    Some(format!(
        "`{}` cannot be read, and without the capture of `{}` it cannot be made anew; mend it by hand",
        file.path, absent.id
    ))
}

/// The lock as it should be: what the captures here bear out, and, where a capture is absent, the old entries that a
/// quotation still uses. Nothing is added without a capture.
pub fn relock(manuscript: &Manuscript) -> Relocked {
    let old = &manuscript.locked;
    let groups = groups(manuscript, &mut GroupMemo::default());
    let list = quotations(manuscript, &groups);
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
    let used: Vec<String> = item.quoted().map(|quoted| quoted.key()).collect();
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
                self.changes.push(format!("{id}: the capture changed; what stands below was found in the new one"));
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
