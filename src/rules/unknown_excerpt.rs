//! A excerpt is named that does not exist.

use crate::diagnostic::{Diagnostic, Rule, known_names_and};
use crate::files::FileId;
use crate::manuscript::Text;

pub const RULE: Rule = Rule::fixed("unknown-excerpt", include_str!("unknown_excerpt.md"));

/// What a figure is said to replace is no figure that counts the same.
pub fn unknown_figure(file: &FileId, name: &Text, known: &[&str]) -> Diagnostic {
    let message = format!("`{}` has no figure that this one could replace", name.value);
    Diagnostic::new(&RULE, file, name.span, message).caption("named here").help(known_names_and(
        name,
        "figures of the same event, measure and population",
        known.iter().copied(),
        "`supersedes` is written `SOURCE#EXCERPT`",
    ))
}

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
