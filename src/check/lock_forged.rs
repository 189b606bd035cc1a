//! An entry of the lock is not as `onrecord lock` wrote it.

use crate::diagnostic::{Diagnostic, Rule};
use crate::files::{File, Span};
use crate::lock::{Forgery, LockedSource, forgeries};

use super::Whole;

pub const RULE: Rule = Rule::fixed("lock-forged", include_str!("lock_forged.md"));

pub fn check(whole: &Whole, found: &mut Vec<Diagnostic>) {
    let (lock, manuscript) = (&whole.manuscript.locked, whole.manuscript);
    let Some(file) = &manuscript.lock else { return };
    // What no source of the project uses is kept, and is to be as it was.
    let known = |id: &String| manuscript.sources.iter().any(|source| source.id == *id);
    let others = lock.sources.keys().filter(|id| !known(id));
    let others = others.flat_map(|id| {
        forgeries(lock, id, false, &LockedSource::default(), |_| None).into_iter().map(|one| (id.clone(), one))
    });
    for (id, forgery) in whole.forgeries.iter().cloned().chain(others) {
        found.push(diagnostic(file, &id, &forgery));
    }
}

fn diagnostic(file: &File, id: &str, forgery: &Forgery) -> Diagnostic {
    let (what, why) = (if forgery.key.is_some() { "a quotation" } else { "the capture" }, forgery.flaw.in_words());
    let message = format!("what the lock says of {what} of `{id}` was changed by hand: {why}");
    Diagnostic::new(&RULE, &file.path, place(file, id, forgery.key.as_deref()), message).help(
        "where the captures are, run `onrecord lock`; elsewhere take the lock as it was, from the project's history",
    )
}

/// The line of an entry.
fn place(file: &File, id: &str, key: Option<&str>) -> Span {
    let (text, mark) = file.text().unwrap_or_default();
    let line = |from: usize, name: &str| {
        let mut at = from;
        text.get(from..)?.split_inclusive('\n').find_map(|line| {
            let start = at;
            at += line.len();
            let is_named =
                line.trim().trim_matches(['"', '\'']).trim_end_matches(':').trim_end_matches(['"', '\'']) == name;
            is_named.then(|| (start + line.len() - line.trim_start().len(), start + line.trim_end().len()))
        })
    };
    let source = line(0, id);
    let entry = source.and_then(|(_, end)| line(end, key?)).or(source);
    let (start, end) = entry.unwrap_or((0, 1.min(text.len())));
    Span::new(mark + start, mark + end)
}
