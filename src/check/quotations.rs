//! Compares every quotation with its source and hands what is found to the rules of quotations.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::diagnostic::Diagnostic;
use crate::files::{File, FileId, Span, is_private};
use crate::lock::LockedSource;
use crate::manuscript::NoteText;
use crate::quotation::{self, Capture, Explanation, Gap, Kind, Match, Miss, explain};
use crate::verify::{self, Compared, Quotations, Quoted, VerifyMemo, Witness};

use crate::vocabulary::Visibility;

use super::*;

/// A quotation's place, and where the nearest words of its source are.
pub struct Place<'a> {
    pub file: &'a FileId,
    pub span: Span,
    /// "the capture of `s003`": for messages.
    pub source: String,
    pub source_id: &'a str,
    /// The place in the capture or lock that the report shows, with what to say of it.
    near: Option<(FileId, Span, String)>,
}

impl Place<'_> {
    /// Adds the capture's side and the help.
    pub fn against(&self, diagnostic: Diagnostic, help: &str) -> Diagnostic {
        match &self.near {
            Some((file, span, message)) => diagnostic.label(file, *span, message.as_str()).help(help),
            None => diagnostic.help(help),
        }
    }
}

/// The captures that are here, by path.
type Captures<'a> = BTreeMap<&'a str, &'a File>;

/// What is remembered: who quotes whom, how quotations compare with their source's words, and what is to be said of each
/// source's.
#[derive(Default)]
pub struct QuotationMemo {
    groups: verify::GroupMemo,
    compared: VerifyMemo,
    judged: Memo<(Own, Hash), Arc<Judged>>,
}

/// What judging one source's quotations reads of it: words, quotations, capture, lock, and whether a note is about it.
type Own = ((Hash, Hash), Hash, Hash, bool);

/// What is to be said of one source's quotations.
struct Judged {
    own: Own,
    stale: Stale,
    /// With the index of the quotation in whose place the finding stands; none: it stands where it says.
    found: Vec<(Option<usize>, Diagnostic)>,
    /// Explaining a refusal looks at all other sources, too.
    refused: bool,
}

pub fn check(subject: &Subject, memo: &mut QuotationMemo, found: &mut Vec<Diagnostic>) {
    let manuscript = subject.manuscript;
    let groups = verify::groups(manuscript, &mut memo.groups);
    let list = verify::quotations(manuscript, &groups);
    let captures = verify::captures(manuscript);
    let compared = verify::compare(&list, &captures, &mut memo.compared);
    let lock = manuscript.lock.as_ref().map_or(Hash::default(), |file| file.hash());
    let noted = noted_sources(subject);
    let items: Vec<(&Quotations, &Option<Arc<Compared>>, Own)> = list
        .iter()
        .zip(&compared)
        .map(|(item, compared)| {
            let capture = verify::capture_hash(item.source, &captures);
            (item, compared, (item.fingerprint(), capture, lock, noted.contains(item.source.id.as_str())))
        })
        .collect();
    let others = fingerprint_of_others(subject, &captures);
    let judged = memo.judged.renewed(
        &items,
        |(item, _, own)| (&item.source.file, (*own, others)),
        |(item, compared, own), known| {
            let is_right = |known: &Arc<Judged>| known.own == *own && !known.refused;
            known
                .filter(is_right)
                .unwrap_or_else(|| Arc::new(judge(item, compared.as_deref(), *own, &captures, subject)))
        },
    );
    let mut stale = Stale::default();
    for (item, judged) in list.iter().zip(&judged) {
        stale.add(&judged.stale);
        let quotations: Vec<Quoted> = if judged.found.is_empty() { Vec::new() } else { item.quoted().collect() };
        for (index, diagnostic) in &judged.found {
            let mut diagnostic = diagnostic.clone();
            if let Some(quoted) = index.and_then(|index| quotations.get(index)) {
                (diagnostic.file, diagnostic.span) = (quoted.file.clone(), quoted.words.span);
            }
            found.push(diagnostic);
        }
    }
    let known: BTreeSet<&str> = manuscript.sources.iter().map(|source| source.id.as_str()).collect();
    stale.differing += manuscript.locked.sources.keys().filter(|id| !known.contains(id.as_str())).count();
    stale.report(subject, found);
}

/// A note about a source, which readers can see, says what the site does with its words.
fn noted_sources<'a>(subject: &Subject<'a>) -> BTreeSet<&'a str> {
    let is_public = |note: &&Arc<NoteText>| !note.private && note.visibility == Visibility::Public;
    let notes = subject.manuscript.notes.iter().filter(is_public);
    notes.flat_map(|note| &note.about).filter_map(|name| name.value.strip_prefix("source:")).collect()
}

/// Of everything that explaining a refusal may look at.
fn fingerprint_of_others(subject: &Subject, captures: &Captures) -> Hash {
    let manuscript = subject.manuscript;
    let sources = manuscript.sources.iter().map(|source| source.hash);
    let captures = captures.values().map(|file| file.hash());
    let all: Vec<Hash> = sources.chain(captures).chain([manuscript.claimants.hash, manuscript.places.hash]).collect();
    Hash::together(&all)
}

fn judge(item: &Quotations, compared: Option<&Compared>, own: Own, captures: &Captures, subject: &Subject) -> Judged {
    let locked = subject.manuscript.locked.sources.get(&item.source.id);
    let mut judged = Judged { own, stale: Stale::default(), found: Vec::new(), refused: false };
    judged.found.extend(check_digest(item, captures).map(|finding| (None, finding)));
    let capture = captures.get(verify::capture_path(item.source).as_str());
    if let Some(fault) = capture.and_then(|file| Some(rules::not_utf8(&file.path, file.text().err()?))) {
        judged.found.push((None, fault));
        return judged;
    }
    let Some(compared) = compared else {
        locked_only(item, locked, subject, &mut judged.found);
        return judged;
    };
    judged.stale.compare(&compared.locked, locked);
    let has_faults = compared.outcomes.iter().any(|outcome| !outcome.as_ref().is_ok_and(|found| is_clean(found)));
    if has_faults && let Some(witness) = verify::witness(item.source, captures) {
        for (index, (quoted, outcome)) in item.quoted().zip(&compared.outcomes).enumerate() {
            let mut found = Vec::new();
            match outcome {
                Ok(matched) => accepted(item, &quoted, matched, &witness, own.3, &mut found),
                Err(miss) => {
                    judged.refused = true;
                    found.push(refused(item, &quoted, miss, &witness, captures, subject));
                }
            }
            judged.found.extend(found.into_iter().map(|finding| (Some(index), finding)));
        }
    }
    if judged.refused {
        // The lock is not stale because somebody misquotes.
        judged.stale = Stale::default();
    }
    judged
}

/// Nothing to say about a match.
fn is_clean(found: &Match) -> bool {
    found.occurrences <= 1
        && found.gaps.is_empty()
        && found.insertions.is_empty()
        && !found.short_segment
        && !found.in_excluded
        && !found.in_damaged
        && found.class != quotation::MatchClass::Repaired
}

fn check_digest(item: &Quotations, captures: &Captures) -> Option<Diagnostic> {
    let declared = item.source.capture.sha256.as_ref()?;
    let file = captures.get(verify::capture_path(item.source).as_str())?;
    let hex = file.hash().hex();
    let differs = declared.value.trim_start_matches("sha256:").to_lowercase() != hex;
    differs.then(|| capture_digest_mismatch::finding(item.source, declared, &file.path, &hex))
}

/// Without the source's words, only the lock can vouch.
fn locked_only(
    item: &Quotations,
    locked: Option<&LockedSource>,
    subject: &Subject,
    found: &mut Vec<(Option<usize>, Diagnostic)>,
) {
    if locked.is_none() {
        found.push((None, source_without_capture::finding(item.source)));
    }
    // What is private is in no lock; nobody but the desk reads it.
    for (index, quoted) in item.quoted().enumerate().filter(|(_, quoted)| !is_private(quoted.file)) {
        let entry = locked.and_then(|locked| locked.quotations.get(&quoted.key()));
        let mut place = place(item, &quoted, true, None);
        if entry.is_none() {
            place.near = locked.and_then(|locked| nearest_locked(&quoted.words.value, locked, subject));
            found.push((Some(index), quote_unverified::finding(&place)));
        }
    }
}

/// The locked words that are most like a quotation, with what differs.
fn nearest_locked(words: &str, locked: &LockedSource, subject: &Subject) -> Option<(FileId, Span, String)> {
    let file = subject.manuscript.lock.as_ref()?;
    let (text, base) = file.text().ok()?;
    let all: String = locked.quotations.values().map(|entry| format!("{}\n\n", entry.exact)).collect();
    let capture = Capture::new(&all, &[], &[]);
    let explanation = explain(words, &capture, &[], &[]);
    let nearest = explanation.nearest.as_ref().filter(|nearest| nearest.similarity >= 0.6)?;
    let entry = locked
        .quotations
        .iter()
        .find(|(_, entry)| entry.exact.contains(nearest.text.trim()) || nearest.text.contains(entry.exact.trim()));
    let at = entry.and_then(|(key, _)| text.find(key.as_str())).unwrap_or_default();
    let end = text[at..].find('\n').map_or(at + 1, |end| at + end);
    Some((
        file.path.clone(),
        Span::new(at, end).shifted(base),
        format!("the nearest words of the lock: “{}”{}", nearest.text, difference(&explanation)),
    ))
}

fn difference(explanation: &Explanation) -> String {
    match explanation.gravest() {
        Some(gravest) => match (gravest.captured.as_str(), gravest.quoted.as_str()) {
            ("", quoted) => format!("; `{quoted}` is not there"),
            (captured, "") => format!("; `{captured}` is left out here"),
            (captured, quoted) => format!("; `{captured}` there, `{quoted}` here"),
        },
        None => String::new(),
    }
}

fn place<'a>(
    item: &'a Quotations,
    quoted: &Quoted<'a>,
    is_capture: bool,
    near: Option<(FileId, Span, String)>,
) -> Place<'a> {
    let what = if is_capture { "capture" } else { "text" };
    Place {
        file: quoted.file,
        span: quoted.words.span,
        source: format!("the {what} of `{}`", item.source.id),
        source_id: &item.source.id,
        near,
    }
}

/// A stretch of the capture, as reports show it.
fn in_capture(witness: &Witness, range: Range<usize>, message: &str) -> Option<(FileId, Span, String)> {
    witness.is_capture.then(|| (witness.file.clone(), witness.capture.span(range), message.to_owned()))
}

fn accepted(
    item: &Quotations,
    quoted: &Quoted,
    matched: &Match,
    witness: &Witness,
    noted: bool,
    found: &mut Vec<Diagnostic>,
) {
    let near = |range: Range<usize>, message: &str| {
        place(item, quoted, witness.is_capture, in_capture(witness, range, message))
    };
    let whole = matched.start..matched.end;
    if matched.in_excluded {
        found.push(quote_in_excluded_span::finding(&near(whole.clone(), "an excluded line")));
    }
    if matched.in_damaged || matched.class == quotation::MatchClass::Repaired {
        found.push(quote_from_damaged_span::finding(&near(whole.clone(), "the damaged words")));
    }
    if matched.occurrences > 1 && quoted.inside.is_none() {
        found.push(quote_ambiguous::finding(&near(whole.clone(), "one of them"), matched.occurrences));
    }
    if matched.short_segment {
        found.push(quote_too_short::finding(&near(whole, "found here")));
    }
    for gap in &matched.gaps {
        let place = near(gap.start..gap.end, "left out");
        if let Some(what) = jump(gap) {
            found.push(quote_ellipsis_jump::finding(&place, what));
        }
        if gap.has_number_then_pronoun {
            found.push(quote_ellipsis_antecedent::finding(&place));
        }
    }
    let is_noted = quoted.commented || noted;
    for insertion in matched.insertions.iter().filter(|insertion| !insertion.literal_in_source) {
        if !is_noted {
            let replaced = insertion.replaced.as_ref().map(|segment| segment.start..segment.end);
            let place = near(replaced.unwrap_or(matched.start..matched.end), "the capture's words");
            found.push(quote_insertion_undeclared::finding(&place, insertion.text.trim_matches(['[', ']'])));
        }
    }
}

fn jump(gap: &Gap) -> Option<&'static str> {
    match (gap.crosses_paragraph, gap.crosses_quotation_mark) {
        (true, _) => Some("a paragraph"),
        (_, true) => Some("a quotation mark"),
        _ => None,
    }
}

fn refused(
    item: &Quotations,
    quoted: &Quoted,
    miss: &Miss,
    witness: &Witness,
    captures: &Captures,
    subject: &Subject,
) -> Diagnostic {
    if let Miss::OutsideExcerpt { start, end, .. } = miss {
        let near = in_capture(witness, *start..*end, "the words stand here");
        let place = place(item, quoted, witness.is_capture, near);
        return quote_not_in_source::outside(&place, quoted.inside.unwrap_or_default());
    }
    let witnesses: Vec<(&str, Witness)> = subject
        .manuscript
        .sources
        .iter()
        .filter(|other| other.id != item.source.id)
        .filter_map(|other| Some((other.id.as_str(), verify::witness(other, captures)?)))
        .collect();
    let others: Vec<(&str, &Capture)> = witnesses.iter().map(|(id, witness)| (*id, &witness.capture)).collect();
    let names = names(subject);
    let explanation = explain(&quoted.words.value, &witness.capture, &others, &names);
    let near = match &explanation.kind {
        Kind::WrongSource { name, matched } => witnesses
            .iter()
            .find(|(id, _)| id == name)
            .and_then(|(_, other)| in_capture(other, matched.start..matched.end, "the words stand here")),
        _ => explanation
            .nearest
            .as_ref()
            .and_then(|nearest| in_capture(witness, nearest.start..nearest.end, "the nearest words of the capture")),
    };
    let place = place(item, quoted, witness.is_capture, near);
    let gravest = explanation.gravest();
    let (said, was) = gravest.map_or(("", ""), |gravest| (gravest.quoted.as_str(), gravest.captured.as_str()));
    let sentence = explanation.sentence();
    match &explanation.kind {
        Kind::BoundaryCut => {
            let cut = match miss {
                Miss::Boundary { whole, .. } => cut_word(&quoted.words.value, whole),
                _ => "a word",
            };
            quote_boundary::finding(&place, cut)
        }
        Kind::WrongSource { name, .. } => quote_wrong_source::finding(&place, name),
        Kind::MixedRendering { renderings } => {
            let mut others: Vec<&str> = renderings.iter().filter_map(|rendering| rendering.source.as_deref()).collect();
            others.sort_unstable();
            others.dedup();
            quote_mixed_rendering::finding(&place, &crate::diagnostic::quoted_list(&others))
        }
        Kind::NumberAltered => quote_number_altered::finding(&place, nothing(said), nothing(was)),
        Kind::NegationAltered => quote_negation_altered::finding(&place, &sentence),
        Kind::EditedTooFar if matches!(miss, Miss::HiddenNegation { .. }) => {
            quote_negation_altered::finding(&place, &sentence)
        }
        Kind::EditedTooFar => quote_not_in_source::edited(&place, &sentence),
        _ => quote_not_in_source::finding(&place, &sentence),
    }
}

/// The word of `whole`, its first or its last, that the quotation has only a part of.
fn cut_word<'a>(quotation: &str, whole: &'a str) -> &'a str {
    let bare = |word: &'a str| word.trim_matches(|letter: char| !letter.is_alphanumeric());
    let last = whole.split_whitespace().next_back().map(bare).unwrap_or_default();
    let said = quotation.trim_end_matches(|letter: char| !letter.is_alphanumeric());
    match said.ends_with(last) {
        true => whole.split_whitespace().next().map(bare).unwrap_or_default(),
        false => last,
    }
}

fn nothing(words: &str) -> &str {
    if words.trim().is_empty() { "no number" } else { words }
}

/// Proper names of the project: a changed one weighs more than another word.
fn names<'a>(subject: &Subject<'a>) -> Vec<&'a str> {
    let manuscript = subject.manuscript;
    let claimants = manuscript.claimants.entries.iter().flat_map(|entry| entry.aliases.iter().chain([&entry.name]));
    let places = manuscript.places.entries.iter().flat_map(|entry| entry.variants.iter().chain([&entry.name]));
    claimants.chain(places).map(String::as_str).collect()
}

/// What the lock lacks.
#[derive(Default)]
struct Stale {
    missing: usize,
    differing: usize,
}

impl Stale {
    fn add(&mut self, other: &Stale) {
        self.missing += other.missing;
        self.differing += other.differing;
    }

    fn compare(&mut self, fresh: &LockedSource, locked: Option<&LockedSource>) {
        let empty = LockedSource::default();
        let locked = locked.unwrap_or(&empty);
        for (key, entry) in &fresh.quotations {
            match locked.quotations.get(key) {
                None => self.missing += 1,
                Some(known) if known != entry => self.differing += 1,
                Some(_) => {}
            }
        }
        self.differing += locked.quotations.keys().filter(|key| !fresh.quotations.contains_key(*key)).count();
        self.differing += usize::from(fresh.capture != locked.capture && !locked.capture.is_empty());
    }

    fn report(&self, subject: &Subject, found: &mut Vec<Diagnostic>) {
        // What cannot be read may quote what seems to be too much.
        if !subject.manuscript.unreadable.is_empty() {
            return;
        }
        let what = match (self.missing, self.differing) {
            (0, 0) => return,
            (missing, 0) => format!("it lacks {missing} of the verified quotations"),
            (0, differing) => format!("{differing} of its entries differ from the captures"),
            (missing, differing) => {
                format!("it lacks {missing} quotations, and {differing} entries differ from the captures")
            }
        };
        let file = subject.manuscript.lock.as_ref().map_or(&subject.manuscript.settings.file, |lock| &lock.path);
        let mut finding = lock_stale::finding(file, &what);
        if subject.options.strict_lock {
            finding.severity = crate::diagnostic::Severity::Error;
            finding.fixed = true;
        }
        found.push(finding);
    }
}
