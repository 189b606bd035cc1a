//! Bodies: each piece with what it leads to. A piece that leads nowhere was told of and leaves its words.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::files::FileId;
use crate::manuscript::{self, Text};
use crate::memo::Reader;
use crate::rules;
use crate::site::*;

use super::links;
use super::names::Names;

/// What fills the holes of a body.
#[derive(Default)]
pub struct Holes {
    pub markers: Vec<Marker>,
    /// None: the directive was reported.
    pub directives: Vec<Option<Directive>>,
}

/// A file whose bodies are resolved.
pub struct Author<'a, 'w, 'm> {
    pub file: &'a FileId,
    pub names: &'a Reader<'w, Names<'m>>,
    pub notices: &'a mut Vec<Diagnostic>,
}

impl Author<'_, '_, '_> {
    /// A body without markers and directives of its own.
    pub fn words(&mut self, pieces: &[manuscript::PieceText]) -> Vec<Piece> {
        self.pieces(pieces, &Holes::default())
    }

    /// A body, its holes filled.
    pub fn pieces(&mut self, pieces: &[manuscript::PieceText], holes: &Holes) -> Vec<Piece> {
        let mut resolved = Vec::with_capacity(pieces.len());
        // For each link and extent that is open: whether its opening is there.
        let (mut links, mut in_claim) = (Vec::new(), false);
        for piece in pieces {
            use manuscript::PieceText as Written;
            match piece {
                Written::Markup(markup) => resolved.push(Piece::Markup(Arc::clone(markup))),
                Written::Word(key) => resolved.push(Piece::Word(key.clone())),
                Written::LinkOpen { target, title } => {
                    let link = links::link(target, self.file, self.names, self.notices);
                    links.push(link.is_some());
                    resolved.extend(link.map(|link| Piece::LinkOpen { link, title: title.clone() }));
                }
                Written::LinkClose => resolved.extend((links.pop() == Some(true)).then_some(Piece::LinkClose)),
                Written::Image { target, alt, title, alone } => {
                    resolved.extend(self.image(target, alt).map(|asset| Piece::Image {
                        asset,
                        alt: alt.clone(),
                        title: title.clone(),
                        alone: *alone,
                    }));
                }
                Written::Marker(index) => {
                    resolved.extend(holes.markers.get(*index).cloned().map(|marker| Piece::Marker(Box::new(marker))));
                }
                Written::ExtentOpen { marker, first } => {
                    // The words before an ordinary footnote are no claim.
                    let used = holes.markers.get(*marker).and_then(|marker| marker.claim);
                    in_claim = used.is_some();
                    resolved.extend(
                        used.map(|used| Piece::ExtentOpen(ClaimUse { claim: used.claim, first: *first && used.first })),
                    );
                }
                Written::ExtentClose => {
                    resolved.extend(std::mem::take(&mut in_claim).then_some(Piece::ExtentClose));
                }
                Written::Directive(index) => {
                    let directive = holes.directives.get(*index).cloned().flatten();
                    resolved.extend(directive.map(|directive| Piece::Directive(Box::new(directive))));
                }
            }
        }
        resolved
    }

    fn image(&mut self, target: &Text, alt: &str) -> Option<Asset> {
        if alt.trim().is_empty() {
            self.notices.push(rules::missing_alt_text(self.file, target));
        }
        links::image(target, self.file, self.names, self.notices)
    }
}

/// What some pieces lead to: sources, notes and assets that are published because these are.
pub fn lead(pieces: &[Piece], leads: &mut Leads) {
    for piece in pieces {
        match piece {
            Piece::LinkOpen { link: Link::Source { source, .. }, .. } => drop(leads.sources.insert(source.clone())),
            Piece::LinkOpen { link: Link::Note(note), .. } => drop(leads.notes.insert(note.clone())),
            Piece::LinkOpen { link: Link::Asset(asset), .. } | Piece::Image { asset, .. } => {
                leads.assets.insert(asset.file.clone());
            }
            Piece::Marker(marker) => leads.sources.extend(marker.citations.iter().cloned()),
            Piece::Directive(directive) => lead_shown(&directive.shown, leads),
            Piece::LinkOpen { link: Link::Inside { .. } | Link::Outside(_), .. }
            | Piece::Markup(_)
            | Piece::Word(_)
            | Piece::LinkClose
            | Piece::ExtentOpen(_)
            | Piece::ExtentClose => {}
        }
    }
}

fn lead_shown(shown: &Shown, leads: &mut Leads) {
    match shown {
        Shown::Figures { event, .. } => drop(leads.events.insert(event.clone())),
        Shown::Figure { source, .. } => drop(leads.sources.insert(source.clone())),
        Shown::Map { places, focus } => leads.places.extend(places.iter().chain(focus).cloned()),
        Shown::Timeline { events } => leads.events.extend(events.iter().cloned()),
        Shown::Origins | Shown::Evidence | Shown::Sources | Shown::Notes | Shown::Corrections | Shown::Own(_) => {}
    }
}

/// The ordinary footnotes of a page in the order of their first use.
#[derive(Default)]
pub struct Uses<'a> {
    pub order: Vec<&'a manuscript::FootnoteText>,
    labels: std::collections::BTreeMap<&'a str, (usize, usize)>,
    /// Labels of evidence notes that were used.
    pub evidence: BTreeSet<&'a str>,
}

impl<'a> Uses<'a> {
    /// Counts a use of an ordinary footnote.
    pub fn count(&mut self, footnote: &'a manuscript::FootnoteText) -> FootnoteUse {
        let label = footnote.label.as_str();
        let (position, nth) = self.labels.entry(label).or_insert((self.order.len(), 0));
        *nth += 1;
        if *nth == 1 {
            self.order.push(footnote);
        }
        FootnoteUse { label: label.to_owned(), position: *position, nth: *nth }
    }

    /// How often a footnote was used.
    pub fn times(&self, label: &str) -> usize {
        self.labels.get(label).map_or(0, |(_, times)| *times)
    }
}
