//! [`Site`] → diagnostics: one file a rule, its page beside it.
//!
//! A rule looks at one page ([`PageRule`]) or at the whole site ([`SiteRule`]). What is found is then settled: levels that
//! the site sets, and findings that authors answered in place. A lowered rule still runs.

use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Rule};
use crate::files::Hash;
use crate::manuscript::Manuscript;
use crate::memo::Memo;
use crate::options::Options;
use crate::rules;
use crate::site::{Page, Site};

mod capture_digest_mismatch;
mod claim_uncited;
mod claims_crowded;
mod figures_disjoint;
mod footnote_without_at;
mod lock_stale;
mod number_not_in_evidence;
mod quotations;
mod quote_ambiguous;
mod quote_boundary;
mod quote_ellipsis_antecedent;
mod quote_ellipsis_jump;
mod quote_from_damaged_span;
mod quote_in_excluded_span;
mod quote_insertion_undeclared;
mod quote_mixed_rendering;
mod quote_negation_altered;
mod quote_not_in_source;
mod quote_number_altered;
mod quote_too_short;
mod quote_unverified;
mod quote_wrong_source;
mod settle;
mod source_unused;
mod source_without_capture;
mod spelling_avoided;

pub use settle::settle;

/// What a rule may look at.
pub struct Subject<'a> {
    pub site: &'a Site,
    pub manuscript: &'a Manuscript,
    pub options: &'a Options,
}

/// A rule about one page: it may look at the page and at the sources it cites.
type PageRule = fn(&Page, &Subject, &mut Vec<Diagnostic>);
/// A rule about the site.
type SiteRule = fn(&Subject, &mut Vec<Diagnostic>);

const PAGE_RULES: &[(&Rule, PageRule)] = &[
    (&claim_uncited::RULE, claim_uncited::check),
    (&claims_crowded::RULE, claims_crowded::check),
    (&footnote_without_at::RULE, footnote_without_at::check),
    (&number_not_in_evidence::RULE, number_not_in_evidence::check),
    (&spelling_avoided::RULE, spelling_avoided::check),
];

const SITE_RULES: &[(&Rule, SiteRule)] =
    &[(&figures_disjoint::RULE, figures_disjoint::check), (&source_unused::RULE, source_unused::check)];

/// The rules of quotations; `quotations` runs them together, since one comparison serves all.
const QUOTATION_RULES: &[&Rule] = &[
    &capture_digest_mismatch::RULE,
    &lock_stale::RULE,
    &quote_ambiguous::RULE,
    &quote_boundary::RULE,
    &quote_ellipsis_antecedent::RULE,
    &quote_ellipsis_jump::RULE,
    &quote_from_damaged_span::RULE,
    &quote_in_excluded_span::RULE,
    &quote_insertion_undeclared::RULE,
    &quote_mixed_rendering::RULE,
    &quote_negation_altered::RULE,
    &quote_not_in_source::RULE,
    &quote_number_altered::RULE,
    &quote_too_short::RULE,
    &quote_unverified::RULE,
    &quote_wrong_source::RULE,
    &source_without_capture::RULE,
];

/// Every rule there is, by its code.
pub fn table() -> Vec<&'static Rule> {
    let page = PAGE_RULES.iter().map(|(rule, _)| *rule);
    let site = SITE_RULES.iter().map(|(rule, _)| *rule);
    let quoted = QUOTATION_RULES.iter().copied();
    let mut table: Vec<&Rule> = rules::STRUCTURAL.iter().copied().chain(page).chain(site).chain(quoted).collect();
    table.sort_by_key(|rule| rule.code);
    table
}

/// What checking remembers: of a page, while it and what it cites are the same; of a source, while its words and the
/// quotations from it are.
#[derive(Default)]
pub struct CheckMemo {
    pages: Memo<Hash, Arc<Vec<Diagnostic>>>,
    quotations: quotations::QuotationMemo,
}

/// Runs every rule.
pub fn check(subject: &Subject, memo: &mut CheckMemo) -> Vec<Diagnostic> {
    let pages: Vec<&Arc<Page>> = subject.site.pages.values().collect();
    let found = memo.pages.all(
        &pages,
        |page| (&page.text.file, page.fingerprint),
        |page| {
            let mut found = Vec::new();
            for (_, rule) in PAGE_RULES {
                rule(page, subject, &mut found);
            }
            Arc::new(found)
        },
    );
    let settings = &subject.site.settings;
    let found = found.iter().flat_map(|found| found.iter());
    let mut diagnostics: Vec<Diagnostic> =
        found.filter(|diagnostic| !settle::is_allowed(diagnostic, settings)).cloned().collect();
    for (_, rule) in SITE_RULES {
        rule(subject, &mut diagnostics);
    }
    quotations::check(subject, &mut memo.quotations, &mut diagnostics);
    diagnostics
}
