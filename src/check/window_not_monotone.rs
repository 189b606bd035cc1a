//! A longer time has a smaller toll than a part of it, by the same claimant.

use crate::diagnostic::{Diagnostic, Rule};

use super::Whole;
use super::figures::{nested, of_windows, recorded};

pub const RULE: Rule = Rule::error("window-not-monotone", include_str!("window_not_monotone.md"));

pub fn check(whole: &Whole, found: &mut Vec<Diagnostic>) {
    for (inner, outer) in nested(&recorded(whole.site)) {
        let (part, total) = (&inner.figure.text.value.value, &outer.figure.text.value.value);
        if inner.figure.origin.is_some()
            && inner.figure.origin == outer.figure.origin
            && part.low.zip(total.high).is_some_and(|(part, total)| part > total)
        {
            let message = format!(
                "`{}` for the whole time is less than `{}` for a part of it, and one claimant says both",
                outer.words(),
                inner.words()
            );
            let diagnostic = of_windows(&RULE, inner, outer, message)
                .help("one of the two counts belongs to another event, or is older: give both their `as_of`");
            found.push(diagnostic);
        }
    }
}
