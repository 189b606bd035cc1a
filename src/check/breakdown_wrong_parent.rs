//! The evidence has a claim's number, of another part of the people.

use super::found::Found;
use super::numbers::{Told, each};
use crate::diagnostic::Rule;
use crate::memo::Reader;
use crate::reading::Fit;
use crate::site::Site;
use crate::uttered::Uttered;

pub const RULE: Rule = Rule::error("breakdown-wrong-parent", include_str!("breakdown_wrong_parent.md"));

pub fn check(uttered: &Uttered, _: &Reader<Site>, found: &mut Found) {
    each(uttered, found, |said, number| match number.fit {
        Fit::Population => Some(Told {
            rule: &RULE,
            message: format!("`{said}` is a number of other people in the evidence"),
            help: "a number of children, women or civilians is one of that toll alone; say of whom the source gives it"
                .to_owned(),
        }),
        _ => None,
    });
}
