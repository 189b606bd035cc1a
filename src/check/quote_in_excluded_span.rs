//! A quotation lies in lines that are no part of the article.

use crate::diagnostic::{Diagnostic, Rule};

use super::finding::Finding;

pub const RULE: Rule = Rule::fixed("quote-in-excluded-span", include_str!("quote_in_excluded_span.md"));

pub fn check(finding: &Finding, found: &mut Vec<Diagnostic>) {
    let Some(matched) = finding.found() else { return };
    if matched.in_excluded {
        let message = format!("these words are in lines of {} that are excluded", finding.source());
        found.push(
            finding
                .report(&RULE, message)
                .labels(finding.in_capture(matched.start..matched.end, "an excluded line"))
                .help(
                    "quote the article itself; captions, menus and bylines are no evidence (`capture.excluded_lines`)",
                ),
        );
    }
}
