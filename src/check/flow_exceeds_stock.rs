//! More munitions were intercepted than the same source says were launched.

use crate::diagnostic::{Diagnostic, Rule};

use super::Whole;
use super::figures::{Recorded, recorded};

pub const RULE: Rule = Rule::error("flow-exceeds-stock", include_str!("flow_exceeds_stock.md"));

pub fn check(whole: &Whole, found: &mut Vec<Diagnostic>) {
    for one in recorded(whole.site) {
        if is_faulty(&one) {
            let message = format!("`{}` were intercepted, and fewer launched", one.words());
            found.push(
                Diagnostic::new(&RULE, &one.source.text.file, one.figure.text.value.span, message)
                    .help("look up which count is of which: launched and shot down are easily exchanged"),
            );
        }
    }
}

fn is_faulty(one: &Recorded) -> bool {
    use crate::vocabulary::Measure;
    let same = |other: &&crate::site::Reported| {
        other.event == one.figure.event && other.text.measure.value == Measure::MunitionsLaunched
    };
    let launched = one.source.excerpts.iter().flat_map(|excerpt| &excerpt.figures).filter(same);
    let high = launched.filter_map(|other| other.text.value.value.high).max();
    one.measure() == Measure::MunitionsIntercepted
        && one.figure.text.value.value.low.zip(high).is_some_and(|(down, launched)| down > launched)
}
