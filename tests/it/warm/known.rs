//! What there is to refer to, by what it is.

use super::model::Model;
use super::part::{FOOTNOTE, HEADING, LINE, Name, Sort};

impl Model {
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
}
