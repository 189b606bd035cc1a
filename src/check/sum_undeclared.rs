//! A claim says a sum that no source says, and does not declare it.

use super::found::Found;
use super::numbers::{Told, each_with, summands};
use crate::diagnostic::Rule;
use crate::memo::Reader;
use crate::site::Site;
use crate::uttered::Uttered;

pub const RULE: Rule = Rule::error("sum-undeclared", include_str!("sum_undeclared.md"));

pub fn check(uttered: &Uttered, _: &Reader<Site>, found: &mut Found) {
    each_with(uttered, found, |made, said, number| {
        let (one, other) = summands(made, number)?;
        Some(Told {
            rule: &RULE,
            message: format!("`{said}` is the sum of `{one}` and `{other}`, and no source says it"),
            help: format!(
                "declare it in the front matter: `claims: {{ {}: {{ computed: \"{one} + {other}\" }} }}`",
                made.claim.label
            ),
        })
    });
}
