//! A value is not of the kind that its key wants.

use crate::diagnostic::{Diagnostic, Rule};
use crate::files::{FileId, Span};

pub const RULE: Rule = Rule::fixed("wrong-type", include_str!("wrong_type.md"));

pub fn wrong_type(file: &FileId, span: Span, key: &str, expected: &str, found: &str) -> Diagnostic {
    // A key is named; "a page" and "the file" are said.
    let subject = if key.contains([' ', '`', '.']) { key.to_owned() } else { format!("`{key}`") };
    Diagnostic::new(&RULE, file, span, format!("{subject} must be {expected}, and this is {found}")).help(
        match expected {
            "a text" => "write one text, in quotation marks".to_owned(),
            other => format!("write {other}"),
        },
    )
}
