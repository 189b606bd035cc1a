//! A capture is not the file that its source declares.

use crate::diagnostic::{Diagnostic, Rule};
use crate::files::{FileId, Span};
use crate::original::ByHand;
use crate::verified::declares;

use super::finding::SourceFinding;

pub const RULE: Rule = Rule::fixed("capture-digest-mismatch", include_str!("capture_digest_mismatch.md"));

pub fn check(finding: &SourceFinding, found: &mut Vec<Diagnostic>) {
    let source = &finding.witness.source;
    let Some(declared) = source.capture.edited.as_ref().or(source.capture.sha256.as_ref()) else { return };
    let is_declared = |digest: &str| declares(declared, digest);
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
    if let Some(by_hand) = finding.witness.by_hand() {
        found.push(worked_on(finding, declared.span, &by_hand, &capture.path));
        return;
    }
    let message = format!("the capture of `{}` is not the file that was declared", source.id);
    let keys = if source.capture.edited.is_some() { "`sha256` and `edited`" } else { "`sha256`" };
    let diagnostic = Diagnostic::new(&RULE, &source.file, declared.span, message)
        .caption("the declared digest")
        .label(&capture.path, Span::new(0, 1), format!("this file's digest is {digest}"))
        .help(format!(
            "restore the capture, or delete {keys} if the new copy is the right one; the lock keeps the digest"
        ));
    found.push(diagnostic);
}

/// Somebody struck lines of the capture or put some back, and did nothing else to it.
fn worked_on(finding: &SourceFinding, declared: Span, by_hand: &ByHand, path: &FileId) -> Diagnostic {
    let source = &finding.witness.source;
    let lines =
        |count: usize, what: &str| (count > 0).then(|| format!("{} {what}", crate::report::count(count, "line")));
    let done = [lines(by_hand.struck, "struck"), lines(by_hand.put_back, "put back")];
    let done = match done.into_iter().flatten().collect::<Vec<_>>() {
        done if done.is_empty() => "nothing but spaces and empty lines".to_owned(),
        done => done.join(", "),
    };
    let message = format!("the capture of `{}` was worked on by hand: {done}", source.id);
    let is_first = source.capture.edited.is_none();
    let counted = match is_first {
        true => ", and counts the lines anew that the source names",
        false => {
            ", and counts those anew that the import named; look at `excluded_lines` and `damaged_lines` of your own"
        }
    };
    Diagnostic::new(&RULE, &source.file, declared, message)
        .caption("the declared digest")
        .label(path, Span::new(0, 1), "each of its lines stands in the kept original, in its order")
        .help(format!("run `onrecord fix`: it states what is left as `edited`, and `sha256` stays that of the copy as it was made{counted}"))
}

/// The capture is not here, and the lock was written with another file than the declared one.
fn locked_otherwise(finding: &SourceFinding, declared: Span, digest: &str) -> Diagnostic {
    let source = &finding.witness.source;
    let message = format!("the lock was written with another capture of `{}` than the declared one", source.id);
    Diagnostic::new(&RULE, &source.file, declared, message)
        .caption(format!("the lock says {digest}"))
        .help("declare the digest of the capture that was verified, or delete `sha256`: the lock keeps the digest; with a new capture run `onrecord lock`")
}
