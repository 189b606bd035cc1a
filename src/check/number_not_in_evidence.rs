//! A number in a claim's words occurs in none of the words that it rests on.

use std::collections::BTreeSet;

use super::found::Found;
use super::numbers::summands;
use crate::diagnostic::{Diagnostic, Rule};
use crate::memo::Reader;
use crate::quantity::Number;
use crate::reading::{Computation, Fit, Reading};
use crate::site::Site;
use crate::uttered::{Made, Numbered, Uttered};

pub const RULE: Rule = Rule::error("number-not-in-evidence", include_str!("number_not_in_evidence.md"));

pub fn check(uttered: &Uttered, _: &Reader<Site>, found: &mut Found) {
    for made in uttered.made.iter().filter(|made| made.is_read()) {
        let computed = computed(uttered, made, found);
        let is_unknown = |number: &&Numbered| number.fit == Fit::Other && summands(made, number).is_none();
        for number in made.numbers.iter().filter(is_unknown) {
            if !computed.as_ref().is_some_and(|computed| computed.gives(number.reading.value)) {
                found.push(diagnostic(uttered, made, number));
            }
        }
    }
}

fn diagnostic(uttered: &Uttered, made: &Made, number: &Numbered) -> Diagnostic {
    let said = made.words(&number.reading.span);
    let label = &made.claim.label;
    let message = match number.is_in_context {
        true => {
            format!("the claim `{label}` says `{said}`, and of its evidence only a line that does not support it does")
        }
        false => format!("the claim `{label}` says `{said}`, and none of its evidence does"),
    };
    let known: Vec<String> = known(made).iter().take(8).map(|number| format!("`{number}`")).collect();
    let help = match known.is_empty() {
        true => "quote words that hold the number, or take it out of the sentence".to_owned(),
        false => {
            format!("its evidence has {}; a number that you computed is declared with `computed:`", known.join(", "))
        }
    };
    Diagnostic::new(&RULE, &uttered.page.text.file, made.span_of(&number.reading.span), message).help(help)
}

/// The numbers of the lines that support the claim.
fn known(made: &Made) -> BTreeSet<Number> {
    let lines = made.supports().flat_map(|backing| backing.said.readings.iter().chain(&backing.figures));
    lines.filter(|reading| reading.is_quantity()).map(|reading| reading.value).collect()
}

/// A number of the evidence that counts what an end of a range counts, and lies outside of it.
fn left_out(made: &Made, range: &Computation) -> Option<Number> {
    let lines = || made.supports().flat_map(|backing| backing.said.readings.iter().chain(&backing.figures));
    let counted = |reading: &Reading| (reading.measure, reading.population);
    let ends: Vec<_> = lines()
        .filter(|reading| reading.is_quantity() && reading.measure.is_some() && range.numbers.contains(&reading.value))
        .map(counted)
        .collect();
    let mut outside = lines().filter(|reading| reading.is_quantity() && range.leaves_out(reading.value));
    outside.find(|reading| ends.contains(&counted(reading))).map(|reading| reading.value)
}

/// What the author worked out, from numbers of the evidence.
fn computed(uttered: &Uttered, made: &Made, found: &mut Found) -> Option<Computation> {
    let about = uttered.page.text.claims.iter().find(|about| about.label.value == made.claim.label)?;
    let text = about.computed.as_ref()?;
    let file = &uttered.page.text.file;
    let mut report = |message: String, help: &str| {
        found.push(Diagnostic::new(&RULE, file, text.span, message).help(help));
    };
    let Some(computation) = Computation::parse(text) else {
        report(
            format!("`{}` is not how a number is worked out", text.value),
            "write the numbers of the evidence and what was done with them, such as `9 + 2`; a range as `57 to 97`",
        );
        return None;
    };
    let (known, label) = (known(made), &made.claim.label);
    for number in computation.numbers.iter().filter(|number| !known.contains(number)) {
        let message = format!("the claim `{label}` is worked out from `{number}`, and none of its evidence says that");
        report(message, "cite the words that hold the number");
    }
    if let Some(number) = left_out(made, &computation) {
        let message = format!("the claim `{}` has the range `{}`, and its evidence has `{number}`", label, text.value);
        report(message, "a range runs from the least to the most that its evidence counts of one thing");
    }
    Some(computation)
}
