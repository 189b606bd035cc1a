//! Words of a draft or an internal note would be published.

use crate::diagnostic::{Diagnostic, Rule};
use crate::files::{FileId, Span};

pub const RULE: Rule = Rule::fixed("leak", include_str!("leak.md"));

pub fn leak(file: &FileId, span: Span, route: &str, words: &str) -> Diagnostic {
    Diagnostic::new(&RULE, file, span, format!("words of this unpublished file stand in `{route}` of the site"))
        .caption(format!("there: “{words}”"))
        .help("take the words out of what is published, or publish this file")
}

pub fn copy(file: &FileId, span: Span, route: &str) -> Diagnostic {
    Diagnostic::new(&RULE, file, span, format!("this unpublished file would be published as `{route}`"))
        .help("take the copy out of `content/static/` and of what pages link to, or publish this file")
}
