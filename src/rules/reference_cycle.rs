//! Things refer to one another in a circle.

use crate::diagnostic::{Diagnostic, Rule};
use crate::files::{FileId, Span};

pub const RULE: Rule = Rule::fixed("reference-cycle", include_str!("reference_cycle.md"));

pub fn reference_cycle(file: &FileId, span: Span, key: &str, chain: &str) -> Diagnostic {
    Diagnostic::new(&RULE, file, span, format!("`{key}` goes round in a circle: {chain}"))
        .help("delete this line where the chain truly begins")
}
