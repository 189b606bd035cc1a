//! A quotation is not in the source it is cited to, but in another.

use crate::diagnostic::{Diagnostic, Rule};
use crate::quotation::Kind;

use super::finding::Finding;

pub const RULE: Rule = Rule::fixed("quote-wrong-source", include_str!("quote_wrong_source.md"));

pub fn check(finding: &Finding, found: &mut Vec<Diagnostic>) {
    let Some((_, explanation)) = finding.refused() else { return };
    let Kind::WrongSource { name: other, matched } = &explanation.kind else { return };
    let message = format!("these words are not in {}; they are in that of `{other}`", finding.source());
    found.push(
        finding
            .report(&RULE, message)
            .labels(finding.in_capture_of(other, matched.start..matched.end, "the words stand here"))
            .help(format!("cite `@{other}`, or quote the words of this source")),
    );
}
