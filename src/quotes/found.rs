//! What of the judgement is a finding, for the reports that a project's findings have, too: by the rule that says the same there.

use super::draft::Draft;
use super::judge::{Judged, Verdict};
use super::numbers::Compared;
use super::report::{beside, whole};
use crate::check;
use crate::diagnostic::Diagnostic;
use crate::files::Files;

/// The findings in the order of the drafts, and the drafts as files to point into.
pub fn findings(drafts: &[Draft], judged: &[Judged], numbers: &[Compared]) -> (Vec<Diagnostic>, Files) {
    let table = check::table();
    let mut files = Files::default();
    for draft in drafts {
        files.insert(draft.file.clone());
    }
    let rule = |code: &str| table.iter().find(|rule| rule.code == code).copied();
    let mut all = Vec::new();
    for one in judged {
        let code = match &one.verdict {
            Verdict::Altered { rule, .. } => rule,
            Verdict::NotFound { .. } => "quote-not-in-source",
            Verdict::Cut(..) => "quote-context-cut",
            _ => continue,
        };
        let (Some(rule), Some(draft)) = (rule(code), drafts.get(one.draft)) else { continue };
        let message = format!("“{}”: {}", whole(&one.quoted.words), beside(one));
        all.push(Diagnostic::new(rule, &draft.file.path, one.quoted.place.span, message));
    }
    for one in numbers {
        let Some(differs) = &one.differs else { continue };
        let (Some(rule), Some(draft)) = (rule("number-not-in-evidence"), drafts.get(one.draft)) else { continue };
        let message = format!(
            "the draft says `{}`, {} says `{}` ({})",
            one.number,
            one.hit.name,
            differs.join("`, `"),
            one.hit.locator
        );
        all.push(Diagnostic::new(rule, &draft.file.path, one.place.span, message));
    }
    (all, files)
}
