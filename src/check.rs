//! [`Site`] → diagnostics: one file a rule, its page beside it.
//!
//! A rule looks at one page, one source, one quotation or the whole. What is found is then settled: levels that the site
//! sets, and findings that authors answered in place. A lowered rule still runs.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Rule};
use crate::files::FileId;
use crate::manuscript::{Document, DocumentKind, Manuscript};
use crate::memo::{Memo, Reader, memos};
use crate::options::Options;
use crate::quotation::Explanation;
use crate::quoting::{Quotation, place};
use crate::rules;
use crate::site::{Page, Site, SiteAsk};
use crate::verified::{Verified, VerifiedMemo, Whereabouts, verified};
use crate::vocabulary::Visibility;

mod explaining;
mod finding;
mod settle;
mod vouching;

use explaining::{ExplanationMemo, explanations};
use finding::{Case, Finding, SourceFinding};
pub use settle::settle;
use vouching::{Drift, Vouching, VouchingMemo, vouching};

/// A rule about one page: it may look at the page and at the sources it cites.
type PageRule = fn(&Page, &Reader<Site>, &mut Vec<Diagnostic>);
/// A rule about words, wherever readers may see them.
type WordRule = fn(&Document, &Reader<Site>, &mut Vec<Diagnostic>);
type SourceRule = fn(&SourceFinding, &mut Vec<Diagnostic>);
type QuotationRule = fn(&Finding, &mut Vec<Diagnostic>);
type SiteRule = fn(&Whole, &mut Vec<Diagnostic>);

/// Lists the rules, each once: its file, which holds what it is (`RULE`) and when it finds something (`check`).
macro_rules! rules {
    ($($list:ident: $check:ty { $($rule:ident,)+ })+) => {
        $(
            $(mod $rule;)+
            const $list: &[(&Rule, $check)] = &[$((&$rule::RULE, $rule::check)),+];
        )+

        /// Every rule there is, by its code.
        pub fn table() -> Vec<&'static Rule> {
            let mut table = rules::STRUCTURAL.to_vec();
            $(table.extend($list.iter().map(|(rule, _)| *rule));)+
            table.sort_by_key(|rule| rule.code);
            table
        }
    };
}

rules! {
    PAGE_RULES: PageRule {
        claim_uncited,
        claims_crowded,
        number_not_in_evidence,
    }
    WORD_RULES: WordRule {
        spelling_avoided,
    }
    SOURCE_RULES: SourceRule {
        capture_digest_mismatch,
        source_without_capture,
    }
    QUOTATION_RULES: QuotationRule {
        quote_ambiguous,
        quote_boundary,
        quote_ellipsis_antecedent,
        quote_ellipsis_jump,
        quote_from_damaged_span,
        quote_in_excluded_span,
        quote_insertion_undeclared,
        quote_mixed_rendering,
        quote_negation_altered,
        quote_not_in_source,
        quote_number_altered,
        quote_too_short,
        quote_unverified,
        quote_wrong_source,
    }
    SITE_RULES: SiteRule {
        figures_disjoint,
        lock_stale,
        source_unused,
    }
}

/// The rules that say of words of a page that nothing backs them.
pub const UNBACKED: [&Rule; 2] = [&claim_uncited::RULE, &number_not_in_evidence::RULE];

/// What a rule about the site may look at.
struct Whole<'a> {
    site: &'a Site,
    manuscript: &'a Manuscript,
    options: &'a Options,
    /// How far the lock is from what the captures say.
    drift: Drift,
}

memos! {
    /// What checking remembers: of a page, while it and what it cites are the same; of a source, what was found out about its
    /// quotations. What rules say of quotations is said anew: it points at places, and those move.
    pub struct CheckMemo {
        pages: Memo<SiteAsk, Arc<Vec<Diagnostic>>>,
        words: Memo<SiteAsk, Arc<Vec<Diagnostic>>>,
        verified: VerifiedMemo,
        explanations: ExplanationMemo,
        vouching: VouchingMemo,
    }
}

/// Runs every rule.
pub fn check(site: &Site, manuscript: &Manuscript, options: &Options, memo: &mut CheckMemo) -> Vec<Diagnostic> {
    let found = memo.pages.all(
        site,
        &(),
        site.pages().list(),
        |page| page.file(),
        |page, (), site| Arc::new(of_page(page, site)),
    );
    let documents = documents(site, manuscript);
    let said = memo.words.all(site, &(), &documents, |document| &document.file, of_document);
    let found = found.iter().chain(&said).flat_map(|found| found.iter());
    let mut diagnostics: Vec<Diagnostic> =
        found.filter(|diagnostic| !settle::is_allowed(diagnostic, site.settings())).cloned().collect();
    let drift = check_sources(manuscript, memo, &mut diagnostics);
    let whole = Whole { site, manuscript, options, drift };
    for (_, rule) in SITE_RULES {
        rule(&whole, &mut diagnostics);
    }
    diagnostics
}

/// Every file that says something to readers of the site.
fn documents(site: &Site, manuscript: &Manuscript) -> Vec<Document> {
    let tables = site.tables();
    let sources: BTreeSet<&FileId> = tables.sources.values().map(|source| &source.text.file).collect();
    let notes: BTreeSet<&FileId> = tables.notes.values().map(|note| &note.text.file).collect();
    let is_published = |document: &Document| match document.kind {
        DocumentKind::Page => site.pages().get(&document.file).is_some(),
        DocumentKind::Source => sources.contains(&document.file),
        DocumentKind::Note => notes.contains(&document.file),
        DocumentKind::Sidecar => tables.sidecars.contains_key(&document.file),
        DocumentKind::Register => true,
    };
    manuscript.documents().filter(is_published).collect()
}

fn of_document(document: &Document, (): &(), site: &Reader<Site>) -> Arc<Vec<Diagnostic>> {
    let mut found = Vec::new();
    for (_, rule) in WORD_RULES {
        rule(document, site, &mut found);
    }
    Arc::new(found)
}

/// What the rules about pages find on one, before anything is answered.
pub fn of_page(page: &Page, site: &Reader<Site>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (_, rule) in PAGE_RULES {
        rule(page, site, &mut found);
    }
    found
}

/// Runs the rules of sources and of quotations, and tells how far the lock is from what the captures say.
fn check_sources(manuscript: &Manuscript, memo: &mut CheckMemo, found: &mut Vec<Diagnostic>) -> Drift {
    let verified = verified(manuscript, &mut memo.verified);
    let explained = explanations(&verified, manuscript, &mut memo.explanations);
    let vouching = vouching(&verified, manuscript, &mut memo.vouching);
    let noted = noted_sources(manuscript);
    let mut drift = Drift::default();
    for ((verified, explained), vouching) in verified.iter().zip(&explained).zip(&vouching) {
        drift.missing += vouching.drift.missing;
        drift.differing += vouching.drift.differing;
        let (witness, words) = (&verified.cited.witness, verified.words);
        let locked = manuscript.locked.sources.get(&witness.source.id);
        for (_, rule) in SOURCE_RULES {
            rule(&SourceFinding { witness, words, locked }, found);
        }
        if let (Whereabouts::Unreadable(at), Some(capture)) = (words, &witness.capture) {
            found.push(rules::not_utf8(&capture.path, at));
        }
        let source_is_noted = noted.contains(witness.source.id.as_str());
        for (quotation, case) in cases(verified, explained, vouching) {
            // What was compared stands somewhere: the comparison is of today's manuscript.
            let Some(span) = place(manuscript, &quotation.id) else { continue };
            let finding = Finding { quotation, span, witness, words, case, source_is_noted, manuscript };
            for (_, rule) in QUOTATION_RULES {
                rule(&finding, found);
            }
        }
    }
    drift
}

/// The quotations of a source of which something may have to be said.
fn cases<'a>(
    verified: &'a Verified,
    explained: &'a [Explanation],
    vouching: &'a Vouching,
) -> impl Iterator<Item = (&'a Quotation, Case<'a>)> {
    let mut explained = explained.iter();
    let compared = verified.uneven.iter().filter_map(move |(quotation, outcome)| {
        let case = match outcome {
            Ok(found) => Case::Found(found),
            Err(miss) => Case::Refused(miss, explained.next()?),
        };
        Some((&**quotation, case))
    });
    let unvouched =
        vouching.unvouched.iter().map(|(quotation, nearest)| (&**quotation, Case::Unvouched(nearest.as_ref())));
    compared.chain(unvouched)
}

/// A note about a source, which readers can see, says what the site does with its words.
fn noted_sources(manuscript: &Manuscript) -> BTreeSet<&str> {
    let public = manuscript.notes.iter().filter(|note| !note.private && note.visibility == Visibility::Public);
    public.flat_map(|note| &note.about).filter_map(|name| name.value.strip_prefix("source:")).collect()
}
