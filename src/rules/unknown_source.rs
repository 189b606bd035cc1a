//! A source is named that does not exist.

use crate::diagnostic::{Diagnostic, Rule, Subject, unknown};
use crate::files::FileId;
use crate::manuscript::Text;

pub const RULE: Rule = Rule::fixed("unknown-source", include_str!("unknown_source.md"));

/// What is private cannot be shown to readers.
pub fn private_source(file: &FileId, name: &Text) -> Diagnostic {
    Diagnostic::new(&RULE, file, name.span, format!("the source `{}` is private, and this page is not", name.value))
        .caption("named here")
        .help("move the source from `content/private/sources/` to `content/sources/`, or make the page a draft")
}

pub fn unknown_source(file: &FileId, name: &Text, known: &[&str]) -> Diagnostic {
    let message = format!("there is no source `{}`", name.value);
    unknown(&RULE, file, name, message, ("sources", known), "a source is a file `content/sources/ID.md`")
        .about(Subject::Source(name.value.clone()))
}
