//! A latitude or longitude is not on the globe.

use crate::diagnostic::{Diagnostic, Rule};
use crate::files::{FileId, Span};

pub const RULE: Rule = Rule::fixed("coordinates-out-of-range", include_str!("coordinates_out_of_range.md"));

pub fn coordinates_out_of_range(file: &FileId, span: Span, key: &str, limit: u32) -> Diagnostic {
    Diagnostic::new(&RULE, file, span, format!("`{key}` must lie between -{limit} and {limit}"))
        .help("write decimal degrees, north and east positive: `lat: 50.597`, `lon: 36.588`")
}
