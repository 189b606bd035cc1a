//! A excerpt is named that does not exist.

use crate::diagnostic::{Diagnostic, Rule, known_names_and};
use crate::files::FileId;
use crate::manuscript::Text;

pub const RULE: Rule = Rule::fixed("unknown-excerpt", include_str!("unknown_excerpt.md"));

pub fn unknown_excerpt(file: &FileId, name: &Text, known: &[&str]) -> Diagnostic {
    Diagnostic::new(&RULE, file, name.span, format!("there is no excerpt `{}`", name.value)).caption("named here").help(
        known_names_and(
            name,
            "its excerpts",
            known.iter().copied(),
            "excerpts are listed under `excerpts:` in the source",
        ),
    )
}
