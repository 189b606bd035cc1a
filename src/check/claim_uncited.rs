//! A paragraph states a number or quotes words and has no evidence.

use crate::diagnostic::{Diagnostic, Rule};
use crate::files::Span;
use crate::memo::Reader;
use crate::passage::{Form, Passage};
use crate::quantity::mentions;
use crate::site::{Page, Site};

pub const RULE: Rule = Rule::error("claim-uncited", include_str!("claim_uncited.md"));

pub fn check(page: &Page, _: &Reader<Site>, found: &mut Vec<Diagnostic>) {
    for paragraph in page.text.passages.prose().filter(|prose| prose.form == Form::Paragraph) {
        if paragraph.has_marker && is_cited(page, paragraph) {
            continue;
        }
        let Some((what, range)) = assertion(&paragraph.text) else { continue };
        let span = paragraph.source_of(&range);
        let diagnostic =
            Diagnostic::new(&RULE, &page.text.file, span, format!("this paragraph {what} and has no evidence"))
                .help("add a footnote after the sentence, with a line `@source#excerpt` under `[^label]:`");
        found.push(diagnostic);
    }
}

/// Whether one of its markers makes a claim. A marker that leads nowhere may be meant to: that was told. A source as a
/// whole backs no number, and an ordinary footnote backs nothing.
fn is_cited(page: &Page, paragraph: &Passage) -> bool {
    let inside = |extent: &Span| paragraph.span.start <= extent.start && extent.end <= paragraph.span.end;
    let mut markers = page.markers().filter(|marker| inside(&marker.text.extent));
    markers.any(|marker| marker.claim.is_some() || (marker.footnotes.is_empty() && marker.citations.is_empty()))
}

/// What the paragraph asserts, and where: a count, or quoted words.
fn assertion(text: &str) -> Option<(&'static str, std::ops::Range<usize>)> {
    let count = mentions(text).into_iter().find(|mention| mention.kind.is_quantity() && mention.vague.is_none());
    if let Some(count) = count.filter(|count| count.value > crate::quantity::Number::ONE) {
        return Some(("states a number", count.span));
    }
    let open = text.find(['“', '"'])?;
    let close = text[open..].char_indices().skip(1).find(|(_, c)| matches!(c, '”' | '"')).map(|(at, _)| open + at)?;
    let words = text[open..close].split_whitespace().count();
    (words >= 3).then_some(("quotes words", open..close))
}
