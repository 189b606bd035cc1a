//! A claim speaks of several reports or sources, and all of them come from one.

use super::found::Found;
use crate::diagnostic::{Diagnostic, Rule};
use crate::memo::Reader;
use crate::site::Site;
use crate::uttered::{Made, Uttered};
use crate::vocabulary::Grade;

pub const RULE: Rule = Rule::warning("single-origin-as-many", include_str!("single_origin_as_many.md"));

pub fn check(uttered: &Uttered, _: &Reader<Site>, found: &mut Found) {
    for made in uttered.made.iter().filter(|made| made.marker.claim.is_some_and(|used| used.first)) {
        if is_faulty(made) {
            let message =
                format!("the claim `{}` speaks of several, and its evidence has one origin", made.claim.label);
            let whole = 0..made.marker.text.words.len();
            let diagnostic = Diagnostic::new(&RULE, &uttered.page.text.file, made.span_of(&whole), message)
                .help("name the one who says so, or cite another who says it on his own");
            found.push(diagnostic);
        }
    }
}

fn is_faulty(made: &Made) -> bool {
    made.said.majority.is_some() && made.claim.named_origins <= 1 && made.claim.grade == Grade::OneOrigin
}
