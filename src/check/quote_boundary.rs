//! A quotation begins or ends inside a word or a number.

use crate::diagnostic::{Diagnostic, Rule};
use crate::quotation::{Kind, Miss};

use super::finding::Finding;

pub const RULE: Rule = Rule::fixed("quote-boundary", include_str!("quote_boundary.md"));

pub fn check(finding: &Finding, found: &mut Vec<Diagnostic>) {
    let Some((miss, explanation)) = finding.refused() else { return };
    if explanation.kind != Kind::BoundaryCut {
        return;
    }
    let cut = match miss {
        Miss::Boundary { whole, .. } => cut_word(&finding.quotation.words, whole),
        _ => "a word",
    };
    let message = format!("the quotation cuts the word `{cut}` of {} in two", finding.source());
    found.push(
        finding.report(&RULE, message).labels(finding.nearest()).help(format!("quote `{cut}` whole, or end before it")),
    );
}

/// The word of `whole`, its first or its last, that the quotation has only a part of.
fn cut_word<'a>(quotation: &str, whole: &'a str) -> &'a str {
    let bare = |word: &'a str| word.trim_matches(|letter: char| !letter.is_alphanumeric());
    let last = whole.split_whitespace().next_back().map(bare).unwrap_or_default();
    let said = quotation.trim_end_matches(|letter: char| !letter.is_alphanumeric());
    match said.ends_with(last) {
        true => whole.split_whitespace().next().map(bare).unwrap_or_default(),
        false => last,
    }
}
