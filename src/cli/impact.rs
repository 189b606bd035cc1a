//! `onrecord impact`: what rests on a source, a claimant or an event.

use std::path::Path;
use std::process::ExitCode;

use clap::Args;

use super::terminal::{Terminal, print, read_project};
use crate::compile::{Memory, compile};
use crate::diagnostic::known_names;
use crate::edge::EdgeError;
use crate::options::Options;
use crate::report::count;
use crate::site::{ClaimRef, ClaimantId, EventId, Site, SourceId, Tables};

#[derive(Debug, Args)]
pub struct Arguments {
    /// source:ID, claimant:ID or event:ID
    thing: String,
}

pub fn run(arguments: &Arguments, root: &Path, terminal: &Terminal) -> Result<ExitCode, EdgeError> {
    let files = read_project(root, terminal)?;
    let site = compile(&files, &Options::default(), &mut Memory::default()).site;
    let (kind, id) = arguments.thing.split_once(':').unwrap_or(("", &arguments.thing));
    let Tables { sources, claimants, events, impact, .. } = site.tables();
    let (known, resting): (Vec<&str>, Option<&Vec<ClaimRef>>) = match kind {
        "source" => (sources.keys().map(SourceId::as_str).collect(), impact.sources.get(id)),
        "claimant" => (claimants.keys().map(ClaimantId::as_str).collect(), impact.claimants.get(id)),
        "event" => (events.keys().map(EventId::as_str).collect(), impact.events.get(id)),
        _ => {
            terminal.error("say what: `source:ID`, `claimant:ID` or `event:ID`");
            return Ok(ExitCode::from(2));
        }
    };
    if !known.contains(&id) {
        terminal
            .error(&format!("nothing published is the {kind} `{id}`; {}", known_names(id, "the known ones", &known)));
        return Ok(ExitCode::from(2));
    }
    print(&list(&site, &arguments.thing, resting.map_or(&[], Vec::as_slice)));
    Ok(ExitCode::SUCCESS)
}

fn list(site: &Site, thing: &str, claims: &[ClaimRef]) -> String {
    let verb = if claims.len() == 1 { "rests" } else { "rest" };
    let mut out = format!("{} {verb} on {thing}\n", count(claims.len(), "claim"));
    for reference in claims {
        let Some(page) = site.pages().get(&reference.page) else { continue };
        let Some(claim) = page.claims.list.get(reference.claim) else { continue };
        out.push_str(&format!("  {}#c-{}  {}  {}\n", page.route, claim.label, claim.grade.words(), claim.words));
    }
    out
}
