//! A rebuild equals a build: after any edits, what was remembered gives the bytes and the findings of a first build.
//!
//! Random projects hold every shape of reference that the formats allow; random edits are drawn from a grammar of what may
//! happen to any part of them. Edits need not make sense: a faulty project must be remembered as rightly as a good one.

mod aim;
mod cases;
mod compare;
mod coverage;
mod edit;
mod files;
mod forgetting;
pub mod formats;
mod grow;
mod known;
mod model;
pub mod part;
mod print;
mod run;
mod shrink;
mod start;
mod words;

/// Sequences in every run of the tests; `tests/long/warm` runs more.
const SEQUENCES: u64 = 120;

fn number(variable: &str, default: u64) -> u64 {
    std::env::var(variable).ok().and_then(|text| text.parse().ok()).unwrap_or(default)
}

#[test]
fn a_rebuild_equals_a_build_after_random_edits_of_random_projects() {
    let (first, count) = (number("ONRECORD_FIRST_SEED", 0), number("ONRECORD_SEQUENCES", SEQUENCES));
    let tally = run::run(first..first + count);
    let rules = tally.rules.len();
    println!("{count} sequences, {} builds, {} sites, {rules} rules found something", tally.builds, tally.sites);
    println!("{}", tally.failures().join("\n"));
    if let Some(report) = tally.report() {
        panic!("{report}");
    }
    assert!(tally.sites * 2 > tally.builds, "only {} of {} builds gave a site", tally.sites, tally.builds);
}
