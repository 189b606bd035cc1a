//! What is known of a language: one file each, `lexicon/LANGUAGE.yaml`, with examples that a test reads back.
//!
//! A file has the marks of its numerals, its words for numbers, months and weekdays, and lists of phrases: how a number is
//! bounded and doubted, who is named as saying it, what denies, and what is counted.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::Deserialize;

use crate::quantity::{Hedge, Qualifier};
use crate::vocabulary::{Measure, Population, Word};

/// The languages that have a file, with what it says.
const FILES: [(&str, &str); 12] = [
    ("ar", include_str!("lexicon/ar.yaml")),
    ("de", include_str!("lexicon/de.yaml")),
    ("en", include_str!("lexicon/en.yaml")),
    ("es", include_str!("lexicon/es.yaml")),
    ("fr", include_str!("lexicon/fr.yaml")),
    ("he", include_str!("lexicon/he.yaml")),
    ("it", include_str!("lexicon/it.yaml")),
    ("pl", include_str!("lexicon/pl.yaml")),
    ("pt", include_str!("lexicon/pt.yaml")),
    ("ru", include_str!("lexicon/ru.yaml")),
    ("tr", include_str!("lexicon/tr.yaml")),
    ("uk", include_str!("lexicon/uk.yaml")),
];

static LEXICONS: [OnceLock<Lexicon>; FILES.len()] = [const { OnceLock::new() }; FILES.len()];

/// A file as it is written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Written {
    decimal: String,
    group: String,
    numbers: BTreeMap<String, u64>,
    scales: BTreeMap<String, u64>,
    vague: BTreeMap<String, u64>,
    joint: String,
    articles: Vec<String>,
    months: Vec<String>,
    weekdays: Vec<String>,
    qualifiers: BTreeMap<String, Vec<String>>,
    hedges: BTreeMap<String, Vec<String>>,
    attributions: Vec<String>,
    negations: Vec<String>,
    denials: Vec<String>,
    questions: Vec<String>,
    conditions: Vec<String>,
    clauses: BTreeMap<String, Vec<String>>,
    abbreviations: Vec<String>,
    superlatives: Vec<String>,
    majorities: Vec<String>,
    measures: BTreeMap<String, Vec<String>>,
    populations: BTreeMap<String, Vec<String>>,
    nouns: BTreeMap<String, Vec<String>>,
    ages: Vec<String>,
    copulas: Vec<String>,
    examples: Vec<Example>,
}

/// A sentence, and what is read in it.
#[derive(Clone, Debug, Deserialize)]
pub struct Example {
    /// The sentence.
    pub text: String,
    /// Each number as `[qualifier] [hedge] NUMBER [measure] [noun or population]`.
    pub reads: Vec<String>,
}

/// What a phrase means.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Meaning {
    /// It bounds a number.
    Qualifier(Qualifier),
    /// It doubts what is said.
    Hedge(Hedge),
    /// It names who says it.
    Attribution,
    /// Not, no, never.
    Negation,
    /// Denies, rejects.
    Denial,
    /// Makes a question of a clause.
    Question,
    /// Makes a condition of it.
    Condition,
    /// It shapes a sentence: it joins, opens or turns a clause.
    Clause(ClauseWord),
    /// The most of its kind.
    Superlative,
    /// More than half; several reports.
    Majority,
    /// What is counted of people or things.
    Measure(Measure),
    /// Which part of the people.
    Population(Population),
    /// A thing that is counted.
    Noun(Noun),
    /// How old somebody is.
    Age,
    /// Were, are: says what those before it are.
    Copula,
    /// A month, from 1.
    Month(u8),
    /// A weekday, from 1: Monday.
    Weekday(u8),
}

/// What a word does to the clauses of its sentence.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ClauseWord {
    /// What follows is what somebody says, thinks or denies.
    That,
    /// Another clause follows, which stands by itself.
    And,
    /// Another part follows, which shares what governs the one before.
    Or,
    /// From one number to another.
    To,
    /// Two numbers follow, which bound a third.
    Between,
    /// It bounds the number before it.
    More,
    /// It multiplies the number before it.
    Scale,
    /// A clause of its own follows, inside another.
    Which,
    /// What follows is asked.
    Whether,
    /// What follows is possible.
    Might,
    /// What follows, or went before, is not so.
    Reversal,
    /// What follows at once is not there.
    Without,
    /// At the head of a sentence it makes a condition of its first clause: "had it struck".
    Inverted,
    /// The word after it is not so: "unarmed". No list holds these.
    Un,
}

impl ClauseWord {
    fn parse(word: &str) -> Option<ClauseWord> {
        Some(match word {
            "that" => ClauseWord::That,
            "and" => ClauseWord::And,
            "or" => ClauseWord::Or,
            "to" => ClauseWord::To,
            "between" => ClauseWord::Between,
            "more" => ClauseWord::More,
            "scale" => ClauseWord::Scale,
            "which" => ClauseWord::Which,
            "whether" => ClauseWord::Whether,
            "might" => ClauseWord::Might,
            "reversal" => ClauseWord::Reversal,
            "without" => ClauseWord::Without,
            "inverted" => ClauseWord::Inverted,
            _ => return None,
        })
    }
}

/// Kinds of things that are counted; a number of one kind backs none of another.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Noun {
    /// Somebody.
    People,
    /// Drones, missiles, shells.
    Munitions,
    /// Cars, ships, aircraft.
    Vehicles,
    /// Houses, schools.
    Buildings,
    /// Kilometres, feet.
    Length,
    /// Hectares.
    Area,
    /// Hours, years.
    Time,
    /// Tonnes.
    Mass,
    /// Litres.
    Volume,
    /// Megawatts.
    Energy,
    /// Degrees.
    Degrees,
    /// Attacks, fires.
    Incidents,
    /// Reports, letters.
    Documents,
    /// Cities, regions.
    Places,
}

impl Noun {
    fn parse(word: &str) -> Option<Noun> {
        Some(match word {
            "people" => Noun::People,
            "munitions" => Noun::Munitions,
            "vehicles" => Noun::Vehicles,
            "buildings" => Noun::Buildings,
            "length" => Noun::Length,
            "area" => Noun::Area,
            "time" => Noun::Time,
            "mass" => Noun::Mass,
            "volume" => Noun::Volume,
            "energy" => Noun::Energy,
            "degrees" => Noun::Degrees,
            "incidents" => Noun::Incidents,
            "documents" => Noun::Documents,
            "places" => Noun::Places,
            _ => return None,
        })
    }

    /// In reports and in the examples of languages.
    pub fn as_str(self) -> &'static str {
        match self {
            Noun::People => "people",
            Noun::Munitions => "munitions",
            Noun::Vehicles => "vehicles",
            Noun::Buildings => "buildings",
            Noun::Length => "length",
            Noun::Area => "area",
            Noun::Time => "time",
            Noun::Mass => "mass",
            Noun::Volume => "volume",
            Noun::Energy => "energy",
            Noun::Degrees => "degrees",
            Noun::Incidents => "incidents",
            Noun::Documents => "documents",
            Noun::Places => "places",
        }
    }
}

/// A language, ready for reading.
#[derive(Debug, Default)]
pub struct Lexicon {
    /// The language's tag: `de`.
    pub language: &'static str,
    pub(super) decimal: Vec<char>,
    pub(super) group: Vec<char>,
    pub(super) numbers: BTreeMap<String, u64>,
    pub(super) scales: BTreeMap<String, u64>,
    pub(super) vague: BTreeMap<String, u64>,
    /// Joins units and tens: `einundzwanzig`, `vingt et un`.
    pub(super) joint: String,
    /// Words for one that are as often an article.
    pub(super) articles: Vec<String>,
    /// Which words may begin what can be checked: numbers from two on, and what says the most of its kind.
    telling: WordSet,
    /// Which words may be weekdays.
    weekdays: WordSet,
    /// Which words may begin a phrase.
    openings: WordSet,
    /// First word → the words after it, longest first, and what they mean.
    phrases: BTreeMap<String, Vec<(Vec<String>, Meaning)>>,
    /// Words with a full stop that end no sentence.
    pub abbreviations: Vec<String>,
    /// What is to be read in some sentences.
    pub examples: Vec<Example>,
    /// Why the file cannot be read; empty for those that come with the program, which a test says.
    pub fault: Option<String>,
}

impl Lexicon {
    /// Of a language by its tag; none, if there is no file for it.
    pub fn of(language: &str) -> Option<&'static Lexicon> {
        let primary = language.split(['-', '_']).next().unwrap_or_default();
        let at = FILES.iter().position(|(name, _)| name.eq_ignore_ascii_case(primary))?;
        Lexicon::at(at)
    }

    /// All that there are.
    pub fn all() -> impl Iterator<Item = &'static Lexicon> {
        (0..FILES.len()).filter_map(Lexicon::at)
    }

    fn at(at: usize) -> Option<&'static Lexicon> {
        LEXICONS.get(at).map(|lexicon| lexicon.get_or_init(|| Lexicon::read(at)))
    }

    fn read(at: usize) -> Lexicon {
        let (language, text) = FILES.get(at).copied().unwrap_or_default();
        match serde_yaml::from_str::<Written>(text) {
            Ok(written) => Lexicon::of_written(language, written),
            Err(error) => Lexicon { language, fault: Some(error.to_string()), ..Lexicon::default() },
        }
    }

    fn of_written(language: &'static str, written: Written) -> Lexicon {
        let mut lexicon = Lexicon {
            language,
            decimal: written.decimal.chars().collect(),
            group: written.group.chars().collect(),
            numbers: written.numbers,
            scales: written.scales,
            vague: written.vague,
            joint: written.joint,
            articles: written.articles,
            examples: written.examples,
            ..Lexicon::default()
        };
        let mut faults = Vec::new();
        for (name, list) in written.qualifiers {
            match qualifier(&name) {
                Some(qualifier) => lexicon.add(&list, Meaning::Qualifier(qualifier)),
                None => faults.push(name),
            }
        }
        for (name, list) in written.hedges {
            match hedge(&name) {
                Some(hedge) => lexicon.add(&list, Meaning::Hedge(hedge)),
                None => faults.push(name),
            }
        }
        for (name, list) in written.measures {
            match Measure::parse(&name) {
                Some(measure) => lexicon.add(&list, Meaning::Measure(measure)),
                None => faults.push(name),
            }
        }
        for (name, list) in written.populations {
            match <Population as Word>::parse(&name) {
                Some(population) => lexicon.add(&list, Meaning::Population(population)),
                None => faults.push(name),
            }
        }
        for (name, list) in written.nouns {
            match Noun::parse(&name) {
                Some(noun) => lexicon.add(&list, Meaning::Noun(noun)),
                None => faults.push(name),
            }
        }
        for (name, list) in written.clauses {
            match ClauseWord::parse(&name) {
                Some(word) => lexicon.add(&list, Meaning::Clause(word)),
                None => faults.push(name),
            }
        }
        for (list, meaning) in [
            (&written.attributions, Meaning::Attribution),
            (&written.negations, Meaning::Negation),
            (&written.denials, Meaning::Denial),
            (&written.questions, Meaning::Question),
            (&written.conditions, Meaning::Condition),
            (&written.superlatives, Meaning::Superlative),
            (&written.majorities, Meaning::Majority),
            (&written.ages, Meaning::Age),
            (&written.copulas, Meaning::Copula),
        ] {
            lexicon.add(list, meaning);
        }
        lexicon.abbreviations = written.abbreviations;
        for (number, names) in (1..).zip(&written.months) {
            for name in names.split(' ') {
                lexicon.add(&[name.to_owned()], Meaning::Month(number));
            }
        }
        for (number, names) in (1..).zip(&written.weekdays) {
            for name in names.split(' ') {
                lexicon.add(&[name.to_owned()], Meaning::Weekday(number));
            }
        }
        for list in lexicon.phrases.values_mut() {
            list.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len()));
        }
        lexicon.note_words();
        lexicon.fault = (!faults.is_empty()).then(|| format!("unknown names: {}", faults.join(", ")));
        lexicon
    }

    fn add(&mut self, list: &[String], meaning: Meaning) {
        for phrase in list {
            let mut words = phrase.split([' ', '-']).map(str::to_lowercase);
            let Some(first) = words.next() else { continue };
            self.phrases.entry(first).or_default().push((words.collect(), meaning));
        }
    }

    /// Notes the words that tell, those for weekdays, and those that begin phrases.
    fn note_words(&mut self) {
        let first = |word: &'_ str| word.split([' ', '-']).next().unwrap_or_default().to_owned();
        let meaning = |wanted: fn(&Meaning) -> bool| {
            let phrases = self.phrases.iter().filter(move |(_, list)| list.iter().any(|(_, meaning)| wanted(meaning)));
            phrases.map(|(word, _)| word.clone())
        };
        let numbers = self.numbers.iter().filter(|(_, value)| **value > 1).map(|(word, _)| word);
        let numbers = numbers.chain(self.scales.keys()).map(|word| first(word));
        let telling: Vec<String> = numbers.chain(meaning(|meaning| matches!(meaning, Meaning::Superlative))).collect();
        let weekdays: Vec<String> = meaning(|meaning| matches!(meaning, Meaning::Weekday(_))).collect();
        self.openings = self.phrases.keys().map(String::as_str).collect();
        self.telling = telling.iter().map(String::as_str).collect();
        self.weekdays = weekdays.iter().map(String::as_str).collect();
    }

    /// Whether a text names a weekday.
    pub fn names_weekday(&self, text: &str) -> bool {
        let found = words(text).filter(|(_, hash)| self.weekdays.may_have_hash(*hash));
        found.map(|(word, _)| word.to_lowercase()).any(|word| {
            let list = self.phrases.get(&word);
            list.is_some_and(|list| list.iter().any(|(_, meaning)| matches!(meaning, Meaning::Weekday(_))))
        })
    }

    /// Whether a text may say in words a number from two on, or that something is the most of its kind; mostly the answer
    /// is no, and it is cheap. Days and vague counts tell nothing without a digit.
    pub fn may_tell(&self, text: &str) -> bool {
        let mut before = "";
        words(text).any(|(word, hash)| {
            // "einundzwanzig" is one word.
            let is_compound = || {
                let parts = ["zig", "ßig", "hundert", "tausend"];
                self.language == "de" && word.len() > 7 && parts.iter().any(|part| word.contains(part))
            };
            let after = || words(&text[word.as_ptr() as usize - text.as_ptr() as usize + word.len()..]).next();
            let is_one = (self.telling.may_have_hash(hash) && self.tells(before, word, after().map(|(word, _)| word)))
                || is_compound();
            before = word;
            is_one
        })
    }

    /// Whether a word tells something beside those before and after it.
    fn tells(&self, before: &str, word: &str, after: Option<&str>) -> bool {
        let word = word.to_lowercase();
        // "most of them": only "the most" says that nothing has more.
        let is_measured = !matches!(word.as_str(), "most" | "least") || before.eq_ignore_ascii_case("the");
        let says = |(rest, meaning): &(Vec<String>, Meaning)| {
            *meaning == Meaning::Superlative
                && rest.first().is_none_or(|rest| after.is_some_and(|after| after.to_lowercase() == *rest))
        };
        let list = self.phrases.get(&word).map_or(&[][..], Vec::as_slice);
        let is_number = |word: &str| {
            let first = |known: &String| known.split([' ', '-']).next() == Some(word);
            self.numbers.iter().any(|(known, value)| *value > 1 && first(known)) || self.scales.keys().any(first)
        };
        (is_measured && list.iter().any(says)) || is_number(&word)
    }

    /// What the words from one on mean, with how many words each meaning takes.
    pub(super) fn meanings<'a>(
        &'a self,
        first: &str,
        word_after: impl Fn(usize) -> Option<&'a str> + 'a,
    ) -> impl Iterator<Item = (Meaning, usize)> + 'a {
        let known = self.openings.may_have(first).then(|| self.phrases.get(first)).flatten();
        let list = known.map_or(&[][..], Vec::as_slice);
        list.iter().filter_map(move |(rest, meaning)| {
            let says = rest.iter().enumerate().all(|(at, word)| word_after(at + 1) == Some(word.as_str()));
            says.then_some((*meaning, rest.len() + 1))
        })
    }
}

/// Words without regard to case: it says no for sure, and yes mostly rightly, at the cost of a hash.
#[derive(Debug, Default)]
struct WordSet {
    /// A bit for each hash; none of an empty set.
    bits: Vec<u64>,
}

impl WordSet {
    const BITS: usize = 1 << 14;
    const START: u32 = 0x811c_9dc5;

    fn may_have(&self, word: &str) -> bool {
        self.may_have_hash(WordSet::hash(word))
    }

    fn may_have_hash(&self, hash: u32) -> bool {
        let bit = WordSet::bit(hash);
        self.bits.get(bit / 64).is_some_and(|bits| bits & (1 << (bit % 64)) != 0)
    }

    fn bit(hash: u32) -> usize {
        (hash ^ (hash >> 15)) as usize % WordSet::BITS
    }

    fn hash(word: &str) -> u32 {
        word.chars().fold(WordSet::START, WordSet::mix)
    }

    fn mix(hash: u32, letter: char) -> u32 {
        let letter = match letter.is_ascii() {
            true => u32::from(letter.to_ascii_lowercase()),
            false => u32::from(letter.to_lowercase().next().unwrap_or(letter)),
        };
        (hash ^ letter).wrapping_mul(0x0100_0193)
    }
}

/// The words of two letters and more, each with its hash: letters and digits.
fn words(text: &str) -> impl Iterator<Item = (&str, u32)> {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let (start, mut hash) = (at, WordSet::START);
            while let Some(byte) = bytes.get(at) {
                if byte.is_ascii_alphanumeric() {
                    hash = WordSet::mix(hash, char::from(*byte));
                    at += 1;
                } else if byte.is_ascii() {
                    break;
                } else {
                    let letter =
                        text.get(at..).and_then(|rest| rest.chars().next()).filter(|one| one.is_alphanumeric());
                    let Some(letter) = letter else { break };
                    hash = WordSet::mix(hash, letter);
                    at += letter.len_utf8();
                }
            }
            let word = &text[start..at];
            if word.len() > 1 {
                return Some((word, hash));
            }
            // The mark that no word begins with.
            at += text.get(at..).and_then(|rest| rest.chars().next())?.len_utf8();
        }
    })
}

impl<'w> FromIterator<&'w str> for WordSet {
    fn from_iter<I: IntoIterator<Item = &'w str>>(words: I) -> WordSet {
        let mut bits = vec![0_u64; WordSet::BITS / 64];
        for bit in words.into_iter().map(|word| WordSet::bit(WordSet::hash(word))) {
            if let Some(bits) = bits.get_mut(bit / 64) {
                *bits |= 1 << (bit % 64);
            }
        }
        WordSet { bits }
    }
}

fn qualifier(name: &str) -> Option<Qualifier> {
    [Qualifier::AtLeast, Qualifier::MoreThan, Qualifier::AtMost, Qualifier::FewerThan, Qualifier::About]
        .into_iter()
        .find(|one| one.as_str() == name)
}

fn hedge(name: &str) -> Option<Hedge> {
    [Hedge::Reportedly, Hedge::Allegedly, Hedge::Believed, Hedge::Suspected, Hedge::Claimed]
        .into_iter()
        .find(|one| one.as_str() == name)
}
