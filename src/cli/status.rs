//! `onrecord status`: how a project stands, in a few lines.

use std::path::Path;
use std::process::ExitCode;

use clap::Args;

use super::terminal::{Terminal, options, print, read_project};
use crate::compile::{Compiled, Memory, compile};
use crate::diagnostic::quoted_list;
use crate::edge::EdgeError;
use crate::edge::state::{Kept, kept, published};
use crate::relock::relock;
use crate::report;
use crate::signed::{Reading, readings};
use crate::verified::Witness;

#[derive(Debug, Args)]
pub struct Arguments {}

pub fn run(_arguments: &Arguments, root: &Path, terminal: &Terminal) -> Result<ExitCode, EdgeError> {
    let files = read_project(root, terminal)?;
    let compiled = compile(&files, &options(root), &mut Memory::once());
    let lines = [
        ("copies", copies(&compiled)),
        ("lock", lock(&compiled)),
        ("findings", findings(&compiled)),
        ("unused", unused(&compiled)),
        ("read", read(&compiled)),
        ("git", git(root)),
        ("published", site(&compiled, root)),
    ];
    let line = |(what, said): &(&str, String)| format!("{what:<10} {said}\n");
    print(&lines.iter().map(line).collect::<String>());
    Ok(ExitCode::SUCCESS)
}

/// The sources that are quoted and whose copies are not on this machine.
fn copies(compiled: &Compiled) -> String {
    let manuscript = &compiled.manuscript;
    let quoted = |id: &str| {
        let lines = manuscript.pages.iter().flat_map(|page| &page.body.footnotes).flat_map(|footnote| footnote.lines());
        lines.filter(|line| line.quotation.is_some()).any(|line| line.source.value == id)
    };
    let is_missing = |source: &&crate::memo::Printed<crate::manuscript::SourceText>| {
        let has_words = source.excerpts.iter().any(|excerpt| excerpt.quote.is_some()) || quoted(&source.id);
        has_words && !Witness::new(source, manuscript).testimony().0.are_here()
    };
    let missing: Vec<&str> = manuscript.sources.iter().filter(is_missing).map(|source| source.id.as_str()).collect();
    match (missing.len(), manuscript.sources.len()) {
        (_, 0) => "there are no sources yet: `onrecord import FILE`".to_owned(),
        (0, 1) => "the copy of the one source is here".to_owned(),
        (0, all) => format!("the copies of all {all} sources are here"),
        (some, all) => {
            let named = quoted_list(&missing[..missing.len().min(8)]);
            let more = if missing.len() > 8 { format!(" and {} more", missing.len() - 8) } else { String::new() };
            format!(
                "{some} of {all} are missing on this machine: {named}{more}; the lock speaks for what was verified before, \
                 and nothing new can be quoted from them"
            )
        }
    }
}

fn lock(compiled: &Compiled) -> String {
    match relock(&compiled.manuscript) {
        Err(obstacle) => obstacle,
        Ok(fresh) => match compiled.manuscript.lock.as_ref().map(|file| &*file.bytes) {
            Some(bytes) if bytes == fresh.lock.to_text().as_bytes() => "up to date".to_owned(),
            Some(_) => format!("{}: run `onrecord lock`", report::count(fresh.changes.len(), "difference")),
            None => "there is none: run `onrecord lock`".to_owned(),
        },
    }
}

fn findings(compiled: &Compiled) -> String {
    let found = report::summary(&compiled.diagnostics);
    if found.is_empty() { "none".to_owned() } else { format!("{found}: run `onrecord check`") }
}

fn unused(compiled: &Compiled) -> String {
    let of = |rule: &str| compiled.diagnostics.iter().filter(|found| found.rule == rule).count();
    let counts = [("excerpt-unused", "excerpt"), ("source-unused", "source"), ("asset-unused", "file")];
    let some = counts.map(|(rule, what)| (of(rule), what)).into_iter().filter(|(number, _)| *number > 0);
    let said: Vec<String> = some.map(|(number, what)| report::count(number, what)).collect();
    if said.is_empty() { "nothing".to_owned() } else { said.join(", ") }
}

/// Which claims a second person read.
fn read(compiled: &Compiled) -> String {
    let readings = readings(&compiled.site);
    let unread: Vec<String> =
        readings.iter().filter(|one| !one.is_seconded(&compiled.site)).map(Reading::name).collect();
    match (unread.len(), readings.len()) {
        (_, 0) => "there are no claims yet".to_owned(),
        (0, all) => format!("a second person read {}", if all == 1 { "the one claim" } else { "all claims" }),
        (some, all) if some == all => format!(
            "no claim was read against its sources by a second person: `onrecord check-off {}` shows one beside them",
            unread[0]
        ),
        (some, all) => {
            let lapsed = readings.iter().filter(|one| !one.lapsed.is_empty()).count();
            let lapsed = if lapsed > 0 { format!(", {lapsed} of them since they changed") } else { String::new() };
            format!("{some} of {all} claims were not read by a second person{lapsed}: {}", first(&unread))
        }
    }
}

/// The first of many names.
fn first(names: &[String]) -> String {
    let more = if names.len() > 4 { format!(" and {} more", names.len() - 4) } else { String::new() };
    let first: Vec<&str> = names.iter().take(4).map(String::as_str).collect();
    format!("{}{more}", first.join(", "))
}

fn git(root: &Path) -> String {
    match kept(root) {
        Kept::Nowhere => "the project is not under version control: run `git init`".to_owned(),
        Kept::Uncommitted(files) if files.is_empty() => "everything is committed".to_owned(),
        Kept::Uncommitted(files) => {
            format!("{} not committed: {}", report::count(files.len(), "file"), first(&files))
        }
    }
}

/// Whether readers see what a build gives now, as far as this machine knows.
fn site(compiled: &Compiled, root: &Path) -> String {
    let Some(output) = &compiled.output else {
        return "nothing can be published until the errors are mended".to_owned();
    };
    let known = published(root);
    let new = output.manifest().to_json();
    match known.as_slice() {
        [] => "not that this machine knows: run `onrecord publish --dry-run`".to_owned(),
        known if known.iter().any(|old| old.trim_end() == new.trim_end()) => "what is here".to_owned(),
        _ => "another state than this one: run `onrecord publish`".to_owned(),
    }
}
