//! Figures of one event cannot all be right, and no note says what the site makes of it.

use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Rule};
use crate::manuscript::NoteText;
use crate::memo::Reader;
use crate::site::{About, Figure, FigureGroup, Site};
use crate::vocabulary::{NoteKind, Verdict, Visibility};

use super::Whole;

pub const RULE: Rule = Rule::warning("figures-disjoint", include_str!("figures_disjoint.md"));

pub fn check(whole: &Whole, found: &mut Vec<Diagnostic>) {
    let site = whole.site.reader();
    for group in site.counted().into_iter().flat_map(|event| site.figures_on(event)) {
        if matches!(group.verdict, Verdict::Disjoint | Verdict::LaterCount) && !is_answered(group, &site) {
            found.extend(finding(group, whole, &site));
        }
    }
}

fn is_answered(group: &FigureGroup, site: &Reader<Site>) -> bool {
    let about = About::Figure { event: group.event.clone(), measure: group.measure };
    let mut notes = site.notes_about(&about).iter().filter_map(|id| site.note(id));
    notes.any(|note| matches!(note.text.kind, NoteKind::Discrepancy | NoteKind::Decision))
}

fn finding(group: &FigureGroup, whole: &Whole, site: &Reader<Site>) -> Option<Diagnostic> {
    let apart = |figure: &&Arc<Figure>| matches!(figure.verdict, Verdict::Disjoint | Verdict::LaterCount);
    let last = group.figures.iter().rev().find(apart)?;
    let first = group.figures.iter().find(apart)?;
    let file = |figure: &Figure| site.source(&figure.source).map(|source| source.text.file.clone());
    let message = format!(
        "`{}` and `{}` are both reported as `{}` for `{}`",
        first.quantity.text,
        last.quantity.text,
        group.measure.as_str(),
        group.event
    );
    let about = format!("figure:{}/{}", group.event, group.measure.as_str());
    let is_kept =
        |note: &&NoteText| note.visibility == Visibility::Internal && note.about.iter().any(|one| **one == about);
    let kept = whole.manuscript.notes.iter().map(|note| &**note).find(is_kept);
    let help = kept.map(|note| {
        format!(
            "the note `{0}` is about them, and readers do not see it: `onrecord set note:{0} visibility=public`",
            note.id
        )
    });
    let help = help.unwrap_or_else(|| format!(
        "write a note of kind `discrepancy` or `decision` with `about: [\"figure:{}/{}\"]`; readers are shown the range and the note",
        group.event,
        group.measure.as_str()
    ));
    // Which one is later is said where both say when.
    let (one, other) = match (&first.as_of, &last.as_of) {
        (Some(first), Some(last)) if first.latest() < last.latest() => ("the later one", "the earlier one"),
        _ => ("one of them", "the other"),
    };
    let diagnostic = Diagnostic::new(&RULE, &file(last)?, last.span, message).caption(one);
    Some(diagnostic.label(&file(first)?, first.span, other).help(help))
}
