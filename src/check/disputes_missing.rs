//! Figures of an event cannot all be right, and a page has one side alone.

use std::collections::BTreeSet;

use super::found::Found;
use crate::diagnostic::{Diagnostic, Rule};
use crate::memo::Reader;
use crate::site::{ExcerptId, Site, SourceId};
use crate::uttered::Uttered;
use crate::vocabulary::Verdict;

pub const RULE: Rule = Rule::warning("disputes-missing", include_str!("disputes_missing.md"));

pub fn check(uttered: &Uttered, site: &Reader<Site>, found: &mut Found) {
    let page = uttered.page;
    // Evidence that leads nowhere may be the other side.
    if !page.claims.list.iter().all(|claim| claim.is_whole) {
        return;
    }
    let cited: BTreeSet<(&SourceId, &ExcerptId)> = page
        .claims
        .list
        .iter()
        .flat_map(|claim| &claim.evidence)
        .filter_map(|line| Some((&line.source, line.excerpt.as_ref()?)))
        .collect();
    let mut told = BTreeSet::new();
    for event in site.counted() {
        for group in site.figures_on(event) {
            let apart = |verdict: Verdict| matches!(verdict, Verdict::Disjoint | Verdict::LaterCount);
            let sides: Vec<_> = group.figures.iter().filter(|figure| figure.verdict != Verdict::Superseded).collect();
            let is_cited =
                |figure: &&&std::sync::Arc<crate::site::Figure>| cited.contains(&(&figure.source, &figure.excerpt));
            let missing = sides.iter().find(|figure| !is_cited(figure));
            let shown = uttered.made.iter().find(|made| {
                made.supports().any(|backing| {
                    sides.iter().any(|figure| {
                        backing.line.source == figure.source && backing.line.excerpt.as_ref() == Some(&figure.excerpt)
                    }) && !made.numbers.is_empty()
                })
            });
            // The page shows them all in a table.
            let has_table = page
                .shown()
                .any(|shown| matches!(shown, crate::site::Shown::Figures { event: own, .. } if own == event));
            if let (true, Some(missing), Some(made), false) = (apart(group.verdict), missing, shown, has_table)
                && sides.iter().any(|figure| {
                    is_cited(&figure) && !crate::quantity::intersects(&figure.quantity, &missing.quantity)
                })
                && told.insert((event, group.measure))
            {
                let message = format!(
                    "`{}#{}` reports `{}` as `{}`, and this page has another number alone",
                    missing.source,
                    missing.excerpt,
                    missing.quantity.text,
                    group.measure.as_str()
                );
                let whole = 0..made.marker.text.words.len();
                let diagnostic = Diagnostic::new(&RULE, &page.text.file, made.span_of(&whole), message)
                    .help("cite it where it belongs, as a line that `disputes` or gives `context`, or print the table: `{{ figures(event=\"…\") }}`");
                found.push(diagnostic);
            }
        }
    }
}
