//! More than three claims in one paragraph: a reader cannot tell which words rest on what.

use crate::diagnostic::{Diagnostic, Rule};
use crate::site::{Page, Site};

pub const RULE: Rule = Rule::warning("claims-crowded", include_str!("claims_crowded.md"));

const MOST: usize = 3;

pub fn check(page: &Page, _site: &Site, found: &mut Vec<Diagnostic>) {
    let body = &page.text.body;
    for prose in body.prose.iter().filter(|prose| prose.has_marker) {
        let inside = body.markers.iter().zip(&page.markers).filter(|(marker, used)| {
            used.claim.is_some_and(|(_, first)| first)
                && prose.span.start <= marker.extent.start
                && marker.extent.end <= prose.span.end
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
