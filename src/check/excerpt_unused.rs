//! An excerpt that no claim, figure or table uses.

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, Rule};
use crate::site::{ExcerptId, SourceId};

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
    // An excerpt may be linked to, or shown by its source as a whole.
    let linked = |source: &SourceId, excerpt: &ExcerptId| {
        let anchor = format!("{source}.html#x-{excerpt}");
        let mark = format!("sources/{source}.md#x-{excerpt}");
        let name = format!("{source}#{excerpt}");
        whole.manuscript.pages.iter().map(|page| &page.body).chain(whole.manuscript.notes.iter().map(|note| &note.body)).any(|body| {
            body.pieces.iter().any(|piece| matches!(piece, crate::manuscript::PieceText::LinkOpen { target, .. } if target.contains(&anchor) || target.contains(&mark)))
                || body.directives.iter().any(|directive| directive.arguments.iter().any(|(_, value)| matches!(&value.value, crate::manuscript::Argument::Text(text) if **text == *name)))
        })
    };
    for source in tables.sources.values() {
        for excerpt in
            source.excerpts.iter().filter(|excerpt| excerpt.figures.is_empty() && excerpt.text.quote.is_some())
        {
            if !used.contains(&(&source.id, &excerpt.id)) && !linked(&source.id, &excerpt.id) {
                let message = format!("no claim rests on `{}#{}`", source.id, excerpt.id);
                let diagnostic = Diagnostic::new(&RULE, &source.text.file, excerpt.text.id.span, message)
                    .help("cite it, or take it out; readers see it on the source's page");
                found.push(diagnostic);
            }
        }
    }
}
