//! A page as it is being written: its own text, with its claims and the findings beside it.

use serde::Serialize;

use super::Project;
use super::pieces::{Piece, pieces};
use super::state::page_file;
use crate::files::{File, char_boundary};
use crate::report::browser::{Finding, finding};
use crate::signed::name;
use crate::site::Page;

/// A page's text.
#[derive(Clone, Debug, Serialize)]
pub struct Draft {
    pub name: String,
    pub file: String,
    /// All of it, to be changed.
    pub text: String,
    /// Where the preview has it; none: it cannot be read.
    pub route: Option<String>,
    pub blocks: Vec<Block>,
    /// The marks of the pieces.
    pub claims: Vec<Made>,
}

/// What stands between two empty lines.
#[derive(Clone, Debug, Serialize)]
pub struct Block {
    /// `front`, `note` or `text`.
    pub kind: &'static str,
    pub pieces: Vec<Piece>,
    pub findings: Vec<Finding>,
}

/// A claim of the page.
#[derive(Clone, Debug, Serialize)]
pub struct Made {
    pub label: String,
    pub grade: &'static str,
    pub words: &'static str,
}

/// The page of that name.
pub fn draft(wanted: &str, project: &Project) -> Result<Draft, String> {
    let file = page_file(wanted, project).ok_or_else(|| format!("there is no page `{wanted}`"))?;
    let (text, mark) = file.text().map_err(|_| format!("`{}` is not UTF-8", file.path))?;
    let page = project.compiled.site.pages().iter().find(|page| name(page) == wanted);
    let (claims, marks) = page.map_or_else(Default::default, |page| made(page, mark, text));
    let front = front_matter(text);
    let mut blocks: Vec<(usize, usize)> = if front > 0 { vec![(0, front)] } else { Vec::new() };
    blocks.extend(paragraphs(text, front));
    let own: Vec<_> = project.compiled.diagnostics.iter().filter(|found| found.file == file.path).collect();
    let nth = |at: usize| blocks.iter().rposition(|(start, _)| *start <= at).unwrap_or(0);
    let block = |(index, (start, end)): (usize, &(usize, usize))| Block {
        kind: match text.get(*start..*end) {
            _ if *end <= front => "front",
            Some(words) if words.trim_start().starts_with("[^") => "note",
            _ => "text",
        },
        pieces: pieces((*start, *end), &marks, |from, to| text.get(from..to).unwrap_or_default()),
        findings: own
            .iter()
            .filter(|found| nth((found.span.start as usize).saturating_sub(mark)) == index)
            .map(|one| finding(one, project.files))
            .collect(),
    };
    Ok(Draft {
        name: wanted.to_owned(),
        file: file.path.to_string(),
        text: text.to_owned(),
        route: page.map(|page| page.route.to_string()),
        blocks: blocks.iter().enumerate().map(block).collect(),
        claims,
    })
}

/// The claims, and where they are made in the text, which begins after a mark of so many bytes.
fn made(page: &Page, mark: usize, text: &str) -> (Vec<Made>, Vec<(usize, usize, usize)>) {
    let list = &page.claims.list;
    let one = |claim: &crate::site::Claim| Made {
        label: claim.label.clone(),
        grade: claim.grade.as_str(),
        words: claim.grade.words(),
    };
    let extents = (0..list.len()).filter_map(|index| {
        let span = page.extent(index)?;
        let at = |byte: u32| char_boundary(text, (byte as usize).saturating_sub(mark));
        Some((at(span.start), at(span.end), index))
    });
    (list.iter().map(one).collect(), extents.collect())
}

/// Where the front matter ends.
fn front_matter(text: &str) -> usize {
    let end = || text.match_indices("\n---").map(|(at, line)| at + line.len()).next();
    if text.starts_with("---") { end().unwrap_or(0) } else { 0 }
}

/// Stretches between empty lines, from a place on.
fn paragraphs(text: &str, from: usize) -> Vec<(usize, usize)> {
    let mut all = Vec::new();
    let mut start: Option<usize> = None;
    let mut at = from;
    for line in text[from..].split_inclusive('\n') {
        match (line.trim().is_empty(), start) {
            (true, Some(first)) => {
                all.push((first, at));
                start = None;
            }
            (false, None) => start = Some(at),
            _ => {}
        }
        at += line.len();
    }
    all.extend(start.map(|first| (first, text.len())));
    all
}

/// The text as a person changed it, put in place of the file's own.
pub fn written(file: &File, text: &str, edits: &mut crate::edits::Edits) -> Result<(), String> {
    let (_, mark) = file.text().map_err(|_| format!("`{}` is not UTF-8", file.path))?;
    let text = text.replace("\r\n", "\n");
    edits.replace(file, crate::files::Span::new(mark, file.bytes.len()), text);
    Ok(())
}
