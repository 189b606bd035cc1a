//! What readers take along, as templates see it: citations and embeds.

use serde::Serialize;

use crate::passage::Wording;

use super::DateView;
use super::claim::ClaimView;
use super::event::TableView;

/// A work in the forms in which it is copied.
#[derive(Clone, Debug, Default, Serialize)]
pub struct FormsView {
    pub plain: String,
    pub bibtex: String,
    pub ris: String,
    /// A template of Wikipedia.
    pub wiki: String,
}

/// `claims` of cite.html: a claim, what it rests on, and how it is shown elsewhere.
#[derive(Clone, Debug, Default, Serialize)]
pub struct CitedClaimView {
    pub label: String,
    pub number: usize,
    pub short: String,
    pub grade: String,
    pub href: String,
    pub forms: FormsView,
    pub sources: Vec<CitedSourceView>,
    /// The page to embed, and the code that does it; empty for a draft.
    pub embed_href: String,
    pub embed_code: String,
}

/// A source with the words that a claim rests on.
#[derive(Clone, Debug, Default, Serialize)]
pub struct CitedSourceView {
    pub id: String,
    pub outlet: String,
    /// To the source's own page, which has the other forms.
    pub href: String,
    pub wiki: String,
}

/// `embed` of embed.html and embed-figures.html: what other sites show in a frame.
#[derive(Clone, Debug, Default, Serialize)]
pub struct EmbedView {
    pub title: Wording,
    /// Whole address of what is shown.
    pub address: String,
    pub date: Option<DateView>,
    /// The claim; none: a table.
    pub claim: Option<ClaimView>,
    pub table: Option<TableView>,
    /// The file that tells other sites how to embed it.
    pub oembed: String,
}
