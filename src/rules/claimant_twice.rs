//! Two claimants have one name, and nothing tells them apart.

use crate::diagnostic::{Diagnostic, Rule};
use crate::files::FileId;
use crate::manuscript::ClaimantText;

pub const RULE: Rule = Rule::fixed("claimant-twice", include_str!("claimant_twice.md"));

pub fn claimant_twice(file: &FileId, second: &ClaimantText, first: &ClaimantText) -> Diagnostic {
    let message = format!("`{}` and `{}` are both called “{}”", first.id.value, second.id.value, &*second.name);
    Diagnostic::new(&RULE, file, second.id.span, message)
        .caption("the second")
        .label(file, first.id.span, "the first")
        .help("if they are one, delete one of them; if they are two, give each a `role` or a `party` of its own")
}
