//! Bodies: each piece with what it leads to. A piece that leads nowhere was told of and leaves its words.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::files::FileId;
use crate::html::Html;
use crate::manuscript::{self, Text};
use crate::memo::Reader;
use crate::rules;
use crate::site::*;

use super::directives::directives;
use super::links;
use super::named::source_named;
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
    /// The text is somebody else's: that of a source.
    pub is_quoted: bool,
}

impl Author<'_, '_, '_> {
    /// Tells of what looks like evidence for a source that there is; other names with `@` are text. True if there is any.
    pub fn unread_evidence(&mut self, body: &manuscript::Body) -> bool {
        let known = self.notices.len();
        for like in &body.evidence_like {
            if like.is_certain || self.names.source_file(&SourceId::from(like.source.as_str())).is_some() {
                let footnote = footnote_of(like, body);
                let place = match (like.in_footnote, footnote) {
                    (true, Some(footnote)) => rules::Where::In(&footnote.label),
                    (false, Some(footnote)) => rules::Where::Below(&footnote.label),
                    (_, None) => rules::Where::InText,
                };
                self.notices.push(rules::unread_evidence(self.file, like.source.span, &like.line, place));
            }
        }
        self.notices.len() > known
    }

    /// A body beside the articles: a note's, or that of a source. It makes no claims; its footnotes are its own, and their
    /// labels begin with `of`, since such bodies stand together on a page.
    pub fn aside(&mut self, body: &manuscript::Body, of: &str) -> (Vec<Piece>, Vec<Footnote>) {
        self.unread_evidence(body);
        let mut uses = Uses::default();
        let mut defined: BTreeMap<&str, &manuscript::FootnoteText> = BTreeMap::new();
        for footnote in &body.footnotes {
            let label = &footnote.label;
            if !crate::yaml::is_id(label) {
                self.notices.push(rules::bad_id(self.file, label, "footnote label"));
            }
            match defined.get(label.as_str()) {
                Some(first) => self.notices.push(rules::duplicate_footnote(self.file, label, first.label.span)),
                None => drop(defined.insert(label, footnote)),
            }
        }
        let markers = body.markers.iter().map(|marker| self.beside(marker, &defined, of, &mut uses)).collect();
        let directives = directives(&body.directives, self.file, self.names, self.notices);
        for (directive, text) in directives.iter().zip(&body.directives) {
            if directive.as_ref().is_some_and(|directive| directive.words.is_empty()) {
                let what = format!("`{}`", text.name.value);
                self.notices.push(rules::out_of_place(self.file, text.span, &what, "a note or a source"));
            }
        }
        let holes = Holes { markers, directives };
        for footnote in body.footnotes.iter().filter(|footnote| uses.times(&footnote.label) == 0) {
            self.notices.push(rules::unused_footnote(self.file, &footnote.label));
        }
        let footnotes = self.footnotes(&uses, &holes, of);
        (self.pieces(&body.pieces, &holes), footnotes)
    }

    fn beside<'b>(
        &mut self,
        marker: &Arc<manuscript::MarkerText>,
        defined: &BTreeMap<&'b str, &'b manuscript::FootnoteText>,
        of: &str,
        uses: &mut Uses<'b>,
    ) -> Marker {
        let (mut citations, mut footnotes) = (Vec::new(), Vec::new());
        for label in &marker.labels {
            if let Some(id) = label.strip_prefix('@') {
                let name = Text::new(id.to_owned(), label.span);
                citations.extend(source_named(self.file, &name, self.names, self.notices));
            } else if let Some(footnote) = defined.get(label.as_str()) {
                let mut used = uses.count(footnote);
                used.label.insert_str(0, of);
                footnotes.push(used);
            } else {
                let known: Vec<&str> = defined.keys().copied().collect();
                self.notices.push(rules::undefined_footnote(self.file, None, label, &known));
            }
        }
        let words = Arc::clone(&marker.words);
        Marker { words, printed: Vec::new(), text: Arc::clone(marker), claim: None, footnotes, citations }
    }

    /// The ordinary footnotes that a body uses, each with what stands in it.
    pub fn footnotes(&mut self, uses: &Uses, holes: &Holes, of: &str) -> Vec<Footnote> {
        let footnote = |footnote: &&manuscript::FootnoteText| Footnote {
            label: format!("{of}{}", footnote.label.value),
            body: self.pieces(footnote.words(), holes),
            uses: uses.times(&footnote.label),
        };
        uses.order.iter().map(footnote).collect()
    }

    /// A sentence, which has neither footnotes nor directives.
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
                Written::Markup(markup) => resolved.push(Piece::Markup(markup.clone())),
                Written::Word(key) => resolved.push(Piece::Word(key.clone())),
                Written::LinkOpen(written) => {
                    let link = links::link(&written.target, self.file, self.names, self.notices);
                    links.push(link.is_some());
                    let title = || written.title.clone();
                    resolved.extend(link.map(|link| Piece::LinkOpen(Box::new(LinkTo { link, title: title() }))));
                }
                Written::LinkClose => resolved.extend((links.pop() == Some(true)).then_some(Piece::LinkClose)),
                // Somebody else's text shows somebody else's pictures: its words for one stand in its place.
                Written::Image { target, words } if self.is_quoted && links::is_elsewhere(target) => {
                    resolved.push(Piece::Markup(Html::new().text(&words.alt).fix()));
                }
                Written::Image { target, words } => {
                    let asset = self.image(target, &words.alt);
                    resolved
                        .extend(asset.map(|asset| Piece::Image { asset: Box::new(asset), words: Arc::clone(words) }));
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

/// What a body beside the articles leads to.
pub fn leads_of(body: &[Piece], footnotes: &[Footnote]) -> Leads {
    let mut leads = Leads::default();
    lead(body, &mut leads);
    footnotes.iter().for_each(|footnote| lead(&footnote.body, &mut leads));
    leads
}

/// What some pieces lead to: sources, notes and assets that are published because these are.
pub fn lead(pieces: &[Piece], leads: &mut Leads) {
    for piece in pieces {
        match piece {
            Piece::LinkOpen(to) => match &to.link {
                Link::Source { source, .. } => drop(leads.sources.insert(source.clone())),
                Link::Note(note) => drop(leads.notes.insert(note.clone())),
                Link::Asset(asset) => drop(leads.assets.insert(asset.file.clone())),
                Link::Inside { .. } | Link::Outside(_) => {}
            },
            Piece::Image { asset, .. } => {
                leads.assets.insert(asset.file.clone());
                leads.pictures.insert(asset.file.clone());
            }
            Piece::Marker(marker) => leads.sources.extend(marker.citations.iter().cloned()),
            Piece::Directive(directive) => lead_shown(&directive.shown, leads),
            Piece::Markup(_) | Piece::Word(_) | Piece::LinkClose | Piece::ExtentOpen(_) | Piece::ExtentClose => {}
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
    labels: BTreeMap<&'a str, (usize, usize)>,
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

/// The footnote in which something stands that looks like evidence; or the one right above it, which an empty line ended.
fn footnote_of<'b>(
    like: &manuscript::EvidenceLike,
    body: &'b manuscript::Body,
) -> Option<&'b manuscript::FootnoteText> {
    /// Two line ends: with a paragraph between there would be more.
    const EMPTY_LINE: u32 = 4;
    let at = like.source.span.start;
    let above = body.footnotes.iter().filter(|footnote| footnote.span.start <= at).max_by_key(|one| one.span.start)?;
    (like.in_footnote || at.saturating_sub(above.span.end) <= EMPTY_LINE).then_some(above)
}
