//! An excerpt that no claim, figure or table uses.

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, Rule};
use crate::manuscript::{Argument, Manuscript, PieceText};
use crate::site::{Excerpt, ExcerptId, Source, SourceId};

use super::Whole;

pub const RULE: Rule = Rule::warning("excerpt-unused", include_str!("excerpt_unused.md"));

pub fn check(whole: &Whole, found: &mut Vec<Diagnostic>) {
    // What cannot be read may use it, and so may a draft.
    let has_drafts = whole.manuscript.pages.iter().any(|page| page.placing.draft);
    if has_drafts || !whole.manuscript.unreadable.is_empty() {
        return;
    }
    let tables = whole.site.tables();
    let claims = tables.pages.iter().flat_map(|page| &page.claims.list).flat_map(|claim| &claim.evidence);
    let used: BTreeSet<(&SourceId, &ExcerptId)> =
        claims.filter_map(|line| Some((&line.source, line.excerpt.as_ref()?))).collect();
    let is_unused = |source: &Source, excerpt: &Excerpt| {
        excerpt.figures.is_empty() && excerpt.text.quote.is_some() && !used.contains(&(&source.id, &excerpt.id))
    };
    let excerpts = tables.sources.values().flat_map(|source| source.excerpts.iter().map(move |one| (&**source, one)));
    let unused: Vec<(&Source, &Excerpt)> = excerpts.filter(|(source, excerpt)| is_unused(source, excerpt)).collect();
    // Mostly there is none, and then nobody looks through every link of every page.
    if unused.is_empty() {
        return;
    }
    let linked = linked(whole.manuscript);
    for (source, excerpt) in unused {
        if !linked.contains(&(source.id.to_string(), excerpt.id.to_string())) {
            let message = format!("no claim rests on `{}#{}`", source.id, excerpt.id);
            let diagnostic = Diagnostic::new(&RULE, &source.text.file, excerpt.text.id.span, message)
                .help("cite it, or take it out; readers see it on the source's page");
            found.push(diagnostic);
        }
    }
}

/// The excerpts that a link leads to (`sources/ID.md#x-EXCERPT`) or a directive prints (`ID#EXCERPT`).
fn linked(manuscript: &Manuscript) -> BTreeSet<(String, String)> {
    let pages = manuscript.pages.iter().map(|page| &page.body);
    let bodies = pages.chain(manuscript.notes.iter().map(|note| &note.body));
    let mut linked = BTreeSet::new();
    for body in bodies {
        for piece in &body.pieces {
            let PieceText::LinkOpen(link) = piece else { continue };
            let Some((path, excerpt)) = link.target.split_once("#x-") else { continue };
            let name = path.rsplit('/').next().unwrap_or(path);
            let source = name.split('.').next().unwrap_or(name);
            linked.insert((source.to_owned(), excerpt.to_owned()));
        }
        for (_, value) in body.directives.iter().flat_map(|directive| &directive.arguments) {
            let Argument::Text(text) = &value.value else { continue };
            linked.extend(text.split_once('#').map(|(source, excerpt)| (source.to_owned(), excerpt.to_owned())));
        }
    }
    linked
}
