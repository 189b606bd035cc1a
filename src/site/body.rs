//! Texts: pieces in order, and what they show.

use std::sync::Arc;

use crate::files::FileId;
use crate::html::Fixed;
use crate::manuscript::{Argument, MarkerText, PictureText};
use crate::passage::Wording;
use crate::vocabulary::{Measure, Population};

use super::ids::*;

/// One step of a resolved body, in order.
#[derive(Clone, Hash, Debug)]
pub enum Piece {
    Markup(Fixed),
    /// A word of the interface, by its key in the theme's table of strings.
    Word(Arc<str>),
    /// Opens a link that leads somewhere; [`Piece::LinkClose`] ends it.
    LinkOpen(Box<LinkTo>),
    LinkClose,
    Image {
        asset: Box<Asset>,
        words: Arc<PictureText>,
    },
    Marker(Box<Marker>),
    /// Opens one stretch of a claim's words; the first where the claim is made carries its anchor.
    ExtentOpen(ClaimUse),
    ExtentClose,
    Directive(Box<Directive>),
}

/// A link in a text.
#[derive(Clone, Hash, Debug)]
pub struct LinkTo {
    pub link: Link,
    pub title: Wording,
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
    pub words: Arc<str>,
    /// What directives print in them.
    pub printed: Vec<String>,
    /// As the author wrote it.
    pub text: Arc<MarkerText>,
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

/// An ordinary footnote that a body uses.
#[derive(Clone, Hash, Debug)]
pub struct Footnote {
    pub label: String,
    pub body: Vec<Piece>,
    /// How often it is used.
    pub uses: usize,
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
