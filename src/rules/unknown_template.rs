//! A template is named that does not exist.

use crate::diagnostic::{Diagnostic, Rule, unknown};
use crate::files::FileId;
use crate::manuscript::Text;

pub const RULE: Rule = Rule::fixed("unknown-template", include_str!("unknown_template.md"));

pub fn unknown_template(file: &FileId, name: &Text, known: &[&str]) -> Diagnostic {
    let message = format!("there is no template `{}`", name.value);
    unknown(&RULE, file, name, message, ("templates", known), "a template is a file in `templates/` of the theme")
}
