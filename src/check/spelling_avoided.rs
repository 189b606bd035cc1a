//! A spelling that the site avoids stands in its own prose. Quotations keep their source's spelling.

use crate::diagnostic::{Diagnostic, Rule};
use crate::memo::Reader;
use crate::site::{Page, Site};

pub const RULE: Rule = Rule::warning("spelling-avoided", include_str!("spelling_avoided.md"));

pub fn check(page: &Page, site: &Reader<Site>, found: &mut Vec<Diagnostic>) {
    for (avoid, prefer) in &site.settings().spellings {
        for prose in &page.text.body.prose {
            for (at, _) in prose.text.match_indices(avoid.as_str()) {
                let range = at..at + avoid.len();
                if is_inside_word(&prose.text, &range) || is_quoted(&prose.text, at) {
                    continue;
                }
                let message = format!("this site writes `{prefer}`, not `{}`", avoid.value);
                let diagnostic = Diagnostic::new(&RULE, &page.text.file, prose.source_of(&range), message)
                    .label(&site.settings().file, avoid.span, "set here")
                    .help(format!("write `{prefer}`; inside quotation marks the source's spelling stays"));
                found.push(diagnostic);
            }
        }
    }
}

fn is_inside_word(text: &str, range: &std::ops::Range<usize>) -> bool {
    let before = text[..range.start].chars().next_back().is_some_and(char::is_alphanumeric);
    let after = text[range.end..].chars().next().is_some_and(char::is_alphanumeric);
    before || after
}

/// Whether quotation marks are open at `at`.
fn is_quoted(text: &str, at: usize) -> bool {
    let before = &text[..at];
    let curly = before.matches('“').count() > before.matches('”').count();
    curly || before.matches('"').count() % 2 == 1
}
