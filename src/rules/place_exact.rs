//! A place is written more exactly than it may be known.

use crate::diagnostic::{Diagnostic, Rule, Subject};
use crate::files::FileId;
use crate::geo::Position;
use crate::manuscript::{Exact, ExactText, Text};

pub const RULE: Rule = Rule::before_publishing("place-exact", include_str!("place_exact.md"));

/// `point` is what is published.
pub fn place_exact(file: &FileId, id: &Text, written: &Exact, point: Position) -> Diagnostic {
    let message = format!("whoever sees this file learns exactly where `{}` is", id.value);
    Diagnostic::new(&RULE, file, written.lat.span, message)
        .about(Subject::Place(id.value.clone()))
        .caption("the exact latitude")
        .label(file, written.lon.span, "the exact longitude")
        .help(format!(
            "`onrecord fix` writes the point that is published, `lat: {}` and `lon: {}`, and keeps the exact one in \
             `content/private/places.yaml`",
            point.lat, point.lon
        ))
}

/// The exact point `known` is beside another point than its own.
pub fn place_moved(file: &FileId, id: &Text, private: &FileId, known: &ExactText, point: Position) -> Diagnostic {
    let message = format!("`{}` is not published where its exact point has it", id.value);
    Diagnostic::new(&RULE, file, id.span, message)
        .about(Subject::Place(id.value.clone()))
        .label(private, known.id.span, "")
        .help(format!("`onrecord fix` writes `lat: {}` and `lon: {}`, from the exact point", point.lat, point.lon))
}
