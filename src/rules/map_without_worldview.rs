//! A page has a map and the site does not say whose borders it draws.

use crate::diagnostic::{Diagnostic, Rule, Subject};
use crate::files::{FileId, Span};

pub const RULE: Rule = Rule::fixed("map-without-worldview", include_str!("map_without_worldview.md"));

pub fn map_without_worldview(file: &FileId, span: Span) -> Diagnostic {
    Diagnostic::new(&RULE, file, span, "the map needs to know whose borders to draw")
        .help("add `map: {worldview: un}` to `content/site.yaml`; `un`, `ua` and `de-facto` are known, and the caption says which")
        .about(Subject::Setting("map"))
}
