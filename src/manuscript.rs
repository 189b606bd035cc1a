//! What the author wrote, file by file, names still unresolved.
//!
//! A file is parsed alone, so everything here depends on one file's bytes (and the few options that every page shares).
//! Names of other things are [`Spanned`] text; `resolve` turns them into the things.

use std::sync::Arc;

use crate::colour::Colour;
use crate::edtf::Edtf;
use crate::files::{File, FileId, Hash, Real, Span, Spanned};
use crate::geo::Position;
use crate::geo::coarse::Cell;
use crate::html::Fixed;
use crate::lock::Lock;
use crate::memo::Printed;
use crate::passage::{Passages, Wording};
use crate::quantity::Quantity;
use crate::sign_offs::SignOffs;
use crate::vocabulary::*;

/// Implements `Hash` for what one file says: the file's path and digest, and the setting that its reading depends on, stand
/// for all that was parsed from it.
macro_rules! known_by_their_file {
    ($($name:ident $(read with $setting:ident)?),+) => { $(
        impl std::hash::Hash for $name {
            fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
                (&self.file, self.hash $(, self.$setting)?).hash(state);
            }
        }
    )+ };
}
known_by_their_file!(PageText read with raw_html, SourceText, NoteText read with raw_html, SidecarText);

/// A name or sentence as written, and where.
pub type Text = Spanned<String>;

/// Names without their places.
pub fn values(names: &[Text]) -> Vec<String> {
    names.iter().map(|name| name.value.clone()).collect()
}

/// The whole project, parsed.
#[derive(Clone, Debug, Default)]
pub struct Manuscript {
    pub settings: Arc<SettingsText>,
    pub pages: Vec<Printed<PageText>>,
    pub sources: Vec<Printed<SourceText>>,
    pub notes: Vec<Printed<NoteText>>,
    pub claimants: Arc<ListFile<ClaimantText>>,
    pub events: Arc<ListFile<EventText>>,
    pub places: Arc<ListFile<PlaceText>>,
    /// Where places are that are published less exactly; private.
    pub exact: Arc<ListFile<ExactText>>,
    pub sidecars: Vec<Arc<SidecarText>>,
    /// Everything that is copied, not read: images, downloads, `static/`.
    pub assets: Vec<File>,
    /// The captures that are here, by path; private, only ever compared with.
    pub captures: Vec<File>,
    /// `content/evidence.lock`, if there is one.
    pub lock: Option<File>,
    /// What it says; nothing, if it is not there or cannot be read.
    pub locked: Printed<Lock>,
    /// `content/checks.lock`, if there is one.
    pub checks: Option<File>,
    /// What it says; nothing, if it is not there or cannot be read.
    pub sign_offs: Printed<SignOffs>,
    /// Pages, sources, notes and settings that could not be read; why was told.
    pub unreadable: Vec<FileId>,
}

/// What kind of file speaks to readers.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum DocumentKind {
    /// The site's settings and its lists of claimants, events and places.
    Register,
    Page,
    Source,
    Note,
    Sidecar,
}

/// One file, and all that it says to readers.
#[derive(Clone, Hash, Debug)]
pub struct Document {
    pub file: FileId,
    pub kind: DocumentKind,
    /// None: the site's.
    pub language: Option<String>,
    pub passages: Printed<Passages>,
}

impl Manuscript {
    /// The files of pages, sources and notes.
    pub fn texts(&self) -> impl Iterator<Item = &FileId> {
        let pages = self.pages.iter().map(|page| &page.file);
        let sources = self.sources.iter().map(|source| &source.file);
        pages.chain(sources).chain(self.notes.iter().map(|note| &note.file))
    }

    /// Every text for readers, file by file: what is drafted and what is published.
    pub fn documents(&self) -> impl Iterator<Item = Document> {
        // Whoever adds a kind of file says here what it says to readers.
        let Manuscript {
            settings,
            pages,
            sources,
            notes,
            claimants,
            events,
            places,
            exact: _,
            sidecars,
            assets: _,
            captures: _,
            lock: _,
            locked: _,
            checks: _,
            sign_offs: _,
            unreadable: _,
        } = self;
        let registers = [
            (DocumentKind::Register, &settings.file, None, &settings.passages),
            (DocumentKind::Register, &claimants.file, None, &claimants.passages),
            (DocumentKind::Register, &events.file, None, &events.passages),
            (DocumentKind::Register, &places.file, None, &places.passages),
        ];
        let pages =
            pages.iter().map(|page| (DocumentKind::Page, &page.file, page.placing.language.clone(), &page.passages));
        let sources = sources.iter().map(|source| (DocumentKind::Source, &source.file, None, &source.passages));
        let notes = notes.iter().map(|note| (DocumentKind::Note, &note.file, None, &note.passages));
        let sidecars = sidecars.iter().map(|sidecar| (DocumentKind::Sidecar, &sidecar.file, None, &sidecar.passages));
        let all = registers.into_iter().chain(pages).chain(sources).chain(notes).chain(sidecars);
        all.map(|(kind, file, language, passages)| {
            let (file, passages) = (file.clone(), passages.clone());
            Document { file, kind, language, passages }
        })
    }
}

/// A finding answered in place: the rule and the author's reason.
#[derive(Clone, Hash, Debug, PartialEq)]
pub struct Allow {
    pub rule: Text,
    pub reason: Wording,
}

/// `content/site.yaml`.
#[derive(Clone, Hash, Debug)]
pub struct SettingsText {
    pub file: FileId,
    pub hash: Hash,
    pub title: Wording,
    pub description: Option<Wording>,
    pub base_url: String,
    pub language: String,
    pub theme: Text,
    pub authors: Vec<Wording>,
    pub contact: Option<String>,
    pub repository: Option<String>,
    pub raw_html: bool,
    /// Under which others may use the site's own words and data.
    pub licence: Option<Wording>,
    pub worldview: Option<Worldview>,
    /// (avoid, prefer) pairs.
    pub spellings: Vec<(Text, String)>,
    pub rules: Vec<RuleSetting>,
    /// Who has to read a claim before it is published; none: nobody has to.
    pub checks: Option<ChecksText>,
    pub look: LookText,
    pub passages: Printed<Passages>,
}

/// `look:` in site.yaml.
#[derive(Clone, Hash, Debug, Default)]
pub struct LookText {
    /// None: the theme's own.
    pub colours: Option<LookColours>,
    pub font: Option<FontText>,
    pub logo: Option<Text>,
    /// The site's title need not stand beside it.
    pub logo_has_name: bool,
    pub favicon: Option<Text>,
    /// A style sheet that is read after the theme's.
    pub css: Option<Text>,
    pub menu: Vec<MenuText>,
    pub footer: Vec<Wording>,
}

/// Colours by day and by night.
#[derive(Clone, Hash, Debug)]
pub struct LookColours {
    pub paper: [Colour; 2],
    /// Boxes and tables.
    pub panel: [Colour; 2],
    /// Lines between things.
    pub rule: [Colour; 2],
    pub accent: [Colour; 2],
}

/// The letters of a site.
#[derive(Clone, Hash, Debug)]
pub enum FontText {
    BuiltIn(Font),
    File(Text),
}

/// An entry of the site's menu, before those of its lists.
#[derive(Clone, Hash, Debug)]
pub struct MenuText {
    pub text: Wording,
    pub to: Text,
}

/// `checks:` in site.yaml.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct ChecksText {
    /// So many readers for each claim, at least one.
    pub needed: usize,
    /// Those who wrote the page do not count.
    pub not_author: bool,
}

impl Default for SettingsText {
    fn default() -> SettingsText {
        SettingsText {
            file: "content/site.yaml".into(),
            hash: Hash::default(),
            title: Wording::default(),
            description: None,
            base_url: "https://site.example/".to_owned(),
            language: "en".to_owned(),
            theme: Spanned::new("default".to_owned(), Span::default()),
            authors: Vec::new(),
            contact: None,
            repository: None,
            raw_html: false,
            licence: None,
            worldview: None,
            spellings: Vec::new(),
            rules: Vec::new(),
            checks: None,
            look: LookText::default(),
            passages: Printed::default(),
        }
    }
}

/// One entry of `rules:` in site.yaml.
#[derive(Clone, Hash, Debug)]
pub struct RuleSetting {
    pub rule: Text,
    pub level: Level,
    pub because: Option<Wording>,
}

/// A page: its front matter and its body.
#[derive(Clone, Debug)]
pub struct PageText {
    pub file: FileId,
    pub hash: Hash,
    /// Whether HTML in it is markup.
    pub raw_html: bool,
    pub placing: Printed<Placing>,
    pub anchors: Printed<Anchors>,
    /// The front matter's place, for findings about the page as a whole.
    pub span: Span,
    pub title: Wording,
    pub standfirst: Option<Wording>,
    pub kicker: Option<Wording>,
    pub description: Option<Wording>,
    pub date: Option<Edtf>,
    pub updated: Option<Edtf>,
    pub authors: Vec<Wording>,
    pub template: Option<Text>,
    pub sensitive: Option<Sensitive>,
    pub in_short: InShortText,
    pub claims: Vec<ClaimText>,
    pub allow: Vec<Allow>,
    pub passages: Printed<Passages>,
    pub body: Body,
}

/// What a page's address depends on, and the addresses that it gives to others.
#[derive(Clone, Hash, Debug)]
pub struct Placing {
    pub file: FileId,
    /// The path below `content/` without `.md`: `index`, `reports/kharkiv`.
    pub name: String,
    /// The front matter's place.
    pub span: Span,
    pub language: Option<String>,
    pub translation_of: Option<Text>,
    pub draft: bool,
    pub path: Option<Text>,
    pub aliases: Vec<Text>,
}

/// The places of a page that a link may name.
#[derive(Clone, Hash, Debug, Default)]
pub struct Anchors {
    pub headings: Vec<String>,
    /// Labels of evidence notes.
    pub claims: Vec<String>,
    /// Labels of ordinary footnotes.
    pub footnotes: Vec<String>,
    /// Earlier labels of claims.
    pub was: Vec<String>,
}

impl Anchors {
    /// Every anchor, as a link names it.
    pub fn names(&self) -> impl Iterator<Item = String> {
        let claims = self.claims.iter().flat_map(|label| [format!("c-{label}"), format!("n-{label}")]);
        let footnotes = self.footnotes.iter().map(|label| format!("fn-{label}"));
        let was = self.was.iter().map(|label| format!("c-{label}"));
        self.headings.iter().cloned().chain(claims).chain(footnotes).chain(was)
    }
}

/// The three columns of "In short".
#[derive(Clone, Hash, Debug, Default)]
pub struct InShortText {
    pub known: Vec<ShortText>,
    pub claimed: Vec<ShortText>,
    pub unchecked: Vec<ShortText>,
}

/// One item of "In short": a claim's label, or Markdown.
#[derive(Clone, Hash, Debug)]
pub enum ShortText {
    Claim(Text),
    Words(Vec<PieceText>),
}

/// What the front matter says about one claim.
#[derive(Clone, Hash, Debug)]
pub struct ClaimText {
    pub label: Text,
    pub kind: Option<ClaimKind>,
    pub short: Option<Wording>,
    pub against: Option<Text>,
    pub withdrawn: Option<Text>,
    pub was: Vec<Text>,
    /// How the author came to a number that no source states, such as `18+8`.
    pub computed: Option<Spanned<Wording>>,
    pub allow: Vec<Allow>,
}

/// A body of Markdown: HTML with holes where names must be resolved.
#[derive(Clone, Debug, Default)]
pub struct Body {
    pub pieces: Vec<PieceText>,
    pub headings: Vec<Heading>,
    /// In the order of the text.
    /// Shared with what is resolved.
    pub markers: Vec<Arc<MarkerText>>,
    pub footnotes: Vec<FootnoteText>,
    pub directives: Vec<DirectiveText>,
    /// What looks like evidence, if it names a source that there is.
    pub evidence_like: Vec<EvidenceLike>,
    /// The words of comments, which nobody is to read.
    pub comments: Vec<String>,
}

/// One step of a body, in order.
#[derive(Clone, Hash, Debug, PartialEq)]
pub enum PieceText {
    /// Shared with what is resolved.
    Markup(Fixed),
    /// Opens a link; `LinkClose` ends it.
    LinkOpen(Box<LinkText>),
    LinkClose,
    /// Its words are shared with what is resolved.
    Image {
        target: Box<Text>,
        words: Arc<PictureText>,
    },
    /// Index into [`Body::markers`].
    Marker(usize),
    /// Opens one stretch of a claim's words; `first` carries the anchor.
    ExtentOpen {
        marker: usize,
        first: bool,
    },
    ExtentClose,
    /// Index into [`Body::directives`].
    Directive(usize),
    /// A word of the interface, by its key in the theme's table of strings.
    Word(Arc<str>),
}

impl PieceText {
    /// What it names elsewhere: where a link leads, which picture is shown.
    pub fn target(&self) -> Option<&Text> {
        match self {
            PieceText::LinkOpen(link) => Some(&link.target),
            PieceText::Image { target, .. } => Some(target),
            PieceText::Markup(_) | PieceText::LinkClose | PieceText::Marker(_) | PieceText::Word(_) => None,
            PieceText::ExtentOpen { .. } | PieceText::ExtentClose | PieceText::Directive(_) => None,
        }
    }
}

/// A link as it is written.
#[derive(Clone, Hash, Debug, PartialEq)]
pub struct LinkText {
    pub target: Text,
    pub title: Wording,
}

/// What is said of a picture where it is shown.
#[derive(Clone, Hash, PartialEq, Debug)]
pub struct PictureText {
    pub alt: Wording,
    pub title: Wording,
    /// It stands in a paragraph of its own.
    pub alone: bool,
}

#[derive(Clone, Debug)]
pub struct Heading {
    pub level: u8,
    pub id: String,
    pub text: String,
}

/// One or more adjacent footnote references.
#[derive(Clone, Hash, Debug)]
pub struct MarkerText {
    /// As written, at least one; `@source` for a bare citation.
    pub labels: Vec<Text>,
    /// The plain words the marker closes; `\u{FFFC}` stands for a directive's output.
    pub words: Arc<str>,
    /// Where those words stand in the file.
    pub extent: Span,
    /// The byte of the passage's text at which they begin.
    pub at: usize,
    /// The index of the first directive inside the words; they are numbered in order.
    pub directives: Vec<usize>,
}

/// Words that look like evidence and are none.
#[derive(Clone, Debug)]
pub struct EvidenceLike {
    /// Where they stand, and the source that they would name.
    pub source: Text,
    /// How they should be written.
    pub line: String,
    /// They can be nothing else, be there such a source or not.
    pub is_certain: bool,
    pub in_footnote: bool,
}

/// A footnote's definition.
#[derive(Clone, Hash, Debug)]
pub struct FootnoteText {
    pub label: Text,
    pub span: Span,
    pub content: FootnoteContent,
}

#[derive(Clone, Hash, Debug)]
pub enum FootnoteContent {
    Ordinary(Vec<PieceText>),
    Evidence { remark: Vec<PieceText>, lines: Vec<EvidenceLine> },
}

impl FootnoteText {
    /// The words of an ordinary one; none of evidence.
    pub fn words(&self) -> &[PieceText] {
        match &self.content {
            FootnoteContent::Ordinary(pieces) => pieces,
            FootnoteContent::Evidence { .. } => &[],
        }
    }

    /// Its lines of evidence; none for an ordinary one.
    pub fn lines(&self) -> &[EvidenceLine] {
        match &self.content {
            FootnoteContent::Evidence { lines, .. } => lines,
            FootnoteContent::Ordinary(_) => &[],
        }
    }
}

/// `@source#excerpt stance "quotation" by claimant (locator) — comment`.
#[derive(Clone, Hash, Debug)]
pub struct EvidenceLine {
    pub span: Span,
    pub source: Text,
    pub excerpt: Option<Text>,
    pub stance: Stance,
    /// The words between the marks, line breaks kept.
    pub quotation: Option<Spanned<Wording>>,
    pub by: Option<Text>,
    pub locator: Option<Wording>,
    pub comment: Option<Wording>,
}

/// `{{ name(argument=value, …) }}`.
#[derive(Clone, Hash, Debug, PartialEq)]
pub struct DirectiveText {
    pub name: Text,
    pub arguments: Vec<(Text, Spanned<Argument>)>,
    pub span: Span,
    /// Alone in its paragraph.
    pub block: bool,
}

#[derive(Clone, Hash, Debug, PartialEq)]
pub enum Argument {
    Text(Wording),
    Number(Real),
    Flag(bool),
    List(Vec<Spanned<Wording>>),
}

/// A cited publication.
#[derive(Clone, Debug)]
pub struct SourceText {
    pub file: FileId,
    pub hash: Hash,
    pub id: String,
    /// Its earlier ids, whose addresses still lead here.
    pub was: Vec<Text>,
    pub span: Span,
    pub title: Wording,
    /// None: said to be unknown.
    pub outlet: Option<Wording>,
    pub agency: Vec<Wording>,
    pub via: Option<Wording>,
    pub kind: SourceKind,
    pub authors: Vec<Wording>,
    /// None: said to be unknown.
    pub published: Option<Spanned<Edtf>>,
    pub published_basis: Option<PublishedBasis>,
    pub accessed: Option<Edtf>,
    pub language: Option<String>,
    pub translated_from: Option<String>,
    pub translation: Option<Translation>,
    pub url: Option<Text>,
    pub url_status: Option<UrlStatus>,
    pub archived: Option<Archived>,
    pub derived_from: Vec<Text>,
    pub affiliation: Option<Affiliation>,
    pub status: SourceStatus,
    pub status_note: Option<Wording>,
    pub rights: Rights,
    pub capture: CaptureText,
    pub excerpts: Vec<ExcerptText>,
    pub summary: Option<Wording>,
    pub allow: Vec<Allow>,
    pub passages: Printed<Passages>,
    pub body: Body,
}

#[derive(Clone, Hash, Debug)]
pub struct Archived {
    pub url: String,
    pub date: Option<Edtf>,
}

/// Where the private copy lies and which of its lines are not the article's.
#[derive(Clone, Hash, Debug, Default)]
pub struct CaptureText {
    /// Relative to `captures/`; `<id>.txt` by default.
    pub file: Option<Text>,
    /// Of the copy as it was made.
    pub sha256: Option<Text>,
    /// Of what is left of it, after somebody struck lines by hand.
    pub edited: Option<Text>,
    pub captured: Option<Edtf>,
    /// 1-based, inclusive.
    pub excluded_lines: Vec<(u32, u32)>,
    pub damaged_lines: Vec<(u32, u32)>,
    /// They may be quoted, and are none of the running text: captions, bylines, notices.
    pub apart_lines: Vec<(u32, u32)>,
}

#[derive(Clone, Hash, Debug)]
pub struct ExcerptText {
    pub id: Text,
    pub was: Vec<Text>,
    pub quote: Option<Spanned<Wording>>,
    pub locator: Option<Wording>,
    /// None: not stated; `unattributed` is kept as written.
    pub claimant: Option<Text>,
    pub rests_on: Option<Text>,
    pub statement: Option<Text>,
    pub channel: Option<Channel>,
    pub as_of: Option<Spanned<Edtf>>,
    pub language: Option<String>,
    pub original: Option<Original>,
    pub speech: Option<Speech>,
    pub figures: Vec<FigureText>,
    pub sensitive: Option<Sensitive>,
    pub allow: Vec<Allow>,
}

/// What lies under a veil that readers lift themselves.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Sensitive {
    pub kind: Sensitivity,
    /// One line of what is shown, for those who decide whether to look.
    pub shows: Wording,
}

/// The words in the language they were said in.
#[derive(Clone, Hash, Debug)]
pub struct Original {
    pub language: String,
    pub text: Spanned<Wording>,
    /// The source that has them; none: the excerpt's own.
    pub source: Option<Text>,
}

#[derive(Clone, Hash, Debug)]
pub struct FigureText {
    pub span: Span,
    pub event: Text,
    pub measure: Spanned<Measure>,
    pub value: Spanned<Quantity>,
    pub population: Option<Population>,
    pub unit: Option<Wording>,
    pub of: Option<Text>,
    pub as_of: Option<Spanned<Edtf>>,
    pub claimant: Option<Text>,
    pub supersedes: Option<Text>,
}

#[derive(Clone, Debug)]
pub struct NoteText {
    pub file: FileId,
    pub hash: Hash,
    /// Whether HTML in it is markup.
    pub raw_html: bool,
    pub id: String,
    pub span: Span,
    pub title: Wording,
    pub kind: NoteKind,
    pub date: Edtf,
    pub about: Vec<Text>,
    /// Its earlier ids: `was` has words.
    pub formerly: Vec<Text>,
    pub author: Option<Wording>,
    pub visibility: Visibility,
    pub was: Option<Wording>,
    pub now: Option<Wording>,
    pub reason: Option<Wording>,
    pub allow: Vec<Allow>,
    /// Lies in `content/private/`: never published, not even marked.
    pub private: bool,
    pub passages: Printed<Passages>,
    pub body: Body,
}

/// A list file: claimants, events or places.
#[derive(Clone, Debug)]
pub struct ListFile<T> {
    pub file: FileId,
    pub hash: Hash,
    pub entries: Vec<T>,
    pub passages: Printed<Passages>,
    /// Ids of entries that could not be read; why was told.
    pub lost: Vec<String>,
    /// The whole file could not be read.
    pub unreadable: bool,
}

impl<T> Default for ListFile<T> {
    fn default() -> ListFile<T> {
        ListFile {
            file: "content/site.yaml".into(),
            hash: Hash::default(),
            entries: Vec::new(),
            passages: Printed::default(),
            lost: Vec::new(),
            unreadable: false,
        }
    }
}

#[derive(Clone, Hash, Debug)]
pub struct ClaimantText {
    pub span: Span,
    pub id: Text,
    /// The name, or what an unnamed one is described as.
    pub name: Wording,
    pub named: bool,
    pub role: Option<Wording>,
    pub kind: Option<ClaimantKind>,
    pub party: Option<Text>,
    pub interest: Option<Interest>,
    pub aliases: Vec<Wording>,
    pub rests_on: Option<Text>,
    pub allow: Vec<Allow>,
}

#[derive(Clone, Hash, Debug)]
pub struct EventText {
    pub span: Span,
    pub id: Text,
    pub was: Vec<Text>,
    pub title: Wording,
    pub start: Spanned<Edtf>,
    pub end: Option<Spanned<Edtf>>,
    pub kind: Option<EventKind>,
    pub place: Option<Text>,
    pub parent: Option<Text>,
    pub parties: Vec<Text>,
    pub summary: Option<Wording>,
    pub adopted: Vec<AdoptedText>,
    pub allow: Vec<Allow>,
}

/// The figure a site stands behind, and the note that says why.
#[derive(Clone, Hash, Debug)]
pub struct AdoptedText {
    pub measure: Spanned<Measure>,
    /// `source#excerpt`.
    pub excerpt: Text,
    pub because: Text,
}

#[derive(Clone, Hash, Debug)]
pub struct PlaceText {
    pub span: Span,
    pub id: Text,
    pub was: Vec<Text>,
    pub name: Wording,
    pub kind: PlaceKind,
    pub lat: Real,
    pub lon: Real,
    pub precision_km: Option<Real>,
    /// Nobody is to learn where it is more exactly than this: `lat` and `lon` are the middle of its cell of the grid.
    pub within_km: Option<Real>,
    /// The coordinates as they are written.
    pub written: Exact,
    /// ISO 3166: which area of the basemap it is.
    pub code: Option<String>,
    pub parent: Option<Text>,
    pub variants: Vec<Wording>,
    pub misspellings: Vec<String>,
    pub endonym: Option<Wording>,
    pub allow: Vec<Allow>,
}

impl PlaceText {
    /// The coordinates as they are written, where they say more than may be published.
    pub fn exact(&self) -> Option<&Exact> {
        let point = Position { lat: self.lat.0, lon: self.lon.0 };
        (self.within_km.is_some() && !self.written.is_at(point)).then_some(&self.written)
    }
}

/// Coordinates that no reader may learn: for the search for leaks, and for moving them out of files that are shared.
#[derive(Clone, PartialEq, Hash, Debug)]
pub struct Exact {
    pub lat: Spanned<Real>,
    pub lon: Spanned<Real>,
}

impl Exact {
    /// The point that is published in its place.
    pub fn coarse(&self, km: f64) -> Option<Position> {
        let here = Position::new(self.lat.value.0, self.lon.value.0)?;
        Some(Cell::of(here, km)?.middle())
    }

    /// Whether the coordinates are those of a point.
    pub fn is_at(&self, point: Position) -> bool {
        let is_same = |a: f64, b: f64| (a - b).abs() < 1e-9;
        is_same(self.lat.value.0, point.lat) && is_same(self.lon.value.0, point.lon)
    }
}

/// An entry of `private/places.yaml`: where a place is that is published less exactly.
#[derive(Clone, Hash, Debug)]
pub struct ExactText {
    pub id: Text,
    pub exact: Exact,
}

/// `<image>.yaml` beside an image.
#[derive(Clone, Debug, Default)]
pub struct SidecarText {
    pub file: FileId,
    pub hash: Hash,
    pub credit: Option<Wording>,
    pub licence: Option<Wording>,
    pub caption: Option<Wording>,
    /// Whether the picture's signed account of its making (C2PA) is published with it.
    pub keep_credentials: bool,
    pub sensitive: Option<Sensitive>,
    pub passages: Printed<Passages>,
}
