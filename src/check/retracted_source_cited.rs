//! A claim is supported by a source that was retracted.

use super::found::Found;
use crate::diagnostic::{Diagnostic, Rule};
use crate::memo::Reader;
use crate::site::Site;
use crate::uttered::{Made, Uttered};
use crate::vocabulary::SourceStatus;

pub const RULE: Rule = Rule::warning("retracted-source-cited", include_str!("retracted_source_cited.md"));

pub fn check(uttered: &Uttered, _: &Reader<Site>, found: &mut Found) {
    for made in uttered.made.iter().filter(|made| made.marker.claim.is_some_and(|used| used.first)) {
        if is_faulty(made) {
            let message = format!("the claim `{}` is supported by a source that was retracted", made.claim.label);
            let whole = 0..made.marker.text.words.len();
            let diagnostic = Diagnostic::new(&RULE, &uttered.page.text.file, made.span_of(&whole), message)
                .help("make the line one of `context`, and say what became of the source");
            found.push(diagnostic);
        }
    }
}

fn is_faulty(made: &Made) -> bool {
    let is_retracted = |backing: &crate::uttered::Backing| {
        backing.source.is_some_and(|source| source.text.status == SourceStatus::Retracted)
    };
    made.supports().any(is_retracted)
}
