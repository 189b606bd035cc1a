//! The evidence has a claim's number, of another thing.

use super::found::Found;
use super::numbers::{Told, each};
use crate::diagnostic::Rule;
use crate::memo::Reader;
use crate::reading::Fit;
use crate::site::Site;
use crate::uttered::Uttered;

pub const RULE: Rule = Rule::error("number-unit-mismatch", include_str!("number_unit_mismatch.md"));

pub fn check(uttered: &Uttered, _: &Reader<Site>, found: &mut Found) {
    each(uttered, found, |said, number| match number.fit {
        Fit::Thing(noun) => Some(Told {
            rule: &RULE,
            message: format!(
                "`{said}` is a number of something else in the evidence{}",
                noun.map_or(String::new(), |noun| format!(": of {}", noun.as_str()))
            ),
            help: "say what the source counts, or cite words that count what the sentence does".to_owned(),
        }),
        _ => None,
    });
}
