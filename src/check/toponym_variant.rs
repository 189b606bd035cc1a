//! The site calls a place otherwise than it decided to.

use super::found::Found;
use super::spelling_avoided::{is_inside_word, is_own, is_quoted};
use crate::diagnostic::{Diagnostic, Rule};
use crate::manuscript::Document;
use crate::memo::Reader;
use crate::passage::Register;
use crate::site::Site;

pub const RULE: Rule = Rule::warning("toponym-variant", include_str!("toponym_variant.md"));

pub fn check(document: &Document, site: &Reader<Site>, found: &mut Found) {
    let places: Vec<_> = site.places().into_iter().filter_map(|id| site.place(id)).collect();
    // A name of one place, or a part of it, may be a variant of another: Belgorod, and the region around it.
    let is_a_name = |variant: &str| places.iter().any(|place| has_word(&place.text.name, variant));
    for place in &places {
        for variant in place.text.variants.iter().filter(|variant| !is_a_name(variant)) {
            let own = document
                .passages
                .iter()
                .filter(|passage| is_own(passage.register) && passage.register != Register::Name);
            for passage in own {
                for (at, _) in passage.text.match_indices(&**variant) {
                    let range = at..at + variant.len();
                    let name = &place.text.name;
                    // "Zaporizhzhia" begins with "Zaporizhzh".
                    let is_the_name = name.len() > variant.len()
                        && passage.text.get(at..).is_some_and(|rest| rest.starts_with(&**name));
                    if is_inside_word(&passage.text, &range) || is_quoted(&passage.text, at) || is_the_name {
                        continue;
                    }
                    let message = format!("this site calls the place `{name}`, not `{variant}`");
                    let diagnostic = Diagnostic::new(&RULE, &document.file, passage.source_of(&range), message)
                        .help(format!("write `{name}`; inside quotation marks the source's name stays"));
                    found.push(diagnostic);
                }
            }
        }
    }
}

/// Whether a name has some words whole.
fn has_word(name: &str, words: &str) -> bool {
    name.match_indices(words).any(|(at, _)| !is_inside_word(name, &(at..at + words.len())))
}
