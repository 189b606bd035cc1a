//! `onrecord check`: the same checks as `build`, no output.

use std::path::Path;
use std::process::ExitCode;

use clap::{Args, ValueEnum};

use super::comparison::compare;
use super::terminal::{Terminal, exit_code, options, print, read_project};
use crate::compile::{Memory, compile};
use crate::edge::EdgeError;
use crate::edge::compare_site::{MOST_MANIFEST, Visit};
use crate::options::Options;
use crate::relock::unjudged;
use crate::report;
use crate::signed::unread;

#[derive(Debug, Args)]
pub struct Arguments {
    /// How findings are printed; all but `text` go to stdout
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Compare the claims with those of the published site, at its own address or another
    #[arg(long, value_parser = super::address::base_url, value_name = "URL", num_args = 0..=1, default_missing_value = OWN)]
    published: Option<String>,
    /// Warnings fail the check
    #[arg(long)]
    deny_warnings: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
enum Format {
    Text,
    Json,
    Github,
    Sarif,
    /// Markdown in plain words, such as for the summary of a run on GitHub
    Summary,
}

/// Stands for the settings' own address.
const OWN: &str = "https://";

pub fn run(arguments: &Arguments, root: &Path, terminal: &Terminal) -> Result<ExitCode, EdgeError> {
    let files = read_project(root, terminal)?;
    // What is published is compared byte by byte; else nobody sees the site.
    let seen = if arguments.published.is_some() { options(root) } else { Options::to_judge() };
    let options = Options { publishing: arguments.deny_warnings || arguments.published.is_some(), ..seen };
    let mut compiled = compile(&files, &options, &mut Memory::once());
    if let (Some(address), Some(output)) = (&arguments.published, compiled.output.take()) {
        let is_own = address.trim_end_matches('/') == OWN.trim_end_matches('/');
        let address = if is_own { compiled.site.settings().base_url.clone() } else { address.clone() };
        let visit = Visit::begin();
        let file = |name: &str| visit.fetch(&format!("{}/{name}", address.trim_end_matches('/')), MOST_MANIFEST);
        let listed = compare(&mut compiled, &output, file, terminal)?;
        compiled.diagnostics.extend(unread(&compiled.site));
        listed.iter().for_each(|line| terminal.say(line));
    }
    let found = &compiled.diagnostics;
    match arguments.format {
        Format::Text => {
            terminal.report(&compiled, &files);
            let summary = report::summary(found);
            terminal.say(if summary.is_empty() { "no findings" } else { &summary });
            unjudged(&compiled.manuscript.locked).iter().for_each(|line| terminal.say(line));
        }
        Format::Summary => print(&report::summary_page(found, &files)),
        Format::Json => print(&report::json(found, &files)),
        Format::Github => print(&report::github(found, &files)),
        Format::Sarif => print(&report::sarif(found, &files, &crate::check::table())),
    }
    Ok(exit_code(&compiled, arguments.deny_warnings))
}
