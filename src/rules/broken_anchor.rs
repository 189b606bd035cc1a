//! A link names a heading or claim that its page does not have.

use crate::diagnostic::{Diagnostic, Rule, known_names};
use crate::files::FileId;
use crate::manuscript::Text;

pub const RULE: Rule = Rule::fixed("broken-anchor", include_str!("broken_anchor.md"));

pub fn broken_anchor(file: &FileId, target: &Text, anchor: &str, known: &[&str]) -> Diagnostic {
    let message = format!("the page has no place `#{anchor}`");
    Diagnostic::new(&RULE, file, target.span, message).help(known_names(anchor, "its places", known))
}
