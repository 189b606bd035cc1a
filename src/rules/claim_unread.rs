//! A claim was not read against its sources by as many people as the site asks for.

use crate::diagnostic::{Diagnostic, Rule, quoted_list};
use crate::files::{FileId, Span};
use crate::manuscript::ChecksText;

pub const RULE: Rule = Rule::fixed("claim-unread", include_str!("claim_unread.md"));

/// `labels`: the claims of the page that lack readers; of `all`; `lapsed` of them were read as they were before.
pub fn claim_unread(
    file: &FileId,
    span: Span,
    page: &str,
    labels: &[&str],
    all: usize,
    lapsed: usize,
    wanted: ChecksText,
) -> Diagnostic {
    let people = match (wanted.needed, wanted.not_author) {
        (1, false) => "anybody".to_owned(),
        (1, true) => "anybody who did not write it".to_owned(),
        (needed, false) => format!("{needed} people"),
        (needed, true) => format!("{needed} people who did not write it"),
    };
    let first = labels.first().copied().unwrap_or_default();
    let message = match (labels.len(), all) {
        (1, _) => format!("the claim `{page}#{first}` was not read against its sources by {people}"),
        (some, all) => format!("{some} of {all} claims of `{page}` were not read against their sources by {people}"),
    };
    let before = match lapsed {
        0 => String::new(),
        lapsed if lapsed == labels.len() => "; it was read before it changed".to_owned(),
        lapsed => format!("; {lapsed} of them before they changed"),
    };
    let caption = if labels.len() > 1 {
        format!("{}{before}", quoted_list(labels))
    } else {
        before.trim_start_matches("; ").to_owned()
    };
    Diagnostic::new(&RULE, file, span, message).caption(caption).help(format!(
        "look at each beside its sources with `onrecord check-off {page}#{first}`, then sign it with `--by INITIALS`"
    ))
}
