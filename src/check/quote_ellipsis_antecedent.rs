//! An omission may change what a pronoun or a number refers to.

use crate::diagnostic::{Diagnostic, Rule};

use super::finding::Finding;

pub const RULE: Rule = Rule::warning("quote-ellipsis-antecedent", include_str!("quote_ellipsis_antecedent.md"));

pub fn check(finding: &Finding, found: &mut Vec<Diagnostic>) {
    let gaps = finding.found().into_iter().flat_map(|matched| &matched.gaps);
    for gap in gaps.filter(|gap| gap.has_number_then_pronoun) {
        let message = format!("what is left out of {} may be what the next words refer to", finding.source());
        found.push(
            finding
                .report(&RULE, message)
                .labels(finding.in_capture(gap.start..gap.end, "left out"))
                .help("keep the words that say who or what is meant, or quote the two parts apart"),
        );
    }
}
