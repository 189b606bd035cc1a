//! More than three claims in one paragraph: a reader cannot tell which words rest on what.

use crate::diagnostic::{Diagnostic, Rule};
use crate::memo::Reader;
use crate::site::{Page, Site};

pub const RULE: Rule = Rule::warning("claims-crowded", include_str!("claims_crowded.md"));

const MOST: usize = 3;

pub fn check(page: &Page, _: &Reader<Site>, found: &mut Vec<Diagnostic>) {
    for prose in page.text.passages.prose().filter(|prose| prose.has_marker) {
        let inside = page.markers().filter(|marker| {
            let extent = marker.text.extent;
            marker.claim.is_some_and(|used| used.first)
                && prose.span.start <= extent.start
                && extent.end <= prose.span.end
        });
        let claims = inside.count();
        if claims > MOST {
            let message = format!("this paragraph makes {claims} claims");
            let diagnostic = Diagnostic::new(&RULE, &page.text.file, prose.span, message)
                .help("break it into paragraphs of at most three claims");
            found.push(diagnostic);
        }
    }
}
