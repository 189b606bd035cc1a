//! What looks like evidence is none: nobody would verify it, and it would be published as text.

use crate::diagnostic::{Diagnostic, Rule};
use crate::files::{FileId, Span};

pub const RULE: Rule = Rule::fixed("unread-evidence", include_str!("unread_evidence.md"));

/// `line` is how it should be written; it stands in a footnote, or in other text.
pub fn unread_evidence(file: &FileId, span: Span, line: &str, in_footnote: bool) -> Diagnostic {
    let help = match (in_footnote, line.contains(['#', ' '])) {
        (true, _) => format!("write `{line}` on a line of its own below `[^label]:`"),
        (false, true) => {
            format!(
                "write `[^label]` here, and below the paragraph `[^label]:` with `{line}` on an indented line of its own"
            )
        }
        (false, false) => format!("cite the source as a whole with `[^{line}]`"),
    };
    Diagnostic::new(&RULE, file, span, "this looks like evidence and is not read as such")
        .caption("this would be printed, and verified by nobody")
        .help(help)
}
