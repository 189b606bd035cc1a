//! "What we know" lists a claim whose grade says that we do not, or words that are no claim.

use super::found::Found;
use crate::diagnostic::{Diagnostic, Rule};
use crate::manuscript::ShortText;
use crate::memo::Reader;
use crate::site::Site;
use crate::uttered::Uttered;
use crate::vocabulary::Grade;

pub const RULE: Rule = Rule::warning("known-not-borne-out", include_str!("known_not_borne_out.md"));

pub fn check(uttered: &Uttered, _: &Reader<Site>, found: &mut Found) {
    let page = uttered.page;
    let lists = &page.text.in_short;
    for (name, list) in [("known", &lists.known), ("claimed", &lists.claimed)] {
        if list.iter().any(|item| matches!(item, ShortText::Words(_))) {
            let message = format!("`in_short.{name}` has words of its own, which rest on nothing");
            let diagnostic = Diagnostic::new(&RULE, &page.text.file, page.text.span, message)
                .help("list claims by their labels; words belong into the text, or under `unchecked`");
            found.push(diagnostic);
        }
    }
    for item in &lists.known {
        let ShortText::Claim(label) = item else { continue };
        let Some(claim) = page.claims.list.iter().find(|claim| claim.label == label.value) else { continue };
        if !matches!(claim.grade, Grade::Confirmed | Grade::Corroborated) {
            let message = format!("`{}` is listed as known, and its grade is *{}*", label.value, claim.grade.words());
            let diagnostic = Diagnostic::new(&RULE, &page.text.file, label.span, message)
                .help("list it under `claimed`, or find what would corroborate it");
            found.push(diagnostic);
        }
    }
}
