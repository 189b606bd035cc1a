//! Quotations: whether the words in quotation marks are the source's words.
//!
//! Acceptance is an equivalence relation, never a similarity score: on real articles, changing the number of dead
//! leaves 97 % of a sentence alike, and dropping "not" leaves more alike than an honest second translation does.
//! So a quotation passes if, and only if, it is the source's words up to a closed list of
//! changes, and similarity only helps to *explain* why one did not pass.
//!
//! ```text
//! capture text ──▶ Capture ─┐
//!                           ├─▶ verify ─▶ Match ─▶ text_fragment
//! quotation ────────────────┘      └────▶ Miss ─▶ explain ─▶ Explanation
//! ```
//!
//! * [`normalise`]: the form in which words are compared, and under which they are remembered.
//! * [`Capture`]: a source's archived text, prepared once.
//! * [`verify`]: the decision.
//! * [`explain`]: the nearest words, and the kind of the difference.
//! * [`text_fragment`]: an address that makes a browser show the words.
//!
//! All offsets are 0-based Unicode code points of the raw text, ends exclusive; lines are 1-based. Every function
//! is total: no input makes it panic, and the time it takes is bounded by the length of its input.
//!
//! Where a rule could be read in two ways, it refuses: an author can quote one word more, a reader cannot check.

use serde::{Deserialize, Serialize};

// Texts, made comparable.
mod entity;
mod glyphs;
mod offsets;
mod raw_text;
mod normal;
mod repair;
mod typeset;
mod unbroken;
mod capture;
mod lexicon;
mod boundary;
mod find;
mod clauses;
// A quotation, taken apart.
mod cut;
mod outcome;
mod sentence;
mod quoted;
mod gap;
mod reading;
mod parts;
mod licence;
mod bracket;
// The decision.
mod describe;
mod verify;
mod fragment;
// What is said of a miss.
mod align;
mod nearest;
mod difference;
mod explain;

pub use capture::Capture;
pub use cut::{Cut, Side};
pub use difference::{Difference, DifferenceClass};
pub use explain::{Explanation, Kind, Rendering, explain};
pub use fragment::text_fragment;
pub use nearest::Nearest;
pub use outcome::{CutOff, Enclosing, Gap, Hidden, Insertion, Match, Miss, Segment};
pub use verify::verify;

/// How near to the source's words an accepted quotation is, nearest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MatchClass {
    /// The same characters.
    Exact,
    /// The same words in other glyphs: marks, dashes, spaces, character references.
    Typographic,
    /// With a change that editors may make: first letter, final stop, inner marks, brackets, omissions.
    Editorial,
    /// Found only after residue of broken character references was taken out of the capture.
    Repaired,
}

impl MatchClass {
    /// The name used in files.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Typographic => "typographic",
            Self::Editorial => "editorial",
            Self::Repaired => "repaired",
        }
    }
}

/// `text` with typography set aside: white space, invisible characters, the shapes of quotation marks and dashes,
/// ligatures, character references, composition. Words, case, accents and punctuation stay.
pub fn normalise(text: &str) -> String {
    normal::Normalised::of(text).text
}
