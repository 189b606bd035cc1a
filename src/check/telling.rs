//! Whether a claim's own words say whose word they are.

use crate::memo::Reader;
use crate::site::Site;
use crate::uttered::{Backing, Made};

/// Whether the words of a claim attribute or doubt what they say, or name whoever its evidence has it from.
pub fn is_told(made: &Made, site: &Reader<Site>) -> bool {
    let words = &made.marker.text.words;
    let outlets = made.evidence.iter().filter_map(|backing| backing.source?.text.outlet.as_ref());
    let names_outlet = outlets.into_iter().any(|outlet| words.contains(&**outlet));
    let said = &made.said;
    let is_told = said.is_attributed || said.has_hedge || said.has_denial || names_outlet;
    is_told || made.evidence.iter().any(|backing| names(backing, words, site))
}

fn names(backing: &Backing, words: &str, site: &Reader<Site>) -> bool {
    let ids = [&backing.line.claimant, &backing.line.origin];
    ids.into_iter().flatten().filter_map(|id| site.claimant(id)).any(|claimant| {
        let text = &claimant.text;
        // A person is called by the last name, an office by all of its name.
        let mut parts = text.name.split(' ');
        let last = parts.clone().count().eq(&2).then(|| parts.next_back()).flatten();
        let names = text.aliases.iter().map(|alias| &**alias).chain([&*text.name]).chain(last);
        names.into_iter().any(|name| name.chars().count() > 3 && words.contains(name))
    })
}
