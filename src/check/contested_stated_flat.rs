//! A claim that others dispute is stated as a fact.

use super::found::Found;
use super::telling::is_told;
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
    made.claim.grade == Grade::Disputed && !is_told(made, site)
}
