//! A claim beside the words that it rests on, as they stand in the copies that are here: what a second reader looks at.

use serde::Serialize;

use crate::manuscript::Manuscript;
use crate::quotation::verify;
use crate::site::{Claim, Evidence, Site};
use crate::verified::{Testimony, Witness};

/// How much of a copy is shown on either side of the words, in code points.
const AROUND: usize = 320;

/// A claim and its evidence.
#[derive(Clone, Debug, Serialize)]
pub struct Beside {
    pub words: String,
    pub grade: &'static str,
    pub evidence: Vec<Cited>,
}

/// One line of evidence.
#[derive(Clone, Debug, Serialize)]
pub struct Cited {
    /// `post#toll`, or `post`.
    pub name: String,
    pub stance: &'static str,
    /// The source's file, title and outlet.
    pub file: String,
    pub title: String,
    pub outlet: Option<String>,
    /// Who says it.
    pub claimant: Option<String>,
    pub quotation: Option<String>,
    pub comment: Option<String>,
    /// None: the copy is not here, or does not have the words.
    pub found: Option<Found>,
    /// Whether the source's copy is here.
    pub is_here: bool,
}

/// Words in a copy.
#[derive(Clone, Debug, Serialize)]
pub struct Found {
    /// 1-based, of the copy.
    pub line: u32,
    pub before: String,
    pub words: String,
    pub after: String,
}

/// Lays a claim beside its sources.
pub fn beside(claim: &Claim, site: &Site, manuscript: &Manuscript) -> Beside {
    let evidence = claim.evidence.iter().filter_map(|evidence| cited(evidence, site, manuscript)).collect();
    Beside { words: claim.words.clone(), grade: claim.grade.as_str(), evidence }
}

fn cited(evidence: &Evidence, site: &Site, manuscript: &Manuscript) -> Option<Cited> {
    let source = site.tables().sources.get(&evidence.source)?;
    let claimant = evidence.claimant.as_ref().and_then(|id| site.tables().claimants.get(id));
    let name = match &evidence.excerpt {
        Some(excerpt) => format!("{}#{excerpt}", evidence.source),
        None => evidence.source.to_string(),
    };
    let testimony = Witness::new(&source.text, manuscript).testimony().1;
    let quotation = evidence.quotation.clone();
    let found = quotation.as_ref().zip(testimony.as_ref()).and_then(|(words, here)| found(words, here));
    Some(Cited {
        name,
        stance: evidence.stance.as_str(),
        file: source.text.file.to_string(),
        title: source.text.title.to_string(),
        outlet: source.text.outlet.as_ref().map(ToString::to_string),
        claimant: claimant.map(|claimant| claimant.text.name.to_string()),
        quotation,
        comment: evidence.comment.as_ref().map(ToString::to_string),
        found,
        is_here: testimony.is_some(),
    })
}

fn found(words: &str, testimony: &Testimony) -> Option<Found> {
    let capture = &testimony.capture;
    let one = verify(words, capture, None).ok()?;
    let (first, last) = (one.start.saturating_sub(AROUND), (one.end + AROUND).min(capture.length()));
    let before = spaced(capture.slice(first, one.start));
    let after = spaced(capture.slice(one.end, last));
    // No words cut in two at the outer ends.
    let before = if first > 0 { before.split_once(' ').map_or("", |(_, rest)| rest).to_owned() } else { before };
    let is_cut = last < capture.length();
    let after = if is_cut { after.rsplit_once(' ').map_or("", |(rest, _)| rest).to_owned() } else { after };
    Some(Found { line: one.line, before, words: spaced(capture.slice(one.start, one.end)), after })
}

/// A space for every white space; what stood beside something else without one still does.
fn spaced(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign.is_whitespace() {
            true if out.ends_with(' ') => {}
            true => out.push(' '),
            false => out.push(sign),
        }
    }
    out
}
