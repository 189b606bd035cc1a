//! Two things of one kind have the same id.

use crate::diagnostic::{Diagnostic, Rule};
use crate::files::{FileId, Span};
use crate::manuscript::Text;

pub const RULE: Rule = Rule::fixed("duplicate-id", include_str!("duplicate_id.md"));

/// A list whose entries have permanent addresses stands on the page twice.
pub fn second_list(file: &FileId, directive: &Text, first: Span) -> Diagnostic {
    let message = format!("a second `{{{{ {}() }}}}` on this page", directive.value);
    Diagnostic::new(&RULE, file, directive.span, message)
        .caption("the second")
        .label(file, first, "the first")
        .help("delete one of them: each entry has one address")
}

pub fn duplicate_id(file: &FileId, name: &Text, what: &str, first: (&FileId, Span)) -> Diagnostic {
    Diagnostic::new(&RULE, file, name.span, format!("a second {what} is called `{}`", name.value))
        .caption("the second")
        .label(first.0, first.1, "the first")
        .help("give one of them another id; ids are permanent, so keep the published one")
}
