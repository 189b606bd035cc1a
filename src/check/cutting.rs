//! What was cut off a quotation, and whether its lines of evidence, or the claims that they bear out, say so.

use crate::diagnostic::{Diagnostic, Rule};
use crate::files::stem;
use crate::manuscript::{EvidenceLine, Manuscript, PageText};
use crate::quotation::{Cut, Side};
use crate::quoting::QuotationId;
use crate::reading::{Said, Turn, read};
use crate::vocabulary::Stance;

use super::finding::{Case, Finding};

/// A claim that a quotation bears out: what its line and its words say.
struct Use {
    disputes: bool,
    names_speaker: bool,
    said: Said,
}

impl Use {
    /// Whether readers are told of what was cut off.
    fn tells(&self, turn: Turn) -> bool {
        let said = &self.said;
        match turn {
            // A number without its bound is another number, whoever disputes it.
            Turn::Bound => false,
            _ if self.disputes => true,
            Turn::Negation | Turn::Denial => said.negation.is_some() || said.has_denial,
            Turn::Question => said.is_question,
            Turn::Condition => said.is_conditional,
            Turn::Hedge => said.has_hedge || said.is_conditional || said.readings.iter().any(|one| one.hedge.is_some()),
            Turn::Speech => self.names_speaker || said.is_attributed,
        }
    }
}

/// Something that was cut off, as reports name it.
pub struct Missing {
    pub cut: Cut,
    /// The words, where the capture is here.
    pub words: Option<String>,
    place: Option<std::ops::Range<usize>>,
}

impl Missing {
    /// "`At least`, before the quoted words,".
    pub fn named(&self, otherwise: &str) -> String {
        let side = match self.cut.side {
            Side::Before => "before the quoted words",
            Side::After => "after them",
            Side::Between => "in an omission",
        };
        match &self.words {
            Some(words) => format!("`{words}`"),
            None => format!("{otherwise} {side}"),
        }
    }

    /// The diagnostic in the place of the quoted words, with the words that were cut off.
    pub fn report(&self, finding: &Finding, rule: &Rule, message: String) -> Diagnostic {
        let label = self.place.clone().and_then(|place| finding.in_capture(place, "cut off"));
        finding.report(rule, message).labels(label)
    }
}

/// What was cut off a quotation, of some kinds, that nothing tells readers of.
pub fn untold(finding: &Finding, wanted: &[Turn]) -> Vec<Missing> {
    let all: Vec<Missing> = match finding.case {
        Case::Found(found) => {
            let cuts = found.enclosing.cuts.iter().flatten();
            let missing = |cut: &crate::quotation::CutOff| Missing {
                cut: cut.cut,
                words: Some(cut.words.clone()),
                place: Some(cut.place.start..cut.place.end),
            };
            cuts.map(missing).collect()
        }
        Case::Locked(entry) => {
            let cuts = entry.sentence.iter().flatten();
            cuts.map(|cut| Missing { cut: *cut, words: None, place: None }).collect()
        }
        Case::Refused(..) | Case::Unvouched(_) => Vec::new(),
    };
    let mut missing: Vec<Missing> = all.into_iter().filter(|missing| wanted.contains(&missing.cut.turn)).collect();
    if missing.is_empty() {
        return missing;
    }
    let uses = uses(finding);
    let is_told = |turn: Turn| match uses.as_slice() {
        [] => turn == Turn::Speech && names_speaker(finding.manuscript, &finding.quotation.id),
        uses => uses.iter().all(|one| one.tells(turn)),
    };
    missing.retain(|missing| !is_told(missing.cut.turn));
    missing
}

/// The claims that a quotation bears out.
fn uses(finding: &Finding) -> Vec<Use> {
    let manuscript = finding.manuscript;
    match &finding.quotation.id {
        QuotationId::Line { file, label, nth, line } => {
            let Ok(at) = manuscript.pages.binary_search_by(|page| page.file.cmp(file)) else { return Vec::new() };
            let page = &manuscript.pages[at];
            let mut footnotes = page.body.footnotes.iter().filter(|footnote| footnote.label.value == *label);
            let line = footnotes.nth(*nth).and_then(|footnote| footnote.lines().get(*line));
            line.into_iter().flat_map(|line| used(manuscript, page, label, line)).collect()
        }
        QuotationId::Excerpt { file, excerpt } | QuotationId::Original { file, excerpt } => {
            let cites = |line: &&EvidenceLine| {
                line.source.value == stem(file)
                    && line.quotation.is_none()
                    && line.excerpt.as_ref().is_some_and(|named| named.value == *excerpt)
            };
            let of_page = |page: &PageText| -> Vec<Use> {
                let footnotes = page.body.footnotes.iter();
                let lines = footnotes.flat_map(|footnote| footnote.lines().iter().map(|line| (&footnote.label, line)));
                lines
                    .filter(|(_, line)| cites(line))
                    .flat_map(|(label, line)| used(manuscript, page, &label.value, line))
                    .collect()
            };
            manuscript.pages.iter().flat_map(|page| of_page(page)).collect()
        }
    }
}

/// Each claim of a footnote with one of its lines.
fn used(manuscript: &Manuscript, page: &PageText, label: &str, line: &EvidenceLine) -> Vec<Use> {
    let language = page.placing.language.as_deref().unwrap_or(&manuscript.settings.language);
    let names_speaker = line.by.is_some()
        || line.excerpt.as_ref().is_some_and(|excerpt| is_claimed(manuscript, &line.source.value, &excerpt.value));
    let markers = page.body.markers.iter().filter(|marker| marker.labels.iter().any(|one| one.value == label));
    let of =
        |words: &str| Use { disputes: line.stance == Stance::Disputes, names_speaker, said: read(words, language) };
    markers.map(|marker| of(&marker.words)).collect()
}

/// Whether the excerpt itself says whose words these are.
fn names_speaker(manuscript: &Manuscript, id: &QuotationId) -> bool {
    let (QuotationId::Excerpt { file, excerpt } | QuotationId::Original { file, excerpt }) = id else { return false };
    let source = manuscript.sources.iter().find(|source| source.file == *file);
    source.is_some_and(|source| is_claimed(manuscript, &source.id, excerpt))
}

fn is_claimed(manuscript: &Manuscript, source: &str, excerpt: &str) -> bool {
    let source = manuscript.sources.iter().find(|known| known.id == source);
    let excerpt = source.and_then(|source| source.excerpts.iter().find(|known| known.id.value == excerpt));
    excerpt.is_some_and(|excerpt| excerpt.claimant.is_some())
}
