//! An event is named that does not exist.

use crate::diagnostic::{Diagnostic, Rule, Subject, unknown};
use crate::files::FileId;
use crate::manuscript::Text;
use crate::vocabulary::is_id;

pub const RULE: Rule = Rule::fixed("unknown-event", include_str!("unknown_event.md"));

pub fn unknown_event(file: &FileId, name: &Text, known: &[&str]) -> Diagnostic {
    let message = format!("there is no event `{}`", name.value);
    let more = match is_id(&name.value) {
        true => format!(
            "`onrecord new event {id} title=\"…\" start=2024-03-12` adds one, which is a line of `content/events.yaml`, with what happened and the day between the marks: `- {{ id: {id}, title: \"\", start: \"\" }}`",
            id = name.value
        ),
        false => "events are listed in `content/events.yaml`".to_owned(),
    };
    unknown(&RULE, file, name, message, ("events", known), &more).about(Subject::Event(name.value.clone()))
}
