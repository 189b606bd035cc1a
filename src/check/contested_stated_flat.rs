//! A claim that others dispute is stated as a fact.

use super::found::Found;
use crate::diagnostic::{Diagnostic, Rule};
use crate::memo::Reader;
use crate::site::Site;
use crate::uttered::{Made, Uttered};
use crate::vocabulary::Grade;

pub const RULE: Rule = Rule::warning("contested-stated-flat", include_str!("contested_stated_flat.md"));

pub fn check(uttered: &Uttered, site: &Reader<Site>, found: &mut Found) {
    for made in uttered.made.iter().filter(|made| made.marker.claim.is_some_and(|used| used.first)) {
        if is_faulty(made, site) {
            let message = format!("the claim `{}` is disputed and stated as a fact", made.claim.label);
            let whole = 0..made.marker.text.words.len();
            let diagnostic = Diagnostic::new(&RULE, &uttered.page.text.file, made.span_of(&whole), message)
                .help("say who says so; the other side stands in its evidence, and should stand in the text");
            found.push(diagnostic);
        }
    }
}

fn is_faulty(made: &Made, site: &Reader<Site>) -> bool {
    let names = |backing: &crate::uttered::Backing| {
        let ids = [&backing.line.claimant, &backing.line.origin];
        ids.into_iter().flatten().filter_map(|id| site.claimant(id)).any(|claimant| {
            let text = &claimant.text;
            // A person is called by the last name, an office by all of its name.
            let mut parts = text.name.split(' ');
            let last = parts.clone().count().eq(&2).then(|| parts.next_back()).flatten();
            let names = text.aliases.iter().map(|alias| &**alias).chain([&*text.name]).chain(last);
            names.into_iter().any(|name| name.chars().count() > 3 && made.marker.text.words.contains(name))
        })
    };
    let outlets = made.evidence.iter().filter_map(|backing| backing.source?.text.outlet.as_ref());
    let names_outlet = outlets.into_iter().any(|outlet| made.marker.text.words.contains(&**outlet));
    let is_told = made.said.is_attributed || made.said.has_hedge || made.said.has_denial || names_outlet;
    made.claim.grade == Grade::Disputed && !is_told && !made.evidence.iter().any(names)
}
