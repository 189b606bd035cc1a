//! A place stands on a map for a government that is called by its name.

use std::collections::BTreeSet;

use super::Whole;
use crate::diagnostic::{Diagnostic, Rule};

pub const RULE: Rule = Rule::warning("metonym-mapped", include_str!("metonym_mapped.md"));

pub fn check(whole: &Whole, found: &mut Vec<Diagnostic>) {
    let tables = whole.site.tables();
    let happened: BTreeSet<_> = tables.events.values().filter_map(|event| event.place.as_ref()).collect();
    let lies_in: BTreeSet<&str> =
        tables.places.values().filter_map(|place| place.text.parent.as_ref()).map(|parent| &*parent.value).collect();
    for place in tables.places.values() {
        let is_place = happened.contains(&place.id) || lies_in.contains(place.id.as_str());
        let names = || place.text.variants.iter().chain([&place.text.name]);
        let mut called = tables.claimants.values().filter(|claimant| {
            let own = claimant.text.aliases.iter().chain([&claimant.text.name]);
            own.into_iter().any(|own| names().any(|name| **name == **own))
        });
        if let Some(claimant) = called.next().filter(|_| !is_place) {
            let message = format!(
                "`{}` is a name of the claimant `{}`, and nothing happened at the place",
                &*place.text.name, claimant.id
            );
            let diagnostic = Diagnostic::new(&RULE, &whole.manuscript.places.file, place.text.span, message)
                .help("take the place out of the map, or record the event that happened there");
            found.push(diagnostic);
        }
    }
}
