//! An event lies outside the time of the one that it is part of.

use crate::diagnostic::{Diagnostic, Rule};

use super::Whole;

pub const RULE: Rule = Rule::error("event-outside-parent", include_str!("event_outside_parent.md"));

pub fn check(whole: &Whole, found: &mut Vec<Diagnostic>) {
    let events = &whole.site.tables().events;
    for event in events.values() {
        let Some(parent) = event.parent.as_ref().and_then(|id| events.get(id)) else { continue };
        let last = |event: &crate::site::Event| event.text.end.as_ref().unwrap_or(&event.text.start).value.latest();
        let begins_before = event.text.start.value.latest().zip(parent.text.start.value.earliest());
        let begins_before = begins_before.is_some_and(|(own, whole)| own < whole);
        let begins_after = event.text.start.value.earliest().zip(last(parent)).is_some_and(|(own, whole)| own > whole);
        if begins_before || begins_after {
            let message = format!("`{}` lies outside the time of `{}`, which it is part of", event.id, parent.id);
            let diagnostic = Diagnostic::new(&RULE, &whole.manuscript.events.file, event.text.start.span, message)
                .label(&whole.manuscript.events.file, parent.text.start.span, "the event that holds it")
                .help("correct one of the dates, or the event's `parent`");
            found.push(diagnostic);
        }
    }
}
