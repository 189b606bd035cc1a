//! Words between quotation marks in a claim stand in none of the quotations that it rests on.

use super::assess::quoted_parts;
use super::found::{Found, folded};
use crate::diagnostic::{Diagnostic, Rule};
use crate::memo::Reader;
use crate::site::Site;
use crate::uttered::Uttered;

pub const RULE: Rule = Rule::error("words-not-in-evidence", include_str!("words_not_in_evidence.md"));

pub fn check(uttered: &Uttered, _: &Reader<Site>, found: &mut Found) {
    for made in uttered.made.iter().filter(|made| made.claim.is_whole) {
        let words = &made.marker.text.words;
        for range in quoted_parts(words) {
            let own = folded(words.get(range.clone()).unwrap_or_default());
            if own.split(' ').count() < 3 {
                continue;
            }
            let quoted = made.evidence.iter().filter_map(|backing| backing.line.quotation.as_deref());
            let titles = made.evidence.iter().filter_map(|backing| Some(&*backing.source?.text.title));
            let originals = made.evidence.iter().filter_map(|backing| {
                let excerpt = backing.source?.excerpt(backing.line.excerpt.as_ref()?.as_str())?;
                excerpt.text.original.as_ref().map(|original| &*original.text.value)
            });
            if !quoted.chain(titles).chain(originals).any(|known| folded(known).contains(&own)) {
                let message =
                    format!("the claim `{}` quotes words that stand in none of its evidence", made.claim.label);
                let diagnostic = Diagnostic::new(&RULE, &uttered.page.text.file, made.span_of(&range), message)
                    .help("quote the source’s own words, or take the quotation marks away");
                found.push(diagnostic);
            }
        }
    }
}
