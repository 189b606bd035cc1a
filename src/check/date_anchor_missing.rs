//! Quoted words say when by a weekday or "yesterday", and nobody knows of which day.

use super::Whole;
use crate::diagnostic::{Diagnostic, Rule};
use crate::reading::read;

pub const RULE: Rule = Rule::warning("date-anchor-missing", include_str!("date_anchor_missing.md"));

pub fn check(whole: &Whole, found: &mut Vec<Diagnostic>) {
    for source in whole.site.tables().sources.values().filter(|source| source.text.published.is_none()) {
        let language = source.text.language.as_deref().unwrap_or(&whole.site.settings().language);
        for excerpt in &source.excerpts {
            let Some(quote) = excerpt.text.quote.as_ref().filter(|_| excerpt.text.as_of.is_none()) else { continue };
            let said = read(quote, language);
            if (said.has_relative_day || !said.weekdays.is_empty()) && said.days.is_empty() {
                let message = format!(
                    "`{}#{}` says when by a day that nobody can name: the source has no date",
                    source.id, excerpt.id
                );
                let diagnostic = Diagnostic::new(&RULE, &source.text.file, quote.span, message)
                    .help("date the source, or give the excerpt its `as_of`, with `?` where you are not sure");
                found.push(diagnostic);
            }
        }
    }
}
