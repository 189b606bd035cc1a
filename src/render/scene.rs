//! Where a page stands, and what it may ask: the site through its reader, the theme, the words of its language.

use std::collections::BTreeMap;

use tera::Context;

use crate::aside::Aside;
use crate::diagnostic::Diagnostic;
use crate::edtf::Edtf;
use crate::html::{Markup, borrowed};
use crate::manuscript::{Sensitive, SettingsText};
use crate::memo::Reader;
use crate::passage::{Wording, joined};
use crate::quantity::group_thousands;
use crate::site::{
    About, Bearings, Claim, ClaimRef, ClaimantId, Claims, Listing, NoteId, Page, Reason, Route, Site, Source, SourceId,
};
use crate::theme::{self, Engine, speaks_english};
use crate::vocabulary::{Bearing, Rights, SourceStatus, Visibility};

use super::addresses::{self, Standpoint};
use super::around::{self, Around};
use super::view::{BearingView, ChangeView, ClaimLinkView, DateView, LinkView, RuleView};
use super::words::Words;

/// Each way in which sentences stand, with how many.
pub type Standing = BTreeMap<&'static str, usize>;

/// What went wrong in templates.
pub type Faults = Vec<Diagnostic>;

/// A file, or the template's fault.
pub type Made = Result<Vec<u8>, Faults>;

/// What is the same for every file.
#[derive(Hash)]
pub struct Common<'a> {
    pub engine: &'a Engine,
    /// In `serve`: drafts and internal notes may be on the page.
    pub preview: bool,
    /// The rules that the program knows.
    pub rules: Vec<RuleView>,
    pub around: Around,
    pub aside: Aside,
}

/// A page's view of the site.
pub struct Scene<'a> {
    pub site: &'a Reader<'a, Site>,
    pub common: &'a Common<'a>,
    pub settings: &'a SettingsText,
    pub at: Standpoint<'a>,
    pub language: &'a str,
    /// On a page, what another language lends is marked.
    pub words: Words<'a>,
    /// The program's own words, which are English, are lent to this page.
    lends: bool,
    /// It is a page that runs from right to left.
    is_rtl: bool,
}

/// A claimant as readers see it; empty when nobody is named.
#[derive(Default)]
pub struct Person {
    pub name: String,
    pub role: Wording,
    pub is_named: bool,
    pub is_party: bool,
}

impl<'a> Scene<'a> {
    /// Of a page in a language of its own; none: the site's.
    pub fn new(
        site: &'a Reader<'a, Site>,
        common: &'a Common,
        route: &'a Route,
        language: Option<&'a str>,
        stand: fn(&'a Route, &'a str) -> Standpoint<'a>,
    ) -> Scene<'a> {
        let settings = site.settings();
        let language = language.unwrap_or(&settings.language);
        let (at, table) = (stand(route, &settings.base_url), common.engine.table(language));
        let is_page = route.as_str().ends_with(".html") && !at.is_away;
        let words = Words(if is_page { &table.shown } else { &table.words });
        let lends = is_page && !speaks_english(language);
        let is_rtl = is_page && crate::language::direction(language) == "rtl";
        Scene { site, common, settings, at, language, words, lends, is_rtl }
    }

    /// The context that every page's template is given.
    pub fn context(&self, kind: &str) -> Context {
        let mut context = self.base();
        match self.common.around.told(&self.at, self.site) {
            Some(told) => context.insert_value("nav", told.nav.clone()),
            None => context.insert("nav", &around::navigation(self.site, &self.at)),
        }
        context.insert("route", self.at.route.as_str());
        context.insert("canonical", &self.at.canonical());
        context.insert("kind", kind);
        context.insert("direction", crate::language::direction(self.language));
        context
    }

    /// The context of a part of a page.
    pub fn part(&self) -> Context {
        let mut context = self.base();
        context.insert("heading", &false);
        context
    }

    fn base(&self) -> Context {
        let mut context = Context::new();
        match self.common.around.told(&self.at, self.site) {
            Some(told) => context.insert_value("site", told.site.clone()),
            None => {
                let view = around::site_view(self.settings, self.site, &self.at, self.common.preview);
                context.insert("site", &view);
            }
        }
        context.insert_value("t", self.common.engine.table(self.language).value.clone());
        context.insert("root", &self.at.root);
        context.insert("language", self.language);
        context
    }

    /// Renders a page.
    pub fn page(&self, template: &str, context: &Context) -> Made {
        self.markup(template, context).map(Vec::from)
    }

    /// Renders what stands inside a page.
    pub fn markup(&self, template: &str, context: &Context) -> Result<Markup, Faults> {
        self.common.engine.render(template, context)
    }

    pub fn date(&self, date: &Edtf) -> DateView {
        DateView {
            iso: date.iso_for_html().unwrap_or_default(),
            words: self.lent(date.in_words()),
            edtf: date.to_string(),
        }
    }

    /// The program's own words. Numbers are everyone's, and a range of them runs from left to right as its drawing does.
    pub fn lent(&self, words: String) -> String {
        match words.contains(char::is_alphabetic) {
            true if self.lends => borrowed(&words),
            false if self.is_rtl && words.chars().any(|letter| !letter.is_ascii_digit()) => {
                format!("\u{2066}{words}\u{2069}")
            }
            _ => words,
        }
    }

    /// The words of the interface without marks, for drawings and data.
    pub fn plain(&self) -> &'a theme::Words {
        &self.common.engine.table(self.language).words
    }

    /// Why a claim has its grade, in one sentence.
    pub fn reason(&self, claim: &Claim) -> String {
        self.reason_in(self.words, claim)
    }

    fn reason_in(&self, words: Words, claim: &Claim) -> String {
        words.reason(&claim.reason, &|id| self.claimant(Some(id)).name, &self.alone(words, claim))
    }

    /// The outlet that first supports a claim and still stands by it: where there is one only, it is this.
    fn alone(&self, words: Words, claim: &Claim) -> String {
        let stands =
            |id: &SourceId| self.site.source(id).is_some_and(|source| source.text.status != SourceStatus::Retracted);
        let mut supporting = claim.evidence.iter().filter(|evidence| evidence.stance.is_support());
        let source = match &claim.reason {
            Reason::Weakest { source, .. } => Some(source),
            _ => supporting.find(|evidence| stands(&evidence.source)).map(|evidence| &evidence.source),
        };
        let outlet = source.and_then(|source| self.named_outlet(source));
        outlet.unwrap_or_else(|| words.get("voice-unidentified").to_owned())
    }

    /// A claim's grade and the reason for it, in the site's own language, for readers who do not see the page.
    pub fn summary(&self, claim: &Claim) -> String {
        let words = Words(&self.common.engine.table(&self.settings.language).words);
        let grade = words.get(&format!("grade-{}", claim.grade.as_str()));
        words.filled("claim-summary", &[("grade", grade), ("reason", &self.reason_in(words, claim))])
    }

    /// A claim as a link.
    pub fn claim_link(&self, of: &Claims, index: usize) -> Option<ClaimLinkView> {
        let claim = of.list.get(index)?;
        Some(ClaimLinkView {
            label: claim.label.clone(),
            number: claim.number,
            text: claim.short.as_ref().map_or_else(|| claim.words.clone(), ToString::to_string),
            href: self.at.href(of.route.as_str(), &format!("#c-{}", claim.label)),
            grade: claim.grade.as_str().to_owned(),
            page_title: of.title.clone(),
        })
    }

    /// When a page last changed.
    pub fn updated(&self, entry: &'a Listing) -> Option<&'a Edtf> {
        updated(entry, self.site.note_date(&entry.file))
    }

    /// Claims of the whole site, parted by how something bears on them.
    pub fn bearings(&self, claims: Option<&Bearings<ClaimRef>>) -> Vec<BearingView> {
        let link = |claim: &ClaimRef| self.claim_link(self.site.claims(&claim.page)?, claim.claim);
        claims.map(|claims| parted(claims, link)).unwrap_or_default()
    }

    /// The same of one page's claims, as indices.
    pub fn own_bearings(&self, of: &Claims, claims: &Bearings<usize>) -> Vec<BearingView> {
        parted(claims, |index| self.claim_link(of, *index))
    }

    /// Links to the notes about something.
    pub fn note_links(&self, about: &About) -> Vec<LinkView> {
        self.site.notes_about(about).iter().filter_map(|id| self.note_link(id)).collect()
    }

    /// The last public note that changed a claim after its publication.
    pub fn change(&self, of: &Claims, claim: &Claim) -> Option<ChangeView> {
        let about = About::Claim { page: of.file.clone(), label: claim.label.clone() };
        let notes = self.site.notes_about(&about).iter().filter_map(|id| self.site.note(id));
        let changes = notes.filter(|note| note.text.kind.is_correction() && note.text.visibility == Visibility::Public);
        let last = changes.max_by_key(|note| note.text.date.latest())?;
        Some(ChangeView {
            kind: last.text.kind.as_str().to_owned(),
            date: self.date(&last.text.date),
            href: self.at.note(&last.id),
        })
    }

    pub fn note_link(&self, id: &NoteId) -> Option<LinkView> {
        let note = self.site.note(id)?;
        Some(LinkView { href: self.at.note(id), text: note.text.title.to_string(), language: String::new() })
    }

    pub fn claimant(&self, id: Option<&ClaimantId>) -> Person {
        let Some(claimant) = id.and_then(|id| self.site.claimant(id)) else { return Person::default() };
        Person {
            name: claimant.text.name.to_string(),
            role: claimant.text.role.clone().unwrap_or_default(),
            is_named: claimant.text.named,
            is_party: claimant.is_party(),
        }
    }

    /// The name where a chain of attribution ends, if elsewhere than at the claimant.
    pub fn origin(&self, claimant: Option<&ClaimantId>, origin: Option<&ClaimantId>) -> String {
        if claimant == origin { String::new() } else { self.claimant(origin).name }
    }

    /// The outlet as readers see it; where it is unknown, the agencies whose text it printed; where these are, too, a word for
    /// that, and a number where there are several such sources.
    pub fn outlet(&self, id: &SourceId) -> String {
        self.named_outlet(id).unwrap_or_else(|| match self.site.unnamed(id) {
            Some(number) => self.words.filled("unknown-outlet-nth", &[("n", &group_thousands(number as u64))]),
            None => self.words.get("unknown-outlet").to_owned(),
        })
    }

    /// The same; none where nothing is known.
    fn named_outlet(&self, id: &SourceId) -> Option<String> {
        let text = &self.site.source(id)?.text;
        let agency = || joined(&text.agency, ", ");
        let of_agency = || self.words.filled("unknown-outlet-of", &[("agency", &agency())]);
        text.outlet.as_ref().map(ToString::to_string).or_else(|| (!text.agency.is_empty()).then(of_agency))
    }
}

/// The claims on which something bears, in each way in which it does.
fn parted<T: Clone + Ord>(claims: &Bearings<T>, link: impl Fn(&T) -> Option<ClaimLinkView>) -> Vec<BearingView> {
    let view = |bearing: &Bearing| BearingView {
        key: bearing.as_str().to_owned(),
        claims: claims.of(*bearing).filter_map(&link).collect(),
    };
    Bearing::ALL.iter().map(view).filter(|view| !view.claims.is_empty()).collect()
}

/// The page's own description, else its standfirst.
///
/// Of what is sensitive, only what there is to be seen: this goes into cards, feeds and search engines.
pub fn description(page: &Page) -> Wording {
    let text = &page.text;
    if let Some(sensitive) = &text.sensitive {
        return sensitive.shows.clone();
    }
    text.description.clone().or_else(|| text.standfirst.clone()).unwrap_or_default()
}

/// The page's card; a page that lies under a veil has none, and neither has one without claims.
pub fn card(page: &Page) -> Option<Route> {
    let has_one = !page.claims.list.is_empty() && page.text.sensitive.is_none();
    has_one.then(|| addresses::of_card(&page.route))
}

/// Whether an excerpt's words may stand wherever it is cited: neither its source's rights nor a veil keep them to its own page.
pub fn shows_words(source: &Source, sensitive: Option<&Sensitive>) -> bool {
    source.text.rights != Rights::Record && sensitive.is_none()
}

/// When a page last changed, as far as its author says: the latest of its dates and of that of the notes about it.
pub fn updated<'a>(entry: &'a Listing, noted: Option<&'a Edtf>) -> Option<&'a Edtf> {
    entry.date.iter().chain(&entry.updated).chain(noted).max_by_key(|date| date.latest())
}
