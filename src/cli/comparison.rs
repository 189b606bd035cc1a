//! What became of the claims and corrections that are published, wherever they are.

use super::terminal::Terminal;
use crate::compile::Compiled;
use crate::edge::EdgeError;
use crate::output::Output;
use crate::published::{self, Record};

/// Adds what became of the published claims to the findings; returns the claims in other words, as lines. `published` gives
/// a published file.
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
    let (Some(was), Some(now)) = (Record::read(&claims, &corrections), Record::read(new_claims, new_corrections))
    else {
        terminal.warn("the published claims.json is not one that onrecord can read: the claims were not compared");
        return Ok(Vec::new());
    };
    let review = published::compare(&was, &now, &compiled.site);
    compiled.diagnostics.extend(review.diagnostics);
    let line = |claim: &published::Reworded| {
        format!("reworded: {}#c-{}\n  was {}\n  now {}", claim.page, claim.label, claim.was, claim.now)
    };
    Ok(review.reworded.iter().map(line).collect())
}
