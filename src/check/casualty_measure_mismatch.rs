//! The evidence has a claim's number, of other people: the injured for the killed.

use super::found::Found;
use super::numbers::{Told, each};
use crate::diagnostic::Rule;
use crate::memo::Reader;
use crate::reading::Fit;
use crate::site::Site;
use crate::uttered::Uttered;

pub const RULE: Rule = Rule::error("casualty-measure-mismatch", include_str!("casualty_measure_mismatch.md"));

pub fn check(uttered: &Uttered, _: &Reader<Site>, found: &mut Found) {
    each(uttered, found, |said, number| {
        match number.fit {
        Fit::Measure(measure) => Some(Told {
            rule: &RULE,
            message: format!("`{said}` counts as `{}` in the evidence", measure.as_str()),
            help: "the killed, the injured, the missing and casualties as a whole are different counts; say which one the source has".to_owned(),
        }),
        _ => None,
    }
    });
}
