//! What there is in a project, and what waits for somebody.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::Project;
use crate::editing::{FORMS, Field, fields};
use crate::files::{File, is_kept_back};
use crate::manuscript::{ExcerptText, FootnoteContent, Manuscript, PageText, SourceText, Text};
use crate::passage::Wording;
use crate::report::browser::{Finding, finding};
use crate::signed::{name, readings};
use crate::verified::{Whereabouts, Witness};
use crate::vocabulary::{ClaimantKind, Measure, Population, Stance};

/// Everything but texts.
#[derive(Clone, Debug, Serialize)]
pub struct State {
    pub title: String,
    pub errors: usize,
    pub warnings: usize,
    pub sources: Vec<Listed>,
    pub claimants: Vec<Named>,
    pub events: Vec<Named>,
    pub places: Vec<Named>,
    pub notes: Vec<Named>,
    /// `post#toll`, of all sources.
    pub excerpts: Vec<Named>,
    pub pages: Vec<Paged>,
    pub claims: Vec<Claimed>,
    pub queue: Queue,
    pub words: Words,
    pub forms: BTreeMap<&'static str, Vec<Field>>,
    /// Path → digest of what may be changed: an act says which it was worked out from.
    pub files: BTreeMap<String, String>,
}

/// A source.
#[derive(Clone, Debug, Serialize)]
pub struct Listed {
    pub id: String,
    pub title: String,
    pub is_here: bool,
}

/// An entry of a list.
#[derive(Clone, Debug, Serialize)]
pub struct Named {
    pub id: String,
    pub name: String,
}

/// A page.
#[derive(Clone, Debug, Serialize)]
pub struct Paged {
    pub name: String,
    pub title: String,
}

/// A claim, and who read it.
#[derive(Clone, Debug, Serialize)]
pub struct Claimed {
    pub page: String,
    pub label: String,
    pub words: String,
    pub grade: &'static str,
    pub holding: Vec<String>,
    pub lapsed: Vec<String>,
    pub is_seconded: bool,
}

/// What waits for somebody.
#[derive(Clone, Debug, Serialize)]
pub struct Queue {
    /// Excerpts on which nothing rests.
    pub unused: Vec<Unused>,
    /// Sentences with a marker that leads nowhere.
    pub bare: Vec<Bare>,
    pub findings: Vec<Finding>,
    /// How many findings there are beyond those.
    pub more: usize,
}

#[derive(Clone, Debug, Serialize)]
pub struct Unused {
    pub source: String,
    pub excerpt: String,
    pub words: String,
}

#[derive(Clone, Debug, Serialize)]
pub struct Bare {
    pub page: String,
    pub label: String,
    pub words: String,
}

/// The words of lists to choose from.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Words {
    pub measures: &'static [&'static str],
    pub populations: &'static [&'static str],
    pub stances: &'static [&'static str],
    pub claimant_kinds: &'static [&'static str],
}

/// More than anybody reads at once.
const MOST: usize = 200;

/// How things stand.
pub fn state(project: &Project) -> State {
    let (manuscript, site) = (&project.compiled.manuscript, &project.compiled.site);
    let (errors, warnings) = crate::report::counts(&project.compiled.diagnostics);
    let is_here = |source| {
        let words = Witness::new(source, manuscript).testimony().0;
        matches!(words, Whereabouts::Capture | Whereabouts::Body)
    };
    let readings = readings(site);
    let claims = readings.iter().map(|reading| Claimed {
        page: name(reading.page).to_owned(),
        label: reading.claim.label.clone(),
        words: reading.claim.words.clone(),
        grade: reading.claim.grade.as_str(),
        holding: reading.holding.iter().map(|one| one.by.clone()).collect(),
        lapsed: reading.lapsed.iter().map(|one| one.by.clone()).collect(),
        is_seconded: reading.is_seconded(site),
    });
    State {
        title: site.settings().title.to_string(),
        errors,
        warnings,
        sources: manuscript
            .sources
            .iter()
            .map(|source| Listed { id: source.id.clone(), title: source.title.to_string(), is_here: is_here(source) })
            .collect(),
        claimants: named(&manuscript.claimants.entries, |one| (&one.id, &one.name)),
        events: named(&manuscript.events.entries, |one| (&one.id, &one.title)),
        places: named(&manuscript.places.entries, |one| (&one.id, &one.name)),
        notes: manuscript
            .notes
            .iter()
            .filter(|note| !note.private)
            .map(|note| Named { id: note.id.clone(), name: note.title.to_string() })
            .collect(),
        excerpts: manuscript.sources.iter().flat_map(|source| excerpts(source)).collect(),
        pages: pages(manuscript),
        claims: claims.collect(),
        queue: queue(project),
        words: Words {
            measures: Measure::WORDS,
            populations: Population::WORDS,
            stances: Stance::WORDS,
            claimant_kinds: ClaimantKind::WORDS,
        },
        forms: FORMS.iter().filter_map(|form| Some((form.kind, fields(form.kind)?))).collect(),
        files: project
            .files
            .below("content/")
            .filter(|file| is_changed_here(file))
            .map(|file| (file.path.to_string(), file.hash().hex()))
            .collect(),
    }
}

/// What the desk may change: never a copy, nothing private.
fn is_changed_here(file: &File) -> bool {
    !is_kept_back(&file.path) && matches!(file.extension().as_str(), "md" | "yaml")
}

fn named<'e, T>(entries: &'e [T], of: impl Fn(&'e T) -> (&'e Text, &'e Wording)) -> Vec<Named> {
    let one = |entry| {
        let (id, name) = of(entry);
        Named { id: id.value.clone(), name: name.to_string() }
    };
    entries.iter().map(one).collect()
}

fn excerpts(source: &SourceText) -> Vec<Named> {
    let words =
        |excerpt: &ExcerptText| excerpt.quote.as_ref().map_or_else(String::new, |quote| quote.value.to_string());
    let one = |excerpt: &ExcerptText| Named { id: format!("{}#{}", source.id, excerpt.id.value), name: words(excerpt) };
    source.excerpts.iter().map(one).collect()
}

fn pages(manuscript: &Manuscript) -> Vec<Paged> {
    let read =
        manuscript.pages.iter().map(|page| Paged { name: page.placing.name.clone(), title: page.title.to_string() });
    let unread = manuscript.unreadable.iter().filter_map(|file| {
        let name = name_of(file)?;
        Some(Paged { name: name.to_owned(), title: format!("{name} (cannot be read)") })
    });
    read.chain(unread).collect()
}

/// A page as notes name it; none: it is the file of something else.
fn name_of(file: &str) -> Option<&str> {
    let name = file.strip_prefix("content/")?.strip_suffix(".md")?;
    (!["sources/", "notes/"].iter().any(|folder| name.starts_with(folder)) && !is_kept_back(file)).then_some(name)
}

/// The file of the page of that name.
pub fn page_file<'a>(wanted: &str, project: &Project<'a>) -> Option<&'a File> {
    let manuscript = &project.compiled.manuscript;
    let read = manuscript.pages.iter().find(|page| page.placing.name == wanted).map(|page| &page.file);
    let unread = || manuscript.unreadable.iter().find(|file| name_of(file) == Some(wanted));
    project.files.get(read.or_else(unread)?)
}

fn queue(project: &Project) -> Queue {
    let (manuscript, site) = (&project.compiled.manuscript, &project.compiled.site);
    let lines = site.pages().iter().flat_map(|page| &page.claims.list).flat_map(|claim| &claim.evidence);
    let used: BTreeSet<(&str, &str)> =
        lines.filter_map(|line| Some((line.source.as_str(), line.excerpt.as_ref()?.as_str()))).collect();
    let mut unused = Vec::new();
    for source in &manuscript.sources {
        for excerpt in source.excerpts.iter().filter(|excerpt| excerpt.figures.is_empty()) {
            let words = excerpt.quote.as_ref().map(|quote| quote.value.to_string());
            let is_used = used.contains(&(source.id.as_str(), excerpt.id.as_str()));
            if let Some(words) = words.filter(|_| !is_used) {
                unused.push(Unused { source: source.id.clone(), excerpt: excerpt.id.value.clone(), words });
            }
        }
    }
    let found = &project.compiled.diagnostics;
    Queue {
        unused,
        bare: manuscript.pages.iter().flat_map(|page| bare(page)).collect(),
        findings: found.iter().take(MOST).map(|one| finding(one, project.files)).collect(),
        more: found.len().saturating_sub(MOST),
    }
}

/// The markers of a page whose footnote is missing or says nothing.
fn bare(page: &PageText) -> Vec<Bare> {
    let says = |label: &str| {
        let note = page.body.footnotes.iter().find(|note| note.label.value == label);
        note.is_some_and(|note| match &note.content {
            FootnoteContent::Ordinary(words) => !words.is_empty(),
            FootnoteContent::Evidence { lines, .. } => !lines.is_empty(),
        })
    };
    let mut all: Vec<Bare> = Vec::new();
    for marker in &page.body.markers {
        for label in marker.labels.iter().filter(|label| !label.starts_with('@') && !says(label)) {
            if !all.iter().any(|known| known.label == label.value) {
                let words = marker.words.replace(crate::parse::body::OBJECT, "…");
                all.push(Bare { page: page.placing.name.clone(), label: label.value.clone(), words });
            }
        }
    }
    all
}
