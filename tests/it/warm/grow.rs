//! Fresh parts: a key that a group may hold, an item of a list, a sentence with what may stand in it, a claim with its
//! evidence. What grows mostly makes sense where it grows, so that most projects build.

use onrecord::files::Hash;
use onrecord::vocabulary::{Measure, Stance};

use super::formats::{Key, Map, Value};
use super::model::{Model, Reported, Written};
use super::part::*;
use super::words;
use crate::chance::Chance;

/// A name that nothing has.
pub const NOBODY: &str = "nobody";

/// Keys that seldom make sense where they may stand: they are grown seldom.
const SELDOM: [&str; 6] = ["draft", "described_as", "named", "population", "end", "parent"];

/// Where something grows: the file, and the parts around the place, outermost first.
pub struct Grow<'a> {
    pub model: &'a Model,
    pub chance: &'a mut Chance,
    pub file: &'a str,
    pub around: Vec<&'a Part>,
}

impl Grow<'_> {
    /// The source whose words are quoted here.
    fn source(&self) -> String {
        let cited = self.around.iter().rev().find(|part| part.is(&LINE)).map(|line| line.parts[0].print());
        let own = || file_stem(self.file).to_owned();
        cited.map_or_else(own, |name| name.trim_start_matches('@').split('#').next().unwrap_or_default().to_owned())
    }

    /// The words of the excerpt that this stands in, or that the line names.
    fn quoted(&self) -> Option<String> {
        let own = self.around.iter().rev().find_map(|part| part.value_of("quote"));
        let line = self.around.iter().rev().find(|part| part.is(&LINE));
        own.map(|quote| quote.text.clone()).or_else(|| self.model.quote(line?.parts[0].print().trim_start_matches('@')))
    }

    /// A name that is used here: mostly one that there is.
    fn used(&mut self, name: Name) -> String {
        if name == Name::Capture && self.chance.happens(3, 4) {
            return format!("{}.txt", self.source());
        }
        // Nothing rests on itself.
        let own = self.around.iter().find_map(|part| part.value_of("id")).map(|id| id.text.clone());
        let own = own.unwrap_or_else(|| file_stem(self.file).to_owned());
        let choices = self.model.choices(name, self.file);
        let known = self.chance.any(&choices).map_or(&[][..], Vec::as_slice).iter().filter(|known| **known != own);
        let known: Vec<&String> = known.collect();
        self.chance.any(&known).map_or_else(|| NOBODY.to_owned(), |known| (*known).clone())
    }

    /// A name that is given here: mostly one that nothing else has.
    pub fn given(&mut self, name: Name) -> String {
        let prefix = match name {
            Name::Claimant => "who-",
            Name::Event => "day-",
            Name::Place => "place-",
            Name::Source => "paper-",
            Name::Excerpt => "part-",
            Name::Note => "note-",
            Name::Page => "page-",
            Name::Old => "old-",
            Name::Statement => "told-",
            Name::Party => "side-",
            _ => "",
        };
        let known = match name {
            // A statement is told by several, and a side has several on it.
            Name::Statement | Name::Party => Vec::new(),
            _ => self.model.known(name, self.file),
        };
        let limit = if matches!(name, Name::Statement | Name::Party) { 3 } else { words::IDS.len() };
        let ids = words::IDS[..limit].iter().map(|id| format!("{prefix}{id}"));
        let free: Vec<String> =
            ids.filter(|id| !known.iter().any(|known| known.rsplit('#').next() == Some(id))).collect();
        self.chance.any(&free).cloned().unwrap_or_else(|| format!("{prefix}{}", self.chance.below(99)))
    }

    /// The words of a leaf.
    pub fn text(&mut self, sort: &Sort) -> String {
        match sort {
            Sort::Words | Sort::Key => words::words(self.chance),
            Sort::Word => words::word(self.chance),
            Sort::Choice(list) => self.chance.any(list).cloned().unwrap_or_default(),
            Sort::Date => words::date(self.chance),
            Sort::Number => format!("{}.{}", self.chance.between(1, 60), self.chance.below(9)),
            Sort::Amount => {
                let counted = self.quoted().and_then(|quote| words::counted(&quote));
                counted.map_or_else(|| words::amount(self.chance), |(number, _)| number)
            }
            Sort::Computed => format!("{} + {}", self.chance.between(1, 9), self.chance.between(1, 9)),
            Sort::Flag => self.chance.happens(1, 2).to_string(),
            // Mostly behind the last line.
            Sort::Lines => format!("{}-60", if self.chance.happens(1, 8) { self.chance.between(1, 9) } else { 50 }),
            Sort::Digest => match self.model.files.get(&format!("content/captures/{}.txt", self.source())) {
                Some(Written::Parts(capture)) => Hash::of(capture.print().as_bytes()).hex(),
                _ => Hash::default().hex(),
            },
            Sort::Route => format!("way/{}", self.chance.below(99)),
            Sort::Address => format!("https://example.org/{}/", self.chance.below(9)),
            Sort::Short => match self.chance.any(&self.model.labels(self.file)) {
                Some(label) if self.chance.happens(2, 3) => label.clone(),
                _ => format!("{}, see [it]({})", words::words(self.chance), self.used(Name::Target)),
            },
            Sort::Sentence => format!("{}.", self.said()),
            Sort::Said => self.quotation(),
            Sort::Own(name) => self.given(*name),
            Sort::Use(name) => self.used(*name),
        }
    }

    fn said(&mut self) -> String {
        if self.chance.happens(1, 2) { words::count(self.chance) } else { words::sentence(self.chance) }
    }

    /// Words of the source's capture: a sentence, its first words, or two with something left out.
    fn quotation(&mut self) -> String {
        if self.file.contains("/sources/") || self.quoted().is_none() {
            let sentences = self.model.sentences(&self.source());
            let Some(sentence) = self.chance.any(&sentences) else { return words::sentence(self.chance) };
            let sentence = sentence.trim_end_matches('.').to_owned();
            let words: Vec<&str> = sentence.split(' ').collect();
            return match self.chance.below(8) {
                0 if words.len() > 5 => words[..5].join(" "),
                1 if words.len() > 6 => format!("{} […] {}", words[..3].join(" "), words[words.len() - 3..].join(" ")),
                _ => sentence,
            };
        }
        self.quoted().unwrap_or_default()
    }

    pub fn leaf(&mut self, sort: &Sort) -> Part {
        Part::leaf(sort.clone(), self.text(sort))
    }

    pub fn value(&mut self, value: &'static Value) -> Part {
        match value {
            Value::Leaf(sort) => self.leaf(sort),
            Value::List(item) => {
                let count = self.chance.between(1, 2);
                Part::yaml(value, (0..count).map(|_| self.value(item)).collect())
            }
            Value::Named(sort, inner) => Part::yaml(value, vec![self.named(sort, inner)]),
            Value::Map(map) => Part::yaml(value, self.group(map)),
        }
    }

    /// An entry under a key of the author's own.
    fn named(&mut self, sort: &'static Sort, value: &'static Value) -> Part {
        let adopted = matches!(value, Value::Map(map) if map.place == "events.adopted");
        let own = self.own_figures();
        match self.chance.any(&own).filter(|_| adopted) {
            Some(figure) => Part::entry(Part::leaf(sort.clone(), &figure.measure), self.value(value)),
            None => Part::entry(self.leaf(sort), self.value(value)),
        }
    }

    /// What is reported of the event that this stands in.
    fn own_figures(&self) -> Vec<Reported> {
        let event = self.around.iter().rev().find_map(|part| part.value_of("id")).map(|id| id.text.clone());
        self.model.reported().into_iter().filter(|figure| Some(&figure.event) == event.as_ref()).collect()
    }

    /// A group with the keys that must be there and a few of the others.
    fn group(&mut self, map: &'static Map) -> Vec<Part> {
        match map.place.as_str() {
            "source.excerpts" => return self.excerpt(map),
            "source.excerpts.figures" => return self.figure(map),
            "events.adopted" => return self.adopted(map),
            _ => {}
        }
        let mut parts = Vec::new();
        for key in &map.keys {
            let is_needed = key.required || matches!(key.name.as_str(), "name" | "because");
            if is_needed || (self.chance.happens(1, 8) && !SELDOM.contains(&key.name.as_str())) {
                parts.extend(Some(self.entry(key)).filter(|entry| is_needed || !names_nobody(entry)));
            }
        }
        parts
    }

    pub fn entry(&mut self, key: &'static Key) -> Part {
        if let ("supersedes", Some(figure)) = (key.name.as_str(), self.around.last()) {
            let same = |key: &str, known: &str| figure.value_of(key).is_some_and(|leaf| leaf.text == known);
            let known = self.model.reported();
            let older = known.iter().filter(|known| same("event", &known.event) && same("measure", &known.measure));
            let older = self.chance.any(&older.collect::<Vec<_>>()).map_or(NOBODY, |older| older.excerpt.as_str());
            return Part::entry(Part::leaf(Sort::Key, "supersedes"), Part::leaf(Sort::Use(Name::Excerpt), older));
        }
        Part::entry(Part::leaf(Sort::Key, key.name.clone()), self.value(&key.value))
    }

    fn keyed(&mut self, map: &'static Map, name: &str) -> Vec<Part> {
        map.keys.iter().find(|key| key.name == name).map(|key| self.entry(key)).into_iter().collect()
    }

    /// The same, with words of one's own.
    fn told(map: &'static Map, name: &str, text: &str) -> Vec<Part> {
        let key = map.keys.iter().find(|key| key.name == name);
        let sort = key.and_then(|key| match &key.value {
            Value::Leaf(sort) => Some(sort.clone()),
            _ => None,
        });
        sort.map(|sort| Part::entry(Part::leaf(Sort::Key, name), Part::leaf(sort, text))).into_iter().collect()
    }

    fn excerpt(&mut self, map: &'static Map) -> Vec<Part> {
        if self.model.sentences(&self.source()).is_empty() {
            return [Grow::told(map, "locator", "page 1"), self.keyed(map, "claimant")].concat();
        }
        let mut parts = self.keyed(map, "quote");
        for (key, times) in
            [("claimant", 6), ("statement", 3), ("rests_on", 2), ("as_of", 4), ("speech", 1), ("language", 1)]
        {
            if self.chance.happens(times, 8) {
                parts.extend(self.keyed(map, key));
            }
        }
        let quote = parts[0].parts[1].text.clone();
        if let Some(figures) = map.keys.iter().find(|key| key.name == "figures")
            && words::counted(&quote).is_some()
            && self.chance.happens(4, 5)
        {
            let group = Part::context(parts.clone());
            let mut inside = Grow { model: self.model, chance: self.chance, file: self.file, around: vec![&group] };
            parts.push(inside.entry(figures));
        }
        parts
    }

    fn figure(&mut self, map: &'static Map) -> Vec<Part> {
        let quote = self.quoted().unwrap_or_default();
        // A part of the people is counted beside the whole.
        let whole = self
            .around
            .last()
            .filter(|list| matches!(list.kind, Kind::Yaml(Value::List(_))))
            .and_then(|list| list.parts.first());
        let whole = whole.filter(|whole| whole.value_of("event").is_some());
        let event = whole.and_then(|whole| whole.value_of("event"));
        let event = event.map_or_else(|| self.keyed(map, "event"), |event| Grow::told(map, "event", &event.text));
        let mut parts = [event, Grow::told(map, "measure", words::measure(&quote))].concat();
        match words::counted(&quote) {
            Some((_, Some(part))) if whole.is_some() && self.chance.happens(1, 2) => {
                parts.extend([Grow::told(map, "value", &part), Grow::told(map, "population", "children")].concat());
            }
            Some((number, _)) => parts.extend(Grow::told(map, "value", &number)),
            None => parts.extend(self.keyed(map, "value")),
        }
        for (key, times) in [("as_of", 3), ("claimant", 1), ("unit", 1), ("of", 1), ("supersedes", 3)] {
            if self.chance.happens(times, 8) {
                let group = Part::context(parts.clone());
                let mut around = self.around.clone();
                around.push(&group);
                let mut inside = Grow { model: self.model, chance: self.chance, file: self.file, around };
                let grown = inside.keyed(map, key);
                parts.extend(grown.into_iter().filter(|entry| !names_nobody(entry)));
            }
        }
        parts
    }

    /// A figure of this event, if one is reported.
    fn adopted(&mut self, map: &'static Map) -> Vec<Part> {
        let own = self.own_figures();
        let own = self.chance.any(&own);
        let excerpt = own.map_or_else(|| self.keyed(map, "excerpt"), |own| Grow::told(map, "excerpt", &own.excerpt));
        [excerpt, self.keyed(map, "because")].concat()
    }

    /// What may be added to a part; nothing, where it takes no more.
    pub fn child(&mut self, frame: &Part) -> Vec<Part> {
        match frame.kind {
            Kind::Yaml(Value::Map(map)) => {
                let missing: Vec<&Key> = map.keys.iter().filter(|key| frame.value_of(&key.name).is_none()).collect();
                let key = self.chance.any(&missing).copied();
                let key = key.filter(|key| !SELDOM.contains(&key.name.as_str()) || self.chance.happens(1, 3));
                key.map(|key| self.entry(key)).into_iter().collect()
            }
            Kind::Yaml(Value::List(item)) => vec![self.value(item)],
            Kind::Yaml(Value::Named(sort, value)) => {
                let entry = self.named(sort, value);
                if frame.value_of(&entry.parts[0].text).is_some() { Vec::new() } else { vec![entry] }
            }
            Kind::Mark(mark) => self.within(mark, frame),
            _ => Vec::new(),
        }
    }

    fn within(&mut self, mark: &'static Mark, frame: &Part) -> Vec<Part> {
        let is_page = self.is_page();
        match mark.name {
            "DOCUMENT" => self.blocks(),
            "CAPTURE" => vec![self.leaf(&Sort::Sentence)],
            "PARAGRAPH" => vec![self.sentence()],
            "TABLE" => vec![Part::mark(&ROW, vec![self.leaf(&Sort::Words), self.leaf(&Sort::Words)])],
            "CONTENT" => vec![self.inline()],
            "SENTENCE" if is_page && self.chance.happens(1, 2) => {
                match self.chance.any(&self.model.known(Name::Label, self.file)) {
                    Some(label) => vec![marker(label)],
                    None => Vec::new(),
                }
            }
            "SENTENCE" => vec![Part::mark(&CITATION, vec![self.leaf(&Sort::Use(Name::Source))])],
            "FOOT" if is_page => vec![self.line()],
            "LINE" => self.addition(frame).into_iter().collect(),
            "ARGUMENTS" => self.argument(frame).into_iter().collect(),
            "TEXTS" => frame
                .parts
                .first()
                .and_then(|text| text.parts[0].sort().cloned())
                .map(|sort| Part::mark(&TEXT, vec![self.leaf(&sort)]))
                .into_iter()
                .collect(),
            _ => Vec::new(),
        }
    }

    fn is_page(&self) -> bool {
        !self.file.contains("/sources/") && !self.file.contains("/notes/")
    }

    /// One or two blocks of a body; a footnote comes with what it is about.
    pub fn blocks(&mut self) -> Vec<Part> {
        let block = |mark: &'static Mark, part: Part| vec![Part::mark(mark, vec![part])];
        match self.chance.below(if self.is_page() { 16 } else { 8 }) {
            0 | 1 => block(&PARAGRAPH, self.sentence()),
            2 => block(&HEADING, self.leaf(&Sort::Words)),
            3 => {
                let mark = self.chance.of(&[&QUOTE, &CALLOUT, &ITEM, &TASK]);
                block(mark, self.sentence())
            }
            4 => block(
                &PARAGRAPH,
                Part::mark(&PICTURE, vec![self.leaf(&Sort::Words), self.leaf(&Sort::Use(Name::Picture))]),
            ),
            5 => block(
                &PARAGRAPH,
                self.sentence_of(words::sentence)
                    .with(Part::mark(&CITATION, vec![self.leaf(&Sort::Use(Name::Source))])),
            ),
            6 => self.remark(),
            7 => match self.chance.below(3) {
                0 => block(&CODE, self.leaf(&Sort::Words)),
                1 => block(&PARAGRAPH, Part::mark(&RAW, vec![self.leaf(&Sort::Words)])),
                _ => vec![Part::mark(&TABLE, vec![Part::mark(&ROW, vec![self.leaf(&Sort::Words), self.inline()])])],
            },
            8..=11 => vec![self.directive()],
            _ => self.claim(),
        }
    }

    /// A sentence that counts nothing, perhaps with something in it.
    fn sentence(&mut self) -> Part {
        let mut sentence = self.sentence_of(words::sentence);
        if self.chance.happens(1, 2) {
            sentence.parts[0].parts.push(self.inline());
        }
        sentence
    }

    fn sentence_of(&mut self, words: fn(&mut Chance) -> String) -> Part {
        Part::mark(&SENTENCE, vec![Part::mark(&CONTENT, vec![Part::leaf(Sort::Words, words(self.chance))])])
    }

    fn inline(&mut self) -> Part {
        match self.chance.below(5) {
            0 => Part::mark(&EMPHASIS, vec![self.leaf(&Sort::Words)]),
            1 if self.is_page() && !self.model.labels(self.file).is_empty() => {
                Part::mark(&EXTENT, vec![self.leaf(&Sort::Words), self.leaf(&Sort::Use(Name::Label))])
            }
            2 => self.leaf(&Sort::Words),
            _ => Part::mark(&LINK, vec![self.leaf(&Sort::Words), self.leaf(&Sort::Use(Name::Target))]),
        }
    }

    /// An ordinary footnote and where it belongs.
    fn remark(&mut self) -> Vec<Part> {
        let label = self.given(Name::Label);
        let marked = self.sentence_of(words::sentence).with(marker(&label));
        let foot = Part::mark(&FOOT, vec![self.sentence()]);
        let name = Part::leaf(Sort::Own(Name::Label), label);
        vec![Part::mark(&PARAGRAPH, vec![marked]), Part::mark(&FOOTNOTE, vec![name, foot])]
    }

    /// A claim and its evidence.
    pub fn claim(&mut self) -> Vec<Part> {
        let label = self.given(Name::Label);
        let mut foot = Part::mark(&FOOT, Vec::new());
        if self.chance.happens(1, 3) {
            foot.parts.push(self.sentence());
        }
        let mut first = self.line();
        if self.chance.happens(7, 8) {
            first.parts.retain(|part| !part.is(&STANCE));
        }
        foot.parts.push(first);
        while self.chance.happens(1, 2) {
            let mut line = self.line();
            if self.chance.happens(1, 3) && line.parts.len() == 1 {
                line.parts.push(Part::mark(&STANCE, vec![self.leaf(&stances())]));
            }
            foot.parts.push(line);
        }
        let line = foot.parts.iter().find(|part| part.is(&LINE)).expect("a line");
        let counted = self
            .model
            .quote(line.parts[0].print().trim_start_matches('@'))
            .filter(|quote| quote.contains(" people were "));
        let words = match counted {
            // What is kept back must not say what is published.
            Some(count) if !self.file.contains("private/") && self.chance.happens(2, 3) => count,
            _ => words::sentence(self.chance),
        };
        let content = Part::mark(&CONTENT, vec![Part::leaf(Sort::Words, words)]);
        let marked = Part::mark(&SENTENCE, vec![content, marker(&label)]);
        let name = Part::leaf(Sort::Own(Name::Label), label);
        vec![Part::mark(&PARAGRAPH, vec![marked]), Part::mark(&FOOTNOTE, vec![name, foot])]
    }

    pub fn line(&mut self) -> Part {
        let name = self.leaf(&Sort::Use(Name::Evidence));
        let mut line = Part::mark(&LINE, vec![Part::mark(&SOURCE, vec![name])]);
        let needs_words = !line.print().contains('#');
        if needs_words || self.chance.happens(1, 3) {
            line.parts.extend(self.addition(&line));
        }
        let has_words = |line: &Part| line.parts.iter().any(|part| part.is(&QUOTATION) || part.is(&LOCATOR));
        if needs_words && !has_words(&line) {
            line.parts.push(Part::mark(&LOCATOR, vec![Part::leaf(Sort::Words, "page 2")]));
            line.parts.sort_by_key(place_in_line);
        }
        line
    }

    /// Something more that a line of evidence may say.
    fn addition(&mut self, line: &Part) -> Option<Part> {
        let mut around = self.around.clone();
        around.push(line);
        let mut inside = Grow { model: self.model, chance: self.chance, file: self.file, around };
        let (mark, sort) = match inside.chance.below(6) {
            0 | 1 => (&STANCE, stances()),
            2 | 3 => (&QUOTATION, Sort::Said),
            4 => (&BY, Sort::Use(Name::Claimant)),
            _ => (&COMMENT, Sort::Words),
        };
        let is_there = line.parts.iter().any(|part| part.is(mark));
        (!is_there).then(|| Part::mark(mark, vec![inside.leaf(&sort)]))
    }

    pub fn directive(&mut self) -> Part {
        const NAMES: [&str; 14] = [
            "figures",
            "figures",
            "figure",
            "figure",
            "figure",
            "map",
            "timeline",
            "timeline",
            "origins",
            "evidence",
            "sources",
            "notes",
            "corrections",
            "box",
        ];
        let name = self.chance.of(&NAMES);
        let quoted = |part: Part| Part::mark(&TEXT, vec![part]);
        let reported = self.model.reported();
        let adopted = if self.chance.happens(1, 2) { self.model.adopted() } else { Vec::new() };
        let mut arguments: Vec<(&str, Part)> = Vec::new();
        match name {
            "figure" => match (self.chance.any(&adopted), self.chance.any(&reported)) {
                (Some((event, measure)), _) => {
                    arguments.push(("event", quoted(Part::leaf(Sort::Use(Name::Event), event))));
                    arguments.push(("measure", quoted(Part::leaf(measures(), measure))));
                }
                (None, Some(figure)) => {
                    arguments.push(("excerpt", quoted(Part::leaf(Sort::Use(Name::Excerpt), &figure.excerpt))));
                    arguments.push(("measure", quoted(Part::leaf(measures(), &figure.measure))));
                    let population = figure.population.as_ref();
                    arguments.extend(population.map(|words| ("population", quoted(Part::leaf(Sort::Word, words)))));
                }
                (None, None) => return self.directive(),
            },
            "figures" => arguments.push(("event", quoted(self.leaf(&Sort::Use(Name::Event))))),
            "map" => arguments.push(("places", self.texts(Name::Place))),
            "timeline" if self.chance.happens(1, 2) => arguments.push(("events", self.texts(Name::Event))),
            "box" => arguments.push(("title", quoted(self.leaf(&Sort::Words)))),
            _ => {}
        }
        let argument = |(name, value)| Part::mark(&ARGUMENT, vec![Part::leaf(Sort::Key, name), value]);
        let arguments = Part::mark(&ARGUMENTS, arguments.into_iter().map(argument).collect());
        Part::mark(&DIRECTIVE, vec![Part::leaf(Sort::Key, name), arguments])
    }

    fn texts(&mut self, name: Name) -> Part {
        let count = self.chance.between(1, 2);
        Part::mark(&TEXTS, (0..count).map(|_| Part::mark(&TEXT, vec![self.leaf(&Sort::Use(name))])).collect())
    }

    /// One more argument of a directive.
    fn argument(&mut self, arguments: &Part) -> Option<Part> {
        let has = |name: &str| arguments.parts.iter().any(|argument| argument.parts[0].text == name);
        let (name, value) = match () {
            () if has("places") => ("focus", Part::mark(&TEXT, vec![self.leaf(&Sort::Use(Name::Place))])),
            () if has("measure") && self.chance.happens(1, 3) => {
                ("population", Part::mark(&TEXT, vec![Part::leaf(Sort::Word, "children")]))
            }
            () if has("event") => {
                ("measures", Part::mark(&TEXTS, vec![Part::mark(&TEXT, vec![self.leaf(&measures())])]))
            }
            () if has("title") => ("open", self.leaf(&Sort::Flag)),
            () => ("events", self.texts(Name::Event)),
        };
        (!has(name)).then(|| Part::mark(&ARGUMENT, vec![Part::leaf(Sort::Key, name), value]))
    }
}

/// Whether a part uses a name that nothing has.
pub fn names_nobody(part: &Part) -> bool {
    part.leaves().iter().any(|leaf| leaf.text == NOBODY)
}

/// `index` of `content/index.md`.
fn file_stem(path: &str) -> &str {
    path.rsplit('/').next().and_then(|name| name.strip_suffix(".md")).unwrap_or_default()
}

impl Part {
    /// The part with one more inside it.
    fn with(mut self, part: Part) -> Part {
        self.parts.push(part);
        self
    }
}

fn stances() -> Sort {
    Sort::choice(Stance::WORDS)
}

fn measures() -> Sort {
    Sort::choice(Measure::WORDS)
}

fn marker(label: &str) -> Part {
    Part::mark(&MARKER, vec![Part::leaf(Sort::Use(Name::Label), label)])
}

/// The order in which a line of evidence says things.
pub fn place_in_line(part: &Part) -> usize {
    [&SOURCE, &STANCE, &QUOTATION, &BY, &LOCATOR, &COMMENT].iter().position(|mark| part.is(mark)).unwrap_or_default()
}
