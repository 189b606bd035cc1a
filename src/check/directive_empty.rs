//! A directive stands where it shows nothing.

use super::found::Found;
use crate::diagnostic::{Diagnostic, Rule};
use crate::memo::Reader;
use crate::site::{Piece, Shown, Site, claims_by_event, notes_of_page, shown_events};
use crate::uttered::Uttered;

pub const RULE: Rule = Rule::warning("directive-empty", include_str!("directive_empty.md"));

pub fn check(uttered: &Uttered, site: &Reader<Site>, found: &mut Found) {
    let page = uttered.page;
    let shown: Vec<&Shown> = page
        .body
        .iter()
        .filter_map(|piece| match piece {
            Piece::Directive(directive) => Some(&directive.shown),
            _ => None,
        })
        .collect();
    let written = &page.text.body.directives;
    if shown.len() != written.len() {
        // Some could not be read, which was told.
        return;
    }
    for (shown, text) in shown.into_iter().zip(written) {
        let why = match shown {
            Shown::Figures { event, measures } => {
                let mut groups = site.figures_on(event).iter();
                let is_shown = groups.any(|group| measures.is_empty() || measures.contains(&group.measure));
                (!is_shown).then(|| format!("no source reports such figures of `{event}`"))
            }
            Shown::Evidence | Shown::Origins => {
                page.claims.list.is_empty().then(|| "this page makes no claims".to_owned())
            }
            Shown::Sources => page.sources.is_empty().then(|| "this page cites no sources".to_owned()),
            Shown::Timeline { events } => {
                let is_told = !events.is_empty()
                    || !claims_by_event(&page.claims, site).is_empty()
                    || shown_events(page).next().is_some();
                (!is_told).then(|| "no evidence of this page reports figures of an event, and none is named".to_owned())
            }
            Shown::Notes => {
                let is_there = notes_of_page(page, site).iter().any(|note| !note.text.kind.is_correction());
                (!is_there).then(|| "no note is about this page, its claims or its sources".to_owned())
            }
            // Where nothing was corrected it says so to readers, which is something.
            Shown::Corrections => None,
            Shown::Figure { .. } | Shown::Map { .. } | Shown::Own { .. } => None,
        };
        if let Some(why) = why {
            let name = &text.name.value;
            let message = format!("`{{{{ {name}(…) }}}}` shows nothing: {why}");
            found.push(
                Diagnostic::new(&RULE, page.file(), text.span, message)
                    .help("take it out, or write what it is to show first"),
            );
        }
    }
}
