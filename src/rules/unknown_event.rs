//! A event is named that does not exist.

use crate::diagnostic::{Diagnostic, Rule, known_names_and};
use crate::files::FileId;
use crate::manuscript::Text;

pub const RULE: Rule = Rule::fixed("unknown-event", include_str!("unknown_event.md"));

pub fn unknown_event(file: &FileId, name: &Text, known: &[&str]) -> Diagnostic {
    Diagnostic::new(&RULE, file, name.span, format!("there is no event `{}`", name.value))
        .caption("named here")
        .help(known_names_and(name, "events", known.iter().copied(), "events are listed in `content/events.yaml`"))
}
