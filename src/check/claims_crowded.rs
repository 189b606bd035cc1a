//! More than three claims in one paragraph: a reader cannot tell which words rest on what.

use super::found::Found;
use crate::diagnostic::{Diagnostic, Rule};
use crate::memo::Reader;
use crate::site::Site;
use crate::uttered::Uttered;

pub const RULE: Rule = Rule::warning("claims-crowded", include_str!("claims_crowded.md"));

const MOST: usize = 3;

pub fn check(uttered: &Uttered, _: &Reader<Site>, found: &mut Found) {
    let page = uttered.page;
    let first = page.markers().filter(|marker| marker.claim.is_some_and(|used| used.first));
    let starts: Vec<u32> = first.map(|marker| marker.text.extent.start).collect();
    for prose in page.text.passages.prose().filter(|prose| prose.has_marker) {
        // Markers stand in the order of the text.
        let before = |at: u32| starts.partition_point(|start| *start < at);
        let claims = before(prose.span.end).saturating_sub(before(prose.span.start));
        if claims > MOST {
            let message = format!("this paragraph makes {claims} claims");
            let diagnostic = Diagnostic::new(&RULE, &page.text.file, prose.span, message)
                .help("break it into paragraphs of at most three claims");
            found.push(diagnostic);
        }
    }
}
