//! A quotation is too short to be found again for certain.

use crate::diagnostic::{Diagnostic, Rule};

use super::finding::Finding;

pub const RULE: Rule = Rule::warning("quote-too-short", include_str!("quote_too_short.md"));

pub fn check(finding: &Finding, found: &mut Vec<Diagnostic>) {
    let Some(matched) = finding.found() else { return };
    if matched.short_segment {
        let message = format!("the quotation is too short to be told apart in {}", finding.source());
        found.push(
            finding
                .report(&RULE, message)
                .caption("fewer than three words and twelve letters")
                .labels(finding.in_capture(matched.start..matched.end, "found here"))
                .help("quote a few words more"),
        );
    }
}
