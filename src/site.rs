//! Every name resolved: the project as a site.
//!
//! Things refer to one another by typed ids, and after `resolve` every id leads to a thing. A [`Site`] opens only to the
//! questions at the end of this file, so that whoever remembers something made from it remembers what it asked.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::edtf::Edtf;
use crate::files::{File, FileId, Span};
use crate::html::Markup;
use crate::manuscript::*;
use crate::memo::{Print, Printed, Reader, questions};
use crate::quantity::{Number, Quantity};
use crate::quotation::MatchClass;
use crate::vocabulary::*;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => { $(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub struct $name(pub Arc<str>);

        impl $name {
            pub fn as_str(&self) -> &str { &self.0 }
        }

        impl From<&str> for $name {
            fn from(id: &str) -> $name { $name(id.into()) }
        }

        impl std::borrow::Borrow<str> for $name {
            fn borrow(&self) -> &str { &self.0 }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut std::fmt::Formatter) -> std::fmt::Result { formatter.write_str(&self.0) }
        }
    )+ };
}

ids! {
    /// A source.
    SourceId,
    /// An excerpt, by its name in its source.
    ExcerptId,
    /// One utterance, seen through several outlets.
    StatementId,
    /// A claimant.
    ClaimantId,
    /// An event.
    EventId,
    /// A place.
    PlaceId,
    /// An editorial note.
    NoteId,
    /// A place in the site: `index.html`, `sources/s003.html`; relative to the site's root, no leading slash.
    Route,
}

/// The whole site.
#[derive(Debug, Default)]
pub struct Site {
    tables: Tables,
    /// Notes by what they are about.
    notes_about: BTreeMap<About, Vec<NoteId>>,
    /// Events by their place, in the order of their ids.
    events_at: BTreeMap<PlaceId, Vec<EventId>>,
    /// Page → the date of the latest public note about it, its claims, or what its claims rest on.
    note_dates: BTreeMap<FileId, Edtf>,
    lists: Lists,
    chapters: Vec<Print>,
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
    /// The paths of their files.
    pub files: Printed<Vec<FileId>>,
    /// What published sources report.
    pub figures: Printed<Figures>,
    /// What is copied: route → file.
    pub assets: BTreeMap<Route, File>,
    /// What is said of images, by the sidecar's file.
    pub sidecars: BTreeMap<FileId, Arc<SidecarText>>,
    /// Old addresses: alias → where it leads.
    pub aliases: BTreeMap<Route, Route>,
    /// Which claims rest on what.
    pub impact: Printed<Impact>,
}

/// Published pages, sorted by the path of their file, with the prints of what others see of them.
#[derive(Clone, Debug, Default)]
pub struct Pages {
    list: Arc<Vec<Printed<Page>>>,
    entries: Print,
    claims: Print,
    leads: Print,
    answers: Print,
}

impl Pages {
    pub fn new(list: Vec<Printed<Page>>) -> Pages {
        Pages {
            entries: Print::of_all(list.iter().map(|page| &page.entry)),
            claims: Print::of_all(list.iter().map(|page| &page.claims)),
            leads: Print::of_all(list.iter().map(|page| &page.leads)),
            answers: Print::of_all(list.iter().map(|page| &page.answers)),
            list: Arc::new(list),
        }
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

/// Someone who says things.
#[derive(Clone, Hash, Debug)]
pub struct Claimant {
    pub id: ClaimantId,
    pub text: ClaimantText,
    /// Where the chain of `rests_on` ends; itself, if it rests on nobody.
    pub origin: ClaimantId,
}

impl Claimant {
    /// A claimant is a party if it has a `party` and its `interest` is not neutral.
    pub fn is_party(&self) -> bool {
        self.text.party.is_some() && self.text.interest != Some(Interest::Neutral)
    }

    pub fn party(&self) -> Option<&str> {
        self.text.party.as_ref().filter(|_| self.is_party()).map(|party| party.value.as_str())
    }
}

#[derive(Clone, Hash, Debug)]
pub struct Event {
    pub id: EventId,
    pub text: EventText,
    pub place: Option<PlaceId>,
    pub parent: Option<EventId>,
    pub adopted: BTreeMap<Measure, Adopted>,
}

/// The figure a site stands behind.
#[derive(Clone, Hash, Debug)]
pub struct Adopted {
    pub source: SourceId,
    pub excerpt: ExcerptId,
    pub because: NoteId,
}

#[derive(Clone, Hash, Debug)]
pub struct Place {
    pub id: PlaceId,
    pub text: PlaceText,
    pub parent: Option<PlaceId>,
}

/// A cited publication.
#[derive(Clone, Hash, Debug)]
pub struct Source {
    pub id: SourceId,
    pub text: Printed<SourceText>,
    pub excerpts: Vec<Excerpt>,
    pub derived_from: Vec<SourceId>,
    /// SHA-256 of the capture that its quotations were verified against, 64 hexadecimal digits; none: never verified.
    pub vouched: Option<String>,
    /// Every quotation of this source that the lock vouches for, by its key there.
    pub quotations: BTreeMap<String, Vouched>,
    pub body: Vec<Piece>,
}

impl Source {
    pub fn excerpt(&self, id: &str) -> Option<&Excerpt> {
        self.excerpts.iter().find(|excerpt| excerpt.id.as_str() == id)
    }

    pub fn route(&self) -> Route {
        Route::from(format!("sources/{}.html", self.id).as_str())
    }
}

/// How a quotation stands in its capture.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Vouched {
    pub class: MatchClass,
    /// Runs of words: more than one where an omission lies between them.
    pub segments: usize,
    /// The words as in the capture.
    pub exact: String,
    pub prefix: String,
    pub suffix: String,
    /// `text=…`, from the capture's own glyphs.
    pub fragment: Option<String>,
}

/// Quoted words of a source.
#[derive(Clone, Hash, Debug)]
pub struct Excerpt {
    pub id: ExcerptId,
    pub text: ExcerptText,
    /// Who said it; none: the source names nobody.
    pub claimant: Option<ClaimantId>,
    /// Where the chain of attribution ends.
    pub origin: Option<ClaimantId>,
    pub statement: Option<StatementId>,
    pub vouched: Option<Vouched>,
}

/// A reported number in a group of its like.
#[derive(Clone, Hash, Debug)]
pub struct Figure {
    pub source: SourceId,
    pub excerpt: ExcerptId,
    pub span: Span,
    pub event: EventId,
    pub measure: Measure,
    pub population: Option<Population>,
    pub unit: Option<String>,
    pub quantity: Quantity,
    pub as_of: Option<Edtf>,
    pub claimant: Option<ClaimantId>,
    pub origin: Option<ClaimantId>,
    pub statement: Option<StatementId>,
    /// The quotation it stands in.
    pub quote: Option<String>,
    pub verdict: Verdict,
    pub adopted: bool,
}

/// All figures, each of them in two places.
#[derive(Clone, Hash, Debug, Default)]
pub struct Figures {
    /// Grouped, in the order of measure, population and unit.
    pub on: BTreeMap<EventId, Vec<FigureGroup>>,
    /// By the source that reports them, in the order of the groups.
    pub of: BTreeMap<SourceId, Vec<Arc<Figure>>>,
}

impl Figures {
    /// Whether every figure of an excerpt is an older count of its origin; false without figures.
    pub fn is_superseded(&self, source: &SourceId, excerpt: &ExcerptId) -> bool {
        let figures = self.of.get(source).into_iter().flatten();
        let mut own = figures.filter(|figure| figure.excerpt == *excerpt).peekable();
        own.peek().is_some() && own.all(|figure| figure.verdict == Verdict::Superseded)
    }

    /// The figures of a whole event: `s003#toll` and the words of each.
    pub fn candidates(&self, event: &EventId, measure: Measure) -> Vec<(String, &str)> {
        let groups = self.on.get(event).into_iter().flatten();
        let wanted = groups.filter(|group| group.measure == measure && group.population.is_none());
        let figures = wanted.flat_map(|group| &group.figures);
        figures.map(|one| (format!("{}#{}", one.source, one.excerpt), one.quantity.text.as_str())).collect()
    }
}

/// All figures of one event × measure × population × unit.
#[derive(Clone, Hash, Debug)]
pub struct FigureGroup {
    pub event: EventId,
    pub measure: Measure,
    pub population: Option<Population>,
    /// The worst verdict among the figures that are not superseded.
    pub verdict: Verdict,
    /// Lowest and highest number of the figures that are not superseded; none where it is open.
    pub low: Option<Number>,
    pub high: Option<Number>,
    /// How many named origins the figures have.
    pub named_origins: usize,
    pub figures: Vec<Arc<Figure>>,
}

/// An editorial note.
#[derive(Clone, Hash, Debug)]
pub struct Note {
    pub id: NoteId,
    pub text: Printed<NoteText>,
    pub about: Vec<About>,
    pub body: Vec<Piece>,
}

/// What a note is about.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum About {
    Claim { page: FileId, label: String },
    Page { page: FileId },
    Source(SourceId),
    Event(EventId),
    Figure { event: EventId, measure: Measure },
    Place(PlaceId),
}

/// A page of the site.
#[derive(Clone, Hash, Debug)]
pub struct Page {
    pub text: Printed<PageText>,
    pub route: Route,
    pub language: String,
    /// Its place in lists of articles.
    pub entry: Printed<Listing>,
    /// Its claims, as lists show them too.
    pub claims: Printed<Claims>,
    /// What it leads to.
    pub leads: Printed<Leads>,
    /// The findings that it answers.
    pub answers: Printed<Answers>,
    /// The sources that it cites, in the order of their first use.
    pub sources: Vec<SourceId>,
    pub body: Vec<Piece>,
    pub in_short: Option<InShort>,
    /// Ordinary footnotes that are used, in the order of their first use.
    pub footnotes: Vec<Footnote>,
    /// Pages that tell the same in other languages, this one included.
    pub translations: Vec<(String, Route)>,
    pub template: String,
}

impl Page {
    pub fn file(&self) -> &FileId {
        &self.text.file
    }

    /// The markers of the body, in order.
    pub fn markers(&self) -> impl Iterator<Item = &Marker> {
        self.body.iter().filter_map(|piece| match piece {
            Piece::Marker(marker) => Some(&**marker),
            _ => None,
        })
    }

    /// Where a claim is made in the page's file.
    pub fn extent(&self, claim: usize) -> Option<Span> {
        let made = |marker: &&Marker| marker.claim == Some(ClaimUse { claim, first: true });
        self.markers().find(made).map(|marker| marker.text.extent)
    }

    /// What the directives of the body show, in order.
    pub fn shown(&self) -> impl Iterator<Item = &Shown> {
        self.body.iter().filter_map(|piece| match piece {
            Piece::Directive(directive) => Some(&directive.shown),
            _ => None,
        })
    }
}

/// A page as lists of articles, feeds and sitemaps show it.
#[derive(Clone, Hash, Debug)]
pub struct Listing {
    pub file: FileId,
    pub route: Route,
    pub title: String,
    pub standfirst: Option<String>,
    pub date: Option<Edtf>,
    pub updated: Option<Edtf>,
    pub draft: bool,
    /// How many claims it makes.
    pub claims: usize,
}

/// A page's claims, and the page as lists of claims show it.
#[derive(Clone, Hash, Debug)]
pub struct Claims {
    pub file: FileId,
    pub route: Route,
    pub title: String,
    pub language: String,
    pub draft: bool,
    /// In the order of their first use.
    pub list: Vec<Claim>,
}

/// What a page leads to by itself: what is published because it is.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct Leads {
    pub file: FileId,
    /// Sources that it cites, links to or shows figures of.
    pub sources: BTreeSet<SourceId>,
    /// Notes that it links to.
    pub notes: BTreeSet<NoteId>,
    /// Events and places that its directives show.
    pub events: BTreeSet<EventId>,
    pub places: BTreeSet<PlaceId>,
    /// Images and downloads that it uses.
    pub assets: BTreeSet<FileId>,
    /// For each claim what it rests on.
    pub claims: Vec<Vec<Resting>>,
}

/// One thing that a claim rests on.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Resting {
    pub source: SourceId,
    pub excerpt: Option<ExcerptId>,
    pub claimant: Option<ClaimantId>,
    pub origin: Option<ClaimantId>,
}

/// The findings that a page answers.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Answers {
    pub file: FileId,
    pub list: Vec<Answer>,
}

/// A finding answered in a page: the rule and the reason; with the claim's label, if the answer is about one.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Answer {
    pub rule: String,
    pub reason: String,
    pub label: Option<String>,
}

/// "In short", resolved.
#[derive(Clone, Hash, Debug)]
pub struct InShort {
    pub known: Vec<ShortItem>,
    pub claimed: Vec<ShortItem>,
    pub unchecked: Vec<ShortItem>,
}

/// One item of "In short": one of the page's claims, or words.
#[derive(Clone, Hash, Debug)]
pub enum ShortItem {
    /// Index into the page's claims.
    Claim(usize),
    Words(Vec<Piece>),
}

/// An ordinary footnote that the page uses.
#[derive(Clone, Hash, Debug)]
pub struct Footnote {
    pub label: String,
    pub body: Vec<Piece>,
    /// How often it is used.
    pub uses: usize,
}

/// One step of a resolved body, in order.
#[derive(Clone, Hash, Debug)]
pub enum Piece {
    Markup(Markup),
    /// A word of the interface, by its key in the theme's table of strings.
    Word(String),
    /// Opens a link that leads somewhere; [`Piece::LinkClose`] ends it.
    LinkOpen {
        link: Link,
        title: String,
    },
    LinkClose,
    Image {
        asset: Asset,
        alt: String,
        title: String,
        alone: bool,
    },
    Marker(Box<Marker>),
    /// Opens one stretch of a claim's words; the first where the claim is made carries its anchor.
    ExtentOpen(ClaimUse),
    ExtentClose,
    Directive(Box<Directive>),
}

/// Where a link leads.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Link {
    /// Somewhere in the site: a route and an anchor (with `#`, or empty).
    Inside {
        route: Route,
        anchor: String,
    },
    Source {
        source: SourceId,
        anchor: String,
    },
    Note(NoteId),
    Outside(String),
    Asset(Asset),
}

/// An image or download, and its sidecar.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Asset {
    pub file: FileId,
    pub route: Route,
    pub sidecar: Option<FileId>,
}

/// What a marker in the text stands for.
#[derive(Clone, Hash, Debug)]
pub struct Marker {
    /// The words that it closes, with what directives print in them.
    pub words: String,
    /// What directives print in them.
    pub printed: Vec<String>,
    /// As the author wrote it.
    pub text: crate::manuscript::MarkerText,
    pub claim: Option<ClaimUse>,
    pub footnotes: Vec<FootnoteUse>,
    /// Whole sources.
    pub citations: Vec<SourceId>,
}

/// A claim made or repeated.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct ClaimUse {
    /// Index into the page's claims.
    pub claim: usize,
    /// This is where the claim is made.
    pub first: bool,
}

/// A use of an ordinary footnote.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct FootnoteUse {
    pub label: String,
    /// Index into the page's footnotes.
    pub position: usize,
    /// From 1.
    pub nth: usize,
}

/// A directive, checked.
#[derive(Clone, Hash, Debug)]
pub struct Directive {
    pub name: String,
    pub shown: Shown,
    /// The words that it prints inside prose; empty for what is no text.
    pub words: String,
}

/// What a directive shows.
#[derive(Clone, PartialEq, Hash, Debug)]
pub enum Shown {
    Figures {
        event: EventId,
        measures: Vec<Measure>,
    },
    Figure {
        source: SourceId,
        excerpt: ExcerptId,
        measure: Measure,
        population: Option<Population>,
    },
    Map {
        places: Vec<PlaceId>,
        focus: Option<PlaceId>,
    },
    Timeline {
        events: Vec<EventId>,
    },
    Origins,
    Evidence,
    Sources,
    Notes,
    Corrections,
    /// A component of the theme, with the author's arguments.
    Own(Vec<(String, Argument)>),
}

/// A sentence the site answers for.
#[derive(Clone, Hash, Debug)]
pub struct Claim {
    pub label: String,
    /// 1-based, in the order of the page; only a name for readers.
    pub number: usize,
    pub kind: ClaimKind,
    /// The claim's words as printed.
    pub words: String,
    pub short: Option<String>,
    pub grade: Grade,
    pub reason: Reason,
    pub evidence: Vec<Evidence>,
    /// Every line of the evidence led somewhere; otherwise something was told of.
    pub is_whole: bool,
    pub withdrawn: Option<NoteId>,
    pub was: Vec<String>,
    /// How the author came to a number that no source states.
    pub computed: Option<String>,
    /// The editor's remark.
    pub remark: Vec<Piece>,
    /// Outlets and origins of the supporting evidence.
    pub outlets: usize,
    pub named_origins: usize,
}

/// The tie between a claim and an excerpt.
#[derive(Clone, Hash, Debug)]
pub struct Evidence {
    pub source: SourceId,
    pub excerpt: Option<ExcerptId>,
    pub stance: Stance,
    /// The words shown: the line's quotation, else the excerpt's.
    pub quotation: Option<String>,
    pub claimant: Option<ClaimantId>,
    pub origin: Option<ClaimantId>,
    pub statement: Option<StatementId>,
    pub locator: Option<String>,
    pub comment: Option<String>,
    pub language: Option<String>,
    pub vouched: Option<Vouched>,
}

/// Why a claim has its grade. Its words are the theme's.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Reason {
    WithdrawnByNote,
    /// Every source that supported it was retracted.
    Retracted,
    ConcededBy(ClaimantId),
    InTheWordsOf(ClaimantId),
    Disputed {
        supporting: Side,
        disputing: Side,
    },
    /// A statement that newsrooms rendered on their own.
    Rendered {
        renderings: usize,
        by: Side,
    },
    Corroborated {
        origins: usize,
        by: Side,
        outlets: usize,
    },
    OneOrigin {
        by: Side,
        outlets: usize,
        silent: usize,
    },
    /// Nobody is named.
    Unattributed {
        reports: usize,
    },
}

/// Who stands on a side: the first voices in order of appearance, and how many more.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Side {
    /// Empty: nobody is named.
    pub voices: Vec<Voice>,
    pub more: usize,
}

/// Who is heard.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Voice {
    Claimant(ClaimantId),
    /// An outlet by its name; none: an unidentified one.
    Outlet(Option<String>),
}

/// Which claims rest on what.
#[derive(Clone, Hash, Debug, Default)]
pub struct Impact {
    pub sources: BTreeMap<SourceId, Vec<ClaimRef>>,
    pub claimants: BTreeMap<ClaimantId, Vec<ClaimRef>>,
    pub excerpts: BTreeMap<(SourceId, ExcerptId), Vec<ClaimRef>>,
    pub events: BTreeMap<EventId, Vec<ClaimRef>>,
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
        site.note_dates = site.tables.note_dates();
        site.lists = site.tables.lists();
        site.print_chapters();
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

    pub fn known_sources(&self) -> Vec<&str> {
        self.tables.sources.keys().map(SourceId::as_str).collect()
    }

    pub fn known_claimants(&self) -> Vec<&str> {
        self.tables.claimants.keys().map(ClaimantId::as_str).collect()
    }

    pub fn known_events(&self) -> Vec<&str> {
        self.tables.events.keys().map(EventId::as_str).collect()
    }

    pub fn impact(&self) -> &Impact {
        &self.tables.impact
    }

    pub fn assets(&self) -> &BTreeMap<Route, File> {
        &self.tables.assets
    }

    pub fn aliases(&self) -> &BTreeMap<Route, Route> {
        &self.tables.aliases
    }
}

impl Tables {
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
                let resting = resting.into_iter().flatten().map(|claim| &claim.page);
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
    ($($Seen:ident $prints:ident = $field:ident: $kind:ty;)*) => { $(
        struct $Seen<'s>(&'s Pages);

        impl<'s> $Seen<'s> {
            fn get(&self, file: &FileId) -> Option<&'s Printed<$kind>> {
                self.0.get(file).map(|page| &page.$field)
            }
        }

        impl std::hash::Hash for $Seen<'_> {
            fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
                self.0.$prints.hash(state);
            }
        }
    )* };
}
seen_of_pages! {
    SeenEntries entries = entry: Listing;
    SeenClaims claims = claims: Claims;
    SeenLeads leads = leads: Leads;
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
    }
    Files(files) = &site.tables.files; {
        /// The files of all pages, in order.
        Files = files() -> &'w Printed<Vec<FileId>> { files }
    }
    Entries(entries) = SeenEntries(&site.tables.pages); {
        /// A page's place in lists of articles.
        Entry = entry(file: FileId) -> Option<&'w Printed<Listing>> { entries.get(file) }
    }
    Claims(claims) = SeenClaims(&site.tables.pages); {
        /// A page's claims.
        Claims = claims(file: FileId) -> Option<&'w Printed<Claims>> { claims.get(file) }
    }
    Leads(leads) = SeenLeads(&site.tables.pages); {
        /// What a page leads to by itself.
        Leads = leads(file: FileId) -> Option<&'w Printed<Leads>> { leads.get(file) }
    }
    Answers(answers) = SeenAnswers(&site.tables.pages); {
        /// The findings that a page answers.
        Answers = answers(file: FileId) -> Option<&'w Printed<Answers>> { answers.get(file) }
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
    Impact(impact) = &site.tables.impact; {
        OnSource = claims_on_source(id: SourceId) -> &'w [ClaimRef] { all(impact.sources.get(id)) }
        OnEvent = claims_on_event(id: EventId) -> &'w [ClaimRef] { all(impact.events.get(id)) }
        OnExcerpt = claims_on_excerpt(source: SourceId, excerpt: ExcerptId) -> &'w [ClaimRef] { all(impact.excerpts.get(&(source.clone(), excerpt.clone()))) }
    }
    Lists(lists) = site.lists; {
        /// Which lists the site has.
        Lists = lists() -> Lists { lists }
    }
}
