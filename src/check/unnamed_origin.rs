//! Who is to blame rests on somebody who is not named.

use super::found::Found;
use crate::diagnostic::{Diagnostic, Rule};
use crate::memo::Reader;
use crate::site::Site;
use crate::uttered::{Made, Uttered};
use crate::vocabulary::ClaimKind;

pub const RULE: Rule = Rule::warning("unnamed-origin", include_str!("unnamed_origin.md"));

pub fn check(uttered: &Uttered, site: &Reader<Site>, found: &mut Found) {
    for made in uttered.made.iter().filter(|made| made.marker.claim.is_some_and(|used| used.first)) {
        if is_faulty(made, site) {
            let message =
                format!("the claim `{}` says who is to blame, and nobody who says so is named", made.claim.label);
            let whole = 0..made.marker.text.words.len();
            let diagnostic = Diagnostic::new(&RULE, &uttered.page.text.file, made.span_of(&whole), message).help("say in the sentence that the source is unnamed and why you believe it, or find one who is named; answer here what you decided");
            found.push(diagnostic);
        }
    }
}

fn is_faulty(made: &Made, site: &Reader<Site>) -> bool {
    let named = |backing: &crate::uttered::Backing| {
        let end = backing.line.origin.as_ref().and_then(|id| site.claimant(id));
        end.is_some_and(|claimant| claimant.text.named)
    };
    made.claim.kind == ClaimKind::Responsibility && made.supports().next().is_some() && !made.supports().any(named)
}
