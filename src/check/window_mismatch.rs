//! The same number is reported for a time and for a longer one that holds it.

use crate::diagnostic::{Diagnostic, Rule};

use super::Whole;
use super::figures::{Recorded, nested, of_windows, recorded};

pub const RULE: Rule = Rule::warning("window-mismatch", include_str!("window_mismatch.md"));

pub fn check(whole: &Whole, found: &mut Vec<Diagnostic>) {
    for (inner, outer) in nested(&recorded(whole.site)) {
        let (part, total) = (&inner.figure.text.value.value, &outer.figure.text.value.value);
        if part.numbers == total.numbers
            && !part.numbers.is_empty()
            && inner.source.id != outer.source.id
            && !is_noted(outer, whole)
        {
            let message = format!(
                "`{}` is reported for the whole time, and `{}` already for a part of it",
                outer.words(),
                inner.words()
            );
            let diagnostic = of_windows(&RULE, inner, outer, message)
                .help("one of the reports has the number of the other’s time; say which in a note about the figure");
            found.push(diagnostic);
        }
    }
}

/// Whether a public note is about the figure.
fn is_noted(outer: &Recorded, whole: &Whole) -> bool {
    let Some(event) = &outer.figure.event else { return false };
    let about = crate::site::About::Figure { event: event.clone(), measure: outer.measure() };
    !whole.site.reader().notes_about(&about).is_empty()
}
