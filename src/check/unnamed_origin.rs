//! A claim rests on somebody who is not named, and does not say so.

use super::found::Found;
use super::telling::is_told;
use crate::diagnostic::{Diagnostic, Rule};
use crate::memo::Reader;
use crate::site::Site;
use crate::uttered::{Made, Uttered};
use crate::vocabulary::ClaimKind;

pub const RULE: Rule = Rule::warning("unnamed-origin", include_str!("unnamed_origin.md"));

pub fn check(uttered: &Uttered, site: &Reader<Site>, found: &mut Found) {
    for made in uttered.made.iter().filter(|made| made.marker.claim.is_some_and(|used| used.first)) {
        let label = &made.claim.label;
        let (message, help) = match fault(made, site) {
            None => continue,
            Some(Fault::Blame) => (
                format!("the claim `{label}` says who is to blame, and nobody who says so is named"),
                "say in the sentence that the source is unnamed and why you believe it, or find one who is named; answer here what you decided",
            ),
            Some(Fault::Anonymous) => (
                format!("the claim `{label}` rests on nobody with a name, and does not say so"),
                "say in the sentence that the source is unnamed, or find one who is named",
            ),
        };
        let whole = 0..made.marker.text.words.len();
        let diagnostic = Diagnostic::new(&RULE, &uttered.page.text.file, made.span_of(&whole), message).help(help);
        found.push(diagnostic);
    }
}

enum Fault {
    /// Blame, on nobody's word or on that of somebody without a name.
    Blame,
    /// Anything else, on the word of somebody without a name alone.
    Anonymous,
}

fn fault(made: &Made, site: &Reader<Site>) -> Option<Fault> {
    let mut origins = made.supports().map(|backing| {
        let end = backing.line.origin.as_ref().and_then(|id| site.claimant(id))?;
        Some(end.text.named)
    });
    let mut count = 0;
    let mut is_anonymous = true;
    for origin in &mut origins {
        count += 1;
        match origin {
            Some(true) => return None,
            Some(false) => {}
            // A report's own word: only blame needs more.
            None => is_anonymous = false,
        }
    }
    if count == 0 {
        return None;
    }
    match made.claim.kind {
        ClaimKind::Responsibility => Some(Fault::Blame),
        _ if is_anonymous && !is_told(made, site) => Some(Fault::Anonymous),
        _ => None,
    }
}
