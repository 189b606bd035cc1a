//! A claim states what its evidence only reports, believes or suspects.

use super::found::Found;
use super::numbers::{Told, each};
use crate::diagnostic::Rule;
use crate::memo::Reader;
use crate::reading::Fit;
use crate::site::Site;
use crate::uttered::Uttered;

pub const RULE: Rule = Rule::error("hedge-dropped", include_str!("hedge_dropped.md"));

pub fn check(uttered: &Uttered, _: &Reader<Site>, found: &mut Found) {
    each(uttered, found, |said, number| match number.fit {
        Fit::HedgeDropped(hedge) => Some(Told {
            rule: &RULE,
            message: format!("`{said}` stands under doubt in the evidence: {}", hedge.as_str()),
            help: "say who says so, or repeat the word of doubt".to_owned(),
        }),
        _ => None,
    });
}
