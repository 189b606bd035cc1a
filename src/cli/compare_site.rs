//! `onrecord verify`: compares a built or published site with a fresh build.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;

use super::terminal::{Terminal, exit_code, print, read_project};
use crate::compile::{Memory, compile};
use crate::edge::EdgeError;
use crate::edge::compare_site::{Maker, Standing, Standings, address, folder};
use crate::method::RULES;
use crate::options::Options;
use crate::report;

#[derive(Debug, Args)]
pub struct Arguments {
    /// The folder or the address of a site
    #[arg(value_name = "DIR|URL")]
    site: String,
    /// In place of the settings' base_url, as it was built
    #[arg(long, value_parser = super::address::base_url, value_name = "URL")]
    base_url: Option<String>,
}

pub fn run(arguments: &Arguments, root: &Path, terminal: &Terminal) -> Result<ExitCode, EdgeError> {
    let files = read_project(root, terminal)?;
    let base_url = arguments.base_url.clone();
    let compiled = compile(&files, &Options { base_url, ..Options::default() }, &mut Memory::once());
    let Some(output) = &compiled.output else {
        terminal.report(&compiled, &files);
        terminal.error(&format!("{}; there is nothing to compare with", report::summary(&compiled.diagnostics)));
        return Ok(exit_code(&compiled, false));
    };
    let is_address = arguments.site.starts_with("http://") || arguments.site.starts_with("https://");
    let (maker, standings) = match is_address {
        true => address(&arguments.site, output)?,
        false => folder(&PathBuf::from(&arguments.site), output)?,
    };
    print(&made_otherwise(&maker, &output.manifest().generator).unwrap_or_default());
    print(&listing(&standings, terminal.verbose));
    Ok(match standings.iter().all(|(_, standing)| *standing == Standing::Same) {
        true => ExitCode::SUCCESS,
        false => ExitCode::from(1),
    })
}

/// What another version made may differ for that reason alone.
fn made_otherwise(maker: &Maker, ours: &str) -> Option<String> {
    let other_program = maker.generator.as_deref().filter(|generator| *generator != ours);
    let other_rules = maker.rules.filter(|rules| *rules != RULES);
    let (theirs, own) = match (other_program, other_rules) {
        (None, None) => return None,
        (Some(program), None) => (program.to_owned(), ours.to_owned()),
        (program, Some(rules)) => (
            format!("{} by version {rules} of the rules", program.unwrap_or(ours)),
            format!("{ours} with version {RULES}"),
        ),
    };
    Some(format!("made by another version: {theirs}; this is {own}, and what differs may differ for that alone\n"))
}

/// What is not the same, file by file, and how many are.
fn listing(standings: &Standings, all: bool) -> String {
    let mut out = String::new();
    for (name, standing) in standings {
        match standing {
            Standing::Same if all => out += &format!("same     {name}\n"),
            Standing::Same => {}
            Standing::Differs(at) => out += &format!("differs  {name} (from byte {at})\n"),
            Standing::Missing => out += &format!("missing  {name}\n"),
            Standing::Extra => out += &format!("extra    {name}\n"),
        }
    }
    let count = |is: fn(&Standing) -> bool| standings.iter().filter(|(_, standing)| is(standing)).count();
    let same = count(|standing| *standing == Standing::Same);
    if same == standings.len() {
        return format!("{out}same: all {same} files\n");
    }
    let differ = count(|standing| matches!(standing, Standing::Differs(_)));
    let (missing, extra) =
        (count(|standing| *standing == Standing::Missing), count(|standing| *standing == Standing::Extra));
    format!("{out}{same} same, {differ} differ, {missing} missing, {extra} extra\n")
}
