//! The figures that the site stands behind, now that sources and notes are known.

use crate::diagnostic::Noted;
use crate::files::FileId;
use crate::memo::{Printed, Reader};
use crate::rules;
use crate::site::*;

use super::named::{excerpt_named, note_named};
use super::names::Names;

/// An event of the register `file`, with what is adopted for it.
pub fn adopted(event: &Printed<Event>, file: &FileId, names: &Reader<Names>) -> Noted<Printed<Event>> {
    let mut notices = Vec::new();
    let mut found = (**event).clone();
    for adopted in &event.text.adopted {
        let Some(because) = note_named(file, &adopted.because, names, &mut notices) else { continue };
        let named = excerpt_named(file, &adopted.excerpt, names, &mut notices);
        let Some((source, excerpt)) = named else { continue };
        let measure = adopted.measure.value;
        let is_meant = |figure: &Reported| {
            let text = &figure.text;
            figure.event.as_ref() == Some(&event.id) && text.measure.value == measure && text.population.is_none()
        };
        if !excerpt.figures.iter().any(is_meant) {
            let message = format!("the excerpt has no figure of `{}` for this event", measure.as_str());
            let help = "adopt an excerpt that lists the figure under `figures:`";
            notices.push(rules::figure_not_adopted(file, adopted.excerpt.span, message, help));
            continue;
        }
        found.adopted.insert(measure, Adopted { source: source.id.clone(), excerpt: excerpt.id.clone(), because });
    }
    Noted { value: Printed::new(found), notices }
}
