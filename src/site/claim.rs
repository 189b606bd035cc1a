//! Claims, what they rest on, and why they have the grade that they have.

use crate::manuscript::Sensitive;
use crate::passage::Wording;
use crate::quantity::Number;
use crate::vocabulary::{ClaimKind, Grade, Stance};

use super::body::Piece;
use super::ids::*;
use super::source::Vouched;

/// A sentence the site answers for.
#[derive(Clone, Hash, Debug)]
pub struct Claim {
    pub label: String,
    /// 1-based, in the order of the page; only a name for readers.
    pub number: usize,
    pub kind: ClaimKind,
    /// The claim's words as printed.
    pub words: String,
    pub short: Option<Wording>,
    pub grade: Grade,
    pub reason: Reason,
    pub evidence: Vec<Evidence>,
    /// Every line of the evidence led somewhere; otherwise something was told of.
    pub is_whole: bool,
    pub withdrawn: Option<NoteId>,
    pub was: Vec<String>,
    /// How the author came to a number that no source states.
    pub computed: Option<Wording>,
    /// The editor's remark.
    pub remark: Vec<Piece>,
    /// Outlets and origins of the supporting evidence.
    pub outlets: usize,
    pub named_origins: usize,
}

/// The tie between a claim and an excerpt.
#[derive(Clone, Hash, Debug)]
pub struct Evidence {
    pub source: SourceId,
    pub excerpt: Option<ExcerptId>,
    pub stance: Stance,
    /// The words shown: the line's quotation, else the excerpt's.
    pub quotation: Option<String>,
    pub claimant: Option<ClaimantId>,
    pub origin: Option<ClaimantId>,
    pub statement: Option<StatementId>,
    pub locator: Option<Wording>,
    pub comment: Option<Wording>,
    pub language: Option<String>,
    pub vouched: Option<Vouched>,
    /// The excerpt's words are not shown in passing: only where a reader lifts the veil.
    pub sensitive: Option<Sensitive>,
}

/// Why a claim has its grade. Its words are the theme's.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Reason {
    WithdrawnByNote,
    /// Every source that supported it was retracted.
    Retracted,
    ConcededBy(ClaimantId),
    InTheWordsOf(ClaimantId),
    Disputed {
        supporting: Side,
        disputing: Side,
    },
    /// A statement that newsrooms rendered on their own.
    Rendered {
        renderings: usize,
        by: Side,
    },
    Corroborated {
        origins: usize,
        by: Side,
        outlets: usize,
    },
    OneOrigin {
        by: Side,
        outlets: usize,
        silent: usize,
    },
    /// Nobody is named.
    Unattributed {
        reports: usize,
    },
    /// It was worked out from several numbers, and this is the weakest of them.
    Weakest {
        of: Number,
        reason: Box<Reason>,
        /// The first source that says that number.
        source: SourceId,
    },
}

/// Who stands on a side: the first voices in order of appearance, and how many more.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Side {
    /// Empty: nobody is named.
    pub voices: Vec<Voice>,
    pub more: usize,
}

/// Who is heard.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Voice {
    Claimant(ClaimantId),
    /// An outlet by its name; none: an unidentified one.
    Outlet(Option<String>),
}
