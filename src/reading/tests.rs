//! Each example of each language is read back: its numbers, and the lists that it shows; every list has an example.

use std::collections::BTreeSet;

use serde_yaml::Value;

use super::days::Dated;
use super::marks::Mark;
use super::meaning::{hedge, qualifier};
use super::*;
use crate::prose::sentences;
use crate::quantity::lexer::Token;
use crate::vocabulary::Word;

/// As the examples of languages write it.
fn written(reading: &Reading) -> String {
    let qualifier = match reading.qualifier {
        Qualifier::Exact | Qualifier::Vague | Qualifier::Range => "",
        other => other.as_str(),
    };
    let what = match (reading.population, reading.noun) {
        _ if reading.is_age => "age",
        (Some(population), _) => population.as_str(),
        (None, noun) => noun.map_or("", Noun::as_str),
    };
    let kind = match reading.kind {
        MentionKind::Percentage => "%",
        MentionKind::Money => "money",
        _ => "",
    };
    let number = reading.value.to_string();
    let parts = [
        qualifier,
        reading.hedge.map_or("", Hedge::as_str),
        &number,
        kind,
        reading.measure.map_or("", Measure::as_str),
        what,
    ];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// A list of a language's file: `measures.killed`, and what stands in it.
struct List {
    name: String,
    entries: Vec<String>,
}

fn lists(file: &str) -> Vec<List> {
    let Value::Mapping(file) = serde_yaml::from_str(file).expect("YAML") else { panic!("a mapping") };
    let mut all = Vec::new();
    for (key, value) in file {
        let key = key.as_str().unwrap_or_default().to_owned();
        match value {
            Value::String(text) if key != "joint" => {
                all.push(List { name: key, entries: text.chars().map(String::from).collect() });
            }
            Value::String(text) => all.push(List { name: key, entries: vec![text] }),
            Value::Sequence(list) if key != "examples" => all.push(List { name: key, entries: strings(&list) }),
            Value::Mapping(map) if matches!(&*key, "numbers" | "scales" | "vague") => {
                all.push(List { name: key, entries: map.keys().map(text).collect() });
            }
            Value::Mapping(map) => all.extend(map.iter().map(|(name, list)| List {
                name: format!("{key}.{}", text(name)),
                entries: list.as_sequence().map_or_else(|| vec![text(list)], |list| strings(list)),
            })),
            _ => {}
        }
    }
    all.retain(|list| !list.entries.is_empty());
    all
}

fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| "null".to_owned(), str::to_owned)
}

fn strings(list: &[Value]) -> Vec<String> {
    list.iter().map(text).collect()
}

/// What the phrases of a list mean.
fn meaning(list: &str) -> Option<Meaning> {
    let (key, name) = list.split_once('.').unwrap_or((list, ""));
    Some(match key {
        "qualifiers" => Meaning::Qualifier(qualifier(name)?),
        "hedges" => Meaning::Hedge(hedge(name)?),
        "measures" => Meaning::Measure(Measure::parse(name)?),
        "populations" => Meaning::Population(<Population as Word>::parse(name)?),
        "nouns" => Meaning::Noun(Noun::parse(name)?),
        "clauses" => Meaning::Clause(ClauseWord::parse(name)?),
        "attributions" => Meaning::Attribution,
        "negations" => Meaning::Negation,
        "denials" => Meaning::Denial,
        "questions" => Meaning::Question,
        "conditions" => Meaning::Condition,
        "superlatives" | "superlatives_with_article" => Meaning::Superlative,
        "majorities" => Meaning::Majority,
        "ages" => Meaning::Age,
        "copulas" => Meaning::Copula,
        "percents" => Meaning::Percent,
        "currencies" => Meaning::Currency,
        "own_work" => Meaning::OwnWork,
        "relative_days" => Meaning::RelativeDay,
        _ => return None,
    })
}

/// A sentence of an example, read.
struct Seen<'t> {
    text: &'t str,
    tokens: Vec<Token<'t>>,
    marks: Vec<Mark>,
    days: Vec<Dated>,
    said: Said,
    pieces: Vec<Piece>,
    sentences: usize,
}

impl<'t> Seen<'t> {
    fn new(text: &'t str, lexicon: &Lexicon) -> Seen<'t> {
        let tokens = tokens(text);
        let marks = marks(&tokens, lexicon);
        let days = days::days(text, &tokens, &marks, lexicon);
        let said = read(text, lexicon.language);
        let pieces = pieces(text, lexicon.language).unwrap_or_default();
        let sentences = sentences(text, lexicon.language).len();
        Seen { text, tokens, marks, days, said, pieces, sentences }
    }

    fn has_word(&self, word: &str) -> bool {
        self.tokens.iter().any(|token| token.word() == Some(word))
    }

    /// The words of each of its numbers.
    fn numbers(&self) -> impl Iterator<Item = String> {
        self.said.readings.iter().map(|reading| self.text[reading.span.clone()].to_lowercase())
    }

    /// Whether some entry of a list is read in the sentence, as what the list is for.
    fn shows(&self, list: &List) -> bool {
        let one = |is: &dyn Fn(&String) -> bool| list.entries.iter().any(is);
        let in_number = |entry: &String| {
            self.numbers().any(|number| number.split([' ', '-', '\u{A0}']).any(|word| word == entry.to_lowercase()))
        };
        let stands = |entry: &String| self.text.to_lowercase().contains(&format!("{}. ", entry.to_lowercase()));
        match list.name.split('.').next().unwrap_or_default() {
            "decimal" | "group" | "joint" => one(&|mark| self.numbers().any(|number| number.contains(mark.as_str()))),
            "numbers" | "scales" | "vague" | "teens" => one(&in_number),
            "compounds" => {
                one(&|part| self.numbers().any(|number| number.len() > part.len() && number.contains(part.as_str())))
            }
            "articles" => one(&|entry| self.has_word(entry)) && !one(&in_number),
            "months" => !self.days.is_empty() && one(&|months| months.split(' ').any(|month| self.has_word(month))),
            "weekdays" => !self.said.weekdays.is_empty(),
            "abbreviations" | "abbreviations_before_numbers" | "abbreviated_units" => {
                self.sentences == 1 && one(&stands)
            }
            "prefixes" | "suffixes" => one(&|part| {
                let is_turn = |kind: PieceKind| match list.name.rsplit('.').next() {
                    Some("opposites") => kind == PieceKind::Clause(ClauseWord::Un),
                    Some("that") => kind == PieceKind::Clause(ClauseWord::That),
                    Some("conditions") => kind == PieceKind::Turn(Turn::Condition),
                    _ => kind == PieceKind::Turn(Turn::Negation),
                };
                let mut turned = self.pieces.iter().filter(|piece| is_turn(piece.kind));
                turned.any(|piece| self.text[piece.span.clone()].to_lowercase().contains(part.as_str()))
            }),
            "words" if list.name.ends_with("innocent") => {
                let mut plain = self.pieces.iter().filter(|piece| piece.kind == PieceKind::Word);
                plain.any(|piece| one(&|part| self.text[piece.span.clone()].to_lowercase().starts_with(part.as_str())))
            }
            "words" if list.name.ends_with("endings") => {
                let mut words = self.tokens.iter().filter_map(Token::word);
                words.any(|word| one(&|ending| word.ends_with(ending.as_str())))
            }
            "words" => one(&|entry| self.has_word(entry)),
            _ => meaning(&list.name).is_some_and(|meaning| self.marks.iter().any(|mark| mark.meaning == meaning)),
        }
    }
}

#[test]
fn every_language_reads_its_examples() {
    let mut faults = Vec::new();
    for (lexicon, (_, file)) in Lexicon::all().zip(lexicon::FILES) {
        let language = lexicon.language;
        assert_eq!(lexicon.fault, None, "{language}");
        let lists = lists(file);
        let mut shown: BTreeSet<&str> = BTreeSet::new();
        for example in &lexicon.examples {
            let seen = Seen::new(&example.text, lexicon);
            let counted = seen.said.readings.iter().filter(|reading| reading.is_quantity() || reading.is_age);
            let found: Vec<String> = counted.map(written).collect();
            if found != example.reads {
                faults.push(format!("{language}: {}: {found:?}, not {:?}", example.text, example.reads));
            }
            for name in &example.shows {
                match lists.iter().find(|list| list.name == *name) {
                    Some(list) if seen.shows(list) => _ = shown.insert(name),
                    _ => faults.push(format!("{language}: {}: shows no `{name}`", example.text)),
                }
            }
        }
        let missing = lists.iter().filter(|list| !shown.contains(&*list.name));
        faults.extend(missing.map(|list| format!("{language}: no example shows `{}`", list.name)));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_language_has_the_same_lists() {
    // What not every language has words for.
    let own = [
        "joint",
        "articles",
        "abbreviated_units",
        "compounds",
        "prefixes",
        "suffixes",
        "superlatives_with_article",
        "teens",
        "words.bound_endings",
    ];
    let all: Vec<BTreeSet<String>> =
        lexicon::FILES.iter().map(|(_, file)| lists(file).into_iter().map(|list| list.name).collect()).collect();
    let is_common = |name: &&String| {
        !own.contains(&name.split('.').next().unwrap_or_default())
            && (!name.starts_with("words.") || all.iter().filter(|lists| lists.contains(*name)).count() > 6)
            // English and German alone turn a clause round to make a condition of it.
            && !["words.links", "clauses.inverted"].contains(&name.as_str())
    };
    let wanted: BTreeSet<&String> = all.iter().flatten().filter(is_common).collect();
    let faults: Vec<String> = all
        .iter()
        .zip(lexicon::FILES)
        .flat_map(|(lists, (language, _))| {
            wanted.iter().filter(|name| !lists.contains(**name)).map(move |name| format!("{language} has no `{name}`"))
        })
        .collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
