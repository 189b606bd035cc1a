//! A published claim changed or is gone, and no note says so.

use crate::diagnostic::{Diagnostic, Rule, quoted_list};
use crate::files::{FileId, Span};

pub const RULE: Rule = Rule::fixed("correction-missing", include_str!("correction_missing.md"));

/// `differences`: what changed ("numbers"), what it was and what it is.
pub fn correction_missing(
    file: &FileId,
    span: Span,
    page: &str,
    label: &str,
    differences: &[(&str, &str, &str)],
) -> Diagnostic {
    let mut what: Vec<&str> = differences.iter().map(|(what, _, _)| *what).collect();
    what.dedup();
    let mut shown: Vec<String> = Vec::new();
    for (_, was, now) in differences {
        let line = match now.is_empty() {
            true => format!("was: {was} · now: gone"),
            false => format!("was: {was} · now: {now}"),
        };
        if !shown.contains(&line) {
            shown.push(line);
        }
    }
    Diagnostic::new(&RULE, file, span, format!("the published claim `{page}#{label}` changed its {}, and no new note says so", quoted_list(&what)))
        .caption(shown.join(" · "))
        .help(format!(
            "add a note with `kind: correction` (or clarification, update, retraction), `about: \"claim:{page}#{label}\"`, `was` and `now`"
        ))
}

pub fn claim_vanished(file: &FileId, span: Span, page: &str, label: &str, words: &str) -> Diagnostic {
    Diagnostic::new(&RULE, file, span, format!("the published claim `{page}#{label}` is gone, and no new note says so"))
        .caption(format!("was: {words} · now: gone"))
        .help(format!(
            "if it has another label, write `was: [{label}]` there; if its page moved, give that `aliases`; if it is withdrawn, \
             add a note with `kind: retraction`, `about: \"page:{page}\"` and its words as `was`"
        ))
}
