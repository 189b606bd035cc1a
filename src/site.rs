//! Every name resolved: the project as a site.
//!
//! Things refer to one another by typed ids, and after `resolve` every id leads to a thing. A [`Site`] opens only to the
//! questions at the end of this file, so that whoever remembers something made from it remembers what it asked.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use crate::edtf::Edtf;
use crate::files::{File, FileId};
use crate::manuscript::{SettingsText, SidecarText};
use crate::memo::{Print, Printed, Reader, questions};
use crate::sign_offs::SignOffs;
use crate::vocabulary::{Measure, Visibility};

mod bearings;
mod ids;
mod body;
mod look;
mod registers;
mod source;
mod place_names;
mod claim;
mod page;
mod telling;

pub use bearings::Bearings;
pub use body::*;
pub use claim::*;
pub use ids::*;
pub use look::{Letters, Look};
pub use page::*;
pub use place_names::PlaceNames;
pub use registers::*;
pub use source::*;
pub use telling::{claims_by_event, notes_of_page, shown_events, stands_in};

/// The whole site.
#[derive(Debug, Default)]
pub struct Site {
    tables: Tables,
    /// Notes by what they are about.
    notes_about: BTreeMap<About, Vec<NoteId>>,
    /// Events by their place, in the order of their ids.
    events_at: BTreeMap<PlaceId, Vec<EventId>>,
    /// Sources of which neither outlet nor agency is known, numbered in the order of their ids; none, where there is one only.
    unnamed: BTreeMap<SourceId, usize>,
    /// Page → the date of the latest public note about it, its claims, or what its claims rest on.
    note_dates: BTreeMap<FileId, Edtf>,
    lists: Lists,
    /// What places are called, for telling a misspelling.
    place_names: PlaceNames,
    /// What was answered in list files, of what is published.
    register_answers: Vec<RegisterAnswer>,
    chapters: OnceLock<Vec<Print>>,
}

/// What a site is made of.
#[derive(Debug, Default)]
pub struct Tables {
    pub settings: Arc<SettingsText>,
    pub claimants: BTreeMap<ClaimantId, Printed<Claimant>>,
    pub events: BTreeMap<EventId, Printed<Event>>,
    pub places: BTreeMap<PlaceId, Printed<Place>>,
    pub sources: BTreeMap<SourceId, Printed<Source>>,
    pub notes: BTreeMap<NoteId, Printed<Note>>,
    pub pages: Pages,
    /// What published sources report.
    pub figures: Printed<Figures>,
    /// What is copied: route → file.
    pub assets: BTreeMap<Route, File>,
    /// The files among them that texts show as images.
    pub pictures: BTreeSet<FileId>,
    /// What is said of images, by the sidecar's file.
    pub sidecars: BTreeMap<FileId, Arc<SidecarText>>,
    /// Old addresses: alias → where it leads.
    pub aliases: BTreeMap<Route, Route>,
    /// What bears on which claims.
    pub impact: Printed<Impact>,
    /// The version of the rules by which the site was first made.
    pub first_rules: u32,
    /// The site's own look.
    pub look: Printed<Look>,
    /// Who read which claim; for the desk, never for readers.
    pub sign_offs: Printed<SignOffs>,
}

/// Published pages, sorted by the path of their file, with the prints of what others see of them.
#[derive(Clone, Debug, Default)]
pub struct Pages {
    list: Arc<Vec<Printed<Page>>>,
    entries: OnceLock<Print>,
    claims: OnceLock<Print>,
    leads: OnceLock<Print>,
    answers: OnceLock<Print>,
}

impl Pages {
    pub fn new(list: Vec<Printed<Page>>) -> Pages {
        Pages { list: Arc::new(list), ..Pages::default() }
    }

    pub fn get(&self, file: &FileId) -> Option<&Printed<Page>> {
        let at = self.list.binary_search_by(|page| page.text.file.cmp(file)).ok()?;
        self.list.get(at)
    }

    pub fn list(&self) -> &[Printed<Page>] {
        &self.list
    }

    pub fn iter(&self) -> impl Iterator<Item = &Printed<Page>> {
        self.list.iter()
    }
}

/// What bears on which claims.
#[derive(Clone, Hash, Debug, Default)]
pub struct Impact {
    pub sources: BTreeMap<SourceId, Bearings<ClaimRef>>,
    pub claimants: BTreeMap<ClaimantId, Bearings<ClaimRef>>,
    pub excerpts: BTreeMap<(SourceId, ExcerptId), Bearings<ClaimRef>>,
    pub events: BTreeMap<EventId, Bearings<ClaimRef>>,
}

/// One claim of one page.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct ClaimRef {
    pub page: FileId,
    /// Index into the page's claims.
    pub claim: usize,
}

/// Which lists the site has.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct Lists {
    pub articles: bool,
    pub claims: bool,
    pub figures: bool,
    pub places: bool,
    pub sources: bool,
    pub notes: bool,
}

impl Site {
    pub fn new(tables: Tables) -> Site {
        let mut site = Site { tables, ..Site::default() };
        for note in site.tables.notes.values() {
            for about in &note.about {
                site.notes_about.entry(about.clone()).or_default().push(note.id.clone());
            }
        }
        for event in site.tables.events.values() {
            if let Some(place) = &event.place {
                site.events_at.entry(place.clone()).or_default().push(event.id.clone());
            }
        }
        site.unnamed = site.tables.unnamed();
        site.note_dates = site.tables.note_dates();
        site.lists = site.tables.lists();
        site.place_names = PlaceNames::of(&site.tables.places, &site.tables.claimants, &site.tables.sources);
        site.register_answers = site.tables.register_answers();
        site
    }

    /// The site with fewer things, once it is known what published pages lead to.
    pub fn with(self, change: impl FnOnce(&mut Tables)) -> Site {
        let mut tables = self.tables;
        change(&mut tables);
        Site::new(tables)
    }

    /// Asks the site without remembering anything.
    pub fn reader(&self) -> Reader<'_, Site> {
        Reader::new(self)
    }

    pub fn settings(&self) -> &Arc<SettingsText> {
        &self.tables.settings
    }

    pub fn pages(&self) -> &Pages {
        &self.tables.pages
    }

    /// What it is made of, for who remembers nothing.
    pub fn tables(&self) -> &Tables {
        &self.tables
    }
}

impl Tables {
    fn register_answers(&self) -> Vec<RegisterAnswer> {
        let claimants = self
            .claimants
            .values()
            .map(|claimant| (Registered::Claimant(claimant.id.clone()), &claimant.text.name, &claimant.text.allow));
        let events = self
            .events
            .values()
            .map(|event| (Registered::Event(event.id.clone()), &event.text.title, &event.text.allow));
        let places = self
            .places
            .values()
            .map(|place| (Registered::Place(place.id.clone()), &place.text.name, &place.text.allow));
        let entries = claimants.chain(events).chain(places);
        let answers = entries.flat_map(|(of, name, allows)| {
            allows.iter().map(move |allow| RegisterAnswer {
                of: of.clone(),
                name: name.to_string(),
                allow: allow.clone(),
            })
        });
        answers.collect()
    }

    fn lists(&self) -> Lists {
        Lists {
            articles: self.pages.list().len() > 1,
            claims: self.pages.iter().any(|page| !page.claims.list.is_empty()),
            figures: !self.figures.on.is_empty(),
            places: !self.places.is_empty(),
            sources: !self.sources.is_empty(),
            notes: !self.notes.is_empty(),
        }
    }

    fn unnamed(&self) -> BTreeMap<SourceId, usize> {
        let is_unnamed = |source: &&Printed<Source>| source.text.outlet.is_none() && source.text.agency.is_empty();
        let ids = self.sources.values().filter(is_unnamed).map(|source| source.id.clone());
        let numbered: BTreeMap<SourceId, usize> = ids.zip(1..).collect();
        if numbered.len() > 1 { numbered } else { BTreeMap::new() }
    }

    fn note_dates(&self) -> BTreeMap<FileId, Edtf> {
        let mut dates: BTreeMap<FileId, Edtf> = BTreeMap::new();
        let public = self.notes.values().filter(|note| note.text.visibility == Visibility::Public);
        for note in public {
            let date = &note.text.date;
            for about in &note.about {
                let (own, resting) = match about {
                    About::Claim { page, .. } | About::Page { page } => (self.pages.get(page).map(|_| page), None),
                    About::Source(id) => (None, self.impact.sources.get(id)),
                    About::Event(id) | About::Figure { event: id, .. } => (None, self.impact.events.get(id)),
                    About::Place(_) => (None, None),
                };
                let resting = resting.into_iter().flat_map(Bearings::claims).map(|claim| &claim.page);
                for page in own.into_iter().chain(resting) {
                    let known = dates.entry(page.clone()).or_insert_with(|| date.clone());
                    if known.latest() < date.latest() {
                        *known = date.clone();
                    }
                }
            }
        }
        dates
    }
}

/// What others see of pages, one kind at a time: hashed as those are.
macro_rules! seen_of_pages {
    ($($(#[$doc:meta])* $Seen:ident $prints:ident = $field:ident: $kind:ty;)*) => { $(
        $(#[$doc])*
        #[derive(Clone, Copy)]
        pub struct $Seen<'s>(&'s Pages);

        impl<'s> $Seen<'s> {
            /// Of all pages, in the order of their files.
            pub fn iter(&self) -> impl Iterator<Item = &'s Printed<$kind>> + use<'s> {
                self.0.iter().map(|page| &page.$field)
            }

            pub fn get(&self, file: &FileId) -> Option<&'s Printed<$kind>> {
                self.0.get(file).map(|page| &page.$field)
            }
        }

        impl std::hash::Hash for $Seen<'_> {
            fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
                let of_all = || Print::of_all(self.0.iter().map(|page| &page.$field));
                self.0.$prints.get_or_init(of_all).hash(state);
            }
        }
    )* };
}
seen_of_pages! {
    /// Pages as lists of articles show them.
    SeenEntries entries = entry: Listing;
    /// The claims of pages.
    SeenClaims claims = claims: Claims;
    /// What pages lead to by themselves.
    SeenLeads leads = leads: Leads;
    /// The findings that pages answer.
    SeenAnswers answers = answers: Answers;
}

/// The notes about a page and its claims.
fn notes_on_page<'n>(notes: &'n BTreeMap<About, Vec<NoteId>>, page: &FileId) -> BTreeSet<&'n NoteId> {
    let first = About::Claim { page: page.clone(), label: String::new() };
    let is_claim = |about: &About| matches!(about, About::Claim { page: of, .. } if of == page);
    let claims = notes.range(first..).take_while(|(about, _)| is_claim(about));
    let own = notes.get_key_value(&About::Page { page: page.clone() });
    claims.chain(own).flat_map(|(_, notes)| notes).collect()
}

/// The notes about an event and its figures.
fn notes_on_event<'n>(notes: &'n BTreeMap<About, Vec<NoteId>>, event: &EventId) -> BTreeSet<&'n NoteId> {
    let figures = Measure::ALL.iter().map(|measure| About::Figure { event: event.clone(), measure: *measure });
    figures.chain([About::Event(event.clone())]).filter_map(|about| notes.get(&about)).flatten().collect()
}

/// What is listed; nothing, where there is no list.
fn all<T>(found: Option<&Vec<T>>) -> &[T] {
    found.map_or(&[], Vec::as_slice)
}

questions! {
    Site as site asks SiteAsk;
    Settings(settings) = &site.tables.settings; {
        Settings = settings() -> &'w Arc<SettingsText> { settings }
    }
    Claimants(claimants) = &site.tables.claimants; {
        Claimant = claimant(id: ClaimantId) -> Option<&'w Printed<Claimant>> { claimants.get(id) }
    }
    Events(events) = &site.tables.events; {
        Event = event(id: EventId) -> Option<&'w Printed<Event>> { events.get(id) }
    }
    At(events) = &site.events_at; {
        /// The events of a place, in the order of their ids.
        EventsAt = events_at(place: PlaceId) -> &'w [EventId] { all(events.get(place)) }
    }
    Places(places) = &site.tables.places; {
        Place = place(id: PlaceId) -> Option<&'w Printed<Place>> { places.get(id) }
        /// All places, in the order of their ids.
        Places = places() -> Vec<&'w PlaceId> { places.keys().collect::<Vec<_>>() }
    }
    Sources(sources) = &site.tables.sources; {
        Source = source(id: SourceId) -> Option<&'w Printed<Source>> { sources.get(id) }
        /// All sources, in the order of their ids.
        Sources = sources() -> Vec<&'w SourceId> { sources.keys().collect::<Vec<_>>() }
    }
    Unnamed(unnamed) = &site.unnamed; {
        /// Which of the sources it is of which no publisher is known, where there are several.
        Unnamed = unnamed(id: SourceId) -> Option<usize> { unnamed.get(id).copied() }
    }
    Notes(notes) = &site.tables.notes; {
        Note = note(id: NoteId) -> Option<&'w Printed<Note>> { notes.get(id) }
        /// All notes, in the order of their ids.
        Notes = notes() -> Vec<&'w NoteId> { notes.keys().collect::<Vec<_>>() }
    }
    About(notes) = &site.notes_about; {
        /// The notes about something, in the order of their ids.
        NotesAbout = notes_about(about: About) -> &'w [NoteId] { all(notes.get(about)) }
        /// The notes about a page and its claims, in the order of their ids.
        NotesOnPage = notes_on_page(page: FileId) -> BTreeSet<&'w NoteId> { notes_on_page(notes, page) }
        /// The notes about an event and its figures, in the order of their ids.
        NotesOnEvent = notes_on_event(event: EventId) -> BTreeSet<&'w NoteId> { notes_on_event(notes, event) }
    }
    Dates(dates) = &site.note_dates; {
        /// The date of the latest public note about a page, its claims, or what they rest on.
        NoteDate = note_date(page: FileId) -> Option<&'w Edtf> { dates.get(page) }
        NoteDates = note_dates() -> &'w BTreeMap<FileId, Edtf> { dates }
    }
    PlaceNames(names) = &site.place_names; {
        /// What places are called.
        PlaceNamesAsked = place_names() -> &'w PlaceNames { names }
    }
    Registers(answers) = &site.register_answers; {
        /// What was answered in list files.
        RegisterAnswers = register_answers() -> &'w [RegisterAnswer] { answers }
    }
    Entries(entries) = SeenEntries(&site.tables.pages); {
        /// A page's place in lists of articles.
        Entry = entry(file: FileId) -> Option<&'w Printed<Listing>> { entries.get(file) }
        Entries = entries() -> SeenEntries<'w> { entries }
    }
    Claims(claims) = SeenClaims(&site.tables.pages); {
        /// A page's claims.
        Claims = claims(file: FileId) -> Option<&'w Printed<Claims>> { claims.get(file) }
    }
    Leads(leads) = SeenLeads(&site.tables.pages); {
        Leads = leads() -> SeenLeads<'w> { leads }
    }
    Answers(answers) = SeenAnswers(&site.tables.pages); {
        Answers = answers() -> SeenAnswers<'w> { answers }
    }
    Figures(figures) = &site.tables.figures; {
        /// All figures of an event, grouped.
        FiguresOn = figures_on(event: EventId) -> &'w [FigureGroup] { all(figures.on.get(event)) }
        /// All figures that a source reports.
        FiguresOf = figures_of(source: SourceId) -> &'w [Arc<Figure>] { all(figures.of.get(source)) }
        /// All events of which figures are reported, in the order of their ids.
        Counted = counted() -> Vec<&'w EventId> { figures.on.keys().collect::<Vec<_>>() }
    }
    Sidecars(sidecars) = &site.tables.sidecars; {
        Sidecar = sidecar(file: FileId) -> Option<&'w Arc<SidecarText>> { sidecars.get(file) }
    }
    Assets(assets) = &site.tables.assets; {
        /// A file that is copied, as it lies in the project.
        Asset = asset(route: Route) -> Option<&'w File> { assets.get(route) }
    }
    Impact(impact) = &site.tables.impact; {
        OnSource = claims_on_source(id: SourceId) -> Option<&'w Bearings<ClaimRef>> { impact.sources.get(id) }
        OnExcerpt = claims_on_excerpt(source: SourceId, excerpt: ExcerptId) -> Option<&'w Bearings<ClaimRef>> { impact.excerpts.get(&(source.clone(), excerpt.clone())) }
    }
    FirstRules(rules) = site.tables.first_rules; {
        /// The version of the rules by which the site was first made.
        FirstRules = first_rules() -> u32 { rules }
    }
    Look(look) = &site.tables.look; {
        /// The site's own look.
        OwnLook = own_look() -> &'w Printed<Look> { look }
    }
    Lists(lists) = site.lists; {
        /// Which lists the site has.
        Lists = lists() -> Lists { lists }
    }
}
