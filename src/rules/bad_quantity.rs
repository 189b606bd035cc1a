//! A figure's value is not a quantity.

use crate::diagnostic::{Diagnostic, Rule};
use crate::files::{FileId, Span};

pub const RULE: Rule = Rule::fixed("bad-quantity", include_str!("bad_quantity.md"));

pub fn bad_quantity(file: &FileId, span: Span, message: &str) -> Diagnostic {
    Diagnostic::new(&RULE, file, span, "the figure's value is not a quantity")
        .caption(message)
        .help("write the source's words: `21`, `at least 25`, `over 100`, `about 300`, `20-30`, `dozens`, with `reportedly` where it says so")
}
