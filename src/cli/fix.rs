//! `onrecord fix`: shows the changes that findings carry, and makes them.

use std::path::Path;
use std::process::ExitCode;

use clap::Args;

use super::edit::Planned;
use super::terminal::{Terminal, exit_code, read_project};
use crate::compile::{Memory, compile};
use crate::edge::EdgeError;
use crate::editing::{coarsen, mends, restate};
use crate::options::Options;
use crate::report::{count, summary};

#[derive(Debug, Args)]
pub struct Arguments {
    /// Make the changes without asking
    #[arg(long)]
    apply: bool,
}

pub fn run(arguments: &Arguments, root: &Path, terminal: &Terminal) -> Result<ExitCode, EdgeError> {
    let files = read_project(root, terminal)?;
    let compiled = compile(&files, &Options::to_judge(), &mut Memory::once());
    let (mut edits, number) = mends(&compiled.diagnostics, &files);
    let number = number + coarsen(&compiled.manuscript, &files, &mut edits);
    let number = number + restate(&compiled.manuscript, &files, &mut edits);
    if edits.is_empty() {
        let left = summary(&compiled.diagnostics);
        let left = if left.is_empty() { "no findings".to_owned() } else { format!("{left}: run `onrecord check`") };
        terminal.say(&format!("there is nothing that can be mended without you; {left}"));
        return Ok(exit_code(&compiled, false));
    }
    let planned = Planned::new(&edits, &files, root)?;
    planned.show();
    let changes = count(number, "change");
    if !arguments.apply && !terminal.confirm(&format!("make {changes}?")) {
        terminal.say(&format!("{changes}; nothing was written: `onrecord fix --apply` makes them"));
        return Ok(ExitCode::SUCCESS);
    }
    planned.write(root, terminal)?;
    let compiled = compile(&planned.files, &Options::to_judge(), &mut Memory::once());
    let left = summary(&compiled.diagnostics);
    terminal.say(&match left.is_empty() {
        true => format!("{changes} made; no findings are left"),
        false => format!("{changes} made; left: {left}; run `onrecord check`"),
    });
    Ok(ExitCode::SUCCESS)
}
