//! A page prints a figure that its own claimant has replaced.

use super::found::Found;
use crate::diagnostic::{Diagnostic, Rule};
use crate::memo::Reader;
use crate::site::{Shown, Site};
use crate::uttered::Uttered;
use crate::vocabulary::Verdict;

pub const RULE: Rule =
    Rule::error("figure-superseded-shown-current", include_str!("figure_superseded_shown_current.md"));

pub fn check(uttered: &Uttered, site: &Reader<Site>, found: &mut Found) {
    let page = uttered.page;
    for (shown, written) in page.shown().zip(&page.text.body.directives) {
        let Shown::Figure { source, excerpt, measure, population } = shown else { continue };
        let mut figures = site.figures_of(source).iter().filter(|figure| {
            figure.excerpt == *excerpt && figure.measure == *measure && figure.population == *population
        });
        if let Some(figure) = figures.find(|figure| figure.verdict == Verdict::Superseded && !figure.adopted) {
            let message = format!(
                "`{source}#{excerpt}` is shown as a figure, and `{}` was replaced by a later count of the same origin",
                figure.quantity.text
            );
            let diagnostic = Diagnostic::new(&RULE, &page.text.file, written.span, message)
                .help("print the later figure; the older one stays in the table");
            found.push(diagnostic);
        }
    }
}
