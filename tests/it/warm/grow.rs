//! Fresh parts: a key that a group may hold, an item of a list, a sentence with what may stand in it, a claim with its
//! evidence. What grows mostly makes sense where it grows, so that most projects build.

use onrecord::files::Hash;

use super::model::{Model, Written};
use super::part::*;
use super::words;
use crate::chance::Chance;

mod bodies;
mod directives;
mod groups;

pub use bodies::place_in_line;

/// A name that nothing has.
pub const NOBODY: &str = "nobody";

/// Keys that seldom make sense where they may stand: they are grown seldom.
const SELDOM: [&str; 15] = [
    "draft",
    "visibility",
    "described_as",
    "named",
    "population",
    "end",
    "computed",
    "sha256",
    "edited",
    "file",
    "logo",
    "favicon",
    "css",
    "paper",
    "menu",
];

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
        let choices = self.model.choices(name, self.file);
        let known = self.chance.any(&choices).map_or(&[][..], Vec::as_slice);
        // Nothing rests on itself, or on what may rest on it.
        let own = self.around.iter().find_map(|part| part.value_of("id")).map(|id| id.text.as_str());
        let known: Vec<&String> = match own {
            Some(own) => known.iter().take_while(|known| *known != own).collect(),
            None => known.iter().filter(|known| *known != file_stem(self.file)).collect(),
        };
        self.chance.any(&known).map_or_else(|| NOBODY.to_owned(), |known| (*known).clone())
    }

    /// Whether a key makes sense here once in a while only.
    fn is_seldom(&self, key: &str) -> bool {
        // The first page must stay where it is.
        SELDOM.contains(&key) || (key == "path" && file_stem(self.file) == "index")
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

    /// A leaf with its mark.
    fn marked(&mut self, mark: &'static Mark, sort: &Sort) -> Part {
        Part::mark(mark, vec![self.leaf(sort)])
    }

    /// The same place, inside one more part.
    fn inside<'b>(&'b mut self, part: &'b Part) -> Grow<'b> {
        let around = self.around.iter().copied().chain([part]).collect();
        Grow { model: self.model, chance: self.chance, file: self.file, around }
    }

    /// What may be added to a part; nothing, where it takes no more.
    pub fn child(&mut self, frame: &Part) -> Vec<Part> {
        match frame.kind {
            Kind::Yaml(value) => self.in_yaml(value, frame),
            Kind::Mark(mark) => self.in_mark(mark, frame),
            _ => Vec::new(),
        }
    }

    fn is_page(&self) -> bool {
        !self.file.contains("/sources/") && !self.file.contains("/notes/")
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
