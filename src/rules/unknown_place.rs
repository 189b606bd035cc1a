//! A place is named that does not exist.

use crate::diagnostic::{Diagnostic, Rule, known_names};
use crate::files::FileId;
use crate::manuscript::Text;

pub const RULE: Rule = Rule::fixed("unknown-place", include_str!("unknown_place.md"));

pub fn unknown_place(file: &FileId, name: &Text, known: &[&str]) -> Diagnostic {
    Diagnostic::new(&RULE, file, name.span, format!("there is no place `{}`", name.value))
        .caption("named here")
        .help(format!("{}; places are listed in `content/places.yaml`", known_names(name, "places", known.iter().copied())))
}
