//! A theme is named that does not exist.

use crate::diagnostic::{Diagnostic, Rule, known_names_and};
use crate::files::FileId;
use crate::manuscript::Text;

pub const RULE: Rule = Rule::fixed("unknown-theme", include_str!("unknown_theme.md"));

pub fn unknown_theme(file: &FileId, name: &Text, known: &[&str]) -> Diagnostic {
    Diagnostic::new(&RULE, file, name.span, format!("there is no theme `{}`", name.value))
        .caption("named here")
        .help(known_names_and(name, "themes", known.iter().copied(), "a theme of your own is a folder `themes/NAME/`"))
}
