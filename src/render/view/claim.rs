//! Claims, their grades and evidence as templates see them, and who speaks.

use serde::Serialize;

use crate::html::Markup;
use crate::passage::Wording;

use super::{DateView, LinkView, VeilView};

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

/// The claims on which something bears in one way: `supports` (they rest on it), `disputes` or `context`; of a place also `named`; its words are
/// `t["bearing-KEY"]`.
#[derive(Clone, Debug, Default, Serialize)]
pub struct BearingView {
    pub key: String,
    pub claims: Vec<ClaimLinkView>,
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
    pub page_title_html: Markup,
    pub page_href: String,
    pub href: String,
    /// `mailto:` with the claim's address in it, or the contact address.
    pub report_href: String,
    /// Earlier labels, kept as anchors.
    pub was: Vec<String>,
    /// The last public note that changed it.
    pub changed: Option<ChangeView>,
    /// Where it can be cited from; empty for a draft.
    pub cite_href: String,
}

/// That a claim was changed after publication.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ChangeView {
    /// `changed-KEY` in `t`: `correction`, `clarification`, `update`, `retraction`.
    pub kind: String,
    pub date: DateView,
    /// The note.
    pub href: String,
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
    /// It was, and its words stand in the source one after the other.
    pub matches: bool,
    /// The sentence that it was cut from was not looked at.
    pub unjudged: bool,
    /// True if it has no words that a machine can check.
    pub unchecked: bool,
    /// Its words are on the source's page only, under a veil.
    pub veil: Option<VeilView>,
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
    /// One for each source, in order: what it makes of this origin's words, as in `BearingView`; empty: nothing.
    pub cells: Vec<Vec<String>>,
    /// How many claims it bears on.
    pub claims: usize,
    /// To the origin in the list of claims by origin.
    pub href: String,
}

/// `origins` of origins.html: an origin with the claims whose evidence leads back to it.
#[derive(Clone, Debug, Default, Serialize)]
pub struct OriginView {
    /// Its anchor.
    pub id: String,
    /// Empty: nobody is named.
    pub name: String,
    pub role: Wording,
    pub named: bool,
    pub party: bool,
    /// The first of them; `count` says how many there are in all, `more` how many are left out.
    pub bearings: Vec<BearingView>,
    pub count: usize,
    pub more: usize,
}
