//! The figure that the site stands behind was replaced, stands in no range, or comes from a source that was retracted.

use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Rule};
use crate::memo::{Printed, Reader};
use crate::site::{Adopted, Event, Figure, Site};
use crate::vocabulary::{Measure, SourceStatus, Verdict};

use super::Whole;

pub const RULE: Rule = Rule::warning("figure-adopted-not-current", include_str!("figure_adopted_not_current.md"));

pub fn check(whole: &Whole, found: &mut Vec<Diagnostic>) {
    let site = whole.site.reader();
    for event in whole.site.tables().events.values() {
        for (measure, adopted) in event.adopted.iter().filter(|(_, adopted)| !is_answered(adopted, &site)) {
            found.extend(finding(event, *measure, adopted, whole, &site));
        }
    }
}

/// The note that says why the figure was chosen may say why it is still.
fn is_answered(adopted: &Adopted, site: &Reader<Site>) -> bool {
    let note = site.note(&adopted.because);
    note.is_some_and(|note| note.text.allow.iter().any(|allow| allow.rule.value == RULE.code))
}

fn finding(
    event: &Printed<Event>,
    measure: Measure,
    adopted: &Adopted,
    whole: &Whole,
    site: &Reader<Site>,
) -> Option<Diagnostic> {
    let is_meant = |figure: &&Arc<Figure>| figure.adopted && figure.measure == measure && figure.event == event.id;
    let figure = site.figures_of(&adopted.source).iter().find(is_meant)?;
    let source = site.source(&adopted.source)?;
    let why = match figure.verdict {
        Verdict::Superseded => "was replaced by a later count",
        Verdict::Listed => "enters no range: it is not clear what it counts",
        _ if source.text.status == SourceStatus::Retracted => "comes from a source that was retracted",
        Verdict::Only | Verdict::Compatible | Verdict::LaterCount | Verdict::Disjoint => return None,
    };
    let written = event.text.adopted.iter().find(|written| written.measure.value == measure)?;
    let message = format!("`{}` is used on this site, and it {why}", figure.quantity.text);
    let help = format!(
        "adopt a figure that stands, or say in `content/notes/{}.md` why this one is still used: `allow: {{ {}: \"…\" }}`",
        adopted.because, RULE.code
    );
    let diagnostic = Diagnostic::new(&RULE, &whole.manuscript.events.file, written.excerpt.span, message);
    Some(diagnostic.caption("adopted here").label(&source.text.file, figure.span, "the figure").help(help))
}
