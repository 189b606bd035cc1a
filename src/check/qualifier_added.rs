//! A claim bounds a number that its evidence states plainly.

use super::found::Found;
use super::numbers::{Told, each};
use crate::diagnostic::Rule;
use crate::memo::Reader;
use crate::reading::Fit;
use crate::site::Site;
use crate::uttered::Uttered;

pub const RULE: Rule = Rule::warning("qualifier-added", include_str!("qualifier_added.md"));

pub fn check(uttered: &Uttered, _: &Reader<Site>, found: &mut Found) {
    each(uttered, found, |said, number| match number.fit {
        Fit::QualifierAdded(qualifier) => Some(Told {
            rule: &RULE,
            message: format!("`{said}` is bounded here (`{}`), and not in the evidence", qualifier.in_words()),
            help: "write the number as the source does, or a lower one that the bound is true of".to_owned(),
        }),
        _ => None,
    });
}
