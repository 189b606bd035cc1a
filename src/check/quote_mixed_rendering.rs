//! A quotation joins the words of two sources.

use crate::diagnostic::{Diagnostic, Rule, quoted_list};
use crate::quotation::Kind;

use super::finding::Finding;

pub const RULE: Rule = Rule::fixed("quote-mixed-rendering", include_str!("quote_mixed_rendering.md"));

pub fn check(finding: &Finding, found: &mut Vec<Diagnostic>) {
    let Some((_, explanation)) = finding.refused() else { return };
    let Kind::MixedRendering { renderings } = &explanation.kind else { return };
    let mut others: Vec<&str> = renderings.iter().filter_map(|rendering| rendering.source.as_deref()).collect();
    others.sort_unstable();
    others.dedup();
    let message =
        format!("this quotation joins the words of {} with those of {}", finding.source(), quoted_list(&others));
    found.push(
        finding
            .report(&RULE, message)
            .labels(finding.nearest())
            .help("quote one rendering at a time, each from its own source"),
    );
}
