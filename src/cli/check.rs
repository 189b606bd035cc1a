//! `onrecord check`: the same checks as `build`, no output.

use std::path::Path;
use std::process::ExitCode;

use clap::{Args, ValueEnum};

use super::terminal::{Terminal, exit_code, print, read_project};
use crate::compile::{Memory, compile};
use crate::edge::EdgeError;
use crate::options::Options;
use crate::report;

#[derive(Debug, Args)]
pub struct Arguments {
    /// How findings are printed; all but `text` go to stdout
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
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
}

pub fn run(arguments: &Arguments, root: &Path, terminal: &Terminal) -> Result<ExitCode, EdgeError> {
    let files = read_project(root, terminal)?;
    let options = Options { strict_lock: arguments.deny_warnings, ..Options::default() };
    let compiled = compile(&files, &options, &mut Memory::default());
    let found = &compiled.diagnostics;
    match arguments.format {
        Format::Text => {
            terminal.report(&compiled, &files);
            let summary = report::summary(found);
            terminal.say(if summary.is_empty() { "no findings" } else { &summary });
        }
        Format::Json => print(&report::json(found, &files)),
        Format::Github => print(&report::github(found, &files)),
        Format::Sarif => print(&report::sarif(found, &files, &crate::check::table())),
    }
    Ok(exit_code(&compiled, arguments.deny_warnings))
}
