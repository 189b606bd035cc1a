//! Of the sources of a claim all but one took it from another of them.

use super::found::Found;
use crate::diagnostic::{Diagnostic, Rule};
use crate::memo::Reader;
use crate::site::Site;
use crate::site::SourceId;
use crate::uttered::{Made, Uttered};
use std::collections::BTreeSet;

pub const RULE: Rule = Rule::warning("circular-reporting", include_str!("circular_reporting.md"));

pub fn check(uttered: &Uttered, _: &Reader<Site>, found: &mut Found) {
    for made in uttered.made.iter().filter(|made| made.marker.claim.is_some_and(|used| used.first)) {
        if is_faulty(made) {
            let message = format!("the sources of the claim `{}` took it from one another", made.claim.label);
            let whole = 0..made.marker.text.words.len();
            let diagnostic = Diagnostic::new(&RULE, &uttered.page.text.file, made.span_of(&whole), message)
                .help("make the derived ones lines of `context`, or cite a source of its own");
            found.push(diagnostic);
        }
    }
}

fn is_faulty(made: &Made) -> bool {
    let sources: BTreeSet<&SourceId> = made.supports().map(|backing| &backing.line.source).collect();
    let derived = made.supports().filter(|backing| {
        backing.source.is_some_and(|source| source.derived_from.iter().any(|from| sources.contains(from)))
    });
    let derived: BTreeSet<&SourceId> = derived.map(|backing| &backing.line.source).collect();
    sources.len() >= 2 && derived.len() + 1 >= sources.len()
}
