//! A quotation and the sentence that it was cut from: what of it governs the quoted words, and is not quoted.
//!
//! The finding says what was cut off and on which side, not the words: it can be kept where the capture may not be.

use std::ops::Range;

use super::capture::Capture;
use super::clauses::{self, Turned};
use super::cut::{Cut, Side};
use super::outcome::{CutOff, Enclosing, Segment};
use crate::prose::sentences;
use crate::reading::{Lexicon, Piece, PieceKind, Turn, pieces};

/// The text around some words with its sentences; bytes are those of `text`.
struct Around {
    text: String,
    /// Where `text` begins, in bytes of the capture.
    base: usize,
    sentences: Vec<Range<usize>>,
}

/// Bytes of a paragraph that are looked at on either side.
const REACH: usize = 2_000;

impl Around {
    fn of(capture: &Capture, words: &Range<usize>) -> Around {
        let paragraph = capture.raw.paragraph(words, REACH);
        let text = capture.raw.text(&paragraph).replace(['\n', '\r', '\t'], " ");
        let sentences = sentences(&text, &capture.language);
        Around { text, base: paragraph.start, sentences }
    }

    /// The sentence that holds a byte.
    fn sentence(&self, at: usize) -> Range<usize> {
        let found = self.sentences.iter().find(|sentence| at < sentence.end);
        found.or(self.sentences.last()).cloned().unwrap_or_default()
    }
}

/// The pieces of some sentences that lie before, in and after `words`; one that lies across an edge is told of on its own.
struct Row {
    pieces: Vec<Piece>,
}

impl Row {
    /// Reads from the sentence `opening` to the sentence `closing`: a long paragraph is quoted from many times, and what
    /// else it says governs nothing here. None: nobody taught the language.
    fn of(around: &Around, opening: &Range<usize>, closing: &Range<usize>, language: &str) -> Option<Row> {
        let mut pieces = pieces(around.text.get(opening.start..closing.end)?, language)?;
        for piece in &mut pieces {
            piece.span = piece.span.start + opening.start..piece.span.end + opening.start;
        }
        Some(Row { pieces })
    }

    fn within(&self, range: Range<usize>) -> &[Piece] {
        let start = self.pieces.partition_point(|piece| piece.span.start < range.start);
        let end = self.pieces.partition_point(|piece| piece.span.end <= range.end);
        self.pieces.get(start..end.max(start)).unwrap_or_default()
    }

    /// A phrase that an edge cuts in two: "at | least 25".
    fn cut_at(&self, edge: usize) -> Option<Turned> {
        let cut = self.pieces.iter().find(|piece| piece.span.start < edge && edge < piece.span.end)?;
        match cut.kind {
            PieceKind::Turn(turn) => Some((turn, cut.span.clone())),
            _ => None,
        }
    }
}

/// Judges the runs of quoted words in the sentences that they were cut from.
pub(super) fn enclosing(capture: &Capture, segments: &[Segment]) -> Enclosing {
    let (Some(first), Some(last)) = (segments.first(), segments.last()) else { return Enclosing::default() };
    let words = capture.raw.bytes(first.start, last.end);
    let around = Around::of(capture, &words);
    let (start, end) = (words.start - around.base, words.end - around.base);
    let opening = around.sentence(start);
    let closing = around.sentence(end.saturating_sub(1).max(start));
    let point = |byte: usize| capture.raw.code_point_of(around.base + byte);
    let mut enclosing = Enclosing { start: point(opening.start), end: point(closing.end), cuts: None };
    let says_nothing = |range: Range<usize>| {
        around.text.get(range).is_some_and(|text| text.chars().all(|letter| letter == '.' || letter.is_whitespace()))
    };
    // Nothing is cut off a whole sentence.
    if segments.len() == 1 && says_nothing(opening.start..start) && says_nothing(end..closing.end) {
        enclosing.cuts = Lexicon::of(&capture.language).map(|_| Vec::new());
        return enclosing;
    }
    let Some(row) = Row::of(&around, &opening, &closing, &capture.language) else { return enclosing };
    let mut cuts: Vec<CutOff> = Vec::new();
    let mut note = |turned: Vec<Turned>, side: Side| {
        for (turn, span) in turned {
            let place = Segment { start: point(span.start), end: point(span.end) };
            let words = around.text.get(span).unwrap_or_default().to_owned();
            cuts.push(CutOff { cut: Cut { turn, side }, place, words });
        }
    };
    let quoted = row.within(start..end);
    let mut between_cuts = Vec::new();
    note(row.cut_at(start).into_iter().collect(), Side::Before);
    note(clauses::before(row.within(opening.start..start), quoted, &capture.language), Side::Before);
    for pair in segments.windows(2) {
        let [left, right] = pair else { continue };
        between_cuts.extend(between(capture, left.end, right.start).cuts);
    }
    note(row.cut_at(end).into_iter().collect(), Side::After);
    note(clauses::after(quoted, row.within(end..closing.end), &capture.language), Side::After);
    cuts.extend(between_cuts);
    cuts.sort_by_key(|cut| (cut.cut, cut.place));
    cuts.dedup_by_key(|cut| cut.cut);
    enclosing.cuts = Some(cuts);
    enclosing
}

/// What an omission leaves out.
pub(super) struct LeftOut {
    /// What it hides of the kept clauses.
    pub(super) cuts: Vec<CutOff>,
    /// What it hides that would have made the quotation say something else, in the capture's words.
    pub(super) grave: Option<(Turn, String)>,
    /// It leads from inside one sentence into the inside of another.
    pub(super) is_jump: bool,
}

/// Judges the omission of the code points `start..end`.
pub(super) fn between(capture: &Capture, start: usize, end: usize) -> LeftOut {
    let words = capture.raw.bytes(start, end);
    let around = Around::of(capture, &words);
    let (start, end) = (words.start - around.base, words.end - around.base);
    let mut left_out = LeftOut { cuts: Vec::new(), grave: None, is_jump: false };
    let opening = around.sentence(start.saturating_sub(1));
    let closing = around.sentence(end);
    let says = |range: Range<usize>| around.text.get(range).is_some_and(|text| text.contains(char::is_alphanumeric));
    let rest = start..opening.end.min(end);
    let lead = closing.start.max(start)..end;
    left_out.is_jump = opening != closing && says(rest.clone()) && says(lead.clone());
    let Some(row) = Row::of(&around, &opening, &closing, &capture.language) else { return left_out };
    let left = row.within(opening.start..start);
    let right = row.within(end..closing.end);
    let mut turned = if opening == closing {
        clauses::hidden(left, row.within(start..end), right, &capture.language)
    } else {
        let mut turned = clauses::hidden_after(left, row.within(rest));
        turned.extend(clauses::before(row.within(lead), right, &capture.language));
        turned
    };
    turned.extend(row.cut_at(start).into_iter().chain(row.cut_at(end)));
    let is_grave = |turn: Turn| matches!(turn, Turn::Negation | Turn::Denial | Turn::Hedge | Turn::Bound);
    let grave = turned.iter().filter(|(turn, _)| is_grave(*turn)).min_by_key(|(turn, _)| *turn == Turn::Hedge);
    left_out.grave = grave.map(|(turn, span)| (*turn, around.text[span.clone()].to_owned()));
    let point = |byte: usize| capture.raw.code_point_of(around.base + byte);
    let cut_off = |(turn, span): Turned| CutOff {
        cut: Cut { turn, side: Side::Between },
        place: Segment { start: point(span.start), end: point(span.end) },
        words: around.text.get(span).unwrap_or_default().to_owned(),
    };
    left_out.cuts = turned.into_iter().map(cut_off).collect();
    left_out
}
