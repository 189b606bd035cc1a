//! A count of people does not say when it was made.

use crate::diagnostic::{Diagnostic, Rule};
use crate::reading::counted_by;

use super::Whole;
use super::figures::{Recorded, recorded};

pub const RULE: Rule = Rule::warning("figure-without-as-of", include_str!("figure_without_as_of.md"));

pub fn check(whole: &Whole, found: &mut Vec<Diagnostic>) {
    for one in recorded(whole.site) {
        if is_faulty(&one) {
            let message = format!(
                "the figure `{}` of `{}` does not say when it was counted",
                one.words(),
                one.measure().as_str()
            );
            found.push(Diagnostic::new(&RULE, &one.source.text.file, one.figure.text.value.span, message).help(
                format!(
                    "`onrecord set excerpt:{}#{} as_of=2024-03-12` says on which day the count was true or said",
                    one.source.id, one.excerpt.id
                ),
            ));
        }
    }
}

fn is_faulty(one: &Recorded) -> bool {
    one.as_of().is_none() && counted_by(one.measure()).is_some()
}
