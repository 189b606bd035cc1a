//! A footnote begins like a line of evidence, without the `@` that makes it one.

use crate::diagnostic::{Diagnostic, Rule};
use crate::files::Span;
use crate::manuscript::FootnoteContent;
use crate::memo::Reader;
use crate::site::{Page, Site};
use crate::yaml::is_id;

pub const RULE: Rule = Rule::error("footnote-without-at", include_str!("footnote_without_at.md"));

pub fn check(page: &Page, _: &Reader<Site>, found: &mut Vec<Diagnostic>) {
    let body = &page.text.body;
    let ordinary = body.footnotes.iter().filter(|footnote| matches!(footnote.content, FootnoteContent::Ordinary(_)));
    for footnote in ordinary {
        let inside = |span: &Span| footnote.span.start <= span.start && span.end <= footnote.span.end;
        let Some(prose) = body.prose.iter().find(|prose| inside(&prose.span)) else { continue };
        let first = prose.text.split_whitespace().next().unwrap_or_default();
        let is_evidence = first.split_once('#').is_some_and(|(source, excerpt)| is_id(source) && is_id(excerpt));
        if is_evidence {
            let start = prose.span.start as usize;
            let message = format!("the footnote `{}` begins with `{first}`, and is no evidence", footnote.label.value);
            let help = format!("write `@{first}`; without `@` it is an ordinary footnote");
            let span = Span::new(start, start + first.len());
            found.push(Diagnostic::new(&RULE, &page.text.file, span, message).help(help));
        }
    }
}
