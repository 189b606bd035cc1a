//! Articles as templates see them: what stands on one, and entries of lists.

use serde::Serialize;

use crate::html::Markup;
use crate::passage::Wording;

use super::claim::{ClaimLinkView, ClaimView, GradeView};
use super::note::NoteView;
use super::source::SourceView;
use super::{DateView, LinkView, VeilView};

/// `page` of page.html.
#[derive(Clone, Debug, Default, Serialize)]
pub struct PageView {
    pub title: Wording,
    pub title_html: Markup,
    pub kicker: Wording,
    pub kicker_html: Markup,
    pub standfirst: Wording,
    pub standfirst_html: Markup,
    pub description: Wording,
    /// All that follows the page's head lies under a veil.
    pub veil: Option<VeilView>,
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
    pub title_html: Markup,
    pub href: String,
    pub standfirst: Wording,
    pub standfirst_html: Markup,
    pub date: Option<DateView>,
    pub claims: usize,
    /// The grades of its claims, in the order of the key.
    pub grades: Vec<GradeView>,
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
    /// The last word of the claim it repeats; `html` is what stands before.
    pub last: String,
    /// The claim it repeats, if it is one.
    pub claim: Option<ClaimLinkView>,
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
