//! The lock does not say what the captures say.

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::files::Span;

use super::Whole;

pub const RULE: Rule = Rule::warning("lock-stale", include_str!("lock_stale.md"));

pub fn check(whole: &Whole, found: &mut Vec<Diagnostic>) {
    let manuscript = whole.manuscript;
    // What cannot be read may quote what seems to be too much.
    if !manuscript.unreadable.is_empty() {
        return;
    }
    let known: BTreeSet<&str> = manuscript.sources.iter().map(|source| source.id.as_str()).collect();
    let forgotten = manuscript.locked.sources.keys().filter(|id| !known.contains(id.as_str())).count();
    let has = |count: usize, one: &str, several: &str| match count {
        0 => None,
        1 => Some(one.to_owned()),
        count => Some(several.replace("{n}", &count.to_string())),
    };
    let parts = [
        has(whole.drift.missing, "it lacks a verified quotation", "it lacks {n} verified quotations"),
        has(
            whole.drift.differing,
            "one entry is not what the capture says",
            "{n} entries are not what the captures say",
        ),
        has(
            whole.drift.unquoted + forgotten,
            "it has one quotation that is quoted no more",
            "it has {n} quotations that are quoted no more",
        ),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    if parts.is_empty() {
        return;
    }
    let what = parts.join(", ");
    let file = manuscript.lock.as_ref().map_or(&manuscript.settings.file, |lock| &lock.path);
    let message = format!("evidence.lock is out of date: {what}");
    let mut stale = Diagnostic::new(&RULE, file, Span::new(0, 1), message)
        .help("run `onrecord lock` and commit `content/evidence.lock`");
    if whole.options.strict_lock {
        (stale.severity, stale.fixed) = (Severity::Error, true);
    }
    found.push(stale);
}
