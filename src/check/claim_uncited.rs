//! A sentence states a number, quotes words or names a day, and no claim says so.

use super::assess::{Assertion, assertions};
use super::found::{Found, Need, Pending};
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::memo::Reader;
use crate::passage::Register;
use crate::site::Site;
use crate::uttered::{Rest, Uttered};

pub const RULE: Rule = Rule::error("claim-uncited", include_str!("claim_uncited.md"));

pub fn check(uttered: &Uttered, _: &Reader<Site>, found: &mut Found) {
    for rest in uttered.rests.iter().filter(|rest| rest.passage.register == Register::Prose) {
        let assertions = assertions(rest.text(), &uttered.page.language);
        if assertions.is_empty() {
            continue;
        }
        let whole = rest.span_of(&(0..rest.text().len()));
        if uttered.linked(whole).is_some() || uttered.is_unresolved(whole) {
            continue;
        }
        found.pending.extend(assertions.into_iter().map(|assertion| pending(uttered, rest, assertion)));
    }
}

fn pending(uttered: &Uttered, rest: &Rest, assertion: Assertion) -> Pending {
    let Assertion { what, range, is_grave, need } = assertion;
    let message = format!("this sentence {what}, and no claim of the site says so");
    let help = match need {
        Need::Evidence => "add a footnote with its evidence, or say it with less",
        _ => {
            "add a footnote after the sentence, with a line `@source#excerpt` under `[^label]:`, or link to the claim that says it: `[…](#c-label)`"
        }
    };
    let mut diagnostic = Diagnostic::new(&RULE, &uttered.page.text.file, rest.span_of(&range), message).help(help);
    if !is_grave {
        diagnostic.severity = Severity::Warning;
    }
    let whole = 0..rest.text().len();
    Pending { diagnostic, sentence: rest.span_of(&whole), need, by_excerpts: false, by_claims_alone: true }
}
