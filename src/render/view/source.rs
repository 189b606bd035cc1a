//! Sources and their excerpts as templates see them.

use serde::Serialize;

use crate::html::Markup;
use crate::passage::Wording;

use super::claim::{BearingView, GradeView};
use super::event::FigureView;
use super::{DateView, LinkView, VeilView};

/// A source: `source` of source.html, and the cards of pages and of sources.html (`sources`).
#[derive(Clone, Debug, Default, Serialize)]
pub struct SourceView {
    pub id: String,
    /// Its earlier ids.
    pub was: Vec<String>,
    pub title: Wording,
    /// What stands in brackets where it has no headline.
    pub remark: String,
    /// Or words for an unknown one.
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
    /// The claims on which it bears: of this page on a page; on its own page, those that do not stand beside its words.
    pub bearings: Vec<BearingView>,
    /// How many these are.
    pub claims: usize,
    /// On its own page: the pages of all claims on which it bears.
    pub pages: Vec<LinkView>,
    /// On its own page: how many quotations it has, and how many of them the capture has word for word.
    pub quoted: usize,
    pub matching: usize,
    /// On its own page and in the list of all sources: how many claims there are, in each way in which it bears on them.
    pub tallies: Vec<TallyView>,
    pub notes: Vec<LinkView>,
    pub href: String,
}

/// How many claims something bears on in one way, and of which grades they are.
#[derive(Clone, Debug, Default, Serialize)]
pub struct TallyView {
    /// `bearing-KEY` in `t`.
    pub key: String,
    pub count: usize,
    pub grades: Vec<GradeView>,
}

#[derive(Clone, Debug, Default, Serialize)]
pub struct ExcerptView {
    /// Its words lie under a veil.
    pub veil: Option<VeilView>,
    pub id: String,
    /// Its earlier ids.
    pub was: Vec<String>,
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
    /// Word for word, and so was its sentence: no reader needs to be told of it at each.
    pub matches: bool,
    /// The sentence that it was cut from was not looked at.
    pub unjudged: bool,
    pub unchecked: bool,
    /// The live address with a text fragment; empty without one.
    pub fragment_href: String,
    pub figures: Vec<FigureView>,
    pub bearings: Vec<BearingView>,
}
