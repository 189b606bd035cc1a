//! What rules about the numbers of claims share: each number with how its evidence stands to it.

use super::found::Found;
use crate::diagnostic::{Diagnostic, Rule};
use crate::quantity::{Number, Qualifier};
use crate::reading::{Computation, Fit};
use crate::uttered::{Made, Numbered, Uttered};

/// What a rule says of a number.
pub struct Told<'r> {
    pub rule: &'r Rule,
    pub message: String,
    pub help: String,
}

/// Asks a rule about each number of each claim; what was declared as computed is no quotation of the evidence.
pub fn each<'r>(uttered: &Uttered, found: &mut Found, mut rule: impl FnMut(&str, &Numbered) -> Option<Told<'r>>) {
    each_with(uttered, found, |_, said, number| rule(said, number));
}

/// The same, with the claim.
pub fn each_with<'r>(
    uttered: &Uttered,
    found: &mut Found,
    mut rule: impl FnMut(&Made, &str, &Numbered) -> Option<Told<'r>>,
) {
    for made in uttered.made.iter().filter(|made| made.is_read()) {
        let computed = computed(uttered, made);
        for number in &made.numbers {
            let is_computed = computed.as_ref().is_some_and(|computed| computed.gives(number.reading.value));
            let Some(told) = rule(made, made.words(&number.reading.span), number).filter(|_| !is_computed) else {
                continue;
            };
            let message = format!("the claim `{}`: {}", made.claim.label, told.message);
            let place = made.span_of(&number.reading.span);
            let mut diagnostic = Diagnostic::new(told.rule, &uttered.page.text.file, place, message).help(told.help);
            if let Some(words) = number.nearest.and_then(|at| quoted(made, at)) {
                diagnostic = diagnostic.caption(words);
            }
            found.push(diagnostic);
        }
    }
}

fn computed(uttered: &Uttered, made: &Made) -> Option<Computation> {
    let about = uttered.page.text.claims.iter().find(|about| about.label.value == made.claim.label)?;
    Computation::parse(about.computed.as_ref()?)
}

/// The words of a line of evidence, as far as they fit beside the claim.
fn quoted(made: &Made, at: usize) -> Option<String> {
    let backing = made.evidence.get(at)?;
    let words = backing.line.quotation.as_deref()?;
    let short: String = words.chars().take(60).collect();
    let more = if short.len() < words.len() { "…" } else { "" };
    Some(format!("{}: “{short}{more}”", backing.line.source))
}

/// How a source bounds its number.
pub fn bound(qualifier: Qualifier) -> &'static str {
    match qualifier {
        Qualifier::Exact => "plainly",
        Qualifier::Range => "as one end of a range",
        Qualifier::Vague => "roughly",
        other => other.in_words(),
    }
}

/// Two numbers of the evidence of which a number that no source says is the sum.
pub fn summands(made: &Made, number: &Numbered) -> Option<(Number, Number)> {
    if number.fit != Fit::Other {
        return None;
    }
    let lines = made.supports().flat_map(|backing| backing.said.readings.iter().chain(&backing.figures));
    let mut known: Vec<Number> =
        lines.filter(|reading| reading.is_quantity() && !reading.is_vague).map(|reading| reading.value).collect();
    known.sort_unstable();
    known.dedup();
    known.iter().enumerate().find_map(|(at, one)| {
        let other = number.reading.value.minus(*one)?;
        let other = known.get(at + 1..)?.iter().find(|known| **known == other)?;
        Some((*one, *other))
    })
}
