//! A claim is more exact, or bolder, than its evidence.

use super::found::Found;
use super::numbers::{Told, bound, each};
use crate::diagnostic::Rule;
use crate::memo::Reader;
use crate::reading::Fit;
use crate::site::Site;
use crate::uttered::Uttered;

pub const RULE: Rule = Rule::error("qualifier-dropped", include_str!("qualifier_dropped.md"));

pub fn check(uttered: &Uttered, _: &Reader<Site>, found: &mut Found) {
    each(uttered, found, |said, number| match number.fit {
        Fit::QualifierDropped(qualifier) => Some(Told {
            rule: &RULE,
            message: format!("`{said}` is said otherwise in the evidence: {}", bound(qualifier)),
            help: "repeat the words that bound the number".to_owned(),
        }),
        _ => None,
    });
}
