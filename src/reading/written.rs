//! The file of a language as it is written.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

/// A file as it is written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Written {
    pub decimal: String,
    pub group: String,
    pub numbers: BTreeMap<String, u64>,
    pub scales: BTreeMap<String, u64>,
    pub vague: BTreeMap<String, u64>,
    pub joint: String,
    pub articles: Vec<String>,
    pub months: Vec<String>,
    pub weekdays: Vec<String>,
    pub qualifiers: BTreeMap<String, Vec<String>>,
    pub hedges: BTreeMap<String, Vec<String>>,
    pub attributions: Vec<String>,
    pub negations: Vec<String>,
    pub denials: Vec<String>,
    pub questions: Vec<String>,
    pub conditions: Vec<String>,
    pub clauses: BTreeMap<String, Vec<String>>,
    pub abbreviations: BTreeSet<String>,
    pub abbreviations_before_numbers: BTreeSet<String>,
    pub abbreviated_units: BTreeSet<String>,
    pub superlatives: Vec<String>,
    pub majorities: Vec<String>,
    pub measures: BTreeMap<String, Vec<String>>,
    pub populations: BTreeMap<String, Vec<String>>,
    pub nouns: BTreeMap<String, Vec<String>>,
    pub ages: Vec<String>,
    pub copulas: Vec<String>,
    pub percents: Vec<String>,
    pub currencies: Vec<String>,
    pub bounds_follow: bool,
    /// Sixty and eighty go on to nineteen: `soixante-dix`.
    pub by_twenties: bool,
    /// Makes of units what lies between ten and twenty: `خمسة عشر`.
    pub teens: BTreeSet<String>,
    pub own_work: Vec<String>,
    pub relative_days: Vec<String>,
    pub superlatives_with_article: Vec<String>,
    pub compounds: Compounds,
    pub prefixes: BTreeMap<String, Vec<String>>,
    pub suffixes: BTreeMap<String, Vec<String>>,
    pub words: Words,
    pub examples: Vec<Example>,
}

/// Number words that are written as one: `einundzwanzig`, `zweihundert`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Compounds {
    pub hundred: String,
    pub thousand: String,
    /// How the tens end.
    pub tens: Vec<String>,
}

impl Compounds {
    /// Whether a language writes any number in one word.
    pub fn are_there(&self) -> bool {
        !self.hundred.is_empty()
    }

    /// Whether a word may be a number in one word.
    pub fn may_be(&self, word: &str) -> bool {
        let parts = self.tens.iter().chain([&self.hundred, &self.thousand]);
        self.are_there() && word.len() > 7 && parts.into_iter().any(|part| word.contains(part.as_str()))
    }
}

/// Words that stand by themselves, each list for one question.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Words {
    /// Joins two days of one month: `9 to 19 January`.
    pub day_joints: BTreeSet<String>,
    /// Before a day: `entre el 9 y el 12`.
    pub day_articles: BTreeSet<String>,
    /// Joins a number and its thing, a day and its month: `2 millones de euros`, `12 de marzo`.
    pub links: BTreeSet<String>,
    /// What follows is when or where, and not what is counted.
    pub prepositions: BTreeSet<String>,
    /// Between a measure and its number: `killed another 25`.
    pub fillers: BTreeSet<String>,
    /// Another clause follows, with measures of its own.
    pub contrasts: BTreeSet<String>,
    /// What a report does not do, where a claim denies: `does not say`.
    pub tellings: BTreeSet<String>,
    /// Opens a clause after a comma, and is an article elsewhere.
    pub relative_articles: BTreeSet<String>,
    /// Begins like an opposite, and means none: `under`.
    pub innocent: BTreeSet<String>,
    /// Before a number with a full stop that says which one, where a capital follows: `der 2. Weltkrieg`.
    pub ordinals_after: BTreeSet<String>,
    /// How a thing ends that a bound follows: `40 kişiden az`.
    pub bound_endings: BTreeSet<String>,
    /// Before the name of an office: `the ministry`.
    pub name_articles: BTreeSet<String>,
    /// Points back at what was said before.
    pub pronouns: BTreeSet<String>,
    /// Before a superlative that needs it: `the most`.
    pub superlative_articles: BTreeSet<String>,
    /// After these no superlative is one: `at worst`.
    pub no_superlative_after: BTreeSet<String>,
    /// Before these none is: `the most recent`.
    pub no_superlative_before: BTreeSet<String>,
    /// Stands in any text, and tells nothing about which.
    pub common: BTreeSet<String>,
    /// Capitalised at the start of a sentence, it is no name.
    pub not_names: BTreeSet<String>,
    /// What an omission or insertion must not hide, and names the kind of a miss: numbers,
    pub ones: BTreeSet<String>,
    /// ten to nineteen,
    pub teens: BTreeSet<String>,
    /// tens,
    pub tens: BTreeSet<String>,
    /// what multiplies,
    pub magnitudes: BTreeSet<String>,
    /// other words for numbers,
    pub other_numbers: BTreeSet<String>,
    /// negations,
    pub lone_negations: BTreeSet<String>,
    /// denials,
    pub lone_denials: BTreeSet<String>,
    /// and bounds and doubts.
    pub lone_hedges: BTreeSet<String>,
}

/// A sentence, and what is read in it.
#[derive(Clone, Debug, Deserialize)]
pub struct Example {
    /// The sentence.
    pub text: String,
    /// Each number as `[qualifier] [hedge] NUMBER [measure] [noun or population]`.
    pub reads: Vec<String>,
    /// Which lists of the file it shows.
    #[serde(default)]
    pub shows: Vec<String>,
}
