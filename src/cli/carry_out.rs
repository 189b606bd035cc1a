//! Makes edits of authored files, unless they bring errors, and verifies the quotations anew.

use std::path::Path;
use std::process::ExitCode;

use super::edit::{Planned, brought};
use super::lock;
use super::terminal::Terminal;
use crate::compile::{Compiled, Memory, compile};
use crate::diagnostic::{Diagnostic, Severity};
use crate::edge::EdgeError;
use crate::edits::Edits;
use crate::files::Files;
use crate::options::Options;
use crate::relock::relock;
use crate::report;

/// Writes the edits, and says what they bring and what else there is to know. The code with which to end, if nothing was
/// written: people write pages as they like, but other files get no errors.
pub fn carry_out(
    edits: &Edits,
    (files, before): (&Files, &Compiled),
    remarks: &[String],
    is_dry: bool,
    root: &Path,
    terminal: &Terminal,
) -> Result<Option<ExitCode>, EdgeError> {
    let planned = Planned::new(edits, files, root)?;
    let after = compile(&planned.files, &Options::to_judge(), &mut Memory::once());
    let new = brought(before, &after);
    let is_wrong = |finding: &Diagnostic| finding.severity == Severity::Error && !is_page(&finding.file, &after);
    let tell = || {
        if !new.is_empty() {
            terminal.tell(&report::text(&new, &planned.files, terminal.colour));
        }
        remarks.iter().for_each(|remark| terminal.say(remark));
    };
    if new.iter().any(is_wrong) || is_dry {
        planned.show();
        tell();
        terminal.say("nothing was written");
        return Ok(Some(if is_dry { ExitCode::SUCCESS } else { ExitCode::from(1) }));
    }
    planned.write(root, terminal)?;
    if !edits.is_empty() {
        match relock(&after.manuscript) {
            // What adds no quotation is no matter of the lock.
            Ok(relocked) if relocked.changes.is_empty() => {}
            Ok(relocked) => drop(lock::rewrite(&relocked, &after.manuscript, root, terminal)?),
            Err(obstacle) => terminal.warn(&obstacle),
        }
    }
    tell();
    Ok(None)
}

fn is_page(file: &str, compiled: &Compiled) -> bool {
    compiled.manuscript.pages.iter().any(|page| *page.file == *file)
}
