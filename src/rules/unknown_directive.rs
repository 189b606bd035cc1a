//! A directive is named that does not exist.

use crate::diagnostic::{Diagnostic, Rule, Subject, unknown};
use crate::files::FileId;
use crate::manuscript::Text;

pub const RULE: Rule = Rule::fixed("unknown-directive", include_str!("unknown_directive.md"));

pub fn unknown_directive(file: &FileId, name: &Text, known: &[&str]) -> Diagnostic {
    let message = format!("there is no directive `{}`", name.value);
    unknown(
        &RULE,
        file,
        name,
        message,
        ("directives", known),
        "one of your own is a component in `templates/directives/NAME.html` of the theme",
    )
    .about(Subject::Directive(name.value.clone()))
}
