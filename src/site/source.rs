//! Cited publications, the words quoted from them, and the figures they report.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::edtf::Edtf;
use crate::files::Span;
use crate::manuscript::{ExcerptText, FigureText, SourceText};
use crate::memo::Printed;
use crate::passage::Wording;
use crate::quantity::{Number, Quantity};
use crate::quotation::MatchClass;
use crate::vocabulary::{Measure, Population, Verdict};

use super::body::{Footnote, Piece};
use super::ids::*;

/// A cited publication.
#[derive(Clone, Hash, Debug)]
pub struct Source {
    pub id: SourceId,
    pub text: Printed<SourceText>,
    pub excerpts: Vec<Excerpt>,
    pub derived_from: Vec<SourceId>,
    /// SHA-256 of the capture that its quotations were verified against, 64 hexadecimal digits; none: never verified.
    pub vouched: Option<String>,
    /// Every quotation of this source that the lock vouches for, by its key there.
    pub quotations: BTreeMap<String, Vouched>,
    pub body: Vec<Piece>,
    /// Of the body, in the order of their first use.
    pub footnotes: Vec<Footnote>,
}

impl Source {
    pub fn excerpt(&self, id: &str) -> Option<&Excerpt> {
        self.excerpts.iter().find(|excerpt| excerpt.id.as_str() == id)
    }

    pub fn route(&self) -> Route {
        Route::from(format!("sources/{}.html", self.id).as_str())
    }
}

/// How a quotation stands in its capture.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Vouched {
    pub class: MatchClass,
    /// Runs of words: more than one where an omission lies between them.
    pub segments: usize,
    /// The words as in the capture.
    pub exact: String,
    pub prefix: String,
    pub suffix: String,
    /// Whether the sentence that the words were cut from was looked at.
    pub is_judged: bool,
    /// `text=…`, from the capture's own glyphs.
    pub fragment: Option<String>,
}

impl Vouched {
    /// In one run, and no letter of it is another: nothing that a reader has to be told of at each quotation.
    pub fn is_word_for_word(&self) -> bool {
        self.segments == 1 && matches!(self.class, MatchClass::Exact | MatchClass::Typographic)
    }
}

/// Quoted words of a source.
#[derive(Clone, Hash, Debug)]
pub struct Excerpt {
    pub id: ExcerptId,
    pub text: ExcerptText,
    /// Who said it; none: the source names nobody.
    pub claimant: Option<ClaimantId>,
    /// Where the chain of attribution ends.
    pub origin: Option<ClaimantId>,
    pub statement: Option<StatementId>,
    /// The other source that has the words in the language they were said in.
    pub original_from: Option<SourceId>,
    pub vouched: Option<Vouched>,
    pub figures: Vec<Reported>,
}

/// A number that an excerpt reports, before it is compared.
#[derive(Clone, Hash, Debug)]
pub struct Reported {
    pub text: FigureText,
    /// None: there is no event of that name, which was told.
    pub event: Option<EventId>,
    /// Whose count it is: its own claimant, else the excerpt's; and where that chain ends.
    pub claimant: Option<ClaimantId>,
    pub origin: Option<ClaimantId>,
}

/// A reported number in a group of its like.
#[derive(Clone, Hash, Debug)]
pub struct Figure {
    pub source: SourceId,
    pub excerpt: ExcerptId,
    pub span: Span,
    pub event: EventId,
    pub measure: Measure,
    pub population: Option<Population>,
    pub unit: Option<Wording>,
    pub quantity: Quantity,
    pub as_of: Option<Edtf>,
    pub claimant: Option<ClaimantId>,
    pub origin: Option<ClaimantId>,
    pub statement: Option<StatementId>,
    /// The quotation it stands in.
    pub quote: Option<Wording>,
    pub verdict: Verdict,
    pub adopted: bool,
}

/// All figures, each of them in two places.
#[derive(Clone, Hash, Debug, Default)]
pub struct Figures {
    /// Grouped, in the order of measure, population and unit.
    pub on: BTreeMap<EventId, Vec<FigureGroup>>,
    /// By the source that reports them, in the order of the groups.
    pub of: BTreeMap<SourceId, Vec<Arc<Figure>>>,
}

impl Figures {
    /// Whether every figure of an excerpt is an older count of its origin; false without figures.
    pub fn is_superseded(&self, source: &SourceId, excerpt: &ExcerptId) -> bool {
        let figures = self.of.get(source).into_iter().flatten();
        let mut own = figures.filter(|figure| figure.excerpt == *excerpt).peekable();
        own.peek().is_some() && own.all(|figure| figure.verdict == Verdict::Superseded)
    }

    /// The figures of a whole event: `s003#toll` and the words of each.
    pub fn candidates(&self, event: &EventId, measure: Measure) -> Vec<(String, &str)> {
        let groups = self.on.get(event).into_iter().flatten();
        let wanted = groups.filter(|group| group.measure == measure && group.population.is_none());
        let figures = wanted.flat_map(|group| &group.figures);
        figures.map(|one| (format!("{}#{}", one.source, one.excerpt), one.quantity.text.as_str())).collect()
    }
}

/// All figures of one event × measure × population × unit.
#[derive(Clone, Hash, Debug)]
pub struct FigureGroup {
    pub event: EventId,
    pub measure: Measure,
    pub population: Option<Population>,
    /// The worst verdict among the figures that are not superseded.
    pub verdict: Verdict,
    /// Lowest and highest number of the figures that are not superseded; none where it is open.
    pub low: Option<Number>,
    pub high: Option<Number>,
    /// How many named origins the figures have.
    pub named_origins: usize,
    pub figures: Vec<Arc<Figure>>,
}
