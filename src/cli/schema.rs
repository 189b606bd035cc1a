//! `onrecord schema`: the JSON Schema of an authored file, for editors that check while one types.

use std::process::ExitCode;

use clap::Args;

use super::terminal::print;
use crate::edge::EdgeError;
use crate::schema::{KINDS, schema};

#[derive(Debug, Args)]
pub struct Arguments {
    /// Which file
    #[arg(value_parser = clap::builder::PossibleValuesParser::new(KINDS.map(|(kind, _)| kind)))]
    kind: String,
}

pub fn run(arguments: &Arguments) -> Result<ExitCode, EdgeError> {
    // The arguments let no other word through.
    print(&schema(&arguments.kind).unwrap_or_default());
    Ok(ExitCode::SUCCESS)
}
