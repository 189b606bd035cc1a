//! The copy of a source, with what is quoted of it marked.

use serde::Serialize;

use super::Project;
use super::pieces::{Piece, pieces};
use crate::manuscript::SourceText;
use crate::quotation::{Capture, verify};
use crate::verified::{Witness, capture_path};

/// A source and its copy.
#[derive(Clone, Debug, Serialize)]
pub struct Copy {
    pub id: String,
    pub title: String,
    pub outlet: Option<String>,
    pub published: Option<String>,
    /// Where the copy would lie.
    pub capture: String,
    /// None: it is not here, or cannot be read.
    pub pieces: Option<Vec<Piece>>,
    pub quotations: Vec<Quotation>,
}

/// Words that are quoted.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Quotation {
    /// None: a page has the words itself.
    pub excerpt: Option<String>,
    pub words: String,
    pub claimant: Option<String>,
    /// `index#toll`.
    pub claims: Vec<String>,
}

/// The copy of the source `id`.
pub fn copy(id: &str, project: &Project) -> Result<Copy, String> {
    let manuscript = &project.compiled.manuscript;
    // Also one that no page cites yet, and the site knows nothing of.
    let source = manuscript.sources.iter().find(|source| source.id == id);
    let source = source.ok_or_else(|| format!("there is no source `{id}`"))?;
    let quotations = quotations(source, project);
    let pieces = capture(id, project)?.map(|capture| {
        let mut marks = Vec::new();
        for (index, quotation) in quotations.iter().enumerate() {
            let found = verify(&quotation.words, &capture, None);
            marks.extend(found.into_iter().flat_map(|one| one.segments).map(|part| (part.start, part.end, index)));
        }
        pieces((0, capture.length()), &marks, |start, end| capture.slice(start, end))
    });
    Ok(Copy {
        id: id.to_owned(),
        title: source.title.to_string(),
        outlet: source.outlet.as_ref().map(ToString::to_string),
        published: source.published.as_ref().map(|date| date.value.to_string()),
        capture: capture_path(source),
        pieces,
        quotations,
    })
}

/// The words of a source's copy; none: it is not here.
pub fn capture(id: &str, project: &Project) -> Result<Option<Capture>, String> {
    let manuscript = &project.compiled.manuscript;
    let source = manuscript.sources.iter().find(|source| source.id == id);
    let source = source.ok_or_else(|| format!("there is no source `{id}`"))?;
    Ok(Witness::new(source, manuscript).testimony().1.map(|testimony| testimony.capture))
}

/// The source's excerpts, then what claims quote of it without one.
fn quotations(source: &SourceText, project: &Project) -> Vec<Quotation> {
    let mut all: Vec<Quotation> = Vec::new();
    for excerpt in &source.excerpts {
        let words = excerpt.quote.as_ref().map_or_else(String::new, |quote| quote.value.to_string());
        let claimant = excerpt.claimant.as_ref().map(|claimant| claimant.value.clone());
        all.push(Quotation { excerpt: Some(excerpt.id.value.clone()), words, claimant, claims: Vec::new() });
    }
    for page in project.compiled.site.pages().iter() {
        for claim in &page.claims.list {
            for line in claim.evidence.iter().filter(|line| line.source.as_str() == source.id) {
                let name = format!("{}#{}", crate::signed::name(page), claim.label);
                let excerpt = line.excerpt.as_ref().map(ToString::to_string);
                let words = line.quotation.clone().unwrap_or_default();
                let known = all.iter_mut().find(|one| match &excerpt {
                    Some(_) => one.excerpt == excerpt,
                    None => one.excerpt.is_none() && one.words == words,
                });
                match known {
                    Some(known) if known.claims.contains(&name) => {}
                    Some(known) => known.claims.push(name),
                    None => {
                        let claimant = line.claimant.as_ref().map(ToString::to_string);
                        all.push(Quotation { excerpt, words, claimant, claims: vec![name] });
                    }
                }
            }
        }
    }
    all.retain(|one| !one.words.is_empty());
    all
}
