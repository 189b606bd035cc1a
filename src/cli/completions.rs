//! `onrecord completions`: what a shell completes after `onrecord`.

use std::process::ExitCode;

use clap::{Args, CommandFactory};
use clap_complete::Shell;

use super::print;
use crate::edge::EdgeError;

#[derive(Debug, Args)]
pub struct Arguments {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

pub fn run(arguments: &Arguments) -> Result<ExitCode, EdgeError> {
    let mut text = Vec::new();
    clap_complete::generate(arguments.shell, &mut super::Arguments::command(), "onrecord", &mut text);
    print(&String::from_utf8_lossy(&text));
    Ok(ExitCode::SUCCESS)
}
