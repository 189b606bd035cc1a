//! Pages, and what others see of them.

use std::collections::BTreeSet;

use crate::edtf::Edtf;
use crate::files::{FileId, Span};
use crate::manuscript::PageText;
use crate::memo::Printed;
use crate::passage::Wording;
use crate::vocabulary::Bearing;

use super::bearings::Bearings;
use super::body::{ClaimUse, Footnote, Marker, Piece, Shown};
use super::claim::{Claim, Evidence};
use super::ids::*;

/// A page of the site.
#[derive(Clone, Hash, Debug)]
pub struct Page {
    pub text: Printed<PageText>,
    pub route: Route,
    pub language: String,
    /// Its place in lists of articles.
    pub entry: Printed<Listing>,
    /// Its claims, as lists show them too.
    pub claims: Printed<Claims>,
    /// What it leads to.
    pub leads: Printed<Leads>,
    /// The findings that it answers.
    pub answers: Printed<Answers>,
    /// The sources that it cites, in the order of their first use.
    pub sources: Vec<SourceId>,
    pub body: Vec<Piece>,
    pub in_short: Option<InShort>,
    /// Ordinary footnotes that are used, in the order of their first use.
    pub footnotes: Vec<Footnote>,
    /// Pages that tell the same in other languages, this one included.
    pub translations: Vec<(String, Route)>,
    pub template: String,
}

impl Page {
    pub fn file(&self) -> &FileId {
        &self.text.file
    }

    /// The markers of the body, in order.
    pub fn markers(&self) -> impl Iterator<Item = &Marker> {
        self.body.iter().filter_map(|piece| match piece {
            Piece::Marker(marker) => Some(&**marker),
            _ => None,
        })
    }

    /// Where a claim is made in the page's file.
    pub fn extent(&self, claim: usize) -> Option<Span> {
        let made = |marker: &&Marker| marker.claim == Some(ClaimUse { claim, first: true });
        self.markers().find(made).map(|marker| marker.text.extent)
    }

    /// What the directives of the body show, in order.
    pub fn shown(&self) -> impl Iterator<Item = &Shown> {
        self.body.iter().filter_map(|piece| match piece {
            Piece::Directive(directive) => Some(&directive.shown),
            _ => None,
        })
    }
}

/// A page as lists of articles, feeds and sitemaps show it.
#[derive(Clone, Hash, Debug)]
pub struct Listing {
    pub file: FileId,
    pub route: Route,
    pub title: Wording,
    pub standfirst: Option<Wording>,
    pub date: Option<Edtf>,
    pub updated: Option<Edtf>,
    pub draft: bool,
    /// How many claims it makes.
    pub claims: usize,
}

/// A page's claims, and the page as lists of claims show it.
#[derive(Clone, Hash, Debug)]
pub struct Claims {
    pub file: FileId,
    pub route: Route,
    pub title: Wording,
    pub language: String,
    pub draft: bool,
    /// In the order of their first use.
    pub list: Vec<Claim>,
}

impl Claims {
    /// On which of them some of their evidence bears, as indices.
    pub fn bearings(&self, is_meant: impl Fn(&Evidence) -> bool) -> Bearings<usize> {
        let mut bearings = Bearings::default();
        for (index, claim) in self.list.iter().enumerate() {
            for evidence in claim.evidence.iter().filter(|evidence| is_meant(evidence)) {
                bearings.add(index, evidence.stance.bearing());
            }
        }
        bearings
    }
}

/// What a page leads to by itself: what is published because it is.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct Leads {
    pub file: FileId,
    /// Sources that it cites, links to or shows figures of.
    pub sources: BTreeSet<SourceId>,
    /// Notes that it links to.
    pub notes: BTreeSet<NoteId>,
    /// Events and places that its directives show.
    pub events: BTreeSet<EventId>,
    pub places: BTreeSet<PlaceId>,
    /// Images and downloads that it uses.
    pub assets: BTreeSet<FileId>,
    /// The images among them.
    pub pictures: BTreeSet<FileId>,
    /// For each claim what it cites.
    pub claims: Vec<Vec<Cited>>,
}

/// One thing that a claim cites.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Cited {
    pub bearing: Bearing,
    pub source: SourceId,
    pub excerpt: Option<ExcerptId>,
    pub claimant: Option<ClaimantId>,
    pub origin: Option<ClaimantId>,
}

/// The findings that a page answers.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Answers {
    pub file: FileId,
    pub list: Vec<Answer>,
}

/// A finding answered in a page: the rule and the reason; with the claim's label, if the answer is about one.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Answer {
    pub rule: String,
    pub reason: Wording,
    pub label: Option<String>,
}

/// "In short", resolved.
#[derive(Clone, Hash, Debug)]
pub struct InShort {
    pub known: Vec<ShortItem>,
    pub claimed: Vec<ShortItem>,
    pub unchecked: Vec<ShortItem>,
}

/// One item of "In short": one of the page's claims, or words.
#[derive(Clone, Hash, Debug)]
pub enum ShortItem {
    /// Index into the page's claims.
    Claim(usize),
    Words(Vec<Piece>),
}
