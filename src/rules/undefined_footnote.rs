//! A footnote is used that is defined nowhere.

use crate::diagnostic::{Diagnostic, Rule, known_names};
use crate::files::FileId;
use crate::manuscript::Text;

pub const RULE: Rule = Rule::fixed("undefined-footnote", include_str!("undefined_footnote.md"));

pub fn undefined_footnote(file: &FileId, label: &Text, known: &[&str]) -> Diagnostic {
    Diagnostic::new(&RULE, file, label.span, format!("the footnote `{}` is not defined", label.value)).help(format!(
        "{}; define it on a line of its own: `[^{}]: …`",
        known_names(label, "this page's footnotes", known.iter().copied()),
        label.value
    ))
}
