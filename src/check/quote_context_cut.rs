//! A quotation was cut off what makes it a question, a condition, a doubt or somebody else's words.

use crate::diagnostic::{Diagnostic, Rule};
use crate::reading::Turn;

use super::cutting::untold;
use super::finding::Finding;

pub const RULE: Rule = Rule::warning("quote-context-cut", include_str!("quote_context_cut.md"));

pub fn check(finding: &Finding, found: &mut Vec<Diagnostic>) {
    for missing in untold(finding, &[Turn::Question, Turn::Condition, Turn::Hedge, Turn::Speech]) {
        let (otherwise, says, help) = match missing.cut.turn {
            Turn::Question => ("a question", "asks this", "quote it as a question, or let the claim ask"),
            Turn::Condition => {
                ("a condition", "says this on a condition", "quote the condition, or say it in the claim")
            }
            Turn::Hedge => ("a doubt", "does not say this for certain", "quote the doubt, or say it in the claim"),
            _ => ("who says it", "gives this as somebody's words", "say whose words they are: `by` and the claimant"),
        };
        let message = format!("the quotation cuts off {}: {} {says}", missing.named(otherwise), finding.source());
        found.push(missing.report(finding, &RULE, message).help(help));
    }
}
