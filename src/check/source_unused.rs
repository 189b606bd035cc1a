//! A source that no published page reaches: it is not on the site.

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, Rule};
use crate::site::SourceId;

use super::Whole;

pub const RULE: Rule = Rule::warning("source-unused", include_str!("source_unused.md"));

pub fn check(whole: &Whole, found: &mut Vec<Diagnostic>) {
    // What cannot be read may use it.
    if !whole.manuscript.unreadable.is_empty() {
        return;
    }
    let site = whole.site.reader();
    // Published, or going to be.
    let mut used: BTreeSet<&str> = site.sources().into_iter().map(SourceId::as_str).collect();
    for draft in whole.manuscript.pages.iter().filter(|page| page.placing.draft) {
        let lines = draft.body.footnotes.iter().flat_map(|footnote| footnote.lines());
        used.extend(lines.map(|line| line.source.as_str()));
    }
    for source in &whole.manuscript.sources {
        if crate::files::is_private(&source.file) || used.contains(source.id.as_str()) {
            continue;
        }
        let message = format!("no published page uses the source `{}`", source.id);
        let help = "cite it, or move it to `content/private/sources/`; it is not published";
        found.push(Diagnostic::new(&RULE, &source.file, source.span, message).help(help));
    }
}
