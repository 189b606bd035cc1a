//! A source that no published page reaches: it is not on the site.

use crate::diagnostic::{Diagnostic, Rule};
use crate::manuscript::PageText;

use super::Whole;

pub const RULE: Rule = Rule::warning("source-unused", include_str!("source_unused.md"));

pub fn check(whole: &Whole, found: &mut Vec<Diagnostic>) {
    // What cannot be read may use it.
    if !whole.manuscript.unreadable.is_empty() {
        return;
    }
    let drafts: Vec<&PageText> =
        whole.manuscript.pages.iter().filter(|page| page.draft).map(|page| &**page).collect();
    for source in &whole.manuscript.sources {
        if crate::files::is_private(&source.file) || whole.site.sources.contains_key(source.id.as_str()) {
            continue;
        }
        if drafts.iter().any(|draft| cites(draft, &source.id)) {
            continue;
        }
        let message = format!("no published page uses the source `{}`", source.id);
        let help = "cite it, or move it to `content/private/sources/`; it is not published";
        found.push(Diagnostic::new(&RULE, &source.file, source.span, message).help(help));
    }
}

/// Whether a draft will need the source.
fn cites(page: &PageText, id: &str) -> bool {
    page.body.footnotes.iter().any(|footnote| match &footnote.content {
        crate::manuscript::FootnoteContent::Evidence { lines, .. } => lines.iter().any(|line| line.source.value == id),
        crate::manuscript::FootnoteContent::Ordinary(_) => false,
    })
}
