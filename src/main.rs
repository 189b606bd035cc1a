//! Arguments → command → exit code.

use std::process::ExitCode;

use clap::Parser;
use mimalloc::MiMalloc;
use onrecord::cli::{self, Arguments};

#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let terminal = cli::terminal(&arguments);
    match cli::run(&arguments, &terminal) {
        Ok(code) => code,
        Err(error) => {
            terminal.error(&error.to_string());
            ExitCode::from(2)
        }
    }
}
