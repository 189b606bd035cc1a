//! A place has the code of an area that the maps do not know.

use crate::diagnostic::{Diagnostic, Rule};
use crate::files::FileId;
use crate::manuscript::Text;
use crate::vocabulary::PlaceKind;

pub const RULE: Rule = Rule::error("unknown-area", include_str!("unknown_area.md"));

pub fn unknown_area(file: &FileId, code: &Text, kind: PlaceKind) -> Diagnostic {
    let name = kind.as_str();
    let help = match kind {
        PlaceKind::Country => "a country's code is the two capitals of ISO 3166-1, such as `UA`; or leave `code` out",
        PlaceKind::Region | PlaceKind::District => {
            "a region's code is that of ISO 3166-2, such as `UA-63`; without `code`, it is found by name and coordinates"
        }
        _ => "only a region, district or country has a code: leave `code` out, or change `kind`",
    };
    Diagnostic::new(&RULE, file, code.span, format!("the maps know no {name} with the code `{}`", code.value))
        .help(help)
}
