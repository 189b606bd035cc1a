//! Figures of one event cannot all be right, and no note says what the site makes of it.

use crate::diagnostic::{Diagnostic, Rule};
use crate::site::{About, Figure, FigureGroup, Verdict};
use crate::vocabulary::NoteKind;

use super::Whole;

pub const RULE: Rule = Rule::warning("figures-disjoint", include_str!("figures_disjoint.md"));

pub fn check(whole: &Whole, found: &mut Vec<Diagnostic>) {
    for group in &whole.site.figures {
        if matches!(group.verdict, Verdict::Disjoint | Verdict::LaterCount) && !is_answered(group, whole) {
            found.extend(finding(group, whole));
        }
    }
}

fn is_answered(group: &FigureGroup, whole: &Whole) -> bool {
    let about = About::Figure { event: group.event.clone(), measure: group.measure };
    whole
        .site
        .notes
        .values()
        .any(|note| matches!(note.text.kind, NoteKind::Discrepancy | NoteKind::Decision) && note.about.contains(&about))
}

fn finding(group: &FigureGroup, whole: &Whole) -> Option<Diagnostic> {
    let apart = |figure: &&Figure| matches!(figure.verdict, Verdict::Disjoint | Verdict::LaterCount);
    let last = group.figures.iter().rev().find(apart)?;
    let first = group.figures.iter().find(apart)?;
    let sources = &whole.site.sources;
    let file = |figure: &Figure| sources.get(&figure.source).map(|source| source.text.file.clone());
    let message = format!(
        "`{}` and `{}` are both reported as `{}` for `{}`",
        first.quantity.text,
        last.quantity.text,
        group.measure.as_str(),
        group.event
    );
    let help = format!(
        "write a note of kind `discrepancy` or `decision` with `about: [\"figure:{}/{}\"]`; readers are shown the range and the note",
        group.event,
        group.measure.as_str()
    );
    let diagnostic = Diagnostic::new(&RULE, &file(last)?, last.span, message).caption("the later one");
    Some(diagnostic.label(&file(first)?, first.span, "the earlier one").help(help))
}
