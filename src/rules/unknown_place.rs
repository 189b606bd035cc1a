//! A place is named that does not exist.

use crate::diagnostic::{Diagnostic, Rule, Subject, unknown};
use crate::files::FileId;
use crate::manuscript::Text;

pub const RULE: Rule = Rule::fixed("unknown-place", include_str!("unknown_place.md"));

pub fn unknown_place(file: &FileId, name: &Text, known: &[&str]) -> Diagnostic {
    let message = format!("there is no place `{}`", name.value);
    unknown(&RULE, file, name, message, ("places", known), "places are listed in `content/places.yaml`")
        .about(Subject::Place(name.value.clone()))
}
