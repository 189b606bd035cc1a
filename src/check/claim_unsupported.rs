//! No line of a claim's evidence supports it, concedes it or disputes it.

use super::found::Found;
use crate::diagnostic::{Diagnostic, Rule};
use crate::memo::Reader;
use crate::site::Site;
use crate::uttered::Uttered;
use crate::vocabulary::Stance;

pub const RULE: Rule = Rule::warning("claim-unsupported", include_str!("claim_unsupported.md"));

pub fn check(uttered: &Uttered, _: &Reader<Site>, found: &mut Found) {
    for made in uttered.made.iter().filter(|made| made.marker.claim.is_some_and(|used| used.first)) {
        let claim = made.claim;
        let is_context = claim.evidence.iter().all(|line| line.stance == Stance::Context);
        if claim.is_whole && is_context && !claim.evidence.is_empty() && claim.withdrawn.is_none() {
            let message =
                format!("all evidence of the claim `{}` is context: nothing supports or disputes it", claim.label);
            let whole = 0..made.marker.text.words.len();
            let diagnostic = Diagnostic::new(&RULE, &uttered.page.text.file, made.span_of(&whole), message)
                .help("cite the words that say so; a line without a stance supports");
            found.push(diagnostic);
        }
    }
}
