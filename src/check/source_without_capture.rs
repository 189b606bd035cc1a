//! A source has neither a capture nor an entry in the lock.

use crate::diagnostic::{Diagnostic, Rule};
use crate::verified::{Whereabouts, capture_path};

use super::finding::SourceFinding;

pub const RULE: Rule = Rule::warning("source-without-capture", include_str!("source_without_capture.md"));

pub fn check(finding: &SourceFinding, found: &mut Vec<Diagnostic>) {
    if finding.words != Whereabouts::Nowhere || finding.locked.is_some() {
        return;
    }
    let source = &finding.witness.source;
    let message = format!("the source `{}` has no capture, and none was ever verified", source.id);
    let help =
        format!("save the article's text as `{}`, or run `onrecord import` on the saved page", capture_path(source));
    found.push(Diagnostic::new(&RULE, &source.file, source.span, message).help(help));
}
