//! Words in brackets are not the source's, and nothing says whose they are.

use crate::diagnostic::{Diagnostic, Rule};

use super::finding::Finding;

pub const RULE: Rule = Rule::fixed("quote-insertion-undeclared", include_str!("quote_insertion_undeclared.md"));

pub fn check(finding: &Finding, found: &mut Vec<Diagnostic>) {
    let Some(matched) = finding.found() else { return };
    if finding.quotation.commented || finding.source_is_noted {
        return;
    }
    for insertion in matched.insertions.iter().filter(|insertion| !insertion.literal_in_source) {
        let inserted = insertion.text.trim_matches(['[', ']']);
        let message = format!("`[{inserted}]` is not in {}, and no note says whose words these are", finding.source());
        let replaced = insertion.replaced.map_or(matched.start..matched.end, |segment| segment.start..segment.end);
        found.push(
            finding
                .report(&RULE, message)
                .labels(finding.in_capture(replaced, "the capture's words"))
                .help("say it in the line's comment (`— our insertion`) or in a note about the source"),
        );
    }
}
