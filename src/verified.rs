//! Whether a source's words bear out what is quoted from it.
//!
//! A source's words are its capture where that is here, or its own body where `rights: full` makes that the article;
//! without either, only the lock can vouch. Nothing here is rendered: readers are told what the lock says.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use crate::files::{File, FileId, Hash, is_private};
use crate::lock::{Forgery, Lock, LockedQuotation, LockedSource, OMISSION, PARTING, forgeries, sketch, text_digest};
use crate::manuscript::{Manuscript, SourceText};
use crate::memo::{Memo, Nothing, Printed, Reader, memos};
use crate::original::{ByHand, beside, by_hand};
use crate::parse::as_read::as_read;
use crate::passage::Wording;
use crate::quotation::{Capture, Match, Miss, text_fragment, verify};
use crate::quoting::{Lines, Quotation, QuotationId, Quoters, Quoting, by_source, originals, own, quoting};
use crate::reprint::{Departure, departures};
use crate::vocabulary::Rights;

/// A source and its capture, if that is here.
#[derive(Clone, Hash, Debug)]
pub struct Witness {
    pub source: Printed<SourceText>,
    /// The tag of the language that its words are in.
    pub language: String,
    pub capture: Option<File>,
    /// What the capture was made of, where it is not as it was made.
    originals: Vec<File>,
}

/// Where a source's words are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whereabouts {
    Capture,
    Body,
    Nowhere,
    /// In a capture that is not UTF-8 text; with its first byte that is not.
    Unreadable(usize),
}

impl Whereabouts {
    pub fn are_here(self) -> bool {
        matches!(self, Whereabouts::Capture | Whereabouts::Body)
    }
}

/// A source's words, prepared for comparing, and the digest of what they were read from.
#[derive(Debug)]
pub struct Testimony {
    pub capture: Capture,
    sha256: Hash,
    sketch: String,
}

impl Witness {
    pub fn new(source: &Printed<SourceText>, manuscript: &Manuscript) -> Witness {
        // Captures lie in the order of their paths.
        let path = capture_path(source);
        let at = manuscript.captures.binary_search_by(|file| file.path.as_ref().cmp(path.as_str())).ok();
        let file = at.and_then(|at| manuscript.captures.get(at));
        let capture = file.filter(|file| matches!(file.extension().as_str(), "txt" | "md"));
        let language = source.language.as_ref().unwrap_or(&manuscript.settings.language).clone();
        let is_as_made = |made: &File| match (&source.capture.sha256, &source.capture.edited) {
            (Some(declared), None) => declares(declared, &made.hash().hex()),
            (_, edited) => edited.is_none(),
        };
        let originals = match capture {
            Some(capture) if !is_as_made(capture) => beside(source, &manuscript.captures),
            _ => Vec::new(),
        };
        Witness { source: source.clone(), language, capture: capture.cloned(), originals }
    }

    /// What somebody did to the capture, where the kept original bears out every line of it.
    pub fn by_hand(&self) -> Option<ByHand> {
        let (text, _) = self.capture.as_ref()?.text().ok()?;
        by_hand(&self.originals, self.source.capture.sha256.as_ref()?, text)
    }

    /// The code points of the capture at which lines are missing that were struck by hand. Where nobody can say which, it may be each.
    fn gaps(&self) -> Vec<usize> {
        if self.originals.is_empty() && self.source.capture.edited.is_none() {
            return Vec::new();
        }
        let Some(Ok((text, _))) = self.capture.as_ref().map(File::text) else { return Vec::new() };
        let known = self.by_hand().map(|by_hand| by_hand.gaps);
        let (mut point, mut all) = (0, Vec::new());
        for (number, line) in (1..).zip(text.split_inclusive('\n')) {
            all.extend(known.as_ref().is_none_or(|gaps| gaps.contains(&number)).then_some(point));
            point += line.chars().count();
        }
        all
    }

    /// Whether the site prints the source's text in full.
    pub fn prints_article(&self) -> bool {
        self.source.rights == Rights::Full && self.source.passages.body().next().is_some()
    }

    /// By what that text is known again.
    pub fn text_digest(&self) -> String {
        text_digest(self.source.passages.body().map(|passage| &*passage.text))
    }

    /// The source's words; none: they are not here, or cannot be read.
    pub fn testimony(&self) -> (Whereabouts, Option<Testimony>) {
        let source = &self.source;
        if let Some(file) = &self.capture {
            return match file.text() {
                Ok((text, _)) => {
                    // A copy in Markdown is compared as it reads.
                    let text = match file.extension().as_str() {
                        "md" => Cow::Owned(as_read(text)),
                        _ => Cow::Borrowed(text),
                    };
                    let capture = Capture::new(&text, &source.capture.excluded_lines, &source.capture.damaged_lines);
                    let sketch = sketch(&own_lines(&text, &source.capture.excluded_lines));
                    let capture = capture.with_apart(&source.capture.apart_lines).in_language(&self.language);
                    (Whereabouts::Capture, Some(Testimony { capture, sha256: file.hash(), sketch }))
                }
                Err(at) => (Whereabouts::Unreadable(at), None),
            };
        }
        if !self.prints_article() {
            return (Whereabouts::Nowhere, None);
        }
        let body: Vec<&str> = source.passages.body().map(|one| &*one.text).collect();
        let text = body.join("\n\n");
        let (capture, sketch) = (Capture::new(&text, &[], &[]).in_language(&self.language), sketch(&text));
        (Whereabouts::Body, Some(Testimony { capture, sha256: Hash::of(text.as_bytes()), sketch }))
    }
}

/// Whether a source declares this digest.
pub fn declares(declared: &str, digest: &str) -> bool {
    declared.trim_start_matches("sha256:").eq_ignore_ascii_case(digest)
}

/// A capture without the lines that are not the source's own: menus are the same on many pages.
fn own_lines(text: &str, excluded: &[(u32, u32)]) -> String {
    let is_own = |line: u32| !excluded.iter().any(|(first, last)| (*first..=*last).contains(&line));
    (1..).zip(text.lines()).filter(|(line, _)| is_own(*line)).map(|(_, text)| format!("{text}\n")).collect()
}

/// Where a source's capture lies.
pub fn capture_path(source: &SourceText) -> String {
    match &source.capture.file {
        Some(file) => format!("content/captures/{}", file.value),
        None => format!("content/captures/{}.txt", source.id),
    }
}

/// A source and what is quoted from it: everything that comparing reads.
#[derive(Clone, Hash, Debug)]
pub struct Cited {
    pub witness: Witness,
    pub lines: Lines,
}

impl Cited {
    /// The source's own excerpts, then what pages quote, in the order of pages.
    pub fn quotations(&self) -> impl Iterator<Item = Arc<Quotation>> {
        own(&self.witness.source).chain(self.lines.iter().cloned())
    }
}

memos! {
    /// What is remembered of who quotes whom.
    struct CitedMemo {
        pages: Memo<(), Printed<Quoting>>,
        by_source: Memo<(), Arc<Vec<Option<Lines>>>>,
    }
}

/// Every source that can be cited, in the order of sources.
fn cited(manuscript: &Manuscript, memo: &mut CitedMemo) -> Vec<Cited> {
    let pages = memo.pages.all(&Nothing, &(), &manuscript.pages, |page| &page.file, |page, (), _| quoting(page));
    let pages = pages.into_iter().chain(manuscript.sources.iter().map(|source| originals(source))).collect();
    let sources = manuscript.sources.iter().map(|source| FileId::clone(&source.file)).collect();
    let grouped = memo.by_source.one(&Nothing, &(), Quoters { sources, pages }, |quoters, (), _| by_source(quoters));
    let grouped = grouped.unwrap_or_default();
    let cited = |(source, lines): (&Printed<SourceText>, &Option<Lines>)| {
        Some(Cited { witness: Witness::new(source, manuscript), lines: lines.clone()? })
    };
    manuscript.sources.iter().zip(grouped.iter()).filter_map(cited).collect()
}

/// A source, and what comparing its quotations with its words gave: it is known by what was compared.
#[derive(Debug)]
pub struct Verified {
    pub cited: Cited,
    pub words: Whereabouts,
    /// The quotations of which a rule may have something to say: all that are no plain matches.
    pub uneven: Vec<(Arc<Quotation>, Result<Match, Miss>)>,
    /// All of them, where the source's words are not here: the lock speaks for them.
    pub remembered: Vec<Arc<Quotation>>,
    /// Where the article that the site prints in full is not its capture's text.
    pub departures: Vec<Departure>,
    /// What the lock should say of them.
    pub locked: LockedSource,
}

impl std::hash::Hash for Verified {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.cited.hash(state);
    }
}

impl Verified {
    /// What of a lock's entries for this source nobody but `onrecord lock` can have written.
    pub fn forgeries(&self, lock: &Lock) -> Vec<Forgery> {
        let source = &self.cited.witness.source;
        let own: Vec<Arc<Quotation>> = own(source).collect();
        let quoted: BTreeMap<&str, &Wording> =
            own.iter().chain(self.cited.lines.iter()).map(|quotation| (&*quotation.key, &quotation.words)).collect();
        let words = |key: &str| quoted.get(key).map(|words| &***words);
        let is_plain = !capture_path(source).ends_with(".md") && self.words != Whereabouts::Body;
        forgeries(lock, &source.id, is_plain, &self.locked, words)
    }

    /// Whether some quotation does not stand in the source.
    pub fn refuses(&self) -> bool {
        self.uneven.iter().any(|(_, outcome)| outcome.is_err())
    }
}

memos! {
    /// What is remembered: of who quotes whom, and of a source while it is cited as it was.
    pub struct VerifiedMemo {
        cited: CitedMemo,
        verified: Memo<(), Printed<Verified>>,
    }
}

/// Compares every quotation of the project with its source's words.
pub fn verified(manuscript: &Manuscript, memo: &mut VerifiedMemo) -> Vec<Printed<Verified>> {
    let cited = cited(manuscript, &mut memo.cited);
    let verify = |cited: &Cited, (): &(), _: &Reader<Nothing>| Printed::new(verify_all(cited));
    memo.verified.all(&Nothing, &(), &cited, |cited| &cited.witness.source.file, verify)
}

fn verify_all(cited: &Cited) -> Verified {
    let (words, testimony) = cited.witness.testimony();
    let (uneven, remembered, locked) = (Vec::new(), Vec::new(), LockedSource::default());
    let mut verified = Verified { cited: cited.clone(), words, uneven, remembered, departures: Vec::new(), locked };
    let Some(Testimony { capture, sha256, sketch }) = testimony else {
        verified.remembered = cited.quotations().collect();
        return verified;
    };
    (verified.locked.capture, verified.locked.sketch) = (sha256.hex(), sketch);
    if words == Whereabouts::Capture && cited.witness.prints_article() {
        verified.departures = departures(&cited.witness.source, &capture);
        if verified.departures.is_empty() {
            verified.locked.text = cited.witness.text_digest();
        }
    }
    let gaps = cited.witness.gaps();
    // Where the source's own excerpts stand: its lines of evidence come after them.
    let mut excerpts: BTreeMap<String, Vec<Range<usize>>> = BTreeMap::new();
    // By their keys the words that were last locked, and are plain: a line that quotes them as they are says nothing new.
    let mut plain: BTreeMap<String, Wording> = BTreeMap::new();
    for quotation in cited.quotations() {
        let is_locked = !is_private(quotation.id.file());
        let is_line = matches!(quotation.id, QuotationId::Line { .. });
        if is_locked && is_line && plain.get(&quotation.key) == Some(&quotation.words) {
            continue;
        }
        let excerpt =
            quotation.inside.as_ref().and_then(|excerpt| excerpts.get(excerpt)).map_or(&[][..], Vec::as_slice);
        let outcome = verify_inside(&quotation.words, &capture, excerpt);
        let outcome = outcome.and_then(|found| in_a_row(found, &gaps));
        if let Ok(found) = &outcome {
            if let QuotationId::Excerpt { excerpt, .. } = &quotation.id {
                excerpts.insert(excerpt.clone(), segments(found));
            }
            // The lock is published with the project: what private files quote stays out of it.
            if is_locked {
                let shows_all = cited.witness.source.rights == Rights::Full;
                verified.locked.quotations.insert(quotation.key.clone(), lock_entry(found, &capture, shows_all));
            }
        }
        match &outcome {
            Ok(found) if found.is_plain() => {
                if is_locked {
                    plain.insert(quotation.key.clone(), quotation.words.clone());
                }
            }
            _ => {
                plain.remove(&quotation.key);
                verified.uneven.push((quotation, outcome));
            }
        }
    }
    verified
}

/// Words that run on over a place where lines were struck were never said in a row.
fn in_a_row(found: Match, gaps: &[usize]) -> Result<Match, Miss> {
    let runs = segments(&found);
    let crosses = |gap: &&usize| runs.iter().any(|run| run.start < **gap && **gap < run.end);
    match gaps.iter().find(crosses) {
        Some(_) => Err(Miss::AcrossStruck { start: found.start, end: found.end }),
        None => Ok(found),
    }
}

/// The runs of words that a match quotes.
fn segments(found: &Match) -> Vec<Range<usize>> {
    let runs = found.segments.iter().map(|segment| segment.start..segment.end);
    if found.segments.len() > 1 { runs.collect() } else { std::iter::once(found.start..found.end).collect() }
}

/// Looks for a quotation in an excerpt, which is some runs of words; none: anywhere. What the excerpt left out between
/// them is no part of it.
fn verify_inside(words: &str, capture: &Capture, excerpt: &[Range<usize>]) -> Result<Match, Miss> {
    let within = |range: Range<usize>| verify(words, capture, Some(range));
    let (first, last) = match excerpt {
        [] => return verify(words, capture, None),
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

/// What the lock says of a quotation that was found; with its whole sentence, if readers have the whole text.
pub fn lock_entry(found: &Match, capture: &Capture, shows_all: bool) -> LockedQuotation {
    let segments = segments(found);
    // What an omission left out stays out: the lock holds quoted words, not the article.
    let mut exact = String::new();
    for (number, segment) in segments.iter().enumerate() {
        let gap = number.checked_sub(1).map(|before| found.gaps.get(before).is_some_and(|gap| gap.is_apart));
        exact.push_str(gap.map_or("", |is_apart| if is_apart { PARTING } else { OMISSION }));
        exact.push_str(&capture.shown(segment.start, segment.end));
    }
    let (mut prefix, mut suffix) = (found.prefix.clone(), found.suffix.clone());
    // Where readers have the whole text they are shown the whole sentence.
    if shows_all {
        let (before, after) = capture.sentence_around(found.start, found.end);
        prefix = if before.len() > prefix.len() { before } else { prefix };
        suffix = if after.len() > suffix.len() { after } else { suffix };
    }
    LockedQuotation {
        class: found.class,
        segments: segments.len(),
        start: found.start,
        end: found.end,
        exact,
        prefix,
        suffix,
        sentence: found.enclosing.cuts.as_ref().map(|cuts| cuts.iter().map(|cut| cut.cut).collect()),
        fragment: format!("text={}", text_fragment(capture, found)),
        digest: String::new(),
    }
}
