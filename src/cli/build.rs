//! `onrecord build`: checks, and writes the site.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use clap::Args;

use super::progress::Progress;
use super::terminal::{Terminal, exit_code, print, read_project};
use super::timings::{self, Timings};
use crate::compile::{Compiled, Memory, compile_once};
use crate::diagnostic::Diagnostic;
use crate::edge::read::read_again;
use crate::edge::store::Kept;
use crate::edge::write::{Target, Written, write};
use crate::edge::{EdgeError, scratch};
use crate::options::Options;
use crate::report::{self, count};
use crate::store::Store;
use crate::vocabulary::Grade;

#[derive(Debug, Args)]
pub struct Arguments {
    /// Where to write the site; `public/` in the project by default
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// In place of the settings' base_url
    #[arg(long, value_parser = super::address::base_url, value_name = "URL")]
    base_url: Option<String>,
    /// Publish drafts too
    #[arg(long)]
    drafts: bool,
    /// Warnings fail the build
    #[arg(long)]
    deny_warnings: bool,
    /// Say how long each stage took, and which files and rules took longest
    #[arg(long, value_enum, value_name = "FORMAT", num_args = 0..=1, require_equals = true, default_missing_value = "text")]
    timings: Option<timings::Format>,
}

pub fn run(arguments: &Arguments, root: &Path, terminal: &Terminal) -> Result<ExitCode, EdgeError> {
    let mut timings = Timings::start(arguments.timings);
    let target = Target::find(root, arguments.out.as_deref())?;
    let progress = Progress::begin("reading", terminal.is_looked_at());
    let mut files = read_project(root, terminal)?;
    timings.ended("read");
    progress.say("parsing");
    let base_url = arguments.base_url.clone();
    let kept = Kept::keeping(root);
    let options = Options {
        drafts: arguments.drafts,
        base_url,
        publishing: arguments.deny_warnings,
        store: kept.clone().map(|kept| Store::of(kept as _)).unwrap_or_default(),
        aside: scratch::aside(root),
        ..Options::default()
    };
    let mut memory = Memory::watched(timings.watch());
    let compiled = compile_once(&mut files, &options, &mut memory, &mut |stage| {
        timings.ended(stage);
        progress.say(after(stage));
    });
    progress.end();
    read_again(&mut files, root, compiled.diagnostics.iter().flat_map(Diagnostic::files))?;
    terminal.report(&compiled, &files);
    let (_, warnings) = report::counts(&compiled.diagnostics);
    let out = arguments.out.clone().unwrap_or_else(|| root.join("public"));
    let Some(output) = compiled.output.as_ref().filter(|_| !(arguments.deny_warnings && warnings > 0)) else {
        terminal.error(&format!("{}; nothing was written", report::summary(&compiled.diagnostics)));
        return Ok(ExitCode::from(1));
    };
    if let Some(kept) = kept {
        kept.forget_the_rest();
    }
    let written = write(output, &target, &|words| terminal.say(words))?;
    timings.ended("write");
    match timings.report() {
        Some((text, timings::Format::Json)) => print(&text),
        Some((text, timings::Format::Text)) => terminal.say(&text),
        None => {}
    }
    if output.places_removed > 0 {
        terminal.say(&format!("removed the place from {}", count(output.places_removed, "picture")));
    }
    terminal.say(&closing_line(&compiled, written, timings.all(), &out));
    let code = exit_code(&compiled, false);
    // The process ends here: to give all of it back piece by piece would take as long as a stage.
    std::mem::forget((compiled, memory, files));
    Ok(code)
}

/// What is done when a stage has ended.
fn after(stage: &str) -> &'static str {
    match stage {
        "parse" => "resolving",
        "resolve" => "checking",
        "check" => "rendering",
        _ => "writing",
    }
}

/// Pages, claims by grade, sources, warnings, time.
fn closing_line(compiled: &Compiled, written: Written, time: Duration, out: &Path) -> String {
    let site = &compiled.site;
    let claims: Vec<Grade> = site.pages().iter().flat_map(|page| &page.claims.list).map(|claim| claim.grade).collect();
    let grades: Vec<String> = Grade::ALL
        .iter()
        .rev()
        .map(|grade| (grade, claims.iter().filter(|found| *found == grade).count()))
        .filter(|(_, count)| *count > 0)
        .map(|(grade, count)| format!("{count} {}", grade.words()))
        .collect();
    let grades = if grades.is_empty() { String::new() } else { format!(" ({})", grades.join(", ")) };
    let (_, warnings) = report::counts(&compiled.diagnostics);
    let changes = match (written.created, written.changed, written.deleted) {
        (0, 0, 0) => "nothing changed".to_owned(),
        (created, changed, deleted) => format!("{created} new, {changed} changed, {deleted} deleted"),
    };
    format!(
        "{} · {}{grades} · {} · {} · {:.2} s → {} ({changes})",
        count(site.pages().list().len(), "page"),
        count(claims.len(), "claim"),
        count(site.reader().sources().len(), "source"),
        count(warnings, "warning"),
        time.as_secs_f64(),
        out.display(),
    )
}
