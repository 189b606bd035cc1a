//! A theme is named that does not exist.

use crate::diagnostic::{Diagnostic, Rule, unknown};
use crate::files::FileId;
use crate::manuscript::Text;

pub const RULE: Rule = Rule::fixed("unknown-theme", include_str!("unknown_theme.md"));

pub fn unknown_theme(file: &FileId, name: &Text, known: &[&str]) -> Diagnostic {
    let message = format!("there is no theme `{}`", name.value);
    unknown(&RULE, file, name, message, ("themes", known), "a theme of your own is a folder `themes/NAME/`")
}
