//! An image has no text for those who do not see it.

use crate::diagnostic::{Diagnostic, Rule};
use crate::files::FileId;
use crate::manuscript::Text;

pub const RULE: Rule = Rule::fixed("missing-alt-text", include_str!("missing_alt_text.md"));

pub fn missing_alt_text(file: &FileId, target: &Text) -> Diagnostic {
    Diagnostic::new(
        &RULE,
        file,
        target.span,
        format!("the image `{}` has no text for those who do not see it", target.value),
    )
    .help("say in the square brackets what the picture shows: `![A burnt-out car in a street](car.jpg)`")
}
