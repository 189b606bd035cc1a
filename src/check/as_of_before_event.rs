//! A count is dated before what it counts.

use crate::diagnostic::{Diagnostic, Rule};

use super::Whole;
use super::figures::{Recorded, recorded};

pub const RULE: Rule = Rule::error("as-of-before-event", include_str!("as_of_before_event.md"));

pub fn check(whole: &Whole, found: &mut Vec<Diagnostic>) {
    for one in recorded(whole.site) {
        if is_faulty(&one) {
            let message = format!("the figure `{}` is dated before the event that it counts", one.words());
            found.push(
                Diagnostic::new(&RULE, &one.source.text.file, one.figure.text.value.span, message)
                    .help("correct the `as_of` of the figure or the `start` of the event"),
            );
        }
    }
}

fn is_faulty(one: &Recorded) -> bool {
    let begins = one.event.and_then(|event| event.text.start.value.earliest());
    begins.zip(one.as_of().and_then(|date| date.latest())).is_some_and(|(begins, counted)| counted < begins)
}
