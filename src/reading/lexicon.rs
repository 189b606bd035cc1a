//! What is known of a language: one file each, `lexicon/LANGUAGE.yaml`, with examples that a test reads back.
//!
//! A file has the marks of its numerals, its words for numbers, months and weekdays, and lists of phrases: how a number is
//! bounded and doubted, who is named as saying it, what denies, and what is counted.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use super::meaning::{ClauseWord, Meaning, Noun, hedge, qualifier};
use super::word_set::{WordSet, words};
use super::written::{Compounds, Example, Words, Written};
use crate::vocabulary::{Measure, Population, Word};

/// The languages that have a file, with what it says.
pub(super) const FILES: [(&str, &str); 12] = [
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
    /// Which words may be among those that stand in any text.
    common: WordSet,
    /// Which words may be weekdays.
    weekdays: WordSet,
    /// The weekdays as they are called, from Monday.
    names_of_weekdays: Vec<String>,
    /// Which words may begin a phrase.
    openings: WordSet,
    /// First word → the words after it, longest first, and what they mean.
    phrases: BTreeMap<String, Vec<(Vec<String>, Meaning)>>,
    /// Its bounds stand after the number, too.
    pub(super) bounds_follow: bool,
    /// Sixty and eighty go on to nineteen.
    pub(super) by_twenties: bool,
    /// Makes of units what lies between ten and twenty.
    pub(super) teens: BTreeSet<String>,
    /// Superlatives only after an article: "the most".
    pub(super) superlatives_with_article: Vec<String>,
    pub(super) compounds: Compounds,
    /// What is written onto the beginning or the end of a word, by what it means.
    pub(super) prefixes: BTreeMap<String, Vec<String>>,
    pub(super) suffixes: BTreeMap<String, Vec<String>>,
    /// Words that stand by themselves.
    pub words: Words,
    stops: Stops,
    /// What is to be read in some sentences.
    pub examples: Vec<Example>,
    /// Why the file cannot be read; empty for those that come with the program, which a test says.
    pub fault: Option<String>,
}

/// Words with a full stop that end no sentence.
#[derive(Debug, Default)]
struct Stops {
    always: BTreeSet<String>,
    /// "No. 5", and yet "The answer was no."
    before_numbers: BTreeSet<String>,
    /// "1,5 млн. тонн", and yet "в 2023 г. Погибли люди": after a number they end a sentence if another begins.
    units: BTreeSet<String>,
}

impl Lexicon {
    /// Of a language by its tag; none, if there is no file for it.
    pub fn of(language: &str) -> Option<&'static Lexicon> {
        let primary = language.split(['-', '_']).next().unwrap_or_default();
        let at = FILES.iter().position(|(name, _)| name.eq_ignore_ascii_case(primary))?;
        Lexicon::at(at)
    }

    /// English, which stands in for a language without a file where one has to be.
    pub fn english() -> &'static Lexicon {
        static NONE: OnceLock<Lexicon> = OnceLock::new();
        Lexicon::of("en").unwrap_or_else(|| NONE.get_or_init(Lexicon::default))
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
            bounds_follow: written.bounds_follow,
            by_twenties: written.by_twenties,
            teens: written.teens,
            superlatives_with_article: written.superlatives_with_article,
            compounds: written.compounds,
            prefixes: written.prefixes,
            suffixes: written.suffixes,
            words: written.words,
            stops: Stops {
                always: written.abbreviations,
                before_numbers: written.abbreviations_before_numbers,
                units: written.abbreviated_units,
            },
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
            (&written.percents, Meaning::Percent),
            (&written.currencies, Meaning::Currency),
            (&written.own_work, Meaning::OwnWork),
            (&written.relative_days, Meaning::RelativeDay),
        ] {
            lexicon.add(list, meaning);
        }
        for (number, names) in (1..).zip(&written.months) {
            for name in names.split(' ') {
                lexicon.add(&[name.to_owned()], Meaning::Month(number));
            }
        }
        let first = |names: &String| names.split(' ').next().map(str::to_owned);
        lexicon.names_of_weekdays = written.weekdays.iter().filter_map(first).collect();
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

    /// Whether a word with a full stop goes on: nothing begins after it. `after_number`, `before_number`: what stands around it.
    pub fn abbreviates(&self, word: &str, after_number: bool, before_number: bool) -> bool {
        self.stops.always.contains(word)
            || (before_number && self.stops.before_numbers.contains(word))
            || (!after_number && self.stops.units.contains(word))
    }

    /// Whether a number with a full stop says which one, and no sentence ends: `30. Dezember`, `der 2. Weltkrieg`.
    pub fn is_ordinal(&self, before: &str, after: &str) -> bool {
        let last = before.rsplit(char::is_whitespace).next().unwrap_or_default().to_lowercase();
        let next = after.split(|letter: char| !letter.is_alphanumeric()).next().unwrap_or_default().to_lowercase();
        let is_month =
            |(rest, meaning): &(Vec<String>, Meaning)| rest.is_empty() && matches!(meaning, Meaning::Month(_));
        let is_date = || self.phrases.get(&next).is_some_and(|list| list.iter().any(is_month));
        !self.words.ordinals_after.is_empty() && (self.words.ordinals_after.contains(&last) || is_date())
    }

    /// Whether a phrase for the most of its kind is one between these words: "the deadliest", not "at the latest", "most of".
    pub fn is_superlative(&self, before: &str, phrase: &str, after: &str) -> bool {
        let phrase = phrase.to_lowercase();
        let mut before = before.rsplit(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
        let (last, earlier) = (before.next().unwrap_or_default(), before.next().unwrap_or_default());
        let next = after.split(|letter: char| !letter.is_alphanumeric()).find(|word| !word.is_empty());
        let holds = |list: &BTreeSet<String>, word: &str| list.contains(&word.to_lowercase());
        if holds(&self.words.no_superlative_after, last) {
            return false;
        }
        if !self.superlatives_with_article.contains(&phrase) {
            return true;
        }
        holds(&self.words.superlative_articles, last)
            && !holds(&self.words.no_superlative_after, earlier)
            && next.is_some_and(|next| !holds(&self.words.no_superlative_before, next))
    }

    fn add(&mut self, list: &[String], meaning: Meaning) {
        for phrase in list {
            let mut words = phrase.split([' ', '-']).map(str::to_lowercase);
            let Some(first) = words.next() else { continue };
            let rest: Vec<String> = words.collect();
            if self.joins_as_prefix() && !first.starts_with(self.joint.as_str()) {
                let joined = format!("{}{first}", self.joint);
                self.phrases.entry(joined).or_default().push((rest.clone(), meaning));
            }
            self.phrases.entry(first).or_default().push((rest, meaning));
        }
    }

    /// "And" is written onto the word after it.
    pub(super) fn joins_as_prefix(&self) -> bool {
        self.joint.chars().count() == 1 && !self.joint.is_ascii()
    }

    /// Whether a word may be a part of a number.
    pub(super) fn is_number_word(&self, word: &str) -> bool {
        self.numbers.contains_key(word) || self.scales.contains_key(word) || word == self.joint
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
        self.common = self.words.common.iter().map(String::as_str).collect();
        self.weekdays = weekdays.iter().map(String::as_str).collect();
    }

    /// Whether a word stands in any text, and tells none from another.
    pub fn is_common(&self, word: &str) -> bool {
        let list = &self.words.common;
        self.common.may_have(word) && (list.contains(word) || list.contains(word.to_lowercase().as_str()))
    }

    /// What a weekday is called, from 1: Monday.
    pub fn weekday(&self, number: u8) -> &str {
        let at = usize::from(number).checked_sub(1);
        at.and_then(|at| self.names_of_weekdays.get(at)).map_or("", String::as_str)
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
        let (mut before, has_compounds) = ("", self.compounds.are_there());
        words(text).any(|(word, hash)| {
            // "einundzwanzig" is one word.
            let is_compound = || has_compounds && self.compounds.may_be(word);
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
        let needs_article = |word: &str| self.superlatives_with_article.iter().any(|own| own == word);
        let is_measured = !needs_article(&word) || self.words.superlative_articles.contains(&before.to_lowercase());
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
