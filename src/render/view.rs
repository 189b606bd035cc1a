//! What templates see. Every field is plain data; a field that ends in `html` is finished HTML, all else is text. An
//! author's text is `Wording`, which the rules about words have read.
//!
//! Every template is given `site`, `t` (the strings of the interface), `nav`, `root` (the way back to the site's folder:
//! empty or `../`), `route`, `canonical`, `kind` (the template's name without `.html`), `language` and `direction`
//! (`ltr`, `rtl`). A page kind's own data is the struct named in its doc comment.

use serde::Serialize;

use crate::html::Markup;
use crate::passage::Wording;

/// `site`.
#[derive(Clone, Debug, Default, Serialize)]
pub struct SiteView {
    pub title: Wording,
    pub description: Wording,
    pub language: String,
    pub base_url: String,
    pub authors: Vec<Wording>,
    pub contact: String,
    /// `mailto:` or `https:`; empty without a contact.
    pub contact_href: String,
    pub repository: String,
    /// True in `serve`: drafts and internal notes may be on the page.
    pub preview: bool,
    pub worldview: String,
}

/// One entry of `nav`.
#[derive(Clone, Debug, Serialize)]
pub struct NavView {
    /// Key in `t`: `nav-claims`.
    pub key: String,
    pub href: String,
    pub current: bool,
}

/// A date: machine-readable (may be empty) and in words.
#[derive(Clone, Debug, Default, Serialize)]
pub struct DateView {
    pub iso: String,
    pub words: String,
    pub edtf: String,
}

/// A link with its words.
#[derive(Clone, Debug, Default, Serialize)]
pub struct LinkView {
    pub href: String,
    pub text: String,
    pub language: String,
}

/// `page` of page.html.
#[derive(Clone, Debug, Default, Serialize)]
pub struct PageView {
    pub title: Wording,
    pub kicker: Wording,
    pub standfirst: Wording,
    pub description: Wording,
    pub date: Option<DateView>,
    pub updated: Option<DateView>,
    pub authors: Vec<Wording>,
    pub draft: bool,
    pub is_home: bool,
    pub translations: Vec<LinkView>,
    pub in_short: Option<InShortView>,
    pub claims: Vec<ClaimView>,
    /// Grades that occur on the page, in the order of the key.
    pub grades: Vec<GradeView>,
    pub content_html: Markup,
    pub footnotes: Vec<FootnoteView>,
    pub sources: Vec<SourceView>,
    pub notes: Vec<NoteView>,
    pub corrections: Vec<NoteView>,
    /// Which directives the body holds, so that the template does not add the same again.
    pub has_evidence: bool,
    pub has_sources: bool,
    pub has_notes: bool,
    pub has_corrections: bool,
    /// The site's other pages, newest first; only on the home page.
    pub articles: Vec<ArticleView>,
    /// How many articles there are in all, when the list is cut.
    pub articles_more: usize,
    pub figures_as_of: Option<DateView>,
    /// How many were killed and injured; empty where no table of the page counts them.
    pub toll: Vec<TollView>,
    /// The headings of the text.
    pub contents: Vec<LinkView>,
}

/// One line of a toll.
#[derive(Clone, Debug, Default, Serialize)]
pub struct TollView {
    /// `measure-KEY` in `t`.
    pub measure: String,
    /// The figure the site stands behind, or the range.
    pub total: String,
    /// Each number that stands, in the order of the reports.
    pub parts: Vec<TollPartView>,
    pub reports: usize,
    /// The table.
    pub href: String,
}

#[derive(Clone, Debug, Default, Serialize)]
pub struct TollPartView {
    pub value: String,
    /// Empty: nobody is named.
    pub claimant: String,
    pub as_of: Option<DateView>,
    /// More than one report gives it.
    pub several: bool,
}

#[derive(Clone, Debug, Default, Serialize)]
pub struct ArticleView {
    pub title: Wording,
    pub href: String,
    pub standfirst: Wording,
    pub date: Option<DateView>,
    pub claims: usize,
}

#[derive(Clone, Debug, Default, Serialize)]
pub struct InShortView {
    pub known: Vec<ShortItemView>,
    pub claimed: Vec<ShortItemView>,
    pub unchecked: Vec<ShortItemView>,
}

#[derive(Clone, Debug, Default, Serialize)]
pub struct ShortItemView {
    pub html: Markup,
    /// The claim it repeats, if it is one.
    pub claim: Option<ClaimLinkView>,
}

/// A claim as other places point to it.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ClaimLinkView {
    pub label: String,
    pub number: usize,
    pub text: String,
    pub href: String,
    pub grade: String,
    pub page_title: Wording,
}

/// A grade: `key` is `confirmed`, `corroborated`, `one-origin`, `disputed`, `unattributed` or `withdrawn`; its words and
/// explanation are `t["grade-KEY"]` and `t["grade-KEY-means"]`.
#[derive(Clone, Debug, Default, Serialize)]
pub struct GradeView {
    pub key: String,
    pub count: usize,
}

/// A claim with its evidence.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ClaimView {
    pub label: String,
    pub number: usize,
    /// The words as printed, without mark-up.
    pub words: String,
    /// The short form, or the words.
    pub short: String,
    /// `claim-kind-KEY` in `t`.
    pub kind: String,
    pub grade: String,
    /// Why it has this grade, in one sentence.
    pub reason: String,
    pub outlets: usize,
    pub named_origins: usize,
    pub remark_html: Markup,
    /// How its number was worked out, or empty.
    pub computed: Wording,
    pub evidence: Vec<EvidenceView>,
    /// Notes about the claim.
    pub notes: Vec<LinkView>,
    /// The page it stands on, and its address; set in lists of several pages.
    pub page_title: Wording,
    pub page_href: String,
    pub href: String,
    /// `mailto:` with the claim's address in it, or the contact address.
    pub report_href: String,
    /// Earlier labels, kept as anchors.
    pub was: Vec<String>,
}

/// One line of evidence.
#[derive(Clone, Debug, Default, Serialize)]
pub struct EvidenceView {
    /// `supports`, `disputes`, `context` or `concedes`; its words are `t["stance-KEY"]`.
    pub stance: String,
    pub source_id: String,
    /// The outlet, or "unknown outlet".
    pub outlet: String,
    pub title: Wording,
    /// To the source's card on the page: `#s-ID`; in lists of several pages to the source's own page.
    pub source_href: String,
    /// To the source's own page, at the excerpt.
    pub excerpt_href: String,
    pub published: Option<DateView>,
    pub quotation: String,
    pub language: String,
    /// Who is quoted; empty: nobody is named.
    pub claimant: String,
    /// Where the chain ends, if elsewhere than the claimant.
    pub origin: String,
    pub locator: Wording,
    pub comment: Wording,
    /// How the quotation was verified, in words; empty: not yet.
    pub verified: String,
    /// The sentence that it was cut from was not looked at.
    pub unjudged: bool,
    /// True if it has no words that a machine can check.
    pub unchecked: bool,
}

/// An ordinary footnote.
#[derive(Clone, Debug, Default, Serialize)]
pub struct FootnoteView {
    pub label: String,
    /// `a`, `b`, …
    pub mark: String,
    pub html: Markup,
    /// The ways back to its uses, in order.
    pub backlinks: Vec<BacklinkView>,
}

/// The way back from a footnote to where it is used.
#[derive(Clone, Debug, Default, Serialize)]
pub struct BacklinkView {
    /// `fr-LABEL`, `fr-LABEL-2`.
    pub anchor: String,
    /// For those who do not see the arrow; no two on a page are the same.
    pub name: String,
}

/// A source: `source` of source.html, and the cards of pages and of sources.html (`sources`).
#[derive(Clone, Debug, Default, Serialize)]
pub struct SourceView {
    pub id: String,
    pub title: Wording,
    /// Empty: unknown.
    pub outlet: String,
    pub agency: Vec<Wording>,
    pub via: Wording,
    /// `source-kind-KEY` in `t`.
    pub kind: String,
    pub authors: Vec<Wording>,
    pub published: Option<DateView>,
    /// `published-basis-KEY` in `t`, or empty.
    pub published_basis: String,
    pub accessed: Option<DateView>,
    pub language: String,
    pub translated_from: String,
    /// `translation-KEY` in `t`, or empty.
    pub translation: String,
    pub url: String,
    pub url_status: String,
    pub archived_url: String,
    pub archived_date: Option<DateView>,
    pub affiliation: String,
    /// `current`, `corrected`, `superseded`, `retracted`.
    pub status: String,
    pub status_note: Wording,
    /// `full`, `excerpts`, `record`.
    pub rights: String,
    pub summary: Wording,
    pub body_html: Markup,
    pub derived_from: Vec<LinkView>,
    /// Empty: no capture was ever verified.
    pub capture_sha256: String,
    pub captured: Option<DateView>,
    pub excerpts: Vec<ExcerptView>,
    /// Claims that rest on it: of this page on a page, of all pages elsewhere.
    pub claims: Vec<ClaimLinkView>,
    /// How many more there are; its own page lists them all.
    pub claims_more: usize,
    pub notes: Vec<LinkView>,
    pub href: String,
}

#[derive(Clone, Debug, Default, Serialize)]
pub struct ExcerptView {
    pub id: String,
    /// Empty where `rights: record` withholds it, or there are no words.
    pub quote: String,
    /// Whole words, at most 32 characters on either side, as the capture has them; whole sentences with `rights: full`.
    pub prefix: String,
    pub suffix: String,
    pub language: String,
    pub original_language: String,
    pub original_text: Wording,
    /// The source that has the original's words, where that is another.
    pub original_from: Option<LinkView>,
    pub claimant: String,
    pub claimant_role: Wording,
    pub origin: String,
    pub channel: String,
    pub as_of: Option<DateView>,
    pub locator: Wording,
    /// How it was verified, in words; empty: not yet.
    pub verified: String,
    /// The sentence that it was cut from was not looked at.
    pub unjudged: bool,
    pub unchecked: bool,
    /// The live address with a text fragment; empty without one.
    pub fragment_href: String,
    pub figures: Vec<FigureView>,
    pub claims: Vec<ClaimLinkView>,
}

/// A casualty table: `table` of directives/figures.html, and `tables` of figures.html.
#[derive(Clone, Debug, Default, Serialize)]
pub struct TableView {
    /// Prefix for ids, unique on the page.
    pub id: String,
    pub event_id: String,
    pub event: Wording,
    pub window: Option<DateView>,
    pub place: Wording,
    pub groups: Vec<FigureGroupView>,
    pub csv_href: String,
    pub json_href: String,
}

/// All figures of one measure and population.
#[derive(Clone, Debug, Default, Serialize)]
pub struct FigureGroupView {
    /// `measure-KEY` in `t`.
    pub measure: String,
    /// `population-KEY` in `t`, or empty.
    pub population: String,
    /// "21–25", "over 100", "25".
    pub range: String,
    /// `verdict-KEY` in `t` explains it: `only`, `compatible`, `superseded`, `later-count`, `disjoint`, `listed`.
    pub verdict: String,
    pub named_origins: usize,
    /// The figure the site stands behind, in words; empty: none.
    pub adopted: String,
    pub adopted_note: Option<LinkView>,
    pub notes: Vec<LinkView>,
    pub rows: Vec<FigureView>,
    /// A range bar as inline SVG (aria-hidden); empty where one number says it all.
    pub bar_html: Markup,
}

/// One reported figure.
#[derive(Clone, Debug, Default, Serialize)]
pub struct FigureView {
    pub measure: String,
    pub population: String,
    /// The source's words: "at least 25".
    pub value: String,
    pub unit: Wording,
    pub event: Wording,
    pub as_of: Option<DateView>,
    /// Who says so; empty: nobody is named.
    pub claimant: String,
    pub claimant_role: Wording,
    /// Whether the claimant is a party to the event.
    pub party: bool,
    pub source_id: String,
    pub outlet: String,
    pub source_href: String,
    pub quote: Wording,
    pub language: String,
    /// As in `FigureGroupView`.
    pub verdict: String,
    pub adopted: bool,
    pub claims: Vec<ClaimLinkView>,
}

/// `map` of directives/map.html.
#[derive(Clone, Debug, Default, Serialize)]
pub struct MapView {
    pub id: String,
    pub title: String,
    pub svg_html: Markup,
    /// A second drawing, of what lies too far away for the first; or empty.
    pub far_html: Markup,
    /// Which marks the drawing uses: `map-key-KEY` in `t`.
    pub key: Vec<String>,
    pub places: Vec<MapPlaceView>,
    /// Which borders are drawn, in a sentence.
    pub worldview: String,
    pub osm_embed: String,
    pub osm_link: String,
}

/// One numbered place under a map, and `places` of places.html.
#[derive(Clone, Debug, Default, Serialize)]
pub struct MapPlaceView {
    pub number: usize,
    pub id: String,
    pub name: Wording,
    pub endonym: Wording,
    /// `place-kind-KEY` in `t`.
    pub kind: String,
    pub parent: Wording,
    pub lat: f64,
    pub lon: f64,
    pub precision_km: Option<f64>,
    pub variants: Vec<Wording>,
    /// "117 km north-east of Belgorod", "around Belgorod", or empty.
    pub distance: String,
    pub events: Vec<Wording>,
    pub claims: Vec<ClaimLinkView>,
    pub osm_link: String,
}

/// `timeline` of directives/timeline.html: a list of these.
#[derive(Clone, Debug, Default, Serialize)]
pub struct TimelineView {
    pub id: String,
    pub date: DateView,
    pub title: Wording,
    /// `event-kind-KEY` in `t`.
    pub kind: String,
    pub place: Wording,
    pub summary: Wording,
    pub parent: Wording,
    /// Whether it is the event that the page is about.
    pub main: bool,
    pub claims: Vec<ClaimLinkView>,
}

/// `matrix` of directives/origins.html: who is speaking, who is repeating.
#[derive(Clone, Debug, Default, Serialize)]
pub struct MatrixView {
    pub sources: Vec<MatrixSourceView>,
    pub rows: Vec<MatrixRowView>,
}

#[derive(Clone, Debug, Default, Serialize)]
pub struct MatrixSourceView {
    pub id: String,
    pub outlet: String,
    pub title: Wording,
    pub href: String,
}

#[derive(Clone, Debug, Default, Serialize)]
pub struct MatrixRowView {
    /// Empty: nobody is named.
    pub name: String,
    pub role: Wording,
    pub named: bool,
    pub party: bool,
    /// One for each source, in order: whether it repeats this origin.
    pub cells: Vec<bool>,
    pub claims: Vec<ClaimLinkView>,
}

/// A note: `notes` of notes.html, of directives/notes.html and of pages; `entries` of corrections.html.
#[derive(Clone, Debug, Default, Serialize)]
pub struct NoteView {
    pub id: String,
    /// `A`, `B`, … on pages and in lists.
    pub mark: String,
    pub title: Wording,
    /// `note-kind-KEY` in `t`.
    pub kind: String,
    pub date: DateView,
    pub author: Wording,
    pub html: Markup,
    pub was: Wording,
    pub now: Wording,
    pub reason: Wording,
    pub internal: bool,
    pub about: Vec<LinkView>,
    pub href: String,
}

/// One way in which sentences stand, for method.html: `standing-KEY` in `t` says which.
#[derive(Clone, Debug, Default, Serialize)]
pub struct StandingView {
    pub key: String,
    pub count: usize,
}

/// One rule lowered or finding answered, for method.html.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ExceptionView {
    pub rule: String,
    /// `allow`, `warn`, `deny`; empty for an answer in place.
    pub level: String,
    pub reason: Wording,
    /// Where it was answered: a title and an address, or empty.
    pub place: Option<LinkView>,
}

/// A rule, for method.html.
#[derive(Clone, Hash, Debug, Default, Serialize)]
pub struct RuleView {
    pub code: String,
    pub severity: String,
    pub summary: String,
    pub fixed: bool,
}

/// One page of a long list: `paging` of claims.html and articles.html.
#[derive(Clone, Debug, Default, Serialize)]
pub struct PagingView {
    pub number: usize,
    pub of: usize,
    pub previous: String,
    pub next: String,
}
