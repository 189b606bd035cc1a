//! Who, what, where and why: claimants, events, places, and notes about anything.

use std::collections::BTreeMap;

use crate::files::FileId;
use crate::manuscript::{Allow, ClaimantText, EventText, NoteText, PlaceText};
use crate::memo::Printed;
use crate::vocabulary::{Interest, Measure};

use super::body::{Footnote, Piece};
use super::ids::*;

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

/// An editorial note.
#[derive(Clone, Hash, Debug)]
pub struct Note {
    pub id: NoteId,
    pub text: Printed<NoteText>,
    pub about: Vec<About>,
    pub body: Vec<Piece>,
    /// In the order of their first use.
    pub footnotes: Vec<Footnote>,
}

/// A finding in a list file that its author answered there.
#[derive(Clone, PartialEq, Hash, Debug)]
pub struct RegisterAnswer {
    pub of: Registered,
    /// What the entry is called.
    pub name: String,
    pub allow: Allow,
}

/// An entry of a list file.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Registered {
    Claimant(ClaimantId),
    Event(EventId),
    Place(PlaceId),
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
