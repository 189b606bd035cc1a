//! A number in a quotation is not the one in its source.

use crate::diagnostic::{Diagnostic, Rule};
use crate::quotation::Kind;

use super::finding::Finding;

pub const RULE: Rule = Rule::fixed("quote-number-altered", include_str!("quote_number_altered.md"));

pub fn check(finding: &Finding, found: &mut Vec<Diagnostic>) {
    let Some((_, explanation)) = finding.refused() else { return };
    if explanation.kind != Kind::NumberAltered {
        return;
    }
    let gravest = explanation.gravest().map_or(("", ""), |gravest| (&gravest.quoted, &gravest.captured));
    let [quoted, captured] =
        <[&str; 2]>::from(gravest).map(|words| if words.trim().is_empty() { "no number" } else { words });
    let message = format!("the quotation says `{quoted}`, {} says `{captured}`", finding.source());
    found.push(
        finding
            .report(&RULE, message)
            .labels(finding.nearest())
            .help(format!("quote the capture's words, or cite the source that says {quoted}")),
    );
}
