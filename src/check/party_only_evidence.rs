//! A claim rests on parties of one side alone, and does not say so.

use super::found::Found;
use super::telling::is_told;
use crate::diagnostic::{Diagnostic, Rule};
use crate::memo::Reader;
use crate::site::Site;
use crate::uttered::{Backing, Made, Uttered};
use crate::vocabulary::{ClaimKind, Stance};

pub const RULE: Rule = Rule::warning("party-only-evidence", include_str!("party_only_evidence.md"));

pub fn check(uttered: &Uttered, site: &Reader<Site>, found: &mut Found) {
    for made in uttered.made.iter().filter(|made| made.marker.claim.is_some_and(|used| used.first)) {
        if is_faulty(made, site) {
            let label = &made.claim.label;
            let message = match made.claim.kind {
                ClaimKind::Responsibility => {
                    format!("the claim `{label}` says who is to blame, and only one side says so")
                }
                _ => format!("the claim `{label}` rests on the word of one side alone, and does not say so"),
            };
            let whole = 0..made.marker.text.words.len();
            let diagnostic = Diagnostic::new(&RULE, &uttered.page.text.file, made.span_of(&whole), message)
                .help("name the side in the sentence, or cite somebody who belongs to neither");
            found.push(diagnostic);
        }
    }
}

fn is_faulty(made: &Made, site: &Reader<Site>) -> bool {
    let party = |backing: &Backing| {
        let claimant = backing.line.origin.as_ref().and_then(|id| site.claimant(id))?;
        claimant.party().map(str::to_owned)
    };
    // What a side concedes it says against itself.
    if made.supports().any(|backing| backing.line.stance == Stance::Concedes) {
        return false;
    }
    let mut parties = made.supports().map(party);
    let Some(Some(first)) = parties.next() else { return false };
    parties.all(|other| other.as_deref() == Some(first.as_str())) && !is_told(made, site)
}
