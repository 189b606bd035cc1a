//! What others see of a page, as fingerprints.

use std::sync::Arc;

use crate::files::Hash;
use crate::manuscript::{ClaimText, EvidenceLine, Faces, FootnoteContent, PageText};

/// The fingerprints of a page that is read but for them.
pub fn faces(page: &PageText) -> Faces {
    Faces {
        linked: linked(page),
        placed: placed(page),
        listed: listed(page),
        quoting: quoting(page),
        answering: answering(page),
    }
}

/// The faces of all pages, together.
pub fn together(pages: &[Arc<PageText>]) -> Faces {
    let faces: Vec<&Faces> = pages.iter().map(|page| &page.faces).collect();
    let of = |face: fn(&Faces) -> &Hash| Hash::together(faces.iter().map(|faces| face(faces)));
    let answering: Vec<&Hash> = faces.iter().filter_map(|faces| faces.answering.as_ref()).collect();
    Faces {
        linked: of(|faces| &faces.linked),
        placed: of(|faces| &faces.placed),
        listed: of(|faces| &faces.listed),
        quoting: of(|faces| &faces.quoting),
        answering: (!answering.is_empty()).then(|| Hash::together(answering)),
    }
}

/// What a link to the page depends on: its title, its headings, and its claims' labels old and new.
fn linked(page: &PageText) -> Hash {
    let headings = page.body.headings.iter().map(|heading| heading.id.as_bytes());
    let labels = page.body.footnotes.iter().map(|footnote| footnote.label.value.as_bytes());
    let was = page.claims.iter().flat_map(|claim| &claim.was).map(|was| was.value.as_bytes());
    let parts = [page.title.value.as_bytes(), &[u8::from(page.draft)]];
    let bar = || [&b"|"[..]];
    Hash::of_parts(parts.into_iter().chain(headings).chain(bar()).chain(labels).chain(bar()).chain(was))
}

/// What the page's address depends on, and the addresses that it gives to others.
fn placed(page: &PageText) -> Hash {
    let values = |text: &crate::manuscript::Text| text.value.clone();
    let aliases: Vec<String> = page.aliases.iter().map(values).collect();
    let (path, original) = (page.path.as_ref().map(values), page.translation_of.as_ref().map(values));
    Hash::of(format!("{} {path:?} {aliases:?} {original:?} {:?} {}", page.file, page.language, page.draft).as_bytes())
}

/// What lists of articles show, and feeds and sitemaps.
fn listed(page: &PageText) -> Hash {
    let dates = (&page.date, &page.updated);
    Hash::of(format!("{:?} {:?} {dates:?} {} {}", page.title.value, page.standfirst, page.file, page.draft).as_bytes())
}

/// What the page quotes, and whence.
fn quoting(page: &PageText) -> Hash {
    let mut parts: Vec<&[u8]> = Vec::new();
    for line in evidence_lines(page) {
        let excerpt = line.excerpt.as_ref().map_or("", |excerpt| excerpt.value.as_str());
        let words = line.quotation.as_ref().map_or("", |words| words.value.as_str());
        let flags: &[u8] = if line.comment.is_some() { b"c" } else { b"" };
        parts.extend([line.source.value.as_bytes(), excerpt.as_bytes(), words.as_bytes(), flags]);
    }
    Hash::of_parts(parts)
}

/// The findings that the page answers; none where it answers none.
fn answering(page: &PageText) -> Option<Hash> {
    let answers = |claim: &ClaimText| !claim.allow.is_empty();
    (!page.allow.is_empty() || page.claims.iter().any(answers)).then_some(page.hash)
}

fn evidence_lines(page: &PageText) -> impl Iterator<Item = &EvidenceLine> {
    page.body.footnotes.iter().flat_map(|footnote| match &footnote.content {
        FootnoteContent::Evidence { lines, .. } => lines.as_slice(),
        FootnoteContent::Ordinary(_) => &[],
    })
}
