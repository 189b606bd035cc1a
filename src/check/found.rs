//! What rules found: what is certain, and what the rest of the site may still bear out.

use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::concerned::Concerned;
use crate::diagnostic::Diagnostic;
use crate::files::{FileId, Span};
use crate::quantity::{Number, Qualifier};
use crate::reading::{Day, Days, Fit, Reading, fit};
use crate::site::Site;

/// What the rules found in one file.
#[derive(Debug, Default)]
pub struct Found {
    pub told: Vec<Diagnostic>,
    /// Told of unless some claim or figure of the site says the same.
    pub pending: Vec<Pending>,
    /// What the file states: its claims, its excerpts.
    pub stated: Stated,
    /// How its sentences stand, each way with how many.
    pub standing: BTreeMap<&'static str, usize>,
}

impl Found {
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.told.push(diagnostic);
    }
}

/// Something asserted, which a claim or figure may repeat.
#[derive(Debug)]
pub struct Pending {
    pub diagnostic: Diagnostic,
    /// The sentence that asserts it; one finding a sentence is enough.
    pub sentence: Span,
    pub need: Need,
    /// Excerpts bear it out, too: in notes and summaries, which are about them.
    pub by_excerpts: bool,
    /// Claims alone bear it out: it stands in prose.
    pub by_claims_alone: bool,
}

/// What has to be said elsewhere.
#[derive(Debug)]
pub enum Need {
    Number(Reading),
    Day(Day),
    /// Words in quotation marks, folded.
    Words(String),
    /// Nothing can bear it out but evidence of its own.
    Evidence,
}

/// Numbers and days that a file answers for.
#[derive(Debug, Default)]
pub struct Stated {
    pub numbers: Vec<Reading>,
    pub days: Vec<Day>,
    /// Figures: prose says them with a claim; headlines and captions may repeat them.
    pub figures: Vec<Reading>,
    /// Numbers of excerpts: they are other people's.
    pub quoted: Vec<Reading>,
}

/// The pending findings that nothing in the site bears out.
pub fn unbacked(all: &[Arc<Found>], sources: &[Arc<Stated>], others: &Stated, site: &Site) -> Vec<Diagnostic> {
    let pending: Vec<&Pending> = all.iter().flat_map(|found| &found.pending).collect();
    if pending.is_empty() {
        return Vec::new();
    }
    let files = || all.iter().map(|found| &found.stated).chain(sources.iter().map(|stated| &**stated)).chain([others]);
    // Quoted words are folded only if some are asked for.
    let cited = OnceCell::new();
    let excerpted = OnceCell::new();
    let numbers = by_value(files().flat_map(|stated| &stated.numbers));
    let figures = by_value(files().flat_map(|stated| &stated.figures));
    let quoted = match pending.iter().any(|pending| pending.by_excerpts) {
        true => by_value(files().flat_map(|stated| &stated.quoted)),
        false => BTreeMap::new(),
    };
    let days: Days = files().flat_map(|stated| stated.days.iter().copied()).collect();
    let concerned = RefCell::new(Concerned::new(site));
    // A note speaks of what it is about.
    let by_note = |pending: &Pending, own: &Reading| {
        let mut concerned = concerned.borrow_mut();
        let known = concerned.numbers(&pending.diagnostic.file)?;
        Some(known.iter().any(|other| fit(own, other, true) != Fit::Other))
    };
    let is_backed = |pending: &Pending| match &pending.need {
        Need::Number(own) => {
            if let Some(is_backed) = by_note(pending, own) {
                return is_backed;
            }
            // What speaks about numbers may call them otherwise.
            let backs = |other: &Reading| match pending.by_excerpts {
                true => fit(own, other, true) != Fit::Other,
                false => fit(own, other, false) == Fit::Backs,
            };
            near(&numbers, own).any(backs)
                || (!pending.by_claims_alone && near(&figures, own).any(backs))
                || (pending.by_excerpts && near(&quoted, own).any(backs))
        }
        Need::Day(own) => days.support(*own),
        Need::Words(own) => {
            let has = |other: &String| other.contains(own.as_str());
            cited.get_or_init(|| quoted_by_claims(site)).iter().any(has)
                || (!pending.by_claims_alone && excerpted.get_or_init(|| quoted_in_sources(site)).iter().any(has))
        }
        Need::Evidence => false,
    };
    let mut told: BTreeSet<(&FileId, Span)> = BTreeSet::new();
    let mut list = Vec::new();
    for pending in pending {
        let key = (&pending.diagnostic.file, pending.sentence);
        if !told.contains(&key) && !is_backed(pending) {
            told.insert(key);
            list.push(pending.diagnostic.clone());
        }
    }
    list
}

/// The words that claims quote, and the titles of sources; folded.
fn quoted_by_claims(site: &Site) -> Vec<String> {
    let claims = site.pages().iter().flat_map(|page| &page.claims.list);
    let quoted = claims.flat_map(|claim| &claim.evidence).filter_map(|line| line.quotation.as_deref());
    let titles = site.tables().sources.values().map(|source| &*source.text.title);
    quoted.chain(titles).map(folded).collect()
}

/// The words of all excerpts, folded.
fn quoted_in_sources(site: &Site) -> Vec<String> {
    let excerpts = site.tables().sources.values().flat_map(|source| &source.excerpts);
    excerpts.filter_map(|excerpt| excerpt.text.quote.as_ref()).map(|quote| folded(quote)).collect()
}

/// Readings by their numbers.
type ByValue<'r> = BTreeMap<Number, Vec<&'r Reading>>;

fn by_value<'r>(readings: impl Iterator<Item = &'r Reading>) -> ByValue<'r> {
    let mut map: ByValue = BTreeMap::new();
    for reading in readings {
        map.entry(reading.value).or_default().push(reading);
    }
    map
}

/// The readings that may bear a number out: equal ones, and those that a bound may be true of.
fn near<'m, 'r>(map: &'m ByValue<'r>, own: &Reading) -> impl Iterator<Item = &'r Reading> + use<'m, 'r> {
    let is_bounded = own.qualifier != Qualifier::Exact;
    let low = if is_bounded { own.value.divided_by(2).unwrap_or(Number::ZERO) } else { own.value };
    let high = if is_bounded { own.value.times(2).unwrap_or(own.value) } else { own.value };
    map.range(low..=high).flat_map(|(_, list)| list.iter().copied())
}

/// Words without case, marks and white space at their ends, for looking them up.
pub fn folded(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for word in words.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        let plain = word.chars().filter(|letter| letter.is_alphanumeric() || matches!(letter, '-' | '%'));
        out.extend(plain.flat_map(char::to_lowercase));
    }
    out.trim().to_owned()
}
