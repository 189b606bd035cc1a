//! Why a quotation is not in the capture it cites, in the order in which an author would want to know:
//! it is in another capture; it cuts a word; it omits or inserts too much; it differs in a
//! word; it joins two captures; there is nothing like it.

use super::MatchClass;
use super::capture::Capture;
use super::difference::{Difference, DifferenceClass, differences};
use super::find::find;
use super::nearest::{self, Nearest};
use super::normal::words_of;
use super::outcome::{Match, Miss};
use super::quoted::Quoted;
use super::verify::verify;
use std::ops::Range;

/// Why a quotation was not found, and what comes nearest.
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation {
    pub kind: Kind,
    /// What [`verify`] said; `None` if it found the quotation after all.
    pub miss: Option<Miss>,
    pub nearest: Option<Nearest>,
    /// What differs from the nearest words, in order.
    pub differences: Vec<Difference>,
}

/// The kind of a miss.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// No miss: the quotation is in the cited capture.
    Verified,
    /// The quotation begins or ends inside a word or a number.
    BoundaryCut,
    /// The words are in another capture.
    WrongSource {
        name: String,
        matched: Box<Match>,
    },
    /// The words are there, but an omission or a bracket goes too far; `miss` says which.
    EditedTooFar,
    /// Runs of the words are in different captures.
    MixedRendering {
        renderings: Vec<Rendering>,
    },
    NumberAltered,
    NegationAltered,
    NameAltered,
    HedgeAltered,
    Spelling,
    Punctuation,
    OtherWords,
    /// Nothing like it in any capture.
    Missing,
}

/// A run of quoted words and the capture it is from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rendering {
    /// The run, normalised.
    pub text: String,
    /// The other capture's name; `None` for the cited one.
    pub source: Option<String>,
}

/// Explains why `quotation` is not in `cited`. `others` are the other captures by name, in the order in which they
/// should be named; `names` are proper names known to the project, whatever their case.
pub fn explain(quotation: &str, cited: &Capture, others: &[(&str, &Capture)], names: &[&str]) -> Explanation {
    let miss = match verify(quotation, cited, None) {
        Ok(_) => {
            return Explanation { kind: Kind::Verified, miss: None, nearest: None, differences: Vec::new() };
        }
        Err(miss) => miss,
    };
    let quoted = Quoted::new(quotation);
    let likeness = Likeness::of(&quoted, cited, names);
    let kind = kind_of(quotation, &quoted, &miss, &likeness, cited, others);
    Explanation { kind, miss: Some(miss), nearest: likeness.nearest, differences: likeness.differences }
}

fn kind_of(
    quotation: &str,
    quoted: &Quoted,
    miss: &Miss,
    likeness: &Likeness,
    cited: &Capture,
    others: &[(&str, &Capture)],
) -> Kind {
    /// From this similarity on, one source with a word changed is likelier than two sources.
    const CLEARLY_ONE_SOURCE: f64 = 0.85;
    if let Some((name, matched)) = elsewhere(quotation, quoted, others) {
        return Kind::WrongSource { name: name.to_owned(), matched: Box::new(matched) };
    }
    match miss {
        Miss::Boundary { .. } => return Kind::BoundaryCut,
        Miss::NoWords => return Kind::Missing,
        Miss::ShortSegment { .. }
        | Miss::LongGap { .. }
        | Miss::HiddenNegation { .. }
        | Miss::HiddenBound { .. }
        | Miss::Bracket { .. }
        | Miss::TooManyParts => return Kind::EditedTooFar,
        _ => {}
    }
    if likeness.nearest.as_ref().is_none_or(|nearest| nearest.similarity < CLEARLY_ONE_SOURCE)
        && let Some(renderings) = renderings(quoted, cited, others)
    {
        return Kind::MixedRendering { renderings };
    }
    if matches!(miss, Miss::MissingSegment { elsewhere: true, .. }) {
        return Kind::EditedTooFar;
    }
    match likeness.differences.iter().map(|difference| difference.class).max() {
        _ if likeness.nearest.is_none() => Kind::Missing,
        Some(DifferenceClass::Number) => Kind::NumberAltered,
        Some(DifferenceClass::Negation) => Kind::NegationAltered,
        Some(DifferenceClass::Name) => Kind::NameAltered,
        Some(DifferenceClass::Hedge) => Kind::HedgeAltered,
        Some(DifferenceClass::OtherWord) => Kind::OtherWords,
        Some(DifferenceClass::Spelling) => Kind::Spelling,
        Some(DifferenceClass::Punctuation) | None => Kind::Punctuation,
    }
}

/// The other capture that has the words, an exact one first.
fn elsewhere<'a>(quotation: &str, quoted: &Quoted, others: &[(&'a str, &Capture)]) -> Option<(&'a str, Match)> {
    // The longest word without its first letter, which may be of either case, rules most captures out at once.
    let words = quoted.normal.text.split(|character: char| !character.is_alphanumeric());
    let longest = words.max_by_key(|word| word.len()).unwrap_or_default();
    let mut letters = longest.chars();
    letters.next();
    let sign = letters.as_str();
    let finder = memchr::memmem::Finder::new(sign);
    let mut best: Option<(&str, Match)> = None;
    for (name, capture) in others {
        if finder.find(capture.normal.text.as_bytes()).is_none() {
            continue;
        }
        if let Ok(found) = verify(quotation, capture, None)
            && best.as_ref().is_none_or(|(_, held)| found.class < held.class)
        {
            let is_exact = found.class == MatchClass::Exact;
            best = Some((name, found));
            if is_exact {
                break;
            }
        }
    }
    best
}

/// The quotation beside the nearest words of the cited capture.
struct Likeness {
    nearest: Option<Nearest>,
    differences: Vec<Difference>,
}

impl Likeness {
    fn of(quoted: &Quoted, cited: &Capture, names: &[&str]) -> Self {
        let normal = &quoted.normal;
        let missing = |piece: &Range<usize>| {
            find(&cited.normal, &normal.text[piece.clone()], 0..cited.normal.text.len(), 1).whole.is_empty()
        };
        let pieces = quoted.segments(false);
        let whole = 0..normal.text.len();
        let piece = match pieces.as_slice() {
            [_, _, ..] => pieces.iter().take(24).find(|piece| missing(piece)).cloned().unwrap_or(whole),
            _ => whole,
        };
        let piece = nearest::telling_part(normal, piece, cited);
        let words = &normal.text[piece.clone()];
        let Some((window, edits, length)) = nearest::nearest(words, cited) else {
            return Self { nearest: None, differences: Vec::new() };
        };
        let (differences, window) = differences(normal, piece, &cited.normal, window, names);
        let start = cited.normal.offsets.raw_start(window.start);
        let end = cited.normal.offsets.raw_end(window.end).max(start);
        let share = |count: usize| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
        let nearest = Nearest {
            start,
            end,
            line: cited.line(start),
            text: cited.slice(start, end).to_owned(),
            edits,
            similarity: 1.0 - share(edits) / share(length.max(1)),
        };
        Self { nearest: Some(nearest), differences }
    }
}

/// The runs of a quotation that come from different captures, if all of it is such runs of three words or more.
fn renderings(quoted: &Quoted, cited: &Capture, others: &[(&str, &Capture)]) -> Option<Vec<Rendering>> {
    const MOST_WORDS: usize = 300;
    const MOST_RUNS: usize = 4;
    let text = quoted.normal.text.as_str();
    let captures: Vec<(Option<&str>, &Capture)> =
        std::iter::once((None, cited)).chain(others.iter().map(|(name, capture)| (Some(*name), *capture))).collect();
    let mut runs: Vec<Rendering> = Vec::new();
    for piece in quoted.segments(false) {
        let words: Vec<Range<usize>> = words_within(text, piece).take(MOST_WORDS + 1).collect();
        let mut from = 0;
        while from < words.len() {
            if runs.len() == MOST_RUNS || words.len() > MOST_WORDS {
                return None;
            }
            let rest = &words[from..];
            let mut best: (usize, Option<&str>) = (0, None);
            for (name, capture) in &captures {
                let count = longest_run(text, rest, capture);
                if count > best.0 {
                    best = (count, *name);
                }
            }
            let (count, source) = best;
            let (first, last) = (rest.first()?, rest.get(count.checked_sub(1)?)?);
            if count < 3 {
                return None;
            }
            let range = first.start..last.end;
            let source = source.map(str::to_owned);
            runs.push(Rendering { text: text[range].to_owned(), source });
            from += count;
        }
    }
    let first = runs.first()?.source.clone();
    runs.iter().any(|run| run.source != first).then_some(runs)
}

/// How many of `words` in a row `capture` has, from the first one on; 0 if fewer than three.
fn longest_run(text: &str, words: &[Range<usize>], capture: &Capture) -> usize {
    let has = |count: usize| {
        let (Some(first), Some(last)) = (words.first(), words.get(count - 1)) else {
            return false;
        };
        let run = text[first.start..last.end].trim_matches(|character: char| !character.is_alphanumeric());
        !find(&capture.normal, run, 0..capture.normal.text.len(), 1).whole.is_empty()
    };
    if words.len() < 3 || !has(3) {
        return 0;
    }
    // A run contains every shorter run, so the longest is found by halving.
    let (mut known, mut unknown) = (3, words.len() + 1);
    while known + 1 < unknown {
        let middle = known.midpoint(unknown);
        if has(middle) {
            known = middle;
        } else {
            unknown = middle;
        }
    }
    known
}

/// The words of `text` within `piece`, as bytes of `text`.
fn words_within(text: &str, piece: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let base = text.as_ptr() as usize;
    words_of(&text[piece]).map(move |word| {
        let start = word.as_ptr() as usize - base;
        start..start + word.len()
    })
}

impl Explanation {
    /// The explanation in one plain sentence without a full stop.
    pub fn sentence(&self) -> String {
        let reason = || self.miss.as_ref().map(Miss::words).unwrap_or_default();
        match &self.kind {
            Kind::Verified => "the capture has these words".to_owned(),
            Kind::BoundaryCut | Kind::EditedTooFar => reason(),
            Kind::WrongSource { name, matched } => {
                format!("these words are not in the cited capture but in `{name}`, line {}", matched.line)
            }
            Kind::MixedRendering { renderings } => {
                let run = |run: &Rendering| match &run.source {
                    Some(name) => format!("`{}` is from `{name}`", run.text),
                    None => format!("`{}` is from the cited capture", run.text),
                };
                let runs: Vec<String> = renderings.iter().map(run).collect();
                format!("the quotation joins the words of different captures: {}", runs.join(", "))
            }
            Kind::Missing => reason(),
            _ => self.gravest().map_or_else(reason, plain),
        }
    }

    /// The gravest difference, the first of several.
    pub fn gravest(&self) -> Option<&Difference> {
        self.differences.iter().rev().max_by_key(|difference| difference.class)
    }
}

fn plain(difference: &Difference) -> String {
    match (difference.quoted.as_str(), difference.captured.as_str()) {
        ("", captured) => format!("the quotation leaves out `{captured}`"),
        (quoted, "") => {
            format!("the quotation has `{quoted}`, which the capture does not have there")
        }
        (quoted, captured) => {
            format!("the quotation says `{quoted}`, the capture says `{captured}`")
        }
    }
}
