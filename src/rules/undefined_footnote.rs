//! A footnote is used that is defined nowhere.

use crate::diagnostic::{Diagnostic, Rule, unknown};
use crate::files::FileId;
use crate::manuscript::Text;

pub const RULE: Rule = Rule::fixed("undefined-footnote", include_str!("undefined_footnote.md"));

pub fn undefined_footnote(file: &FileId, label: &Text, known: &[&str]) -> Diagnostic {
    let message = format!("the footnote `{}` is not defined", label.value);
    let more = format!(
        "define it on a line of its own: `[^{0}]: …`; `onrecord add \"WORDS OF AN ARTICLE\" --to PAGE#{0}` writes it for a claim",
        label.value
    );
    unknown(&RULE, file, label, message, ("footnotes", known), &more)
}
