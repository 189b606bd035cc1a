//! Two things of one kind have the same id.

use crate::diagnostic::{Diagnostic, Rule};
use crate::files::{FileId, Span};
use crate::manuscript::Text;

pub const RULE: Rule = Rule::fixed("duplicate-id", include_str!("duplicate_id.md"));

pub fn duplicate_id(file: &FileId, name: &Text, what: &str, first: (&FileId, Span)) -> Diagnostic {
    Diagnostic::new(&RULE, file, name.span, format!("a second {what} is called `{}`", name.value))
        .caption("the second")
        .label(first.0, first.1, "the first")
        .help("give one of them another id; ids are permanent, so keep the published one")
}
