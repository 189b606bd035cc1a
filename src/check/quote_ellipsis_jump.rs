//! An omission leaps over a paragraph or into somebody else's words.

use crate::diagnostic::{Diagnostic, Rule};

use super::finding::Finding;

pub const RULE: Rule = Rule::warning("quote-ellipsis-jump", include_str!("quote_ellipsis_jump.md"));

pub fn check(finding: &Finding, found: &mut Vec<Diagnostic>) {
    let gaps = finding.found().into_iter().flat_map(|matched| &matched.gaps);
    for gap in gaps.filter(|gap| !gap.is_apart) {
        let what = match (gap.crosses_paragraph, gap.crosses_quotation_mark, gap.jumps) {
            (true, ..) => "a paragraph",
            (_, true, _) => "a quotation mark",
            (.., true) => "the end of a sentence, from inside it into another,",
            _ => continue,
        };
        let message = format!("the omission leaps over {what} of {}", finding.source());
        found.push(
            finding
                .report(&RULE, message)
                .labels(finding.in_capture(gap.start..gap.end, "left out"))
                .help("quote the two parts as two quotations, each with its own line"),
        );
    }
}
