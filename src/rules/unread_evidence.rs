//! What looks like evidence is none: nobody would verify it, and it would be published as text.

use crate::diagnostic::{Diagnostic, Rule};
use crate::files::{FileId, Span};

pub const RULE: Rule = Rule::fixed("unread-evidence", include_str!("unread_evidence.md"));

/// Where something stands.
#[derive(Clone, Copy, Debug)]
pub enum Where<'a> {
    /// In the footnote of that label.
    In(&'a str),
    /// Below the empty line that ended it.
    Below(&'a str),
    InText,
}

/// `line` is how it should be written.
pub fn unread_evidence(file: &FileId, span: Span, line: &str, place: Where) -> Diagnostic {
    let help = match (place, line.contains(['#', ' '])) {
        (Where::In(label), _) => format!("write `{line}` on a line of its own below `[^{label}]:`"),
        (Where::Below(label), true) => format!(
            "an empty line ends the footnote `[^{label}]:`; take it out, and write `    {line}`, with four spaces in front"
        ),
        (_, true) => {
            format!(
                "write `[^label]` here, and below the paragraph `[^label]:` with `{line}` on an indented line of its own"
            )
        }
        (_, false) => format!("cite the source as a whole with `[^{line}]`"),
    };
    Diagnostic::new(&RULE, file, span, "this looks like evidence and is not read as such")
        .caption("this would be printed, and verified by nobody")
        .help(help)
}
