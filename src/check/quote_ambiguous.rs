//! A quotation stands in its source more than once.

use crate::diagnostic::{Diagnostic, Rule};

use super::finding::Finding;

pub const RULE: Rule = Rule::warning("quote-ambiguous", include_str!("quote_ambiguous.md"));

pub fn check(finding: &Finding, found: &mut Vec<Diagnostic>) {
    let Some(matched) = finding.found() else { return };
    // Inside an excerpt it is clear which is meant.
    if matched.occurrences > 1 && finding.quotation.inside.is_none() {
        let message = format!("these words stand {} times in {}", matched.occurrences, finding.source());
        found.push(
            finding
                .report(&RULE, message)
                .caption("which of them is meant?")
                .labels(finding.in_capture(matched.start..matched.end, "one of them"))
                .help("quote a few words more, so that only one place fits"),
        );
    }
}
