//! A copy begins with what is not the article's: a date, a byline, a header.

use super::finding::SourceFinding;
use crate::diagnostic::{Diagnostic, Rule};
use crate::files::Span;
use crate::reading::read;

pub const RULE: Rule = Rule::warning("metadata-in-body", include_str!("metadata_in_body.md"));

/// Characters of the copy that are looked at.
const HEAD: usize = 40;

pub fn check(finding: &SourceFinding, found: &mut Vec<Diagnostic>) {
    let Some(capture) = &finding.witness.capture else { return };
    let Ok((text, base)) = capture.text() else { return };
    let excluded = &finding.witness.source.capture.excluded_lines;
    if excluded.iter().any(|(first, _)| *first == 1) {
        return;
    }
    let line = text.lines().next().unwrap_or_default();
    let head: String = line.chars().take(HEAD).collect();
    let words = head.trim_start();
    let is_byline = words.starts_with("By ") || words.starts_with("by ");
    let said = read(&head, "en");
    let iso = said.days.iter().find(|(range, day)| {
        day.year.is_some()
            && head
                .get(range.clone())
                .is_some_and(|date| date.starts_with(|first: char| first.is_ascii_digit()) && date.contains('-'))
    });
    let is_header = said.weekdays.first().is_some_and(|(range, _)| range.start == head.len() - words.len())
        && !said.days.is_empty();
    if is_byline || iso.is_some() || is_header {
        let span = Span::new(base, base + head.len());
        let message = format!("the copy of `{}` begins with what is not the article's", finding.witness.source.id);
        let diagnostic = Diagnostic::new(&RULE, &capture.path, span, message)
            .help("close the line to quotation: `capture: { excluded_lines: [1] }`; its date may be that of the copy");
        found.push(diagnostic);
    }
}
