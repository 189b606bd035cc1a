//! The site has no first page.

use crate::diagnostic::{Diagnostic, Rule, Subject};
use crate::files::{FileId, Span};

pub const RULE: Rule = Rule::fixed("home-missing", include_str!("home_missing.md"));

pub fn home_missing(settings: &FileId) -> Diagnostic {
    Diagnostic::new(&RULE, settings, Span::new(0, 1), "the site has no first page")
        .help("write `content/index.md`; with `draft: true` it is not published")
        .about(Subject::Home)
}
