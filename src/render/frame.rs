//! What all pages share: the site's words, the navigation, and the way from one address to another.

use std::collections::BTreeMap;

use tera::{Context, Value};

use crate::edtf::Edtf;
use crate::files::{FileId, Hash};
use crate::options::Options;
use crate::site::{About, ClaimRef, NoteId, Page, Route, Site, SourceId};
use crate::theme::Theme;
use crate::vocabulary::Visibility;

use super::head;
use super::view::{ClaimLinkView, DateView, LinkView, NavView, SiteView};

/// The site, its theme, and what is computed once for all pages.
pub struct Frame<'a> {
    pub site: &'a Site,
    pub theme: &'a Theme,
    pub options: &'a Options,
    site_value: Value,
    /// Language → the interface's words.
    strings: BTreeMap<&'a str, Value>,
    nav: Vec<(&'static str, &'static str)>,
    /// What every page shows of the rest: settings, theme, navigation.
    pub fingerprint: Hash,
    /// Everything that lists of the whole site show besides notes: claims, sources, registers.
    pub everything: Hash,
    /// All notes together, with the titles of what they are about.
    pub notes_fingerprint: Hash,
    /// Notes by what they are about.
    pub notes_about: BTreeMap<&'a About, Vec<&'a NoteId>>,
    /// The latest public note about a page, its claims, or what they rest on.
    pub note_dates: BTreeMap<&'a FileId, &'a Edtf>,
}

impl<'a> Frame<'a> {
    pub fn new(site: &'a Site, theme: &'a Theme, options: &'a Options) -> Frame<'a> {
        let settings = &site.settings;
        let contact = settings.contact.clone().unwrap_or_default();
        let view = SiteView {
            title: settings.title.clone(),
            description: settings.description.clone().unwrap_or_default(),
            language: settings.language.clone(),
            base_url: settings.base_url.clone(),
            authors: settings.authors.clone(),
            contact_href: contact_href(&contact),
            contact,
            repository: settings.repository.clone().unwrap_or_default(),
            preview: options.preview,
            worldview: settings.worldview.map_or("", |worldview| worldview.as_str()).to_owned(),
        };
        let strings = theme
            .strings
            .iter()
            .map(|(language, strings)| (language.as_str(), Value::from_serializable(strings)))
            .collect();
        let articles = site.pages.len() > 1;
        let nav: Vec<(&str, &str)> = [
            (true, "nav-home", "index.html"),
            (articles, "nav-articles", "articles.html"),
            (site.together.has_claims, "nav-claims", "claims.html"),
            (!site.figures.is_empty(), "nav-figures", "figures.html"),
            (!site.places.is_empty(), "nav-places", "places.html"),
            (!site.sources.is_empty(), "nav-sources", "sources.html"),
            (!site.notes.is_empty(), "nav-notes", "notes.html"),
            (true, "nav-corrections", "corrections.html"),
            (true, "nav-method", "method.html"),
        ]
        .into_iter()
        .filter(|(shown, _, _)| *shown)
        .map(|(_, key, route)| (key, route))
        .collect();
        let mut notes_about: BTreeMap<&About, Vec<&NoteId>> = BTreeMap::new();
        for note in site.notes.values() {
            for about in &note.about {
                notes_about.entry(about).or_default().push(&note.id);
            }
        }
        let notes_fingerprint = notes_fingerprint(site);
        let fingerprint =
            Hash::of_parts([&site.fingerprint.0[..], &theme.face.fingerprint.0, format!("{nav:?}").as_bytes()]);
        let shown = [fingerprint, site.registers, site.evidence, site.reached.fingerprint, site.together.claims];
        let everything = Hash::together(&shown);
        Frame {
            site,
            theme,
            options,
            site_value: Value::from_serializable(&view),
            strings,
            nav,
            fingerprint,
            everything,
            notes_fingerprint,
            notes_about,
            note_dates: note_dates(site),
        }
    }

    /// A page's view of the site.
    pub fn scene(&'a self, route: &'a Route, language: &'a str) -> Scene<'a> {
        let depth = route.as_str().matches('/').count();
        Scene { frame: self, site: self.site, route, language, root: "../".repeat(depth), whole: false }
    }

    /// The same for words that leave the site, in feeds: every address is whole.
    pub fn away(&'a self, route: &'a Route, language: &'a str) -> Scene<'a> {
        Scene { frame: self, site: self.site, route, language, root: self.site.settings.base_url.clone(), whole: true }
    }

    /// When a page last changed, as far as its author says: the latest of its dates and of the notes about it.
    pub fn updated(&self, page: &'a Page) -> Option<&'a Edtf> {
        let own = page.text.date.iter().chain(&page.text.updated);
        own.chain(self.note_dates.get(&page.text.file).copied()).max_by_key(|date| date.latest())
    }
}

/// Page → the date of the latest public note about it, its claims, or what its claims rest on.
fn note_dates(site: &Site) -> BTreeMap<&FileId, &Edtf> {
    let mut dates: BTreeMap<&FileId, &Edtf> = BTreeMap::new();
    let public = site.notes.values().filter(|note| note.text.visibility == Visibility::Public);
    for note in public {
        let date = &note.text.date;
        for about in &note.about {
            let (own, resting) = match about {
                About::Claim { page, .. } | About::Page { page } => (site.pages.get_key_value(page), None),
                About::Source(id) => (None, site.impact.sources.get(id)),
                About::Event(id) | About::Figure { event: id, .. } => (None, site.impact.events.get(id)),
                About::Place(_) => (None, None),
            };
            let resting = resting.into_iter().flatten().map(|claim| &claim.page);
            for page in own.map(|(file, _)| file).into_iter().chain(resting) {
                let known = dates.entry(page).or_insert(date);
                if known.latest() < date.latest() {
                    *known = date;
                }
            }
        }
    }
    dates
}

/// Notes are shown with links to what they are about.
fn notes_fingerprint(site: &Site) -> Hash {
    let mut parts: Vec<Hash> = Vec::new();
    for note in site.notes.values() {
        parts.extend([note.fingerprint, site.registers]);
        for about in &note.about {
            let found = match about {
                About::Claim { page, .. } | About::Page { page } => {
                    site.pages.get(page).map(|page| page.claims_fingerprint)
                }
                About::Source(id) => site.sources.get(id).map(|source| source.fingerprint),
                _ => Some(site.reached.fingerprint),
            };
            parts.push(found.unwrap_or_default());
        }
    }
    Hash::together(&parts)
}

/// `mailto:` for an e-mail address; an address of the web as it is.
fn contact_href(contact: &str) -> String {
    match contact.contains('@') && !contact.contains("://") {
        true => format!("mailto:{contact}"),
        false => contact.to_owned(),
    }
}

/// Where a page stands: what is relative to it.
pub struct Scene<'a> {
    pub frame: &'a Frame<'a>,
    pub site: &'a Site,
    pub route: &'a Route,
    pub language: &'a str,
    pub root: String,
    /// Addresses begin with the site's: what is written here is read elsewhere.
    pub whole: bool,
}

impl<'a> Scene<'a> {
    /// The context that every template is given.
    pub fn context(&self, kind: &str) -> Context {
        let mut context = Context::new();
        let nav: Vec<NavView> = self
            .frame
            .nav
            .iter()
            .map(|(key, route)| NavView {
                key: (*key).to_owned(),
                href: self.href(route, ""),
                current: self.route.as_str() == *route,
            })
            .collect();
        context.insert_value("site", self.frame.site_value.clone());
        if let Some(strings) = self.frame.strings.get(self.frame.theme.table_of(self.language)) {
            context.insert_value("t", strings.clone());
        }
        context.insert("nav", &nav);
        context.insert("root", &self.root);
        context.insert("route", self.route.as_str());
        context.insert("canonical", &self.canonical());
        context.insert("kind", kind);
        context.insert("language", self.language);
        context.insert("direction", direction(self.language));
        context.insert("head_html", &head::plain(self, kind));
        context
    }

    /// The strings alone, for parts.
    pub fn part(&self) -> Context {
        let mut context = Context::new();
        context.insert_value("site", self.frame.site_value.clone());
        if let Some(strings) = self.frame.strings.get(self.frame.theme.table_of(self.language)) {
            context.insert_value("t", strings.clone());
        }
        context.insert("root", &self.root);
        context.insert("language", self.language);
        context.insert("heading", &false);
        context
    }

    /// The page's whole address; the index of a folder without its file name.
    pub fn canonical(&self) -> String {
        absolute(self.site, self.route)
    }

    /// The way from this page to a route; `anchor` is empty or begins with `#`.
    pub fn href(&self, route: &str, anchor: &str) -> String {
        if self.whole {
            return format!("{}{anchor}", absolute(self.site, &Route::from(route)));
        }
        if route == self.route.as_str() {
            return match anchor.is_empty() {
                true => encode(route.rsplit('/').next().unwrap_or(route)),
                false => anchor.to_owned(),
            };
        }
        format!("{}{}{anchor}", self.root, encode(route))
    }

    /// A string of the interface; the key itself where the table has none.
    pub fn word(&self, key: &str) -> &'a str {
        self.frame.theme.strings_of(self.language).get(key).map_or("", String::as_str)
    }

    pub fn date(&self, date: &Edtf) -> DateView {
        DateView { iso: date.iso_for_html().unwrap_or_default(), words: date.in_words(), edtf: date.to_string() }
    }

    /// A claim as a link.
    pub fn claim_link(&self, reference: &ClaimRef) -> Option<ClaimLinkView> {
        let page = self.site.pages.get(&reference.page)?;
        let claim = page.claims.get(reference.claim)?;
        Some(ClaimLinkView {
            label: claim.label.clone(),
            number: claim.number,
            text: claim.short.clone().unwrap_or_else(|| claim.words.clone()),
            href: self.href(page.route.as_str(), &format!("#c-{}", claim.label)),
            grade: claim.grade.as_str().to_owned(),
            page_title: page.text.title.value.clone(),
        })
    }

    /// Links to the notes about something.
    pub fn note_links(&self, about: &About) -> Vec<LinkView> {
        let notes = self.frame.notes_about.get(about).into_iter().flatten();
        notes
            .filter_map(|id| self.site.notes.get(*id))
            .map(|note| LinkView {
                href: self.href("notes.html", &format!("#note-{}", note.id)),
                text: note.text.title.value.clone(),
                language: String::new(),
            })
            .collect()
    }

    /// A claimant's name and role; empty when nobody is named.
    pub fn claimant(&self, id: Option<&crate::site::ClaimantId>) -> (String, String, bool) {
        match id.and_then(|id| self.site.claimants.get(id)) {
            Some(claimant) => {
                (claimant.text.name.clone(), claimant.text.role.clone().unwrap_or_default(), claimant.is_party())
            }
            None => (String::new(), String::new(), false),
        }
    }

    /// The outlet as readers see it; where it is unknown, the agencies whose text it printed; empty when these are, too.
    pub fn outlet(&self, id: &SourceId) -> String {
        let Some(source) = self.site.sources.get(id) else { return String::new() };
        match &source.text.outlet {
            Some(outlet) => outlet.clone(),
            None if source.text.agency.is_empty() => String::new(),
            None => self.word("unknown-outlet-of").replace("{agency}", &source.text.agency.join(", ")),
        }
    }
}

/// The whole address of a route.
pub fn absolute(site: &Site, route: &Route) -> String {
    let path = match route.as_str() {
        "index.html" => "",
        path => path.strip_suffix("/index.html").map_or(path, |folder| &path[..folder.len() + 1]),
    };
    format!("{}{}", site.settings.base_url, encode(path))
}

/// `rtl` for languages written from right to left.
pub fn direction(language: &str) -> &'static str {
    crate::language::direction(language)
}

/// A path as it stands in an address.
pub fn encode(path: &str) -> String {
    crate::address::path(path)
}
