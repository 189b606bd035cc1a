//! A project as parts: what there is to refer to, and the files that come of it.

use std::collections::BTreeMap;

use onrecord::files::{File, Files};
use onrecord::options::Options;

use super::part::{FOOTNOTE, HEADING, LINE, Name, Part, Sort};

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
            let ways = tree.ways().into_iter().filter(|way| tree.at(way).is_some_and(&is_meant));
            ways.map(|way| (path.to_owned(), way)).collect::<Vec<_>>()
        };
        self.trees().flat_map(of).collect()
    }

    /// What the leaves of a sort say, in a file or anywhere.
    fn said(&self, sort: &Sort, file: Option<&str>) -> Vec<String> {
        let trees = self.trees().filter(|(path, _)| file.is_none_or(|file| file == *path));
        let leaves = trees.flat_map(|(_, tree)| tree.leaves());
        leaves.filter(|leaf| leaf.sort() == Some(sort)).map(|leaf| leaf.text.clone()).collect()
    }

    /// The files below a folder that end so, without both.
    fn named(&self, folder: &str, end: &str) -> Vec<String> {
        let inner = self.files.keys().filter_map(|path| path.strip_prefix(folder)?.strip_suffix(end));
        inner.map(str::to_owned).collect()
    }

    fn pages(&self) -> Vec<String> {
        let apart = ["sources/", "notes/", "captures/", "private/", "static/"];
        self.named("content/", ".md")
            .into_iter()
            .filter(|name| !apart.iter().any(|apart| name.starts_with(apart)))
            .collect()
    }

    /// The labels of a page's claims.
    pub fn labels(&self, file: &str) -> Vec<String> {
        let blocks = self.tree(file).map_or(&[][..], |tree| &tree.parts).iter();
        let footnotes =
            blocks.filter(|block| block.is(&FOOTNOTE) && block.parts[1].parts.iter().any(|part| part.is(&LINE)));
        footnotes.map(|footnote| footnote.parts[0].text.clone()).collect()
    }

    /// Every name that something in `file` may use.
    pub fn known(&self, name: Name, file: &str) -> Vec<String> {
        let own = |name: Name| self.said(&Sort::Own(name), None);
        let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<String>>();
        match name {
            Name::Claimant => [own(Name::Claimant), words(&["unattributed"])].concat(),
            Name::Origin => [own(Name::Claimant), own(Name::Statement)].concat(),
            Name::Event | Name::Place | Name::Statement | Name::Party | Name::Old => own(name),
            Name::Source => self.named("content/sources/", ".md"),
            Name::Excerpt => self.excerpts(),
            Name::Evidence => [self.excerpts(), self.excerpts(), self.known(Name::Source, file)].concat(),
            Name::Note => self.named("content/notes/", ".md"),
            Name::Page => self.pages(),
            Name::Label => self.said(&Sort::Own(Name::Label), Some(file)),
            Name::Template => [self.named("themes/own/templates/", ".html"), words(&["page"])].concat(),
            Name::Theme => words(&["own", "default"]),
            Name::About | Name::Target => self.choices(name, file).concat(),
            Name::Picture => self.named("content/", ".svg").into_iter().map(|name| format!("/{name}.svg")).collect(),
            Name::Capture => {
                let ends = [".txt", ".md"].map(|end| (end, self.named("content/captures/", end)));
                ends.into_iter().flat_map(|(end, names)| names.into_iter().map(move |name| name + end)).collect()
            }
            Name::Rule => {
                onrecord::check::table().iter().filter(|rule| !rule.fixed).map(|rule| rule.code.to_owned()).collect()
            }
            Name::Language => words(&["en", "de", "ar"]),
            Name::Word => words(&["nav-claims", "nav-home", "grade-disputed", "stance-supports", "evidence-heading"]),
        }
    }

    fn excerpts(&self) -> Vec<String> {
        let sources = self.known(Name::Source, "").into_iter();
        let of = |id: String| {
            let file = format!("content/sources/{id}.md");
            let own = self.said(&Sort::Own(Name::Excerpt), Some(&file));
            own.into_iter().map(move |excerpt| format!("{id}#{excerpt}"))
        };
        sources.flat_map(of).collect()
    }

    /// The names that something in `file` may use, sorted by what they are.
    pub fn choices(&self, name: Name, file: &str) -> Vec<Vec<String>> {
        let choices = match name {
            Name::About => self.subjects(),
            Name::Target => self.targets(file),
            _ => vec![self.known(name, file)],
        };
        choices.into_iter().filter(|names| !names.is_empty()).collect()
    }

    /// What a note may be about.
    fn subjects(&self) -> Vec<Vec<String>> {
        let prefixed = |prefix: &str, names: Vec<String>| names.iter().map(|name| format!("{prefix}:{name}")).collect();
        let claims = |page: String| {
            let labels = self.labels(&format!("content/{page}.md")).into_iter();
            labels.map(move |label| format!("{page}#{label}"))
        };
        let figures = self.reported().into_iter().map(|figure| format!("{}/{}", figure.event, figure.measure));
        vec![
            prefixed("claim", self.pages().into_iter().flat_map(claims).collect()),
            prefixed("page", self.pages()),
            prefixed("source", self.known(Name::Source, "")),
            prefixed("event", self.known(Name::Event, "")),
            prefixed("figure", figures.collect()),
            prefixed("place", self.known(Name::Place, "")),
        ]
    }

    /// Where a link may lead: pages and the places in them, sources, notes, files, what is made, what is elsewhere.
    fn targets(&self, from: &str) -> Vec<Vec<String>> {
        let (sources, notes) = (self.known(Name::Source, ""), self.known(Name::Note, ""));
        let paths = |folder: &str, names: &[String]| names.iter().map(|id| format!("/{folder}{id}.md")).collect();
        let assets = ["svg", "csv", "txt"].map(|end| (end, self.named("content/", &format!(".{end}"))));
        let copied = assets.iter().flat_map(|(end, names)| names.iter().map(move |name| format!("/{name}.{end}")));
        let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        let mut targets = vec![
            paths("", &self.pages()),
            paths("sources/", &sources),
            paths("notes/", &notes),
            copied.filter(|path| !path.starts_with("/captures/")).collect(),
            words(&["/claims.html", "/feed.xml", "/sources.html"]),
            words(&["https://example.org/", "mailto:desk@example.org"]),
        ];
        for page in self.pages() {
            let file = format!("content/{page}.md");
            let labels = self.labels(&file);
            let start = |start: &str, names: &[String]| -> Vec<String> {
                names.iter().map(|name| format!("{start}{name}")).collect()
            };
            let anchors = [
                start("c-", &labels),
                start("n-", &labels),
                start("c-", &self.said(&Sort::Own(Name::Old), Some(&file))),
                self.headings(&file),
                start("s-", &sources),
                start("note-", &notes),
            ];
            let path = if file == from { String::new() } else { format!("/{page}.md") };
            targets.extend(anchors.iter().map(|anchors| start(&format!("{path}#"), anchors)));
        }
        targets
    }

    fn headings(&self, file: &str) -> Vec<String> {
        let Some(tree) = self.tree(file) else { return Vec::new() };
        let headings = tree.parts.iter().filter(|part| part.is(&HEADING));
        headings
            .map(|heading| heading.leaves().iter().map(|leaf| leaf.text.to_lowercase().replace(' ', "-")).collect())
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
