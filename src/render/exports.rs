//! The site as data: claims, sources, figures, places and corrections, each in the format of its field. `docs/outputs.md`
//! describes them member by member.

use std::sync::Arc;

use serde::Serialize;

use crate::files::Hash;
use crate::memo::Memo;
use crate::site::{Page, Route};

use super::Job;
use super::frame::Frame;

pub mod claims;
pub mod corrections;
mod figures;
mod places;
mod sources;

/// Lines of claims.json, a page's at a time.
pub type ClaimsMemo = Memo<(Hash, Hash), Arc<[u8]>>;

pub fn jobs<'a>(frame: &'a Frame<'a>, memo: &mut ClaimsMemo, jobs: &mut Vec<Job<'a>>) {
    let site = frame.site;
    claims::job(frame, memo, jobs);
    // What is published of the registers depends on what the pages reach, not only on the files.
    let key = Hash::of_parts([
        &frame.fingerprint.0[..],
        &site.registers.0,
        &site.evidence.0,
        &frame.notes_fingerprint.0,
        &site.reached.fingerprint.0,
    ]);
    let mut one = |route: &'static str, shown: bool, make: fn(&Frame) -> String| {
        if shown {
            let make = move |frame: &Frame| Ok(Arc::from(make(frame).into_bytes()));
            jobs.push(Job { route: Route::from(route), key, make: Box::new(make) });
        }
    };
    one("sources.json", !site.sources.is_empty(), sources::csl);
    one("figures.csv", !site.figures.is_empty(), figures::csv);
    one("figures.json", !site.figures.is_empty(), figures::json);
    one("places.geojson", !site.places.is_empty(), places::geojson);
    one("corrections.json", true, corrections::json);
}

/// The pages that machines are told of: with `--drafts`, drafts are there to be looked at, not to be quoted.
pub fn pages<'a>(frame: &'a Frame) -> impl Iterator<Item = &'a Arc<Page>> {
    frame.site.pages.values().filter(|page| !page.text.draft)
}

/// `{"name":[…]}` with an item a line, so that a change shows as a changed line.
fn list<T: Serialize>(name: &str, items: &[T]) -> String {
    let lines: Vec<String> = items.iter().map(|item| serde_json::to_string(item).unwrap_or_default()).collect();
    format!("{{\"{name}\":[\n{}\n]}}\n", lines.join(",\n"))
}
