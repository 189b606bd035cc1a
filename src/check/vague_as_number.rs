//! A claim makes a number of a word that counts roughly.

use super::found::Found;
use super::numbers::{Told, each};
use crate::diagnostic::Rule;
use crate::memo::Reader;
use crate::reading::Fit;
use crate::site::Site;
use crate::uttered::Uttered;

pub const RULE: Rule = Rule::error("vague-as-number", include_str!("vague_as_number.md"));

pub fn check(uttered: &Uttered, _: &Reader<Site>, found: &mut Found) {
    each(uttered, found, |said, number| match number.fit {
        Fit::Vague => Some(Told {
            rule: &RULE,
            message: format!("the evidence counts roughly where the claim says `{said}`"),
            help: "repeat the source’s own word: dozens, several, hundreds".to_owned(),
        }),
        _ => None,
    });
}
