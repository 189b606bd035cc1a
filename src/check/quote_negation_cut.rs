//! A quotation was cut off the word that negates or denies it.

use crate::diagnostic::{Diagnostic, Rule};
use crate::reading::Turn;

use super::cutting::untold;
use super::finding::Finding;

pub const RULE: Rule = Rule::error("quote-negation-cut", include_str!("quote_negation_cut.md"));

pub fn check(finding: &Finding, found: &mut Vec<Diagnostic>) {
    for missing in untold(finding, &[Turn::Negation, Turn::Denial]) {
        let otherwise = if missing.cut.turn == Turn::Denial { "a denial" } else { "a negation" };
        let what = missing.named(otherwise);
        let message = format!("the quotation cuts off {what}: {} does not say that it is so", finding.source());
        let help = "quote it with these words, or say in the claim, or with the stance `disputes`, that it is denied";
        found.push(missing.report(finding, &RULE, message).help(help));
    }
}
