//! What looks like a link or a footnote is none, and would be published as it is written.

use crate::diagnostic::{Diagnostic, Rule};
use crate::files::{FileId, Span};

pub const RULE: Rule = Rule::fixed("unread-syntax", include_str!("unread_syntax.md"));

/// What some signs look like.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Lookalike {
    /// `[words](my page.md)`
    SpacedLink,
    /// `[^two words]`
    SpacedLabel,
    /// `^[words]`
    InlineFootnote,
    /// `[words]()`
    EmptyLink,
}

pub fn unread_syntax(file: &FileId, span: Span, kind: Lookalike, written: &str) -> Diagnostic {
    let (message, help) = match kind {
        Lookalike::SpacedLink => (
            "this is no link: there is a space in its address",
            format!(
                "write `%20` for each space, `]({})`, or put the address in angle brackets",
                written.replace(' ', "%20")
            ),
        ),
        Lookalike::SpacedLabel => (
            "this is no footnote: there is a space in its label",
            format!(
                "write `[^{}]`, here and where it is defined",
                written.split_whitespace().collect::<Vec<_>>().join("-")
            ),
        ),
        Lookalike::EmptyLink => {
            ("this link leads nowhere: its address is empty", "write the address in the round brackets".to_owned())
        }
        Lookalike::InlineFootnote => (
            "this is no footnote: its words stand in the line",
            format!("write `[^label]` here, and `[^label]: {written}` below the paragraph"),
        ),
    };
    Diagnostic::new(&RULE, file, span, message).caption("this would be printed as it is").help(help)
}
