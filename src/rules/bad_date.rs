//! A date is not written as EDTF.

use crate::diagnostic::{Diagnostic, Rule};
use crate::files::{FileId, Span};

pub const RULE: Rule = Rule::fixed("bad-date", include_str!("bad_date.md"));

/// `message` says what is wrong and, after a colon, what to write.
pub fn bad_date(file: &FileId, span: Span, key: &str, message: &str) -> Diagnostic {
    let (fault, advice) = message.split_once(": ").unwrap_or((message, ""));
    let help = match advice.contains("write `") {
        true => advice.to_owned(),
        false => format!("{advice}; write `2023-12-30`, `2023-12`, `2023`, or `2023-12-30?` when unsure"),
    };
    let found = Diagnostic::new(&RULE, file, span, fault)
        .caption(format!("the value of `{key}`"))
        .help(help.trim_start_matches("; "));
    // One date alone is offered where it is beyond doubt.
    match advice.strip_prefix("write `").and_then(|date| date.strip_suffix('`')).filter(|date| !date.contains('`')) {
        Some(date) => found.mend(span, format!("\"{date}\"")),
        None => found,
    }
}
