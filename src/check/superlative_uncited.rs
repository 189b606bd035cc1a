//! A claim says that something is the most of its kind, or that most or several say so, and none of its evidence does.

use super::found::Found;
use crate::diagnostic::{Diagnostic, Rule};
use crate::memo::Reader;
use crate::site::Site;
use crate::uttered::Uttered;

pub const RULE: Rule = Rule::warning("superlative-uncited", include_str!("superlative_uncited.md"));

pub fn check(uttered: &Uttered, _: &Reader<Site>, found: &mut Found) {
    for made in uttered.made.iter().filter(|made| made.is_read()) {
        let superlative = made.said.superlative.clone();
        let superlative = superlative.filter(|_| !made.supports().any(|backing| backing.said.superlative.is_some()));
        let majority = made.said.majority.clone();
        let majority = majority.filter(|_| !made.supports().any(|backing| backing.said.majority.is_some()));
        for range in superlative.into_iter().chain(majority) {
            let words = made.words(&range);
            let message = format!("the claim `{}` says `{words}`, and none of its evidence does", made.claim.label);
            let diagnostic = Diagnostic::new(&RULE, &uttered.page.text.file, made.span_of(&range), message)
                .help("cite a source that says so, with the same scope: of what, where, since when");
            found.push(diagnostic);
        }
    }
}
