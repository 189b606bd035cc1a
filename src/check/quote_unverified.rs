//! Nobody can vouch for a quotation: no capture, no body and no lock has it.

use crate::diagnostic::{Diagnostic, Label, Rule};
use crate::files::Span;

use super::finding::{Case, Finding, NearestLocked};

pub const RULE: Rule = Rule::fixed("quote-unverified", include_str!("quote_unverified.md"));

pub fn check(finding: &Finding, found: &mut Vec<Diagnostic>) {
    let Case::Unvouched(nearest) = finding.case else { return };
    let message = format!("nothing vouches for these words of `{}`", finding.quotation.source);
    found.push(finding.report(&RULE, message).caption("not in the lock, and the capture is not here")
            .labels(nearest.and_then(|nearest| in_lock(finding, nearest)))
            .help("where the capture is, run `onrecord lock` and commit evidence.lock; with `onrecord import` a source gets its capture"));
}

/// The words of the lock that may have been meant, with what differs.
fn in_lock(finding: &Finding, nearest: &NearestLocked) -> Option<Label> {
    let file = finding.manuscript.lock.as_ref()?;
    let (text, mark) = file.text().ok()?;
    let at = nearest.key.as_ref().and_then(|key| text.find(key.as_str())).unwrap_or(0);
    let end = text[at..].find('\n').map_or(text.len(), |end| at + end);
    let difference = nearest.explanation.gravest().map(|gravest| match (&*gravest.captured, &*gravest.quoted) {
        ("", quoted) => format!("; `{quoted}` is not there"),
        (captured, "") => format!("; `{captured}` is left out here"),
        (captured, quoted) => format!("; `{captured}` there, `{quoted}` here"),
    });
    let message = format!("the nearest words of the lock: “{}”{}", nearest.words, difference.unwrap_or_default());
    Some(Label { file: file.path.clone(), span: Span::new(mark + at, mark + end), message })
}
