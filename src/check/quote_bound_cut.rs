//! A quotation has a number without what bounds or completes it.

use crate::diagnostic::{Diagnostic, Rule};
use crate::reading::Turn;

use super::cutting::untold;
use super::finding::Finding;

pub const RULE: Rule = Rule::error("quote-bound-cut", include_str!("quote_bound_cut.md"));

pub fn check(finding: &Finding, found: &mut Vec<Diagnostic>) {
    for missing in untold(finding, &[Turn::Bound]) {
        let what = missing.named("what belongs to its number");
        let message = format!("the quotation cuts off {what}, and has another number than {}", finding.source());
        found.push(missing.report(finding, &RULE, message).help("quote the number with the words that belong to it"));
    }
}
