//! What is published may not change in silence: the claims and corrections on the web, compared with those of a new build.
//!
//! A published claim that is gone, or that says something else, needs a new note of kind correction, clarification, update
//! or retraction about it. New claims, new evidence and other words for the same facts are fine; the last are listed. So is
//! what was written as it is and is computed otherwise, where the published site was made by another version of the rules.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::Diagnostic;
use crate::files::{FileId, Span};
use crate::render::exports::claims::{ClaimRecord, ClaimRecords};
use crate::render::exports::corrections::{CorrectionRecord, Corrections};
use crate::rules;
use crate::site::{About, Note, NoteId, Page, Route, Site};

mod facts;

pub use facts::FactChange;
use facts::{computed, differences};

/// The record of one state of the site.
#[derive(Clone, Debug, Default)]
pub struct Record {
    /// The version of the rules by which it was made.
    pub rules: u32,
    /// How its sentences stand, each way with how many.
    pub account: BTreeMap<String, usize>,
    pub claims: Vec<ClaimRecord>,
    pub corrections: Vec<CorrectionRecord>,
}

impl Record {
    /// Reads `claims.json` and `corrections.json`; none if they are not what this program writes.
    pub fn read(claims: &[u8], corrections: &[u8]) -> Option<Record> {
        let claims: ClaimRecords = serde_json::from_slice(claims).ok()?;
        let corrections: Corrections = serde_json::from_slice(corrections).ok()?;
        let ClaimRecords { rules, account, claims } = claims;
        Some(Record { rules, account, claims, corrections: corrections.corrections })
    }
}

/// A claim in other words that say the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reworded {
    pub page: String,
    pub label: String,
    pub was: String,
    pub now: String,
}

/// A claim that stands as it was written, and of which other rules compute something else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recomputed {
    pub page: String,
    pub label: String,
    pub changes: Vec<FactChange>,
}

/// What became of the published claims and corrections.
#[derive(Clone, Debug, Default)]
pub struct Review {
    pub diagnostics: Vec<Diagnostic>,
    pub reworded: Vec<Reworded>,
    /// Empty where both were made by the same rules.
    pub recomputed: Vec<Recomputed>,
}

/// Compares what is published with what would be.
pub fn compare(was: &Record, now: &Record, site: &Site) -> Review {
    let published: BTreeSet<&str> = was.corrections.iter().map(|note| note.id.as_str()).collect();
    let reader = site.reader();
    let notes = reader.notes().into_iter().filter_map(|id| reader.note(id));
    let new = notes.filter(|note| note.text.kind.is_correction() && !published.contains(note.id.as_str()));
    let comparison = Comparison {
        site,
        other_rules: was.rules != now.rules,
        now: now.claims.iter().map(|claim| ((claim.page.as_str(), claim.label.as_str()), claim)).collect(),
        pages: site.pages().iter().map(|page| (page.route.as_str(), &**page)).collect(),
        new_notes: new.map(|note| &**note).collect(),
    };
    let mut review = Review::default();
    for claim in &was.claims {
        comparison.claim(claim, &mut review);
    }
    for correction in &was.corrections {
        comparison.correction(correction, &now.corrections, &mut review);
    }
    review.diagnostics.sort_by(Diagnostic::order);
    review
}

struct Comparison<'a> {
    site: &'a Site,
    /// What is published was made by another version of the rules.
    other_rules: bool,
    /// Route and label → the claim as it would be.
    now: BTreeMap<(&'a str, &'a str), &'a ClaimRecord>,
    pages: BTreeMap<&'a str, &'a Page>,
    /// Corrections that are not published yet.
    new_notes: Vec<&'a Note>,
}

impl<'a> Comparison<'a> {
    fn claim(&self, was: &ClaimRecord, review: &mut Review) {
        let Some(now) = self.find(was) else {
            if !self.new_notes.iter().any(|note| Self::tells_of_loss(note, was)) {
                let (file, span) = self.place(&was.page, None);
                review.diagnostics.push(rules::claim_vanished(&file, span, &page_name(was), &was.label, &was.words));
            }
            return;
        };
        if let Some(changes) = computed(was, now).filter(|_| self.other_rules) {
            if !changes.is_empty() {
                let (page, label) = (now.page.clone(), now.label.clone());
                review.recomputed.push(Recomputed { page, label, changes });
            }
            return;
        }
        let differences = differences(was, now);
        if differences.is_empty() {
            if was.words != now.words {
                let (page, label) = (now.page.clone(), now.label.clone());
                review.reworded.push(Reworded { page, label, was: was.words.clone(), now: now.words.clone() });
            }
            return;
        }
        let (file, span) = self.place(&now.page, Some(&now.label));
        let is_about = |note: &&Note| {
            let claim = About::Claim { page: file.clone(), label: now.label.clone() };
            note.about.contains(&claim)
        };
        if !self.new_notes.iter().any(is_about) {
            let told: Vec<_> = differences.iter().map(|one| (one.what, one.was.as_str(), one.now.as_str())).collect();
            let found = rules::correction_missing(&file, span, &page_name(now), &now.label, &told);
            review.diagnostics.push(found);
        }
    }

    /// The claim as it would be: under its label, or an earlier one; on its page, or where that moved.
    fn find(&self, was: &ClaimRecord) -> Option<&'a ClaimRecord> {
        let page = self.moved(&was.page);
        if let Some(claim) = self.now.get(&(page, was.label.as_str())) {
            return Some(claim);
        }
        let on_page = self.now.range((page, "")..).take_while(|((of, _), _)| *of == page);
        on_page.map(|(_, claim)| *claim).find(|claim| claim.was.contains(&was.label))
    }

    fn moved<'b>(&'b self, page: &'b str) -> &'b str {
        self.site.tables().aliases.get(&Route::from(page)).map_or(page, Route::as_str)
    }

    /// A claim that is gone has no address any more: a note tells of it by quoting it in `was`.
    fn tells_of_loss(note: &Note, was: &ClaimRecord) -> bool {
        note.text.was.as_deref().is_some_and(|text| plain(text).contains(&plain(&was.words)))
    }

    fn correction(&self, was: &CorrectionRecord, now: &[CorrectionRecord], review: &mut Review) {
        let Some(now) = now.iter().find(|note| note.id == was.id) else {
            let settings = &self.site.settings().file;
            review.diagnostics.push(rules::correction_vanished(settings, &was.id, &was.title, &was.date));
            return;
        };
        let said = |note: &CorrectionRecord| {
            let optional = |text: &Option<String>| text.as_deref().map(plain).unwrap_or_default();
            [
                ("kind", note.kind.clone()),
                ("date", note.date.clone()),
                ("title", plain(&note.title)),
                ("was", optional(&note.was)),
                ("now", optional(&note.now)),
                ("reason", optional(&note.reason)),
                ("text", plain(&note.text)),
            ]
        };
        for ((name, before), (_, after)) in said(was).into_iter().zip(said(now)) {
            if before != after
                && let Some(note) = self.site.reader().note(&NoteId::from(was.id.as_str()))
            {
                let found = rules::correction_changed(&note.text.file, note.text.span, &was.id, name, &before, &after);
                review.diagnostics.push(found);
            }
        }
    }

    /// Where a claim stands; its page if it is gone; the settings if that is gone too.
    fn place(&self, route: &str, label: Option<&str>) -> (FileId, Span) {
        let Some(page) = self.pages.get(self.moved(route)) else {
            return (self.site.settings().file.clone(), Span::new(0, 1));
        };
        let claim = label.and_then(|label| page.claims.list.iter().position(|claim| claim.label == label));
        (page.text.file.clone(), claim.and_then(|claim| page.extent(claim)).unwrap_or(page.text.span))
    }
}

/// A page as notes name it.
fn page_name(claim: &ClaimRecord) -> String {
    claim.page.trim_end_matches(".html").to_owned()
}

/// White space does not count.
fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
