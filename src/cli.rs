//! The command line: one file a command, each reading, compiling, reporting, acting.

#![allow(clippy::disallowed_methods)] // Commands read clocks and folders, and pass on what they read.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};

use crate::edge::EdgeError;
use crate::edge::read;

// What all commands need.
mod terminal;
mod address;
mod comparison;
mod progress;
mod timings;
mod edit;
// Beginning.
mod import;
mod init;
mod schema;
mod completions;
// Looking.
mod check;
mod status;
mod explain;
mod impact;
mod check_off;
mod account;
mod lock;
// Changing what is written.
mod carry_out;
mod add;
mod set;
mod new;
mod fix;
mod quotes;
mod rename;
// The site.
mod build;
mod serve;
mod compare_site;
mod publish;
mod theme;

use terminal::{Colour, Terminal};

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

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Check the project and write the site
    Build(build::Arguments),
    /// Check the project and write nothing
    Check(check::Arguments),
    /// Explain a rule, or list all of them
    Explain(explain::Arguments),
    /// Take words of an article into its source, and under a claim
    Add(add::Arguments),
    /// Fill in what is known of a source, a claimant, an event, the site, …, or take it out
    Set(set::Arguments),
    /// Mend what can be mended without you: show the changes, then make them
    Fix(fix::Arguments),
    /// Give something another name everywhere, and keep its old addresses
    Rename(rename::Arguments),
    /// Say how the project stands: copies, lock, findings, what is not committed or published
    Status(status::Arguments),
    /// Look at a claim beside its sources, and sign that it was read
    CheckOff(check_off::Arguments),
    /// Verify all quotations against the captures and rewrite content/evidence.lock
    Lock(lock::Arguments),
    /// Show the site in a browser, fresh while it is being written
    Serve(serve::Arguments),
    /// Say which claims rest on a source, a claimant or an event, are disputed by it, or have it as context
    Impact(impact::Arguments),
    /// Say of each sentence of a page who answers for it
    Account(account::Arguments),
    /// Compare the quotations of any draft with what was kept, without a project
    Quotes(quotes::Arguments),
    /// Build the site and push it to a branch that a host serves
    Publish(publish::Arguments),
    /// Compare a built or published site with a fresh build
    Verify(compare_site::Arguments),
    /// Start a new project
    Init(init::Arguments),
    /// Start a new page, source, note, claimant, event or place
    New(new::Arguments),
    /// Turn articles (text, Markdown, saved web pages) into sources with their captures
    Import(import::Arguments),
    /// List the files of the built-in theme, or take copies of them to change
    Theme(theme::Arguments),
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
        Command::Add(command) => add::run(command, &project(arguments)?, terminal),
        Command::Set(command) => set::run(command, &project(arguments)?, terminal),
        Command::Fix(command) => fix::run(command, &project(arguments)?, terminal),
        Command::Rename(command) => rename::run(command, &project(arguments)?, terminal),
        Command::Status(command) => status::run(command, &project(arguments)?, terminal),
        Command::CheckOff(command) => check_off::run(command, &project(arguments)?, terminal),
        Command::Lock(command) => lock::run(command, &project(arguments)?, terminal),
        Command::Serve(command) => serve::run(command, &project(arguments)?, terminal),
        Command::Impact(command) => impact::run(command, &project(arguments)?, terminal),
        Command::Account(command) => account::run(command, &project(arguments)?, terminal),
        Command::Quotes(command) => quotes::run(command, arguments.project.as_deref(), terminal),
        Command::Publish(command) => publish::run(command, &project(arguments)?, terminal),
        Command::Verify(command) => compare_site::run(command, &project(arguments)?, terminal),
        Command::Theme(command) => theme::run(command, &project(arguments)?, terminal),
        Command::Schema(command) => schema::run(command),
        Command::Completions(command) => completions::run(command, &mut Arguments::command()),
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

/// How this run speaks to people.
pub fn terminal(arguments: &Arguments) -> Terminal {
    Terminal::new(arguments.color, arguments.quiet, arguments.verbose)
}
