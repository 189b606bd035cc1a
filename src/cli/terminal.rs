//! What every command does alike: reads the project, speaks to people, prints what was asked for, and ends.

use std::io::{IsTerminal, Write};
use std::path::Path;
use std::process::ExitCode;

use clap::ValueEnum;

use crate::compile::Compiled;
use crate::diagnostic::{Diagnostic, Severity};
use crate::edge::EdgeError;
use crate::edge::read::{self, Project};
use crate::edge::store::Kept;
use crate::files::Files;
use crate::options::Options;
use crate::report;
use crate::store::Store;

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub enum Colour {
    Auto,
    Always,
    Never,
}

/// What a run that writes no site asks for: what earlier ones made it need not make again.
pub fn options(root: &Path) -> Options {
    let store = Kept::recalling(root).map(|kept| Store::of(kept as _)).unwrap_or_default();
    Options { store, ..Options::default() }
}

/// Reads the project, telling of what was not read.
pub fn read_project(root: &Path, terminal: &Terminal) -> Result<Files, EdgeError> {
    let project = read::read(root)?;
    terminal.tell_unread(&project);
    Ok(project.files)
}

/// What is said to people: findings and progress on stderr.
pub struct Terminal {
    pub colour: bool,
    quiet: bool,
    pub verbose: bool,
}

impl Terminal {
    pub fn new(colour: Colour, quiet: bool, verbose: bool) -> Terminal {
        let colour = match colour {
            Colour::Always => true,
            Colour::Never => false,
            Colour::Auto => std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none(),
        };
        Terminal { colour, quiet, verbose }
    }

    /// Whether somebody sees at once what is said.
    pub fn is_looked_at(&self) -> bool {
        !self.quiet && std::io::stderr().is_terminal()
    }

    pub fn say(&self, words: &str) {
        if !self.quiet {
            let _ = writeln!(std::io::stderr(), "{}", report::spelled_out(words));
        }
    }

    pub fn warn(&self, words: &str) {
        self.say(&format!("warning: {words}"));
    }

    /// Tells of links that were not followed, and of files that are not for readers.
    pub fn tell_unread(&self, project: &Project) {
        for path in &project.outside {
            self.warn(&format!(
                "`{path}` is a link out of the project, or to what is kept back in it, and was not read"
            ));
        }
        for path in &project.left_out {
            self.say(&format!("left out `{path}`, which is an editor's or the system's own"));
        }
    }

    pub fn error(&self, words: &str) {
        let _ = writeln!(std::io::stderr(), "error: {}", report::spelled_out(words));
    }

    /// What was found, in part; with `--quiet` too, as it was asked for.
    pub fn tell(&self, report: &str) {
        let _ = write!(std::io::stderr(), "{report}");
    }

    /// Asks a person; nobody there is a no.
    pub fn confirm(&self, question: &str) -> bool {
        let answer = self.ask(&format!("{question} [y/N]"));
        answer.is_some_and(|answer| matches!(answer.to_lowercase().as_str(), "y" | "yes"))
    }

    /// What a person answers; none, where nobody can.
    pub fn ask(&self, question: &str) -> Option<String> {
        if !std::io::stdin().is_terminal() || !std::io::stderr().is_terminal() {
            return None;
        }
        let _ = write!(std::io::stderr(), "{} ", report::spelled_out(question));
        let mut line = String::new();
        std::io::stdin().read_line(&mut line).ok().filter(|read| *read > 0)?;
        Some(line.trim().to_owned())
    }

    /// The report of a compilation.
    pub fn report(&self, compiled: &Compiled, files: &Files) {
        let is_shown = |diagnostic: &&Diagnostic| !self.quiet || diagnostic.severity == Severity::Error;
        let shown: Vec<&Diagnostic> = report::errors_last(&compiled.diagnostics).into_iter().filter(is_shown).collect();
        // Where there are too many, those that matter less are left out.
        let surplus = shown.len().saturating_sub(report::MOST);
        if surplus > 0 {
            self.say(&format!("{} are not shown\n", report::count(surplus, "finding")));
        }
        let shown: Vec<Diagnostic> = shown.into_iter().skip(surplus).cloned().collect();
        let text = report::text(&shown, files, self.colour);
        let _ = write!(std::io::stderr(), "{text}");
    }
}

/// Prints to stdout what the command was asked for. Nothing that authors, remotes or strangers wrote steers the terminal.
pub fn print(text: &str) {
    let _ = write!(std::io::stdout(), "{}", report::spelled_out(text));
}

/// 0, or 1 when there are errors (or warnings, if they count as such).
pub fn exit_code(compiled: &Compiled, deny_warnings: bool) -> ExitCode {
    let (errors, warnings) = report::counts(&compiled.diagnostics);
    match errors > 0 || (deny_warnings && warnings > 0) {
        true => ExitCode::from(1),
        false => ExitCode::SUCCESS,
    }
}
