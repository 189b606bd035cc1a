//! A capture is not the file that its source declares.

use crate::diagnostic::{Diagnostic, Rule};
use crate::files::Span;

use super::finding::SourceFinding;

pub const RULE: Rule = Rule::fixed("capture-digest-mismatch", include_str!("capture_digest_mismatch.md"));

pub fn check(finding: &SourceFinding, found: &mut Vec<Diagnostic>) {
    let source = &finding.witness.source;
    let Some(declared) = &source.capture.sha256 else { return };
    let is_declared = |digest: &str| declared.trim_start_matches("sha256:").eq_ignore_ascii_case(digest);
    let Some(capture) = &finding.witness.capture else {
        // What was locked without a capture was read from the text that the site prints.
        let locked = finding.locked.filter(|locked| locked.capture != finding.verified.locked.capture);
        if let Some(locked) = locked.filter(|locked| !is_declared(&locked.capture)) {
            found.push(locked_otherwise(finding, declared.span, &locked.capture));
        }
        return;
    };
    let digest = capture.hash().hex();
    if is_declared(&digest) {
        return;
    }
    let message = format!("the capture of `{}` is not the file that was declared", source.id);
    let diagnostic = Diagnostic::new(&RULE, &source.file, declared.span, message)
        .caption("the declared digest")
        .label(&capture.path, Span::new(0, 1), format!("this file's digest is {digest}"))
        .help("restore the capture, or delete `sha256` if the new copy is the right one; the lock keeps the digest");
    found.push(diagnostic);
}

/// The capture is not here, and the lock was written with another file than the declared one.
fn locked_otherwise(finding: &SourceFinding, declared: Span, digest: &str) -> Diagnostic {
    let source = &finding.witness.source;
    let message = format!("the lock was written with another capture of `{}` than the declared one", source.id);
    Diagnostic::new(&RULE, &source.file, declared, message)
        .caption(format!("the lock says {digest}"))
        .help("declare the digest of the capture that was verified, or delete `sha256`: the lock keeps the digest; with a new capture run `onrecord lock`")
}
