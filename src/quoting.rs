//! Who quotes what: every quotation by its identity, without its place.
//!
//! What is remembered of a quotation is remembered under its [`QuotationId`], which stays the same wherever edits move its
//! words. Where they stand is looked up in the manuscript at hand, when they are to be pointed at.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::files::{FileId, Span, stem};
use crate::lock::quotation_key;
use crate::manuscript::{EvidenceLine, ExcerptText, Manuscript, PageText, SourceText};
use crate::memo::Printed;
use crate::passage::Wording;

/// Which quotation of the project.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum QuotationId {
    /// An excerpt's own words: the source's file and the excerpt's id.
    Excerpt { file: FileId, excerpt: String },
    /// The words of an excerpt in the language they were said in.
    Original { file: FileId, excerpt: String },
    /// A line of evidence: the page's file, the footnote's label, how many footnotes of that label stand before, and how
    /// many lines of evidence stand before in the footnote.
    Line { file: FileId, label: String, nth: usize, line: usize },
}

impl QuotationId {
    pub fn file(&self) -> &FileId {
        match self {
            QuotationId::Excerpt { file, .. } | QuotationId::Original { file, .. } | QuotationId::Line { file, .. } => {
                file
            }
        }
    }
}

/// Words that are said to be a source's.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Quotation {
    pub id: QuotationId,
    /// The source's id.
    pub source: String,
    /// The excerpt they must lie inside of.
    pub inside: Option<String>,
    pub words: Wording,
    /// The author said something about them: a comment in the line.
    pub commented: bool,
    /// The name under which it is locked.
    pub key: String,
}

impl Quotation {
    fn new(id: QuotationId, source: &str, inside: Option<&str>, words: &Wording, commented: bool) -> Arc<Quotation> {
        let (key, inside) = (quotation_key(words, inside), inside.map(str::to_owned));
        Arc::new(Quotation { id, source: source.to_owned(), inside, words: words.clone(), commented, key })
    }
}

/// What a page quotes, in the order of its text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Quoting(pub Vec<Arc<Quotation>>);

/// A page's quotations.
pub fn quoting(page: &PageText) -> Printed<Quoting> {
    let quoted = |(id, line): (QuotationId, &EvidenceLine)| {
        let inside = line.excerpt.as_ref().map(|excerpt| excerpt.as_str());
        Some(Quotation::new(id, &line.source, inside, &line.quotation.as_ref()?.value, line.comment.is_some()))
    };
    Printed::new(Quoting(lines(page).filter_map(quoted).collect()))
}

/// A source's quotations of itself: the words of its excerpts.
pub fn own(source: &SourceText) -> impl Iterator<Item = Arc<Quotation>> {
    source.excerpts.iter().filter_map(|excerpt| {
        let id = QuotationId::Excerpt { file: source.file.clone(), excerpt: excerpt.id.value.clone() };
        Some(Quotation::new(id, &source.id, None, &excerpt.quote.as_ref()?.value, false))
    })
}

/// What a source's excerpts say in the language that they were said in: words of another source, or its own.
pub fn originals(source: &SourceText) -> Printed<Quoting> {
    let original = |excerpt: &ExcerptText| {
        let original = excerpt.original.as_ref()?;
        let id = QuotationId::Original { file: source.file.clone(), excerpt: excerpt.id.value.clone() };
        let of = original.source.as_ref().map_or(&source.id, |name| &name.value);
        Some(Quotation::new(id, of, None, &original.text.value, false))
    };
    Printed::new(Quoting(source.excerpts.iter().filter_map(original).collect()))
}

/// Every line of evidence of a page with its identity.
fn lines(page: &PageText) -> impl Iterator<Item = (QuotationId, &EvidenceLine)> {
    let mut before: BTreeMap<&str, usize> = BTreeMap::new();
    page.body.footnotes.iter().flat_map(move |footnote| {
        let label = footnote.label.as_str();
        let count = before.entry(label).or_default();
        let nth = std::mem::replace(count, *count + 1);
        footnote.lines().iter().enumerate().map(move |(line, evidence)| {
            (QuotationId::Line { file: page.file.clone(), label: label.to_owned(), nth, line }, evidence)
        })
    })
}

/// The words of a quotation where they stand now.
pub fn place(manuscript: &Manuscript, id: &QuotationId) -> Option<Span> {
    // Pages and sources lie in the order of their paths.
    let excerpt = |file: &FileId, id: &str| {
        let at = manuscript.sources.binary_search_by(|source| source.file.cmp(file)).ok()?;
        manuscript.sources[at].excerpts.iter().find(|known| known.id.value == *id)
    };
    let span = match id {
        QuotationId::Excerpt { file, excerpt: id } => excerpt(file, id)?.quote.as_ref()?.span,
        QuotationId::Original { file, excerpt: id } => excerpt(file, id)?.original.as_ref()?.text.span,
        QuotationId::Line { file, label, nth, line } => {
            let at = manuscript.pages.binary_search_by(|page| page.file.cmp(file)).ok()?;
            let footnotes = manuscript.pages[at].body.footnotes.iter();
            let footnote = footnotes.filter(|footnote| footnote.label.value == *label).nth(*nth)?;
            footnote.lines().get(*line)?.quotation.as_ref()?.span
        }
    };
    Some(span)
}

/// The quotations of one source on pages and in originals, in the order of pages.
pub type Lines = Printed<Vec<Arc<Quotation>>>;

/// Everything that grouping reads: the sources' files, and what each page and each source's originals quote.
#[derive(Debug, Hash)]
pub struct Quoters {
    pub sources: Vec<FileId>,
    pub pages: Vec<Printed<Quoting>>,
}

/// What pages quote of each source, in the order of sources; none for a second source of one id, which cannot be cited.
pub fn by_source(quoters: &Quoters) -> Arc<Vec<Option<Lines>>> {
    let mut lines: BTreeMap<&str, Vec<Arc<Quotation>>> = BTreeMap::new();
    for quotation in quoters.pages.iter().flat_map(|page| &page.0) {
        lines.entry(&quotation.source).or_default().push(Arc::clone(quotation));
    }
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let mut of = |id| seen.insert(id).then(|| lines.remove(id).unwrap_or_default());
    let grouped: Vec<Option<Vec<Arc<Quotation>>>> = quoters.sources.iter().map(|file| of(stem(file))).collect();
    Arc::new(grouped.into_par_iter().map(|lines| lines.map(Printed::new)).collect())
}
