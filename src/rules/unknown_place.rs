//! A place is named that does not exist.

use crate::diagnostic::{Diagnostic, Rule, known_names_and};
use crate::files::FileId;
use crate::manuscript::Text;

pub const RULE: Rule = Rule::fixed("unknown-place", include_str!("unknown_place.md"));

pub fn unknown_place(file: &FileId, name: &Text, known: &[&str]) -> Diagnostic {
    Diagnostic::new(&RULE, file, name.span, format!("there is no place `{}`", name.value))
        .caption("named here")
        .help(known_names_and(name, "places", known.iter().copied(), "places are listed in `content/places.yaml`"))
}
