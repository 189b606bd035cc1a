//! What became of the claims and corrections that are published, wherever they are.

use std::collections::BTreeSet;

use super::terminal::Terminal;
use crate::compile::Compiled;
use crate::edge::EdgeError;
use crate::output::Output;
use crate::published::{self, Record, Review};

/// Adds what became of the published claims to the findings; returns what needs no note, as lines: claims in other words,
/// and what other rules compute. `published` gives a published file.
pub fn compare(
    compiled: &mut Compiled,
    output: &Output,
    published: impl Fn(&str) -> Result<Option<Vec<u8>>, EdgeError>,
    terminal: &Terminal,
) -> Result<Vec<String>, EdgeError> {
    let (Some(claims), Some(corrections)) = (published("claims.json")?, published("corrections.json")?) else {
        return Ok(Vec::new());
    };
    let (Some(new_claims), Some(new_corrections)) = (output.get("claims.json"), output.get("corrections.json")) else {
        return Ok(Vec::new());
    };
    let (Some(was), Some(now)) = (Record::read(&claims, &corrections), Record::read(&new_claims, &new_corrections))
    else {
        terminal.warn("the published claims.json is not one that onrecord can read: the claims were not compared");
        return Ok(Vec::new());
    };
    let mut review = published::compare(&was, &now, &compiled.site);
    compiled.diagnostics.extend(std::mem::take(&mut review.diagnostics));
    let reworded = review
        .reworded
        .iter()
        .map(|claim| format!("reworded: {}#c-{}\n  was {}\n  now {}", claim.page, claim.label, claim.was, claim.now));
    Ok(by_other_rules(&was, &now, &review).into_iter().chain(reworded).collect())
}

/// What the rules alone changed; nothing where both were made by the same.
fn by_other_rules(was: &Record, now: &Record, review: &Review) -> Vec<String> {
    if was.rules == now.rules {
        return Vec::new();
    }
    let mut lines = vec![format!(
        "the published site was made by version {} of the rules, and this is version {}: what that alone changed needs no note, and \
         corrections.html says that the rules changed",
        was.rules, now.rules
    )];
    let changes = review.recomputed.iter().flat_map(|claim| claim.changes.iter().map(move |change| (claim, change)));
    lines.extend(changes.map(|(claim, change)| {
        let (page, label) = (&claim.page, &claim.label);
        format!("{} by other rules: {page}#c-{label}\n  was {}\n  now {}", change.what, change.was, change.now)
    }));
    let ways: BTreeSet<&String> = was.account.keys().chain(now.account.keys()).collect();
    let counts = |way: &String| [was, now].map(|record| record.account.get(way).copied().unwrap_or_default());
    let differing = ways.into_iter().map(|way| (way, counts(way))).filter(|(_, [was, now])| was != now);
    lines.extend(differing.map(|(way, [was, now])| format!("sentences that stand as `{way}`: was {was}, now {now}")));
    lines
}
