//! Every name resolved: the project as a site.
//!
//! Things refer to one another by typed ids, and after `resolve` every id leads to a thing. A thing carries a
//! fingerprint: two with equal fingerprints say the same, so what was made from the one serves for the other.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::edtf::Edtf;
use crate::files::{File, FileId, Hash, Span};
use crate::manuscript::*;
use crate::quantity::Quantity;
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
#[derive(Clone, Debug)]
pub struct Site {
    pub settings: Arc<SettingsText>,
    /// Settings and options that every output may show.
    pub fingerprint: Hash,
    pub claimants: BTreeMap<ClaimantId, Claimant>,
    pub events: BTreeMap<EventId, Event>,
    pub places: BTreeMap<PlaceId, Place>,
    pub sources: BTreeMap<SourceId, Arc<Source>>,
    pub notes: BTreeMap<NoteId, Arc<Note>>,
    /// Published pages, by the path of their file.
    pub pages: Arc<BTreeMap<FileId, Arc<Page>>>,
    /// What others see of all pages together.
    pub together: Together,
    /// Figures that published sources report, grouped.
    pub figures: Vec<FigureGroup>,
    /// What is copied: route → file.
    pub assets: BTreeMap<Route, File>,
    /// What is said of images, by the sidecar's file.
    pub sidecars: BTreeMap<FileId, Arc<SidecarText>>,
    /// Old addresses: alias → where it leads.
    pub aliases: BTreeMap<Route, Route>,
    /// Which claims rest on what.
    pub impact: Arc<Impact>,
    /// The sources, notes and so on that a published page reaches.
    pub reached: Reached,
    /// Fingerprint of claimants, events, places and notes together.
    pub registers: Hash,
    /// Fingerprint of all sources together.
    pub evidence: Hash,
}

/// Fingerprints of all pages together.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Together {
    /// All claims, as lists show them.
    pub claims: Hash,
    /// All addresses, and entries in lists of articles.
    pub listed: Hash,
    /// All that pages reach, and what their claims rest on.
    pub rests: Hash,
    /// The findings that authors answered; none: there are none.
    pub answering: Option<Hash>,
    pub has_claims: bool,
}

/// Someone who says things.
#[derive(Clone, Debug)]
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
        match self.is_party() {
            true => self.text.party.as_ref().map(|party| party.value.as_str()),
            false => None,
        }
    }
}

#[derive(Clone, Debug)]
pub struct Event {
    pub id: EventId,
    pub text: EventText,
    pub place: Option<PlaceId>,
    pub parent: Option<EventId>,
    pub adopted: BTreeMap<Measure, Adopted>,
}

/// The figure a site stands behind.
#[derive(Clone, Debug)]
pub struct Adopted {
    pub source: SourceId,
    pub excerpt: String,
    pub because: NoteId,
}

#[derive(Clone, Debug)]
pub struct Place {
    pub id: PlaceId,
    pub text: PlaceText,
    pub parent: Option<PlaceId>,
}

/// A cited publication.
#[derive(Clone, Debug)]
pub struct Source {
    pub id: SourceId,
    pub text: Arc<SourceText>,
    pub excerpts: Vec<Excerpt>,
    pub derived_from: Vec<SourceId>,
    /// What the lock says of the capture; none: never verified.
    pub vouched: Option<VouchedCapture>,
    /// Every quotation of this source that the lock vouches for, by its normalised words.
    pub quotations: BTreeMap<String, Vouched>,
    pub links: Vec<Link>,
    pub fingerprint: Hash,
}

impl Source {
    pub fn excerpt(&self, id: &str) -> Option<&Excerpt> {
        self.excerpts.iter().find(|excerpt| excerpt.text.id.value == id)
    }

    pub fn route(&self) -> String {
        format!("sources/{}.html", self.id)
    }
}

/// The copy that quotations were verified against.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VouchedCapture {
    /// 64 hexadecimal digits.
    pub sha256: String,
}

/// How a quotation stands in its capture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vouched {
    pub class: MatchClass,
    /// Runs of words: more than one where an omission lies between them.
    pub segments: usize,
    /// The words as in the capture.
    pub exact: String,
    pub prefix: String,
    pub suffix: String,
    /// `#:~:text=…`, from the capture's own glyphs.
    pub fragment: Option<String>,
}

/// Quoted words of a source.
#[derive(Clone, Debug)]
pub struct Excerpt {
    pub text: ExcerptText,
    /// Who said it; none: the source names nobody.
    pub claimant: Option<ClaimantId>,
    /// Where the chain of attribution ends.
    pub origin: Option<ClaimantId>,
    pub statement: Option<String>,
    pub vouched: Option<Vouched>,
}

/// A reported number in a group of its like.
#[derive(Clone, Debug)]
pub struct Figure {
    pub source: SourceId,
    pub excerpt: String,
    pub span: Span,
    pub event: EventId,
    pub measure: Measure,
    pub population: Option<Population>,
    pub unit: Option<String>,
    pub quantity: Quantity,
    pub as_of: Option<Edtf>,
    pub claimant: Option<ClaimantId>,
    pub origin: Option<ClaimantId>,
    pub statement: Option<String>,
    /// The quotation it stands in.
    pub quote: Option<String>,
    pub verdict: Verdict,
    pub adopted: bool,
}

/// How a figure stands to the others of its group.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Verdict {
    /// Nothing to compare it with.
    Only,
    /// Its interval meets the others'.
    Compatible,
    /// An older count of the same origin.
    Superseded,
    /// Disjoint, later and higher.
    LaterCount,
    /// Disjoint.
    Disjoint,
    /// Listed, never compared: `casualties-unspecified`.
    Listed,
}

impl Verdict {
    pub fn as_str(self) -> &'static str {
        match self {
            Verdict::Only => "only",
            Verdict::Compatible => "compatible",
            Verdict::Superseded => "superseded",
            Verdict::LaterCount => "later-count",
            Verdict::Disjoint => "disjoint",
            Verdict::Listed => "listed",
        }
    }
}

/// All figures of one event × measure × population.
#[derive(Clone, Debug)]
pub struct FigureGroup {
    pub event: EventId,
    pub measure: Measure,
    pub population: Option<Population>,
    /// The worst verdict among the figures that are not superseded.
    pub verdict: Verdict,
    /// Lowest and highest number of the figures that are not superseded; none where it is open.
    pub low: Option<crate::quantity::Number>,
    pub high: Option<crate::quantity::Number>,
    /// How many named origins the figures have.
    pub named_origins: usize,
    pub figures: Vec<Figure>,
}

/// An editorial note.
#[derive(Clone, Debug)]
pub struct Note {
    pub id: NoteId,
    pub text: Arc<NoteText>,
    pub about: Vec<About>,
    pub links: Vec<Link>,
    pub fingerprint: Hash,
}

/// What a note is about.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum About {
    Claim { page: FileId, label: String },
    Page { page: FileId },
    Source(SourceId),
    Event(EventId),
    Figure { event: EventId, measure: Measure },
    Place(PlaceId),
}

/// A page of the site.
#[derive(Clone, Debug)]
pub struct Page {
    pub text: Arc<PageText>,
    pub route: Route,
    pub language: String,
    /// In the order of their first use.
    pub claims: Vec<Claim>,
    /// The sources that the page cites, in order of first use.
    pub sources: Vec<SourceId>,
    /// Where each link and image of the body leads, in the order of the pieces.
    pub links: Vec<Link>,
    /// Links of ordinary footnotes and remarks, keyed by the footnote's label, and of the front matter.
    pub other_links: BTreeMap<String, Vec<Link>>,
    /// The words printed by each directive that stands inside prose.
    pub inline_words: BTreeMap<usize, String>,
    /// What each directive shows, in the order of the body's directives; none where it was reported.
    pub directives: Vec<Option<Shown>>,
    /// What each marker is, in the order of the body's markers.
    pub markers: Vec<MarkerUse>,
    /// Images and downloads that the page uses.
    pub assets: Vec<FileId>,
    /// Pages that tell the same in other languages, this one included.
    pub translations: Vec<(String, Route)>,
    pub template: String,
    /// What was noticed while resolving.
    pub notices: Vec<Diagnostic>,
    /// What the page's bytes depend on besides the theme.
    pub fingerprint: Hash,
    /// The same for its claims alone, as lists show them.
    pub claims_fingerprint: Hash,
    /// Its address and its entry in lists of articles, feeds and sitemaps.
    pub listed: Hash,
    /// What the page reaches, and what its claims rest on.
    pub rests: Hash,
}

/// Where a link leads.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Link {
    /// Somewhere in the site: a route and an anchor (with `#`, or empty).
    Inside {
        route: Route,
        anchor: String,
    },
    Outside(String),
    /// An image or download, and its sidecar.
    Asset {
        file: FileId,
        route: Route,
        sidecar: Option<FileId>,
    },
    /// Reported as broken.
    Nowhere,
}

impl Link {
    /// The asset's file, if it leads to one.
    pub fn asset(&self) -> Option<&FileId> {
        match self {
            Link::Asset { file, .. } => Some(file),
            _ => None,
        }
    }
}

/// What a marker in the text stands for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MarkerUse {
    /// Index into the page's claims, and whether this is where the claim is made.
    pub claim: Option<(usize, bool)>,
    /// Ordinary footnotes: index into the body's footnotes, and the how-manieth use (from 1).
    pub footnotes: Vec<(usize, usize)>,
    /// Whole sources.
    pub citations: Vec<SourceId>,
}

/// What a directive shows.
#[derive(Clone, Debug, PartialEq)]
pub enum Shown {
    Figures {
        event: EventId,
        measures: Vec<Measure>,
    },
    /// Index of the excerpt's figure is found again by its measure and population.
    Figure {
        source: SourceId,
        excerpt: String,
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
    /// A component of the theme.
    Own,
}

/// A sentence the site answers for.
#[derive(Clone, Debug)]
pub struct Claim {
    pub label: String,
    /// 1-based, in the order of the page; only a name for readers.
    pub number: usize,
    pub kind: ClaimKind,
    /// The claim's words as printed.
    pub words: String,
    pub short: Option<String>,
    pub span: Span,
    pub grade: Grade,
    pub reason: String,
    pub evidence: Vec<Evidence>,
    /// Every line of the evidence led somewhere; otherwise something was told of.
    pub is_whole: bool,
    pub withdrawn: Option<NoteId>,
    pub was: Vec<String>,
    /// Outlets and origins of the supporting evidence.
    pub outlets: usize,
    pub named_origins: usize,
}

/// The tie between a claim and an excerpt.
#[derive(Clone, Debug)]
pub struct Evidence {
    pub source: SourceId,
    pub excerpt: Option<String>,
    pub stance: Stance,
    /// The words shown: the line's quotation, else the excerpt's.
    pub quotation: Option<String>,
    pub claimant: Option<ClaimantId>,
    pub origin: Option<ClaimantId>,
    pub statement: Option<String>,
    pub locator: Option<String>,
    pub comment: Option<String>,
    pub language: Option<String>,
    pub vouched: Option<Vouched>,
    pub span: Span,
}

/// Which claims rest on what.
#[derive(Clone, Debug, Default)]
pub struct Impact {
    /// Of everything that it was made from.
    pub fingerprint: Hash,
    pub sources: BTreeMap<SourceId, Vec<ClaimRef>>,
    pub claimants: BTreeMap<ClaimantId, Vec<ClaimRef>>,
    pub excerpts: BTreeMap<(SourceId, String), Vec<ClaimRef>>,
    pub events: BTreeMap<EventId, Vec<ClaimRef>>,
}

/// One claim of one page.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct ClaimRef {
    pub page: FileId,
    /// Index into the page's claims.
    pub claim: usize,
}

/// What published pages lead to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reached {
    pub sources: std::collections::BTreeSet<SourceId>,
    pub claimants: std::collections::BTreeSet<ClaimantId>,
    pub events: std::collections::BTreeSet<EventId>,
    pub places: std::collections::BTreeSet<PlaceId>,
    pub notes: std::collections::BTreeSet<NoteId>,
    /// Of all of these together.
    pub fingerprint: Hash,
}
