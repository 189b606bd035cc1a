//! A page as it speaks: its sentences, what its claims say with their numbers, and what the evidence says with its own.

use std::ops::Range;
use std::sync::Arc;

use crate::files::Span;
use crate::known_names::KnownNames;
use crate::manuscript::{FigureText, MarkerText, PieceText};
use crate::memo::{Printed, Reader};
use crate::passage::{Form, Passage, Register};
use crate::quantity::{MentionKind, Number};
use crate::reading::{self, Fit, Lexicon, Reading, Said, fit};
use crate::site::{Claim, Evidence, Marker, Page, Site, Source};

/// A page, read.
pub struct Uttered<'p> {
    pub page: &'p Page,
    pub names: &'p KnownNames,
    /// What its claims say, in the order of the text.
    pub made: Vec<Made<'p>>,
    /// What stands outside claims: whole sentences, and the rests of others.
    pub rests: Vec<Rest<'p>>,
    /// Languages of its evidence that nobody can read here.
    pub unread: Vec<String>,
    /// Links to claims, with the claims' labels, in the order of the text.
    links: Vec<(Span, &'p str)>,
    /// The words that cite a source as a whole; and those whose marker leads nowhere, which was told.
    cited: Vec<Span>,
    unresolved: Vec<Span>,
}

impl Uttered<'_> {
    /// The claim that a link in some words leads to.
    pub fn linked(&self, words: Span) -> Option<&str> {
        let at = self.links.partition_point(|(span, _)| span.start < words.start);
        self.links.get(at).filter(|(span, _)| span.start < words.end.saturating_add(2)).map(|(_, label)| *label)
    }

    /// Whether a source is cited for some words as a whole.
    pub fn cites(&self, words: Span) -> bool {
        meets(&self.cited, words)
    }

    /// Whether a marker of some words leads nowhere: it may be meant to make a claim.
    pub fn is_unresolved(&self, words: Span) -> bool {
        meets(&self.unresolved, words)
    }
}

/// Whether one of some stretches, which stand in order and apart, meets another.
fn meets(list: &[Span], words: Span) -> bool {
    let at = list.partition_point(|span| span.end <= words.start);
    list.get(at).is_some_and(|span| span.start < words.end)
}

/// The words of a claim where they stand, and what bears them out.
pub struct Made<'p> {
    pub claim: &'p Claim,
    pub marker: &'p Marker,
    /// The passage that the words stand in, and where in it.
    place: Option<(&'p Passage, usize)>,
    pub said: Said,
    pub evidence: Arc<Vec<Backing<'p>>>,
    /// Its numbers, each with the best that the evidence has for it.
    pub numbers: Vec<Numbered>,
}

/// A number of a claim, and how its evidence stands to it.
pub struct Numbered {
    pub reading: Reading,
    pub fit: Fit,
    /// The line of evidence that comes nearest, by its index.
    pub nearest: Option<usize>,
    /// A line that only gives context, or disputes, has it.
    pub is_in_context: bool,
}

/// A line of evidence, read.
pub struct Backing<'p> {
    pub line: &'p Evidence,
    pub source: Option<&'p Printed<Source>>,
    pub said: Said,
    /// Numbers of the excerpt's figures.
    pub figures: Vec<Reading>,
    /// It speaks for the claim.
    pub supports: bool,
    /// Its language is one that can be read here.
    pub is_read: bool,
}

/// A sentence that makes no claim, or the part of one that stands outside its claims.
pub struct Rest<'p> {
    pub passage: &'p Passage,
    pub range: Range<usize>,
}

impl<'p> Rest<'p> {
    pub fn text(&self) -> &'p str {
        self.passage.text.get(self.range.clone()).unwrap_or_default()
    }

    pub fn span_of(&self, part: &Range<usize>) -> Span {
        self.passage.source_of(&(self.range.start + part.start..self.range.start + part.end))
    }
}

impl Made<'_> {
    /// Where a part of the words stands in the file.
    pub fn span_of(&self, part: &Range<usize>) -> Span {
        match self.place {
            Some((passage, at)) => passage.source_of(&(at + part.start..at + part.end)),
            None => self.marker.text.extent,
        }
    }

    /// The words of a part.
    pub fn words(&self, part: &Range<usize>) -> &str {
        self.marker.text.words.get(part.clone()).unwrap_or_default()
    }

    /// The lines that speak for the claim.
    pub fn supports(&self) -> impl Iterator<Item = &Backing<'_>> {
        self.evidence.iter().filter(|backing| backing.supports)
    }

    /// Whether all that could bear a number out was read.
    pub fn is_read(&self) -> bool {
        self.claim.is_whole && self.supports().all(|backing| backing.is_read)
    }
}

/// Reads a page.
pub fn uttered<'p>(page: &'p Page, names: &'p KnownNames, site: &Reader<'p, Site>) -> Uttered<'p> {
    let mut body: Vec<&Passage> = page.text.passages.body().collect();
    body.sort_by_key(|passage| passage.span.start);
    let mut known: Vec<Option<Arc<Vec<Backing>>>> = vec![None; page.claims.list.len()];
    let mut made: Vec<Made> = Vec::new();
    // For each passage the stretches of its text that belong to claims.
    let mut taken: Vec<Vec<Range<usize>>> = vec![Vec::new(); body.len()];
    for marker in page.markers() {
        let extent = marker.text.extent;
        let at = body.partition_point(|passage| passage.span.start <= extent.start).checked_sub(1);
        let place = at.and_then(|at| Some((at, *body.get(at)?))).filter(|(_, passage)| has(passage, &marker.text));
        let Some(claim) = marker.claim.and_then(|used| page.claims.list.get(used.claim)) else { continue };
        if let Some((at, _)) = place {
            taken[at].push(marker.text.at..marker.text.at + marker.text.words.len());
        }
        let index = marker.claim.map_or(0, |used| used.claim);
        let evidence = known[index].get_or_insert_with(|| Arc::new(backings(claim, page, site))).clone();
        let said = reading::read(&marker.text.words, &page.language);
        let numbers = numbers(&said, &evidence);
        let place = place.map(|(_, passage)| (passage, marker.text.at));
        made.push(Made { claim, marker, place, said, evidence, numbers });
    }
    let mut rests = Vec::new();
    for (passage, taken) in body.iter().zip(&taken) {
        if passage.register != Register::Quoted {
            rests_of(passage, taken, &page.language, &mut rests);
        }
    }
    let fields = page.text.passages.iter().filter(|passage| passage.form == Form::Field);
    for passage in fields.filter(|passage| is_said(passage.register)) {
        rests_of(passage, &[], &page.language, &mut rests);
    }
    let mut unread: Vec<String> = Vec::new();
    for backing in known.iter().flatten().flat_map(|list| list.iter()).filter(|backing| !backing.is_read) {
        let language = language(backing.line, backing.source, page);
        if !unread.contains(&language) {
            unread.push(language);
        }
    }
    let links = page.text.body.pieces.iter().filter_map(|piece| match piece {
        PieceText::LinkOpen(link) => {
            let label = ["#c-", "#n-"].iter().find_map(|sign| link.target.value.split_once(sign))?;
            Some((link.target.span, label.1))
        }
        _ => None,
    });
    let extents = |wanted: fn(&Marker) -> bool| {
        page.markers().filter(|marker| wanted(marker)).map(|marker| marker.text.extent).collect()
    };
    let leads_nowhere =
        |marker: &Marker| marker.claim.is_none() && marker.footnotes.is_empty() && marker.citations.is_empty();
    let (cited, unresolved) = (extents(|marker| !marker.citations.is_empty()), extents(leads_nowhere));
    Uttered { page, names, made, rests, unread, links: links.collect(), cited, unresolved }
}

/// Whether a text is one of the author's sentences.
pub fn is_said(register: Register) -> bool {
    match register {
        Register::Headline | Register::Prose | Register::Short | Register::Footnote | Register::Remark => true,
        Register::Comment | Register::Note | Register::Was | Register::Caption | Register::Summary => true,
        Register::Name | Register::Variant | Register::Reason | Register::Argument | Register::Quoted => false,
    }
}

/// Whether a marker's words stand in a passage.
fn has(passage: &Passage, marker: &MarkerText) -> bool {
    !marker.words.is_empty() && passage.text.get(marker.at..).is_some_and(|text| text.starts_with(&*marker.words))
}

/// The sentences of a passage without the stretches that claims have.
fn rests_of<'p>(passage: &'p Passage, taken: &[Range<usize>], language: &str, rests: &mut Vec<Rest<'p>>) {
    let mut keep = |range: Range<usize>| {
        let text = passage.text.get(range.clone()).unwrap_or_default();
        let trimmed = text.trim_start();
        let start = range.start + text.len() - trimmed.len();
        let end = start + trimmed.trim_end().len();
        if passage.text.get(start..end).is_some_and(|text| text.chars().any(|c| c.is_alphanumeric() || c == '\u{FFFC}'))
        {
            rests.push(Rest { passage, range: start..end });
        }
    };
    for sentence in passage.sentences(language).iter() {
        let mut at = sentence.start;
        let first = taken.partition_point(|claim| claim.end <= sentence.start);
        for claim in taken[first..].iter().take_while(|claim| claim.start < sentence.end) {
            if at < claim.start {
                keep(at..claim.start);
            }
            at = at.max(claim.end);
        }
        if at < sentence.end {
            keep(at..sentence.end);
        }
    }
}

/// The language of a line's quotation.
pub fn language_of(backing: &Backing, uttered: &Uttered) -> String {
    language(backing.line, backing.source, uttered.page)
}

fn language(line: &Evidence, source: Option<&Printed<Source>>, page: &Page) -> String {
    let own = line.language.clone().or_else(|| source.and_then(|source| source.text.language.clone()));
    own.unwrap_or_else(|| page.language.clone())
}

fn backings<'p>(claim: &'p Claim, page: &Page, site: &Reader<'p, Site>) -> Vec<Backing<'p>> {
    let backing = |line: &'p Evidence| {
        let source = site.source(&line.source);
        let excerpt = source.and_then(|source| source.excerpt(line.excerpt.as_ref()?.as_str()));
        let language = language(line, source, page);
        let figures = excerpt.into_iter().flat_map(|excerpt| &excerpt.text.figures).flat_map(of_figure);
        Backing {
            line,
            source,
            said: line.quotation.as_ref().map(|words| reading::read(words, &language)).unwrap_or_default(),
            figures: figures.collect(),
            supports: line.stance.is_support(),
            is_read: Lexicon::of(&language).is_some(),
        }
    };
    claim.evidence.iter().map(backing).collect()
}

/// The numbers of a claim's words, each with the best that its evidence has for it.
fn numbers(said: &Said, evidence: &[Backing]) -> Vec<Numbered> {
    let is_attributed = said.is_attributed || said.has_hedge;
    let best = |reading: &Reading, supports: bool| {
        let lines = evidence.iter().enumerate().filter(|(_, backing)| backing.supports == supports);
        let fits = lines.flat_map(|(at, backing)| {
            let known = backing
                .said
                .readings
                .iter()
                .chain(&backing.figures)
                .filter(|known| known.is_quantity() || known.is_age);
            known.map(move |known| (fit(reading, known, is_attributed), at))
        });
        fits.min_by_key(|(fit, _)| *fit).filter(|(fit, _)| *fit != Fit::Other)
    };
    let counted = said.readings.iter().filter(|reading| reading.is_quantity() || reading.is_age);
    let counted = counted.filter(|reading| reading.value > Number::ONE || reading.span.len() == 1);
    counted
        .map(|reading| {
            let found = best(reading, true);
            Numbered {
                reading: reading.clone(),
                fit: found.map_or(Fit::Other, |(fit, _)| fit),
                nearest: found.map(|(_, at)| at),
                is_in_context: best(reading, false).is_some_and(|(fit, _)| fit == Fit::Backs),
            }
        })
        .collect()
}

/// The numbers of a figure as its author recorded it.
pub fn of_figure(figure: &FigureText) -> Vec<Reading> {
    let quantity = &figure.value.value;
    let measure = Some(figure.measure.value);
    let reading = |value: Number| Reading {
        span: 0..0,
        value,
        kind: MentionKind::Count,
        qualifier: quantity.qualifier,
        hedge: quantity.hedge,
        is_vague: quantity.vague.is_some(),
        measure,
        noun: measure.and_then(reading::counted_by),
        population: figure.population,
        is_age: false,
        is_inherited: false,
    };
    let vague = quantity.low.filter(|_| quantity.vague.is_some());
    quantity.numbers.iter().copied().chain(vague).map(reading).collect()
}
