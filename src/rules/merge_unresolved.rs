//! Lines of both sides that a merge left in a file, for somebody to decide.

use crate::diagnostic::{Diagnostic, Rule};
use crate::files::{FileId, Span};

pub const RULE: Rule = Rule::fixed("merge-unresolved", include_str!("merge_unresolved.md"));

pub fn merge_unresolved(file: &FileId, span: Span) -> Diagnostic {
    Diagnostic::new(
        &RULE,
        file,
        span,
        "two versions of these lines stand in the file, and nobody has decided between them",
    )
    .caption("from here to `>>>>>>>`")
    .help("keep the lines that are right, and delete the others with the lines of `<<<<<<<`, `=======` and `>>>>>>>`")
}

/// Where such lines begin: at a `<<<<<<<` that a `=======` and a `>>>>>>>` follow.
pub fn unresolved(text: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    if !text.contains("<<<<<<<") {
        return found;
    }
    let (mut at, mut open, mut is_halved) = (0, None, false);
    for line in text.split_inclusive('\n') {
        let bare = line.trim_end();
        if bare == "<<<<<<<" || bare.starts_with("<<<<<<< ") {
            (open, is_halved) = (Some((at, at + bare.len())), false);
        } else if bare == "=======" {
            is_halved = open.is_some();
        } else if is_halved && (bare == ">>>>>>>" || bare.starts_with(">>>>>>> ")) {
            found.extend(open.take());
            is_halved = false;
        }
        at += line.len();
    }
    found
}
