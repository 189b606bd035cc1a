//! An event is named that does not exist.

use crate::diagnostic::{Diagnostic, Rule, Subject, unknown};
use crate::files::FileId;
use crate::manuscript::Text;

pub const RULE: Rule = Rule::fixed("unknown-event", include_str!("unknown_event.md"));

pub fn unknown_event(file: &FileId, name: &Text, known: &[&str]) -> Diagnostic {
    let message = format!("there is no event `{}`", name.value);
    unknown(&RULE, file, name, message, ("events", known), "events are listed in `content/events.yaml`")
        .about(Subject::Event(name.value.clone()))
}
