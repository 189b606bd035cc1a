//! `onrecord rename`: another name for something, everywhere, with its old addresses kept.

use std::path::Path;
use std::process::ExitCode;

use clap::Args;

use super::edit::Planned;
use super::terminal::{Terminal, read_project};
use crate::compile::{Compiled, Memory, compile};
use crate::edge::EdgeError;
use crate::editing::{carried, rename, write_sign_offs};
use crate::options::Options;
use crate::report;

#[derive(Debug, Args)]
pub struct Arguments {
    /// What is renamed: source:ID, excerpt:SOURCE#ID, claimant:ID, event:ID, place:ID, note:ID, page:PATH, label:PAGE#LABEL
    #[arg(value_name = "KIND:OLD")]
    old: String,
    /// Its new name
    new: String,
    /// Show the changes and write nothing
    #[arg(long)]
    dry_run: bool,
}

pub fn run(arguments: &Arguments, root: &Path, terminal: &Terminal) -> Result<ExitCode, EdgeError> {
    let files = read_project(root, terminal)?;
    let before = compile(&files, &Options::to_judge(), &mut Memory::once());
    let mut edits = match rename(&arguments.old, &arguments.new, &before.manuscript, &files) {
        Ok(edits) => edits,
        Err(reason) => {
            terminal.error(&format!("{reason}; nothing was written"));
            return Ok(ExitCode::from(1));
        }
    };
    let mut planned = Planned::new(&edits, &files, root)?;
    let after = compile(&planned.files, &Options::to_judge(), &mut Memory::once());
    // A name means nothing: what was found before is found after, and nothing else.
    if rules(&after) != rules(&before) {
        let known = |message: &str| before.diagnostics.iter().any(|old| old.message == message);
        let new: Vec<_> = after.diagnostics.iter().filter(|new| !known(&new.message)).cloned().collect();
        terminal.tell(&report::text(&new, &planned.files, terminal.colour));
        terminal.error("with the new name other things would be found; nothing was written");
        return Ok(ExitCode::from(1));
    }
    if !before.manuscript.sign_offs.pages.is_empty() {
        let options = Options { drafts: true, ..Options::to_judge() };
        let [before, after] = [&files, &planned.files].map(|files| compile(files, &options, &mut Memory::once()).site);
        // That there is such a renaming was seen above.
        if let Ok(signed) = carried(&arguments.old, &arguments.new, &before, &after) {
            write_sign_offs(&signed, &files, &mut edits);
            planned = Planned::new(&edits, &files, root)?;
        }
    }
    if arguments.dry_run {
        planned.show();
        terminal.say("nothing was written");
        return Ok(ExitCode::SUCCESS);
    }
    planned.write(root, terminal)?;
    Ok(ExitCode::SUCCESS)
}

/// The codes of what was found, sorted.
fn rules(compiled: &Compiled) -> Vec<&'static str> {
    let mut rules: Vec<&str> = compiled.diagnostics.iter().map(|finding| finding.rule).collect();
    rules.sort_unstable();
    rules
}
