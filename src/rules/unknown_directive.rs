//! A directive is named that does not exist.

use crate::diagnostic::{Diagnostic, Rule, known_names_and};
use crate::files::FileId;
use crate::manuscript::Text;

pub const RULE: Rule = Rule::fixed("unknown-directive", include_str!("unknown_directive.md"));

pub fn unknown_directive(file: &FileId, name: &Text, known: &[&str]) -> Diagnostic {
    Diagnostic::new(&RULE, file, name.span, format!("there is no directive `{}`", name.value))
        .caption("named here")
        .help(known_names_and(
            name,
            "directives",
            known.iter().copied(),
            "one of your own is a component in `templates/directives/NAME.html` of the theme",
        ))
}
