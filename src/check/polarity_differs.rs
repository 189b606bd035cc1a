//! A claim denies what none of its evidence denies, or states what all of it denies.

use super::found::Found;
use crate::diagnostic::{Diagnostic, Rule};
use crate::memo::Reader;
use crate::site::Site;
use crate::uttered::{Backing, Uttered};

pub const RULE: Rule = Rule::warning("polarity-differs", include_str!("polarity_differs.md"));

/// Words of a quotation up to which a negation is of what it says as a whole.
const SHORT: usize = 25;

pub fn check(uttered: &Uttered, _: &Reader<Site>, found: &mut Found) {
    for made in uttered.made.iter().filter(|made| made.is_read() && made.supports().next().is_some()) {
        let denies = |backing: &Backing| backing.said.negation.is_some() || backing.said.has_denial;
        let has_words = |backing: &&Backing| backing.line.quotation.is_some();
        let quoted: Vec<&Backing> = made.supports().filter(has_words).collect();
        if quoted.is_empty() {
            continue;
        }
        let file = &uttered.page.text.file;
        let own = made.said.negation.clone().filter(|range| !made.said.has_denial && !is_of_telling(&made.marker.text.words, range));
        if let Some(range) = own.filter(|_| !quoted.iter().any(|backing| denies(backing))) {
            let message = format!("the claim `{}` says `{}`, and none of its evidence does", made.claim.label, made.words(&range));
            let diagnostic = Diagnostic::new(&RULE, file, made.span_of(&range), message)
                .help("quote the words that deny it, or say what the source says");
            found.push(diagnostic);
            continue;
        }
        let is_short = |backing: &&Backing| {
            backing.line.quotation.as_deref().is_some_and(|words| words.split_whitespace().count() <= SHORT)
        };
        let states = made.said.negation.is_none() && !made.said.has_denial;
        if states && quoted.iter().all(|backing| backing.said.negation.is_some() && is_short(backing)) {
            let message = format!("the claim `{}` states what its evidence denies", made.claim.label);
            let words = made.marker.text.words.len();
            let diagnostic = Diagnostic::new(&RULE, file, made.span_of(&(0..words)), message)
                .help("look for the `not`, `no` or `never` of the source, and repeat it");
            found.push(diagnostic);
        }
    }
}

/// Whether a negation is of what a report tells: "the report does not say", "without naming anybody".
fn is_of_telling(words: &str, negation: &std::ops::Range<usize>) -> bool {
    const TELLING: [&str; 22] = [
        "say", "says", "said", "name", "names", "naming", "named", "report", "reports", "reported", "state", "states",
        "give", "gives", "identify", "specify", "know", "known", "explain", "mention", "verify", "verified",
    ];
    let after = words.get(negation.end..).unwrap_or_default();
    let next = after.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    next.take(4).any(|word| TELLING.contains(&word.to_lowercase().as_str()))
}
