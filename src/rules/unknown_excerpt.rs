//! An excerpt is named that does not exist.

use crate::diagnostic::{Diagnostic, Rule, unknown};
use crate::files::FileId;
use crate::manuscript::Text;

pub const RULE: Rule = Rule::fixed("unknown-excerpt", include_str!("unknown_excerpt.md"));

/// What a figure is said to replace is no figure that counts the same.
pub fn unknown_figure(file: &FileId, name: &Text, known: &[&str]) -> Diagnostic {
    let message = format!("`{}` has no figure that this one could replace", name.value);
    let known = ("figures of the same event, measure and population", known);
    unknown(&RULE, file, name, message, known, "`supersedes` is written `SOURCE#EXCERPT`")
}

pub fn unknown_excerpt(file: &FileId, name: &Text, known: &[&str]) -> Diagnostic {
    let message = format!("there is no excerpt `{}`", name.value);
    let more = "excerpts are listed under `excerpts:` in the source";
    unknown(&RULE, file, name, message, ("its excerpts", known), more)
}
