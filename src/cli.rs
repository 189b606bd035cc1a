//! The command line: one file a command, each reading, compiling, reporting, acting.

#![allow(clippy::disallowed_methods)] // Commands read clocks and folders, and pass on what they read.

use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand, ValueEnum};

use crate::compile::Compiled;
use crate::diagnostic::Severity;
use crate::edge::EdgeError;
use crate::edge::read::{self, Project};
use crate::files::Files;
use crate::report;

mod address;
mod build;
mod check;
mod completions;
mod explain;
mod import;
mod impact;
mod init;
mod lock;
mod new;
mod serve;
mod publish;
mod schema;
mod compare_site;

/// What was typed.
#[derive(Debug, Parser)]
#[command(
    name = "onrecord",
    version,
    about = "A compiler for evidence: explainers in which every claim leads to the words it rests on"
)]
pub struct Arguments {
    /// The project's folder; by default the nearest one with content/site.yaml
    #[arg(long, global = true, value_name = "DIR")]
    pub project: Option<PathBuf>,
    /// Colours in reports
    #[arg(long, global = true, value_enum, default_value_t = Colour::Auto)]
    pub color: Colour,
    /// Say nothing but errors
    #[arg(short, long, global = true)]
    pub quiet: bool,
    /// Say more
    #[arg(short, long, global = true, conflicts_with = "quiet")]
    pub verbose: bool,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub enum Colour {
    Auto,
    Always,
    Never,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Check the project and write the site
    Build(build::Arguments),
    /// Check the project and write nothing
    Check(check::Arguments),
    /// Explain a rule, or list all of them
    Explain(explain::Arguments),
    /// Verify all quotations against the captures and rewrite content/evidence.lock
    Lock(lock::Arguments),
    /// Show the site in a browser, fresh while it is being written
    Serve(serve::Arguments),
    /// Say which claims rest on a source, a claimant or an event
    Impact(impact::Arguments),
    /// Build the site and push it to a branch that a host serves
    Publish(publish::Arguments),
    /// Compare a built or published site with a fresh build
    Verify(compare_site::Arguments),
    /// Start a new project
    Init(init::Arguments),
    /// Start a new page, source or note
    New(new::Arguments),
    /// Turn articles (text, Markdown, saved web pages) into sources with their captures
    Import(import::Arguments),
    /// Print the JSON Schema of an authored file
    Schema(schema::Arguments),
    /// Print completions for a shell
    Completions(completions::Arguments),
}

/// Runs the command that was typed.
pub fn run(arguments: &Arguments, terminal: &Terminal) -> Result<ExitCode, EdgeError> {
    match &arguments.command {
        Command::Build(command) => build::run(command, &project(arguments)?, terminal),
        Command::Check(command) => check::run(command, &project(arguments)?, terminal),
        Command::Explain(command) => explain::run(command, terminal),
        Command::Lock(command) => lock::run(command, &project(arguments)?, terminal),
        Command::Serve(command) => serve::run(command, &project(arguments)?, terminal),
        Command::Impact(command) => impact::run(command, &project(arguments)?, terminal),
        Command::Publish(command) => publish::run(command, &project(arguments)?, terminal),
        Command::Verify(command) => compare_site::run(command, &project(arguments)?, terminal),
        Command::Schema(command) => schema::run(command),
        Command::Completions(command) => completions::run(command),
        Command::Init(command) => init::run(command, terminal),
        Command::New(command) => new::run(command, &project(arguments)?, terminal),
        Command::Import(command) => import::run(command, &project(arguments)?, terminal),
    }
}

/// The project's folder.
fn project(arguments: &Arguments) -> Result<PathBuf, EdgeError> {
    let start = match &arguments.project {
        Some(folder) => folder.clone(),
        None => std::env::current_dir().map_err(|error| EdgeError::new("read", Path::new("."), error))?,
    };
    let found = match &arguments.project {
        Some(folder) => Some(folder.clone()).filter(|folder| folder.join("content/site.yaml").is_file()),
        None => read::find_project(&start),
    };
    found.ok_or_else(|| {
        EdgeError::new("find a project in", &start, "there is no content/site.yaml; run `onrecord init` to start one")
    })
}

/// Reads the project, telling of links that lead out of it.
fn read_project(root: &Path, terminal: &Terminal) -> Result<Files, EdgeError> {
    let Project { files, outside, .. } = read::read(root)?;
    for path in outside {
        terminal.warn(&format!("`{path}` is a link out of the project and was not read"));
    }
    Ok(files)
}

/// What is said to people: findings and progress on stderr.
pub struct Terminal {
    pub colour: bool,
    quiet: bool,
    pub verbose: bool,
}

impl Terminal {
    pub fn new(arguments: &Arguments) -> Terminal {
        let colour = match arguments.color {
            Colour::Always => true,
            Colour::Never => false,
            Colour::Auto => std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none(),
        };
        Terminal { colour, quiet: arguments.quiet, verbose: arguments.verbose }
    }

    pub fn say(&self, words: &str) {
        if !self.quiet {
            let _ = writeln!(std::io::stderr(), "{words}");
        }
    }

    pub fn warn(&self, words: &str) {
        self.say(&format!("warning: {words}"));
    }

    pub fn error(&self, words: &str) {
        let _ = writeln!(std::io::stderr(), "error: {words}");
    }

    /// The report of a compilation.
    pub fn report(&self, compiled: &Compiled, files: &Files) {
        let shown: Vec<_> = compiled
            .diagnostics
            .iter()
            .filter(|diagnostic| !self.quiet || diagnostic.severity == Severity::Error)
            .cloned()
            .collect();
        let text = report::text(&shown, files, self.colour);
        let _ = write!(std::io::stderr(), "{text}");
    }
}

/// Prints to stdout what the command was asked for.
fn print(text: &str) {
    let _ = write!(std::io::stdout(), "{text}");
}

/// 0, or 1 when there are errors (or warnings, if they count as such).
fn exit_code(compiled: &Compiled, deny_warnings: bool) -> ExitCode {
    let (errors, warnings) = report::counts(&compiled.diagnostics);
    match errors > 0 || (deny_warnings && warnings > 0) {
        true => ExitCode::from(1),
        false => ExitCode::SUCCESS,
    }
}
