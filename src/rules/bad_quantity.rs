//! A figure's value is not a quantity.

use crate::diagnostic::{Diagnostic, Rule};
use crate::files::{FileId, Span};

pub const RULE: Rule = Rule::fixed("bad-quantity", include_str!("bad_quantity.md"));

/// `message` says what is wrong and, after a colon, what to write.
pub fn bad_quantity(file: &FileId, span: Span, message: &str) -> Diagnostic {
    let (fault, advice) = message.split_once(": ").unwrap_or((message, "write the source's words"));
    Diagnostic::new(&RULE, file, span, fault).caption("the figure's value").help(advice)
}
