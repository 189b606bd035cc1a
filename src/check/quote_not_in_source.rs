//! A quotation is not word for word in its source.

use crate::diagnostic::{Diagnostic, Rule};

use super::quotations::Place;

pub const RULE: Rule = Rule::fixed("quote-not-in-source", include_str!("quote_not_in_source.md"));

pub fn finding(place: &Place, said: &str) -> Diagnostic {
    let message = format!("these words are not in {}", place.source);
    let diagnostic = Diagnostic::new(&RULE, place.file, place.span, message);
    place.against(diagnostic.caption("the words as quoted"), &format!("{said}; quote the source's own words"))
}

/// The source has the words, but elsewhere than the line says.
pub fn outside(place: &Place, excerpt: &str) -> Diagnostic {
    let message = format!("these words are not in the excerpt `{excerpt}` of `{}`", place.source_id);
    let help = format!("cite `@{}` without `#{excerpt}`, or quote words of the excerpt", place.source_id);
    let diagnostic = Diagnostic::new(&RULE, place.file, place.span, message);
    place.against(diagnostic.caption("the words as quoted"), &help)
}

/// An omission or a bracket goes too far.
pub fn edited(place: &Place, said: &str) -> Diagnostic {
    let message = format!("this quotation leaves out or puts in too much of {}", place.source);
    let diagnostic = Diagnostic::new(&RULE, place.file, place.span, message);
    place.against(diagnostic.caption("the words as quoted"), &format!("{said}; quote the parts one by one"))
}
