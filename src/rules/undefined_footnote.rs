//! A footnote is used that is defined nowhere.

use crate::diagnostic::{Diagnostic, Rule, known_names_and};
use crate::files::FileId;
use crate::manuscript::Text;

pub const RULE: Rule = Rule::fixed("undefined-footnote", include_str!("undefined_footnote.md"));

pub fn undefined_footnote(file: &FileId, label: &Text, known: &[&str]) -> Diagnostic {
    Diagnostic::new(&RULE, file, label.span, format!("the footnote `{}` is not defined", label.value)).help(
        known_names_and(
            label,
            "footnotes",
            known.iter().copied(),
            &format!("define it on a line of its own: `[^{}]: …`", label.value),
        ),
    )
}
