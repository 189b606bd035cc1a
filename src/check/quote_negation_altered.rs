//! A quotation drops, adds or hides a negation.

use crate::diagnostic::{Diagnostic, Rule};
use crate::quotation::{Kind, Miss};

use super::finding::Finding;

pub const RULE: Rule = Rule::fixed("quote-negation-altered", include_str!("quote_negation_altered.md"));

pub fn check(finding: &Finding, found: &mut Vec<Diagnostic>) {
    let Some((miss, explanation)) = finding.refused() else { return };
    let is_hidden = explanation.kind == Kind::EditedTooFar && matches!(miss, Miss::HiddenNegation { .. });
    if is_hidden || explanation.kind == Kind::NegationAltered {
        let message = format!("the quotation turns what {} says into its opposite", finding.source());
        let help = format!("{}; quote the words with their negation", explanation.sentence());
        found.push(finding.report(&RULE, message).labels(finding.nearest()).help(help));
    }
}
