//! What verification says: a match, or the reason why there is none. Data only.

use super::MatchClass;
use super::cut::Cut;
use std::ops::Range;

/// A stretch of the capture, in code points from its start; `end` is exclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Segment {
    pub start: usize,
    pub end: usize,
}

/// The sentence around quoted words.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Enclosing {
    /// The sentence, or the sentences, in code points of the capture.
    pub start: usize,
    /// Exclusive.
    pub end: usize,
    /// What was cut off, and the words that it is made of. None: nobody here reads the language.
    pub cuts: Option<Vec<CutOff>>,
}

/// Something that was cut off, and the words that it is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CutOff {
    pub cut: Cut,
    /// Where the words stand.
    pub place: Segment,
    pub words: String,
}

/// A quotation found in a capture. Offsets are 0-based code points of the raw capture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    pub class: MatchClass,
    /// First code point.
    pub start: usize,
    /// Code point after the last.
    pub end: usize,
    /// The words as they stand in the capture, with its own marks and typos, gaps included.
    pub exact: String,
    /// Whole words before `start`, up to 32 code points (the context length of Hypothesis).
    pub prefix: String,
    /// Whole words after `end`, up to 32 code points.
    pub suffix: String,
    /// 1-based physical line of `start`.
    pub line: u32,
    /// How often the words occur, whole words only; counted up to 10,000.
    pub occurrences: usize,
    /// One for each run of quoted words: a single one unless there are omissions, or lines that are none of the running text.
    pub segments: Vec<Segment>,
    /// Every square bracket of the quotation that is no omission.
    pub insertions: Vec<Insertion>,
    /// What lies between the segments, one fewer than those.
    pub gaps: Vec<Gap>,
    /// Some segment has fewer than 3 words and fewer than 12 characters: too little to be told from chance.
    pub short_segment: bool,
    /// The match overlaps a line that holds none of the source's own words.
    pub in_excluded: bool,
    /// The match overlaps a line that the archiving damaged.
    pub in_damaged: bool,
    /// The sentence that the words were cut from.
    pub enclosing: Enclosing,
}

/// A square bracket in the quotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Insertion {
    /// What stands between the brackets.
    pub text: String,
    /// The bracket in the quotation, in code points of the quotation.
    pub span: Range<usize>,
    /// The capture has the same bracket: these are the source's words, not ours.
    pub literal_in_source: bool,
    /// The capture's words that the bracket stands for, if any.
    pub replaced: Option<Segment>,
    /// It holds the first letter of a word, in the other case.
    pub is_letter: bool,
    /// It stands for a pronoun.
    pub replaces_pronoun: bool,
}

/// What an omission left out, or what the words run on over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    pub start: usize,
    pub end: usize,
    pub crosses_paragraph: bool,
    pub crosses_quotation_mark: bool,
    /// It leads from inside one sentence into the inside of another.
    pub jumps: bool,
    /// A counted thing was left out and a pronoun follows, which may now point at something else.
    pub has_number_then_pronoun: bool,
    /// It is no omission: lines that are none of the running text, between two of its paragraphs.
    pub is_apart: bool,
}

/// Why a quotation was not found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Miss {
    /// The quotation has no letter and no digit.
    NoWords,
    /// The words are not in the capture.
    NotFound,
    /// The words are in the capture, but begin or end inside a word or a number.
    Boundary { start: usize, end: usize, line: u32, whole: String },
    /// The words are in the capture, but outside the excerpt or the context asked for.
    OutsideExcerpt { start: usize, end: usize, line: u32 },
    /// The words are in the capture, but lines between them were struck by hand.
    AcrossStruck { start: usize, end: usize },
    /// A segment beside an omission has fewer than 3 words and fewer than 12 characters.
    ShortSegment { segment: String },
    /// A segment beside an omission is not in the capture, or not after the one before it.
    MissingSegment { segment: String, elsewhere: bool },
    /// An omission left out more than 60 words.
    LongGap { start: usize, end: usize },
    /// An omission left out a negation or a denial.
    HiddenNegation { start: usize, end: usize, word: String },
    /// An omission left out a word that bounds a number or doubts what is said.
    HiddenBound { start: usize, end: usize, word: String },
    /// A bracket stands for more than it may.
    Bracket { bracket: String, start: usize, end: usize, hides: Hidden },
    /// More than 24 omissions or brackets.
    TooManyParts,
}

/// What a bracket must not hide, or must not bring in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hidden {
    Number,
    Negation,
    Hedge,
    Name,
    /// The end of a sentence, a quotation mark or a paragraph.
    SentenceEnd,
    /// Punctuation without a word.
    Punctuation,
    /// More words than the words around it carry.
    TooMuch,
}

impl Match {
    /// Whether it is of the plainest kind: whole, found once, in sound lines, with nothing put in. All that a rule may
    /// ask about a match is asked here first, so that the others need not be kept.
    pub fn is_plain(&self) -> bool {
        // Named one by one, so that a new field is thought of.
        let Match { class, start: _, end: _, exact: _, prefix: _, suffix: _, line: _, .. } = self;
        let Match { occurrences, segments: _, insertions, gaps, short_segment, in_excluded, in_damaged, .. } = self;
        let is_uncut = self.enclosing.cuts.as_ref().is_none_or(Vec::is_empty);
        *class != MatchClass::Repaired
            && *occurrences <= 1
            && insertions.is_empty()
            && gaps.is_empty()
            && is_uncut
            && !(*short_segment || *in_excluded || *in_damaged)
    }
}

impl Miss {
    /// How much a miss says: the most telling of several is reported.
    pub(super) fn rank(&self) -> u8 {
        match self {
            Self::NotFound => 0,
            Self::NoWords | Self::TooManyParts => 1,
            Self::MissingSegment { elsewhere, .. } => 2 + u8::from(*elsewhere),
            Self::OutsideExcerpt { .. } | Self::AcrossStruck { .. } => 4,
            Self::Boundary { .. } => 5,
            Self::ShortSegment { .. } => 6,
            Self::LongGap { .. } => 7,
            Self::Bracket { .. } => 8,
            Self::HiddenBound { .. } => 9,
            Self::HiddenNegation { .. } => 10,
        }
    }

    /// The reason in one sentence without a full stop.
    pub fn words(&self) -> String {
        match self {
            Self::NoWords => "the quotation holds no words".to_owned(),
            Self::NotFound => "the capture does not have these words".to_owned(),
            Self::Boundary { whole, .. } => {
                format!("the quotation cuts into a word or number: the capture has `{whole}`")
            }
            Self::OutsideExcerpt { line, .. } => {
                format!("the words stand elsewhere in the capture, on line {line}")
            }
            Self::AcrossStruck { .. } => "lines of the source that stood between these words were struck".to_owned(),
            Self::ShortSegment { segment } => {
                format!("`{segment}` is too short to stand beside an omission")
            }
            Self::MissingSegment { segment, elsewhere: true } => {
                format!("`{segment}` does not follow the words before the omission")
            }
            Self::MissingSegment { segment, .. } => {
                format!("the capture does not have `{segment}`")
            }
            Self::LongGap { .. } => "the omission leaves out more than 60 words".to_owned(),
            Self::HiddenNegation { word, .. } => {
                format!("the omission leaves out `{word}`, which negates")
            }
            Self::HiddenBound { word, .. } => {
                format!("the omission leaves out `{word}`, which bounds or doubts what is kept")
            }
            Self::Bracket { bracket, hides, .. } => format!("`[{bracket}]` {}", hides.words()),
            Self::TooManyParts => "the quotation has more than 24 omissions and insertions".to_owned(),
        }
    }
}

impl Hidden {
    fn words(self) -> &'static str {
        match self {
            Self::Number => "changes a number",
            Self::Negation => "changes a negation",
            Self::Hedge => "changes how certain a figure is",
            Self::Name => "puts one name for another",
            Self::SentenceEnd => "reaches over the end of a sentence or a quotation",
            Self::Punctuation => "hides punctuation",
            Self::TooMuch => "stands for too many words",
        }
    }
}
