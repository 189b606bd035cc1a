//! A text, cut wherever a mark on it begins or ends: so a browser shows it without counting letters.

use serde::Serialize;

/// A stretch of a text under the same marks.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Piece {
    pub text: String,
    /// Indices of the marks that lie on it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub marks: Vec<usize>,
}

/// Cuts `from..to` of a text; `marks` are ranges, each with its index, and `slice` gives what stands in a range.
pub fn pieces<'t>(
    (from, to): (usize, usize),
    marks: &[(usize, usize, usize)],
    slice: impl Fn(usize, usize) -> &'t str,
) -> Vec<Piece> {
    let inside = marks.iter().filter(|(start, end, _)| *start < to && *end > from);
    let mut cuts: Vec<usize> = inside.clone().flat_map(|(start, end, _)| [*start, *end]).collect();
    cuts.extend([from, to]);
    cuts.retain(|cut| (from..=to).contains(cut));
    cuts.sort_unstable();
    cuts.dedup();
    let on = |start: usize, end: usize| {
        let over = inside.clone().filter(|(first, last, _)| *first <= start && end <= *last);
        over.map(|(_, _, index)| *index).collect()
    };
    let piece = |pair: &[usize]| Piece { text: slice(pair[0], pair[1]).to_owned(), marks: on(pair[0], pair[1]) };
    cuts.windows(2).map(piece).filter(|piece| !piece.text.is_empty()).collect()
}
