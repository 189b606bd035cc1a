//! A page is named that does not exist.

use crate::diagnostic::{Diagnostic, Rule, known_names_and};
use crate::files::FileId;
use crate::manuscript::Text;

pub const RULE: Rule = Rule::fixed("unknown-page", include_str!("unknown_page.md"));

pub fn unknown_page(file: &FileId, name: &Text, known: &[&str]) -> Diagnostic {
    Diagnostic::new(&RULE, file, name.span, format!("there is no page `{}`", name.value)).caption("named here").help(
        known_names_and(
            name,
            "pages",
            known.iter().copied(),
            "a page is named by its path in `content/` without `.md`",
        ),
    )
}
