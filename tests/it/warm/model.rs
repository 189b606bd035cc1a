//! A project as parts: what there is to refer to, and the files that come of it.

use std::collections::BTreeMap;

use onrecord::files::{File, Files};
use onrecord::options::Options;

use super::part::{Name, Part, Sort};

/// A file: parts that edits understand, or bytes.
#[derive(Clone, Debug)]
pub enum Written {
    Parts(Part),
    Bytes(Vec<u8>),
}

/// A project.
#[derive(Clone, Debug, Default)]
pub struct Model {
    pub files: BTreeMap<String, Written>,
    pub options: Options,
    /// Files that are edited more than others, so that edits meet.
    pub desk: Vec<String>,
}

/// A number that a source reports, as directives and `adopted` name it.
#[derive(Debug)]
pub struct Reported {
    pub excerpt: String,
    pub event: String,
    pub measure: String,
    pub population: Option<String>,
}

impl Model {
    pub fn print(&self) -> Files {
        let mut files = Files::default();
        for (path, written) in &self.files {
            let bytes = match written {
                Written::Parts(part) => part.print().into_bytes(),
                Written::Bytes(bytes) => bytes.clone(),
            };
            files.insert(File::new(path, bytes));
        }
        files
    }

    pub fn put(&mut self, path: &str, part: Part) {
        self.files.insert(path.to_owned(), Written::Parts(part));
    }

    /// The files that have parts.
    pub fn trees(&self) -> impl Iterator<Item = (&str, &Part)> {
        self.files.iter().filter_map(|(path, written)| match written {
            Written::Parts(part) => Some((path.as_str(), part)),
            Written::Bytes(_) => None,
        })
    }

    pub fn tree(&self, path: &str) -> Option<&Part> {
        self.trees().find(|(known, _)| *known == path).map(|(_, part)| part)
    }

    pub fn tree_mut(&mut self, path: &str) -> Option<&mut Part> {
        match self.files.get_mut(path) {
            Some(Written::Parts(part)) => Some(part),
            _ => None,
        }
    }

    /// The ways to all parts that are meant, each with its file.
    pub fn places(&self, is_meant: impl Fn(&Part) -> bool) -> Vec<(String, Vec<usize>)> {
        let of = |(path, tree): (&str, &Part)| {
            let ways = tree.ways(&is_meant).into_iter();
            ways.map(|way| (path.to_owned(), way)).collect::<Vec<_>>()
        };
        self.trees().flat_map(of).collect()
    }

    /// What the leaves of a sort say, in a file or anywhere.
    pub fn said(&self, sort: &Sort, file: Option<&str>) -> Vec<String> {
        let trees = self.trees().filter(|(path, _)| file.is_none_or(|file| file == *path));
        let leaves = trees.flat_map(|(_, tree)| tree.leaves());
        leaves.filter(|leaf| leaf.sort() == Some(sort)).map(|leaf| leaf.text.clone()).collect()
    }

    /// The files below a folder that end so, without both.
    pub fn named(&self, folder: &str, end: &str) -> Vec<String> {
        let inner = self.files.keys().filter_map(|path| path.strip_prefix(folder)?.strip_suffix(end));
        inner.map(str::to_owned).collect()
    }

    pub fn pages(&self) -> Vec<String> {
        let apart = ["sources/", "notes/", "captures/", "private/", "static/"];
        self.named("content/", ".md")
            .into_iter()
            .filter(|name| !apart.iter().any(|apart| name.starts_with(apart)))
            .collect()
    }

    /// The excerpts of a source, each with its name.
    fn excerpts_of(&self, source: &str) -> Vec<(&str, &Part)> {
        let tree = self.tree(&format!("content/sources/{source}.md"));
        let excerpts = tree.and_then(|tree| tree.at(&[0, 0])?.value_of("excerpts"));
        let entries = excerpts.map_or(&[][..], |excerpts| &excerpts.parts).iter();
        entries.filter_map(|entry| Some((entry.parts.first()?.text.as_str(), entry.parts.get(1)?))).collect()
    }

    /// The words of `source#excerpt`.
    pub fn quote(&self, name: &str) -> Option<String> {
        let (source, excerpt) = name.split_once('#')?;
        let (_, group) = self.excerpts_of(source).into_iter().find(|(known, _)| *known == excerpt)?;
        Some(group.value_of("quote")?.text.clone())
    }

    /// Every number that a source reports.
    pub fn reported(&self) -> Vec<Reported> {
        let mut reported = Vec::new();
        for id in self.known(Name::Source, "") {
            for (name, excerpt) in self.excerpts_of(&id) {
                for figure in excerpt.value_of("figures").map_or(&[][..], |figures| &figures.parts) {
                    let text = |key: &str| figure.value_of(key).map(|leaf| leaf.text.clone());
                    if let (Some(event), Some(measure)) = (text("event"), text("measure")) {
                        let excerpt = format!("{id}#{name}");
                        reported.push(Reported { excerpt, event, measure, population: text("population") });
                    }
                }
            }
        }
        reported
    }

    /// Every number that the site stands behind: event and measure.
    pub fn adopted(&self) -> Vec<(String, String)> {
        let events = self.tree("content/events.yaml").map_or(&[][..], |events| &events.parts).iter();
        let of = |event: &Part| {
            let id = event.value_of("id").map_or("", |id| &id.text).to_owned();
            let measures = event.value_of("adopted").map_or(&[][..], |adopted| &adopted.parts).iter();
            measures.filter_map(|entry| Some((id.clone(), entry.parts.first()?.text.clone()))).collect::<Vec<_>>()
        };
        events.flat_map(of).collect()
    }

    /// The sentences that a source's capture holds.
    pub fn sentences(&self, source: &str) -> Vec<String> {
        self.said(&Sort::Sentence, Some(&format!("content/captures/{source}.txt")))
    }
}
