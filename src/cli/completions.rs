//! `onrecord completions`: what a shell completes after `onrecord`.

use std::process::ExitCode;

use clap::{Args, Command};
use clap_complete::Shell;

use super::terminal::print;
use crate::edge::EdgeError;

#[derive(Debug, Args)]
pub struct Arguments {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

/// `program` is what the whole command line takes.
pub fn run(arguments: &Arguments, program: &mut Command) -> Result<ExitCode, EdgeError> {
    let mut text = Vec::new();
    clap_complete::generate(arguments.shell, program, "onrecord", &mut text);
    print(&String::from_utf8_lossy(&text));
    Ok(ExitCode::SUCCESS)
}
