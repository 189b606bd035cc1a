//! What is said with a number besides the number: how it bounds the truth, and whose doubt it stands under.

/// How the number bounds the truth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Qualifier {
    /// `21`: exactly, or without any qualifier.
    Exact,
    /// `at least 25`
    AtLeast,
    /// `over 100`
    MoreThan,
    /// `up to 100`
    AtMost,
    /// `fewer than 100`
    FewerThan,
    /// `about 300`, also `nearly`, `almost`, `some`: no bound is claimed.
    About,
    /// `20-30`
    Range,
    /// `dozens`: a floor and no number.
    Vague,
}

/// Whose doubt a number stands under; apart from how it is bounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Hedge {
    Reportedly,
    Allegedly,
    Believed,
    Suspected,
    Claimed,
}

impl Qualifier {
    /// The name in authored and exported data.
    pub fn as_str(self) -> &'static str {
        match self {
            Qualifier::Exact => "exact",
            Qualifier::AtLeast => "at-least",
            Qualifier::MoreThan => "more-than",
            Qualifier::AtMost => "at-most",
            Qualifier::FewerThan => "fewer-than",
            Qualifier::About => "about",
            Qualifier::Range => "range",
            Qualifier::Vague => "vague",
        }
    }

    /// The words readers see before the number; empty where there are none.
    pub fn in_words(self) -> &'static str {
        match self {
            Qualifier::Exact | Qualifier::Range | Qualifier::Vague => "",
            Qualifier::AtLeast => "at least",
            Qualifier::MoreThan => "more than",
            Qualifier::AtMost => "up to",
            Qualifier::FewerThan => "fewer than",
            Qualifier::About => "about",
        }
    }
}

impl Hedge {
    /// The name in authored and exported data, and the word readers see.
    pub fn as_str(self) -> &'static str {
        match self {
            Hedge::Reportedly => "reportedly",
            Hedge::Allegedly => "allegedly",
            Hedge::Believed => "believed",
            Hedge::Suspected => "suspected",
            Hedge::Claimed => "claimed",
        }
    }
}
