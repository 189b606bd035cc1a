//! A part of the people is larger than the whole that the same source reports.

use crate::diagnostic::{Diagnostic, Rule};

use super::Whole;
use super::figures::{Recorded, recorded};

pub const RULE: Rule = Rule::error("breakdown-exceeds-total", include_str!("breakdown_exceeds_total.md"));

pub fn check(whole: &Whole, found: &mut Vec<Diagnostic>) {
    for one in recorded(whole.site) {
        if is_faulty(&one) {
            let message = format!(
                "`{}` of `{}` is more than the total that the same source gives",
                one.words(),
                one.measure().as_str()
            );
            found.push(
                Diagnostic::new(&RULE, &one.source.text.file, one.figure.text.value.span, message)
                    .help("look up which of the two numbers the source has, and of whom"),
            );
        }
    }
}

fn is_faulty(one: &Recorded) -> bool {
    let text = &one.figure.text;
    let same = |other: &&crate::site::Reported| {
        other.event == one.figure.event
            && other.text.measure.value == text.measure.value
            && other.text.population.is_none()
    };
    let total = one.source.excerpts.iter().flat_map(|excerpt| &excerpt.figures).find(same);
    let high = total.and_then(|total| total.text.value.value.high);
    text.population.is_some() && text.value.value.low.zip(high).is_some_and(|(part, whole)| part > whole)
}
