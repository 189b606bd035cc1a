//! `onrecord impact`: which claims rest on a source, a claimant or an event, and which cite it otherwise.

use std::path::Path;
use std::process::ExitCode;

use clap::Args;

use super::terminal::{Terminal, print, read_project};
use crate::compile::{Memory, compile};
use crate::diagnostic::known_names;
use crate::edge::EdgeError;
use crate::options::Options;
use crate::report::count;
use crate::site::{Bearings, ClaimRef, ClaimantId, EventId, Site, SourceId, Tables};
use crate::vocabulary::Bearing;

#[derive(Debug, Args)]
pub struct Arguments {
    /// source:ID, claimant:ID or event:ID
    thing: String,
}

pub fn run(arguments: &Arguments, root: &Path, terminal: &Terminal) -> Result<ExitCode, EdgeError> {
    let files = read_project(root, terminal)?;
    let site = compile(&files, &Options::to_judge(), &mut Memory::once()).site;
    let (kind, id) = arguments.thing.split_once(':').unwrap_or(("", &arguments.thing));
    let Tables { sources, claimants, events, impact, .. } = site.tables();
    let (known, found): (Vec<&str>, Option<&Bearings<ClaimRef>>) = match kind {
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
    print(&list(&site, &arguments.thing, &found.cloned().unwrap_or_default()));
    Ok(ExitCode::SUCCESS)
}

/// Those that rest on it first; the others only if there are any.
fn list(site: &Site, thing: &str, claims: &Bearings<ClaimRef>) -> String {
    let mut out = String::new();
    for bearing in Bearing::ALL {
        let found: Vec<&ClaimRef> = claims.of(*bearing).collect();
        let (one, number) = (found.len() == 1, count(found.len(), "claim"));
        let heading = match bearing {
            Bearing::Supports => format!("{number} {} on {thing}\n", if one { "rests" } else { "rest" }),
            _ if found.is_empty() => continue,
            Bearing::Disputes => format!("{number} {} disputed by {thing}\n", if one { "is" } else { "are" }),
            Bearing::Context => format!("{number} {} {thing} as context\n", if one { "has" } else { "have" }),
        };
        out.push_str(&heading);
        for reference in found {
            let Some(page) = site.pages().get(&reference.page) else { continue };
            let Some(claim) = page.claims.list.get(reference.claim) else { continue };
            out.push_str(&format!("  {}#c-{}  {}  {}\n", page.route, claim.label, claim.grade.words(), claim.words));
        }
    }
    out
}
