//! A template is named that does not exist.

use crate::diagnostic::{Diagnostic, Rule, known_names_and};
use crate::files::FileId;
use crate::manuscript::Text;

pub const RULE: Rule = Rule::fixed("unknown-template", include_str!("unknown_template.md"));

pub fn unknown_template(file: &FileId, name: &Text, known: &[&str]) -> Diagnostic {
    Diagnostic::new(&RULE, file, name.span, format!("there is no template `{}`", name.value))
        .caption("named here")
        .help(known_names_and(
            name,
            "templates",
            known.iter().copied(),
            "a template is a file in `templates/` of the theme",
        ))
}
