//! A count of people names nobody who counted, and does not say that nobody is named.

use crate::diagnostic::{Diagnostic, Rule};
use crate::reading::counted_by;

use super::Whole;
use super::figures::{Recorded, recorded};

pub const RULE: Rule = Rule::error("toll-unattributed", include_str!("toll_unattributed.md"));

pub fn check(whole: &Whole, found: &mut Vec<Diagnostic>) {
    for one in recorded(whole.site) {
        if is_faulty(&one) {
            let message = format!("nobody is named for the figure `{}` of `{}`", one.words(), one.measure().as_str());
            found.push(Diagnostic::new(&RULE, &one.source.text.file, one.figure.text.value.span, message).help(
                "name who counted under `claimant:`, or write `claimant: unattributed` if the source names nobody",
            ));
        }
    }
}

fn is_faulty(one: &Recorded) -> bool {
    let is_stated = one.excerpt.text.claimant.is_some() || one.figure.text.claimant.is_some();
    !is_stated && counted_by(one.measure()) == Some(crate::reading::Noun::People)
}
