//! [`Site`] → diagnostics: one file a rule, its page beside it.
//!
//! A rule looks at one page, one source, one quotation or the whole. What is found is then settled: levels that the site
//! sets, and findings that authors answered in place. A lowered rule still runs.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::account::{self, PageAccount};
use crate::diagnostic::{Diagnostic, Rule};
use crate::files::{FileId, Span};
use crate::known_names::KnownNames;
use crate::lock::{Forgery, LockedSource};
use crate::manuscript::{Document, DocumentKind, Manuscript, SettingsText};
use crate::memo::{Memo, Nothing, Printed, Reader, is_same, memos};
use crate::quotation::Explanation;
use crate::quoting::{Quotation, place};
use crate::reading::read;
use crate::rules;
use crate::site::{Page, Site, SiteAsk, Source};
use crate::uttered::{Uttered, of_figure, uttered};
use crate::verified::{Verified, VerifiedMemo, Whereabouts, verified};
use crate::vocabulary::Visibility;
use crate::watch::On;

mod explaining;
mod finding;
mod cutting;
mod concerned;
mod found;
mod assess;
mod numbers;
mod telling;
mod figures;
mod settle;
mod vouching;

use date_not_in_evidence::days_of;
use explaining::{ExplanationMemo, explanations};
use finding::{Case, Finding, SourceFinding};
use found::{Found, Stated, unbacked};
pub use settle::settle;
use vouching::{Drift, Vouching, VouchingMemo, vouching};

/// A rule about one page: it may look at what the page says and at the sources it cites.
type PageRule = fn(&Uttered, &Reader<Site>, &mut Found);
/// A rule about words, wherever readers may see them.
type WordRule = fn(&Document, &Reader<Site>, &mut Found);
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
        breakdown_wrong_parent,
        casualty_measure_mismatch,
        circular_reporting,
        claim_uncited,
        claim_unsupported,
        claims_crowded,
        computed_across,
        contested_stated_flat,
        date_not_in_evidence,
        directive_empty,
        disputes_missing,
        evidence_contradicts,
        evidence_unrelated,
        figure_superseded_shown_current,
        hedge_dropped,
        image_uncredited,
        known_not_borne_out,
        language_unread,
        name_not_in_evidence,
        number_not_in_evidence,
        number_unit_mismatch,
        party_only_evidence,
        polarity_differs,
        qualifier_added,
        qualifier_dropped,
        retracted_source_cited,
        single_origin_as_many,
        sum_undeclared,
        superlative_uncited,
        unnamed_origin,
        vague_as_number,
        words_not_in_evidence,
    }
    WORD_RULES: WordRule {
        date_weekday_mismatch,
        entity_residue,
        headline_number_unbacked,
        spelling_avoided,
        toponym_misspelling,
        toponym_variant,
    }
    SOURCE_RULES: SourceRule {
        body_not_in_source,
        capture_digest_mismatch,
        metadata_in_body,
        source_without_capture,
    }
    QUOTATION_RULES: QuotationRule {
        quote_ambiguous,
        quote_bound_cut,
        quote_boundary,
        quote_context_cut,
        quote_ellipsis_antecedent,
        quote_ellipsis_jump,
        quote_from_damaged_span,
        quote_in_excluded_span,
        quote_insertion_undeclared,
        quote_mixed_rendering,
        quote_negation_altered,
        quote_negation_cut,
        quote_not_in_source,
        quote_number_altered,
        quote_too_short,
        quote_unverified,
        quote_wrong_source,
    }
    SITE_RULES: SiteRule {
        as_of_after_publication,
        as_of_before_event,
        breakdown_exceeds_total,
        claimant_not_in_source,
        date_anchor_missing,
        date_implausible,
        event_after_publication,
        event_outside_parent,
        excerpt_unused,
        figure_adopted_not_current,
        figure_without_as_of,
        figures_disjoint,
        flow_exceeds_stock,
        lock_forged,
        lock_stale,
        metonym_mapped,
        place_precision_overstated,
        source_unused,
        supersedes_newer,
        toll_unattributed,
        window_mismatch,
        window_not_monotone,
    }
}

/// The rules that say of words of a page that nothing backs them.
pub const UNBACKED: [&Rule; 12] = [
    &claim_uncited::RULE,
    &number_not_in_evidence::RULE,
    &number_unit_mismatch::RULE,
    &casualty_measure_mismatch::RULE,
    &breakdown_wrong_parent::RULE,
    &qualifier_dropped::RULE,
    &hedge_dropped::RULE,
    &vague_as_number::RULE,
    &words_not_in_evidence::RULE,
    &date_not_in_evidence::RULE,
    &headline_number_unbacked::RULE,
    &polarity_differs::RULE,
];

/// What a rule about the site may look at.
struct Whole<'a> {
    site: &'a Site,
    manuscript: &'a Manuscript,
    /// How far the lock is from what the captures say.
    drift: Drift,
    /// The entries of the lock that were changed by hand, with the source that they are about.
    forgeries: Vec<(String, Forgery)>,
}

memos! {
    /// What checking remembers: of a page, while it and what it cites are the same; of a source, what was found out about its
    /// quotations. What rules say of quotations is said anew: it points at places, and those move.
    pub struct CheckMemo {
        pages: Memo<SiteAsk, Arc<Found>>,
        words: Memo<SiteAsk, Arc<Found>>,
        sources: Memo<(), Arc<Stated>>,
        verified: VerifiedMemo,
        explanations: ExplanationMemo,
        vouching: VouchingMemo,
    }
}

/// What the rules found, and how the site's sentences stand.
pub struct Checked {
    pub diagnostics: Vec<Diagnostic>,
    /// Each way of standing with how many sentences of published pages.
    pub standing: BTreeMap<&'static str, usize>,
}

/// Runs every rule.
pub fn check(site: &Site, manuscript: &Manuscript, memo: &mut CheckMemo) -> Checked {
    let pages = site.pages().list();
    let names = KnownNames::of(manuscript);
    let mut found = memo.pages.all(
        site,
        &names,
        pages,
        |page| page.file(),
        |page, names, site| Arc::new(of_page(page, names, site)),
    );
    let documents = documents(site, manuscript);
    found.extend(memo.words.all(site, &(), &documents, |document| &document.file, of_document));
    let sources = memo.sources.all(&Nothing, site.settings(), &printed(site), |source| &source.text.file, of_source);
    let unbacked = unbacked(&found, &sources, &stated(site), site);
    let standing = standing(&found, &unbacked, site);
    let found = found.iter().flat_map(|found| found.told.iter()).chain(&unbacked);
    let mut diagnostics: Vec<Diagnostic> =
        found.filter(|diagnostic| !settle::is_allowed(diagnostic, site.settings())).cloned().collect();
    let (drift, forgeries) = check_sources(manuscript, memo, &mut diagnostics);
    let whole = Whole { site, manuscript, drift, forgeries };
    let watch = memo.pages.watched();
    for (rule, check) in SITE_RULES {
        watch.run(On::Rule, rule.code, || check(&whole, &mut diagnostics));
    }
    Checked { diagnostics, standing }
}

/// Every file that says something to readers of the site.
fn documents(site: &Site, manuscript: &Manuscript) -> Vec<Document> {
    let tables = site.tables();
    let sources: BTreeSet<&FileId> = tables.sources.values().map(|source| &source.text.file).collect();
    let notes: BTreeSet<&FileId> = tables.notes.values().map(|note| &note.text.file).collect();
    // Both lists of pages are in the order of their files.
    let mut published = site.pages().iter().peekable();
    let is_published = |document: &Document| match document.kind {
        DocumentKind::Page => published.next_if(|page| is_same(page.file(), &document.file)).is_some(),
        DocumentKind::Source => sources.contains(&document.file),
        DocumentKind::Note => notes.contains(&document.file),
        DocumentKind::Sidecar => tables.sidecars.contains_key(&document.file),
        DocumentKind::Register => true,
    };
    manuscript.documents().filter(is_published).collect()
}

fn of_document(document: &Document, (): &(), site: &Reader<Site>) -> Arc<Found> {
    let mut found = Found::default();
    for (rule, check) in WORD_RULES {
        site.watch().run(On::Rule, rule.code, || check(document, site, &mut found));
    }
    Arc::new(found)
}

/// What the rules about pages find on one, before anything is answered.
pub fn of_page(page: &Page, names: &KnownNames, site: &Reader<Site>) -> Found {
    let uttered = uttered(page, names, site);
    let mut found = Found::default();
    for (rule, check) in PAGE_RULES {
        site.watch().run(On::Rule, rule.code, || check(&uttered, site, &mut found));
    }
    found.stated = stated_by(&uttered);
    let repeated: Vec<Span> = found.pending.iter().map(|pending| pending.sentence).collect();
    let told: Vec<&Diagnostic> = found.told.iter().filter(|told| says_unbacked(told)).collect();
    found.standing = account::tally(&uttered, &told, &repeated, site);
    found
}

/// Whether a finding says of words of a page that nothing backs them.
fn says_unbacked(found: &Diagnostic) -> bool {
    UNBACKED.iter().any(|rule| rule.code == found.rule)
}

/// How the sentences of all pages stand: what was pending and is not borne out stands otherwise than it was thought to.
fn standing(found: &[Arc<Found>], unbacked: &[Diagnostic], site: &Site) -> BTreeMap<&'static str, usize> {
    let mut standing: BTreeMap<&'static str, usize> = BTreeMap::new();
    for (way, count) in found.iter().flat_map(|found| &found.standing) {
        *standing.entry(way).or_default() += count;
    }
    let (reader, mut moved) = (site.reader(), |from: &'static str, to: &'static str| {
        if let Some(count) = standing.get_mut(from) {
            *count = count.saturating_sub(1);
        }
        *standing.entry(to).or_default() += 1;
    });
    for told in unbacked.iter().filter(|told| says_unbacked(told)) {
        let Some(page) = site.pages().get(&told.file) else { continue };
        match account::reason(page, told.rule, None, &reader) {
            Some(_) => moved("backed", "answered"),
            None => moved("backed", "unbacked"),
        }
    }
    standing.retain(|_, count| *count > 0);
    standing
}

/// The accounts of all published pages.
pub fn accounts(site: &Site, manuscript: &Manuscript) -> Vec<PageAccount> {
    let (reader, names) = (site.reader(), KnownNames::of(manuscript));
    let pages: Vec<_> = site.pages().iter().map(|page| Arc::new(of_page(page, &names, &reader))).collect();
    let said = documents(site, manuscript);
    let said = said.iter().map(|document| of_document(document, &(), &reader));
    let all: Vec<Arc<Found>> = pages.iter().cloned().chain(said).collect();
    let sources: Vec<_> =
        printed(site).iter().map(|source| of_source(source, site.settings(), &Reader::new(&Nothing))).collect();
    let unbacked = unbacked(&all, &sources, &stated(site), site);
    let account = |(page, found): (&Printed<Page>, &Arc<Found>)| {
        let told = found.told.iter().chain(unbacked.iter().filter(|told| told.file == *page.file()));
        let told: Vec<&Diagnostic> = told.filter(|told| says_unbacked(told)).collect();
        let repeated: Vec<Span> = found.pending.iter().map(|pending| pending.sentence).collect();
        account::of_page(&uttered(page, &names, &reader), &told, &repeated, &reader)
    };
    site.pages().iter().zip(&pages).map(account).collect()
}

/// What a page answers for: the numbers and days of its claims, and the words that it quotes.
fn stated_by(uttered: &Uttered) -> Stated {
    let mut stated = Stated::default();
    for made in &uttered.made {
        stated.numbers.extend(made.said.readings.iter().filter(|reading| reading.is_quantity()).cloned());
        stated.days.extend(made.said.days.iter().map(|(_, day)| *day));
    }
    stated.days.extend(uttered.page.text.date.iter().chain(&uttered.page.text.updated).flat_map(days_of));
    stated
}

/// The published sources.
fn printed(site: &Site) -> Vec<Printed<Source>> {
    site.tables().sources.values().cloned().collect()
}

/// What a source says: its figures, its days, the numbers that are quoted from it.
fn of_source(source: &Printed<Source>, settings: &Arc<SettingsText>, _: &Reader<Nothing>) -> Arc<Stated> {
    let mut stated = Stated::default();
    stated.days.extend(source.text.published.iter().flat_map(|date| days_of(&date.value)));
    let language = source.text.language.as_deref().unwrap_or(&settings.language);
    for excerpt in &source.excerpts {
        stated.days.extend(excerpt.text.as_of.iter().flat_map(|date| days_of(&date.value)));
        stated.figures.extend(excerpt.text.figures.iter().flat_map(of_figure));
        if let Some(quote) = &excerpt.text.quote {
            let said = read(quote, excerpt.text.language.as_deref().unwrap_or(language));
            stated.days.extend(said.days.iter().map(|(_, day)| *day));
            stated.quoted.extend(said.readings);
        }
    }
    Arc::new(stated)
}

/// What events and notes say, which no page has to say again.
fn stated(site: &Site) -> Stated {
    let (tables, mut stated) = (site.tables(), Stated::default());
    for event in tables.events.values() {
        let ends = [Some(&event.text.start.value), event.text.end.as_ref().map(|end| &end.value)];
        stated.days.extend(ends.into_iter().flatten().flat_map(days_of));
    }
    for note in tables.notes.values() {
        stated.days.extend(days_of(&note.text.date));
    }
    stated
}

/// Runs the rules of sources and of quotations, and tells how far the lock is from what the captures say, and what of it
/// was changed by hand.
fn check_sources(
    manuscript: &Manuscript,
    memo: &mut CheckMemo,
    found: &mut Vec<Diagnostic>,
) -> (Drift, Vec<(String, Forgery)>) {
    let verified = verified(manuscript, &mut memo.verified);
    let explained = explanations(&verified, manuscript, &mut memo.explanations);
    let vouching = vouching(&verified, manuscript, &mut memo.vouching);
    let noted = noted_sources(manuscript);
    let watch = memo.pages.watched();
    let (mut drift, mut forgeries) = (Drift::default(), Vec::new());
    for ((verified, explained), vouching) in verified.iter().zip(&explained).zip(&vouching) {
        drift.missing += vouching.drift.missing;
        drift.differing += vouching.drift.differing;
        drift.unquoted += vouching.drift.unquoted;
        let (witness, words) = (&verified.cited.witness, verified.words);
        let forged = vouching.forgeries.iter().cloned();
        forgeries.extend(forged.map(|forgery| (verified.cited.witness.source.id.clone(), forgery)));
        let locked = manuscript.locked.sources.get(&witness.source.id);
        for (rule, check) in SOURCE_RULES {
            let finding = SourceFinding { verified, witness, words, locked };
            watch.run(On::Rule, rule.code, || check(&finding, found));
        }
        if let (Whereabouts::Unreadable(at), Some(capture)) = (words, &witness.capture) {
            found.push(rules::not_utf8(&capture.path, at));
        }
        let source_is_noted = noted.contains(witness.source.id.as_str());
        for (quotation, case) in cases(verified, explained, vouching, locked) {
            // What was compared stands somewhere: the comparison is of today's manuscript.
            let Some(span) = place(manuscript, &quotation.id) else { continue };
            let finding = Finding { quotation, span, witness, words, case, source_is_noted, manuscript };
            for (rule, check) in QUOTATION_RULES {
                watch.run(On::Rule, rule.code, || check(&finding, found));
            }
        }
    }
    (drift, forgeries)
}

/// The quotations of a source of which something may have to be said.
fn cases<'a>(
    verified: &'a Verified,
    explained: &'a [Explanation],
    vouching: &'a Vouching,
    locked: Option<&'a LockedSource>,
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
    compared.chain(unvouched).chain(remembered(verified, locked))
}

/// Where nothing can be compared: the quotations off which, as the lock remembers, something was cut.
fn remembered<'a>(
    verified: &'a Verified,
    locked: Option<&'a LockedSource>,
) -> impl Iterator<Item = (&'a Quotation, Case<'a>)> {
    let locked = locked.filter(|_| verified.words == Whereabouts::Nowhere);
    verified.remembered.iter().filter_map(move |quotation| {
        let entry = locked?.quotations.get(&quotation.key)?;
        entry.sentence.as_ref().is_some_and(|cuts| !cuts.is_empty()).then_some((&**quotation, Case::Locked(entry)))
    })
}

/// A note about a source, which readers can see, says what the site does with its words.
fn noted_sources(manuscript: &Manuscript) -> BTreeSet<&str> {
    let public = manuscript.notes.iter().filter(|note| !note.private && note.visibility == Visibility::Public);
    public.flat_map(|note| &note.about).filter_map(|name| name.value.strip_prefix("source:")).collect()
}
