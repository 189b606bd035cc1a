//! A source reports on an event that began after it was published.

use crate::diagnostic::{Diagnostic, Rule};

use super::Whole;
use super::figures::{Recorded, recorded};

pub const RULE: Rule = Rule::error("event-after-publication", include_str!("event_after_publication.md"));

pub fn check(whole: &Whole, found: &mut Vec<Diagnostic>) {
    for one in recorded(whole.site) {
        if is_faulty(&one) {
            let message =
                format!("`{}` was published before the event of its figure `{}` began", one.source.id, one.words());
            found.push(
                Diagnostic::new(&RULE, &one.source.text.file, one.figure.text.value.span, message)
                    .help("correct the source’s `published`, the event’s `start`, or the event that the figure names"),
            );
        }
    }
}

fn is_faulty(one: &Recorded) -> bool {
    let begins = one.event.and_then(|event| event.text.start.value.earliest());
    let published = one.source.text.published.as_ref().and_then(|date| date.value.latest());
    begins.zip(published).is_some_and(|(begins, published)| published < begins)
}
