//! Notes, corrections and the method as templates see them.

use serde::Serialize;

use crate::html::Markup;
use crate::passage::Wording;

use super::{DateView, LinkView};

/// A note: `notes` of notes.html, of directives/notes.html and of pages; `entries` of corrections.html.
#[derive(Clone, Debug, Default, Serialize)]
pub struct NoteView {
    pub id: String,
    /// Its earlier ids.
    pub formerly: Vec<String>,
    /// `A`, `B`, … on pages and in lists.
    pub mark: String,
    pub title: Wording,
    pub title_html: Markup,
    /// `note-kind-KEY` in `t`.
    pub kind: String,
    pub date: DateView,
    pub author: Wording,
    pub html: Markup,
    pub was: Wording,
    pub was_html: Markup,
    pub now: Wording,
    pub now_html: Markup,
    pub reason: Wording,
    pub reason_html: Markup,
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

/// How many claims were read against their sources by a second person, for method.html.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ReadView {
    pub read: usize,
    pub of: usize,
}

/// One rule lowered or finding answered, for method.html.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ExceptionView {
    pub rule: String,
    /// What the rule finds, in a sentence.
    pub summary: String,
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
