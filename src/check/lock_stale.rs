//! The lock does not say what the captures say.

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, Rule};
use crate::files::Span;

use super::Whole;

pub const RULE: Rule = Rule::before_publishing("lock-stale", include_str!("lock_stale.md"));

pub fn check(whole: &Whole, found: &mut Vec<Diagnostic>) {
    let manuscript = whole.manuscript;
    // What cannot be read may quote what seems to be too much.
    if !manuscript.unreadable.is_empty() {
        return;
    }
    let known: BTreeSet<&str> = manuscript.sources.iter().map(|source| source.id.as_str()).collect();
    let forgotten = manuscript.locked.sources.keys().filter(|id| !known.contains(id.as_str())).count();
    let what = match (whole.drift.missing, whole.drift.differing + forgotten) {
        (0, 0) => return,
        (missing, 0) => format!("it lacks {missing} of the verified quotations"),
        (0, differing) => format!("{differing} of its entries differ from the captures"),
        (missing, differing) => {
            format!("it lacks {missing} quotations, and {differing} entries differ from the captures")
        }
    };
    let file = manuscript.lock.as_ref().map_or(&manuscript.settings.file, |lock| &lock.path);
    let message = format!("evidence.lock is out of date: {what}");
    let stale = Diagnostic::new(&RULE, file, Span::new(0, 1), message)
        .help("run `onrecord lock` and commit `content/evidence.lock`");
    found.push(stale);
}
