//! Which claims were read against their sources as they are now: the sign-offs that still hold.
//!
//! A reader answers for a claim's words, its lines of evidence, their excerpts, the captures behind them and the grade that
//! comes of it all: [`substance`]. When one of these changes, the sign-off lapses; nothing else makes it lapse.

use serde::Serialize;
use serde_json::{Value, json};

use crate::diagnostic::{Diagnostic, Severity};
use crate::manuscript::{ChecksText, ExcerptText, FigureText, Original};
use crate::passage::Wording;
use crate::rules;
use crate::sign_offs::{SignOff, plain};
use crate::site::{Claim, Evidence, Page, Site};

/// What a reader answers for.
#[derive(Serialize)]
struct Substance<'a> {
    words: String,
    grade: &'static str,
    evidence: Vec<Line<'a>>,
}

#[derive(Serialize)]
struct Line<'a> {
    source: &'a str,
    /// SHA-256 of what its quotations were verified against.
    capture: Option<&'a str>,
    stance: &'static str,
    quotation: Option<String>,
    claimant: Option<&'a str>,
    locator: Option<String>,
    comment: Option<String>,
    excerpt: Option<Value>,
}

/// What is to be read of a claim, as one text. It is the same on every machine, with captures and without.
pub fn substance(claim: &Claim, site: &Site) -> String {
    let evidence = claim.evidence.iter().map(|evidence| line(evidence, site)).collect();
    let substance = Substance { words: spaced(&claim.words), grade: claim.grade.as_str(), evidence };
    serde_json::to_string(&substance).unwrap_or_default()
}

fn line<'a>(evidence: &'a Evidence, site: &'a Site) -> Line<'a> {
    // Who said it, in the end, and what the lock found of the words follow from these.
    let Evidence {
        source,
        excerpt,
        stance,
        quotation,
        claimant,
        origin: _,
        statement: _,
        locator,
        comment,
        language: _,
        vouched: _,
        sensitive: _,
    } = evidence;
    let cited = site.tables().sources.get(source);
    let said = excerpt.as_ref().and_then(|id| cited?.excerpt(id.as_str()));
    Line {
        source: source.as_str(),
        capture: cited.and_then(|cited| cited.vouched.as_deref()),
        stance: stance.as_str(),
        quotation: quotation.as_deref().map(spaced),
        claimant: claimant.as_ref().map(|id| id.as_str()),
        locator: worded(locator),
        comment: worded(comment),
        excerpt: said.map(|said| of_excerpt(&said.text)),
    }
}

fn of_excerpt(text: &ExcerptText) -> Value {
    // An answer to a finding and an old name say nothing of the source.
    let ExcerptText {
        id,
        was: _,
        quote,
        locator,
        claimant,
        rests_on,
        statement,
        channel,
        as_of,
        language,
        original,
        speech,
        figures,
        sensitive: _,
        allow: _,
    } = text;
    json!({
        "id": id.value,
        "quote": quote.as_ref().map(|quote| spaced(quote)),
        "locator": worded(locator),
        "claimant": claimant.as_ref().map(|name| &name.value),
        "rests_on": rests_on.as_ref().map(|name| &name.value),
        "statement": statement.as_ref().map(|name| &name.value),
        "channel": channel.map(|channel| channel.as_str()),
        "as_of": as_of.as_ref().map(|date| date.to_string()),
        "language": language,
        "original": original.as_ref().map(of_original),
        "speech": speech.map(|speech| speech.as_str()),
        "figures": figures.iter().map(of_figure).collect::<Vec<Value>>(),
    })
}

fn of_original(original: &Original) -> Value {
    let Original { language, text, source } = original;
    json!([language, spaced(text), source.as_ref().map(|name| &name.value)])
}

fn of_figure(figure: &FigureText) -> Value {
    let FigureText { span: _, event, measure, value, population, unit, of, as_of, claimant, supersedes } = figure;
    json!({
        "event": event.value,
        "measure": measure.as_str(),
        "value": value.text,
        "population": population.map(|population| population.as_str()),
        "unit": worded(unit),
        "of": of.as_ref().map(|name| &name.value),
        "as_of": as_of.as_ref().map(|date| date.to_string()),
        "claimant": claimant.as_ref().map(|name| &name.value),
        "supersedes": supersedes.as_ref().map(|name| &name.value),
    })
}

/// How lines were broken does not count.
fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn worded(words: &Option<Wording>) -> Option<String> {
    words.as_ref().map(|words| spaced(words))
}

/// How one claim was read.
pub struct Reading<'a> {
    pub page: &'a Page,
    /// Index into the page's claims.
    pub index: usize,
    pub claim: &'a Claim,
    /// The sign-offs that hold.
    pub holding: Vec<&'a SignOff>,
    /// Those of before something changed.
    pub lapsed: Vec<&'a SignOff>,
}

/// Every claim of the site, in the order of pages, and who read it.
pub fn readings<'s>(site: &'s Site) -> Vec<Reading<'s>> {
    let sign_offs = &site.tables().sign_offs;
    let claims = site.pages().iter().flat_map(|page| {
        let page: &Page = page;
        page.claims.list.iter().enumerate().map(move |claim| (page, claim))
    });
    let read = |(page, (index, claim)): (&'s Page, (usize, &'s Claim))| {
        let signed = sign_offs.of(name(page), &claim.label);
        let substance = if signed.is_empty() { String::new() } else { substance(claim, site) };
        let (holding, lapsed) = signed.iter().partition(|sign_off| sign_off.holds(&substance));
        Reading { page, index, claim, holding, lapsed }
    };
    claims.map(read).collect()
}

/// A page as notes and sign-offs name it.
pub fn name(page: &Page) -> &str {
    &page.text.placing.name
}

impl Reading<'_> {
    /// `index#toll`.
    pub fn name(&self) -> String {
        format!("{}#{}", name(self.page), self.claim.label)
    }

    /// Whether it was read by somebody who did not write the page; where nobody is named as its author, by two.
    pub fn is_seconded(&self, site: &Site) -> bool {
        match authors(self.page, site) {
            [] => self.holding.len() > 1,
            authors => self.holding.iter().any(|one| !is_one_of(authors, &one.by)),
        }
    }

    /// Whether the reader of that name wrote the page.
    pub fn is_by_author(&self, reader: &str, site: &Site) -> bool {
        is_one_of(authors(self.page, site), reader)
    }

    /// What keeps it from being signed: errors of the claim's page and sources, and that the lock speaks of other captures;
    /// then nobody can say what was read.
    pub fn against(&self, site: &Site, found: &[Diagnostic]) -> Vec<Diagnostic> {
        let sources = self.claim.evidence.iter().filter_map(|evidence| site.tables().sources.get(&evidence.source));
        let mut own: Vec<_> = sources.map(|source| source.text.file.clone()).collect();
        own.push(self.page.file().clone());
        let is_against = |found: &&Diagnostic| {
            found.rule == "lock-stale" || (found.severity == Severity::Error && own.contains(&found.file))
        };
        found.iter().filter(is_against).cloned().collect()
    }

    /// How many readers it lacks.
    fn lacks(&self, wanted: ChecksText, site: &Site) -> usize {
        let authors = authors(self.page, site);
        let counts = |one: &&&SignOff| !wanted.not_author || !is_one_of(authors, &one.by);
        wanted.needed.saturating_sub(self.holding.iter().filter(counts).count())
    }
}

/// The authors of a page; the site's, if it names none.
fn authors<'a>(page: &'a Page, site: &'a Site) -> &'a [Wording] {
    if page.text.authors.is_empty() { &site.settings().authors } else { &page.text.authors }
}

/// Whether a reader is an author: by the name or its initials.
fn is_one_of(authors: &[Wording], reader: &str) -> bool {
    let reader = plain(reader);
    authors.iter().any(|author| {
        let initials: String = author
            .split(|sign: char| sign == '-' || sign.is_whitespace())
            .filter_map(|word| word.chars().next())
            .collect();
        [plain(author), plain(&initials)].contains(&reader)
    })
}

/// How many claims of how many were read by a second person.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Tally {
    pub read: usize,
    pub of: usize,
}

/// The tally of what is published; none, where nobody signs.
pub fn tally(site: &Site) -> Option<Tally> {
    if site.tables().sign_offs.pages.is_empty() && site.settings().checks.is_none() {
        return None;
    }
    let readings = readings(site);
    let published = || readings.iter().filter(|reading| !reading.page.claims.draft);
    let read = published().filter(|reading| reading.is_seconded(site)).count();
    Some(Tally { read, of: published().count() }).filter(|tally| tally.of > 0)
}

/// What keeps the site from being published, if it asks for readers: a finding for each page.
pub fn unread(site: &Site) -> Vec<Diagnostic> {
    let Some(wanted) = site.settings().checks else { return Vec::new() };
    let readings = readings(site);
    let lacking = readings.iter().filter(|reading| !reading.page.claims.draft && reading.lacks(wanted, site) > 0);
    let mut findings: Vec<Diagnostic> = Vec::new();
    let lacking: Vec<&Reading> = lacking.collect();
    for of_page in lacking.chunk_by(|one, other| std::ptr::eq(one.page, other.page)) {
        let page = of_page[0].page;
        let span = page.extent(of_page[0].index).unwrap_or(page.text.span);
        let labels: Vec<&str> = of_page.iter().map(|reading| reading.claim.label.as_str()).collect();
        let lapsed = of_page.iter().filter(|reading| !reading.lapsed.is_empty()).count();
        let all = page.claims.list.len();
        findings.push(rules::claim_unread(page.file(), span, name(page), &labels, all, lapsed, wanted));
    }
    findings
}
