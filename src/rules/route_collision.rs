//! Two things want the same address.

use crate::diagnostic::{Diagnostic, Rule};
use crate::files::{FileId, Span};

pub const RULE: Rule = Rule::fixed("route-collision", include_str!("route_collision.md"));

pub fn route_collision(file: &FileId, span: Span, route: &str, other: Option<(&FileId, Span)>) -> Diagnostic {
    let found = Diagnostic::new(&RULE, file, span, format!("`{route}` is already the address of something else"));
    match other {
        Some((file, span)) => found.label(file, span, "this is published there"),
        None => found.caption("onrecord makes a page of that name"),
    }
    .help("rename the file, or give the page another `path`")
}
