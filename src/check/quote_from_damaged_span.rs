//! A quotation rests on damaged or repaired characters of its capture.

use crate::diagnostic::{Diagnostic, Rule};
use crate::quotation::MatchClass;

use super::finding::Finding;

pub const RULE: Rule = Rule::warning("quote-from-damaged-span", include_str!("quote_from_damaged_span.md"));

pub fn check(finding: &Finding, found: &mut Vec<Diagnostic>) {
    let Some(matched) = finding.found() else { return };
    if matched.in_damaged || matched.class == MatchClass::Repaired {
        let message = format!("the words of {} are damaged here", finding.source());
        found.push(
            finding
                .report(&RULE, message)
                .labels(finding.in_capture(matched.start..matched.end, "the damaged words"))
                .help("compare with another copy of the article, and say so in a note of kind `source-damage`"),
        );
    }
}
