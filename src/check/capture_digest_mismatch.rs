//! A capture is not the file that its source declares.

use crate::diagnostic::{Diagnostic, Rule};
use crate::files::Span;

use super::finding::SourceFinding;

pub const RULE: Rule = Rule::fixed("capture-digest-mismatch", include_str!("capture_digest_mismatch.md"));

pub fn check(finding: &SourceFinding, found: &mut Vec<Diagnostic>) {
    let source = &finding.witness.source;
    let (Some(declared), Some(capture)) = (&source.capture.sha256, &finding.witness.capture) else { return };
    let digest = capture.hash().hex();
    if declared.trim_start_matches("sha256:").eq_ignore_ascii_case(&digest) {
        return;
    }
    let message = format!("the capture of `{}` is not the file that was declared", source.id);
    let diagnostic = Diagnostic::new(&RULE, &source.file, declared.span, message)
        .caption("the declared digest")
        .label(&capture.path, Span::new(0, 1), format!("this file's digest is {digest}"))
        .help("restore the capture, or delete `sha256` if the new copy is the right one; the lock keeps the digest");
    found.push(diagnostic);
}
