//! A count is dated after the source that has it.

use crate::diagnostic::{Diagnostic, Rule};

use super::Whole;
use super::figures::{Recorded, recorded};

pub const RULE: Rule = Rule::error("as-of-after-publication", include_str!("as_of_after_publication.md"));

pub fn check(whole: &Whole, found: &mut Vec<Diagnostic>) {
    for one in &recorded(whole.site) {
        if is_faulty(one) {
            let message = format!("the figure `{}` is dated after the source that has it", one.words());
            let diagnostic = Diagnostic::new(&RULE, &one.source.text.file, one.figure.text.value.span, message);
            found.push(diagnostic.help("correct the `as_of` of the figure, or the source’s `published`"));
        }
    }
}

fn is_faulty(one: &Recorded) -> bool {
    let published = one.source.text.published.as_ref().and_then(|date| date.value.latest());
    let counted = one.as_of().and_then(|date| date.earliest());
    published.zip(counted).is_some_and(|(published, counted)| published < counted)
}
