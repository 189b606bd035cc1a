//! Who is to blame rests on parties of one side alone.

use super::found::Found;
use crate::diagnostic::{Diagnostic, Rule};
use crate::memo::Reader;
use crate::site::Site;
use crate::uttered::{Made, Uttered};
use crate::vocabulary::ClaimKind;

pub const RULE: Rule = Rule::warning("party-only-evidence", include_str!("party_only_evidence.md"));

pub fn check(uttered: &Uttered, site: &Reader<Site>, found: &mut Found) {
    for made in uttered.made.iter().filter(|made| made.marker.claim.is_some_and(|used| used.first)) {
        if is_faulty(made, site) {
            let message = format!("the claim `{}` says who is to blame, and only one side says so", made.claim.label);
            let whole = 0..made.marker.text.words.len();
            let diagnostic = Diagnostic::new(&RULE, &uttered.page.text.file, made.span_of(&whole), message)
                .help("name the side in the sentence, or cite somebody who belongs to neither");
            found.push(diagnostic);
        }
    }
}

fn is_faulty(made: &Made, site: &Reader<Site>) -> bool {
    let party = |backing: &crate::uttered::Backing| {
        let claimant = backing.line.origin.as_ref().and_then(|id| site.claimant(id))?;
        claimant.party().map(str::to_owned)
    };
    let parties: Vec<Option<String>> = made.supports().map(party).collect();
    let of_one_side =
        parties.first().is_some_and(|first| first.is_some() && parties.iter().all(|other| other == first));
    made.claim.kind == ClaimKind::Responsibility && of_one_side && !made.said.is_attributed
}
