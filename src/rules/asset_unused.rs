//! A file in content/ is used by nothing that is published.

use crate::diagnostic::{Diagnostic, Rule, Subject};
use crate::files::{FileId, Span};

pub const RULE: Rule = Rule::warning("asset-unused", include_str!("asset_unused.md"));

pub fn asset_unused(file: &FileId) -> Diagnostic {
    Diagnostic::new(&RULE, file, Span::new(0, 1), "nothing that is published uses this file, so it is not copied")
        .help("link to it, move it to `content/static/` to publish it anyway, or delete it")
        .about(Subject::UseOf(file.clone()))
}
