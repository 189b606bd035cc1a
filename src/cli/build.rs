//! `onrecord build`: checks, and writes the site.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use clap::Args;

use super::terminal::{Terminal, exit_code, read_project};
use crate::compile::{Compiled, Memory, compile_watched};
use crate::edge::EdgeError;
use crate::edge::write::{Target, Written, write};
use crate::options::Options;
use crate::report::{self, count};
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
    /// Say how long each stage took
    #[arg(long)]
    timings: bool,
}

pub fn run(arguments: &Arguments, root: &Path, terminal: &Terminal) -> Result<ExitCode, EdgeError> {
    let start = Instant::now();
    let target = Target::find(root, arguments.out.as_deref())?;
    let files = read_project(root, terminal)?;
    let mut clock = vec![("read", start.elapsed())];
    let base_url = arguments.base_url.clone();
    let options =
        Options { drafts: arguments.drafts, base_url, strict_lock: arguments.deny_warnings, ..Options::default() };
    let mut ended = |stage| clock.push((stage, start.elapsed()));
    let compiled = compile_watched(&files, &options, &mut Memory::default(), &mut ended);
    terminal.report(&compiled, &files);
    let (_, warnings) = report::counts(&compiled.diagnostics);
    let out = arguments.out.clone().unwrap_or_else(|| root.join("public"));
    let Some(output) = compiled.output.as_ref().filter(|_| !(arguments.deny_warnings && warnings > 0)) else {
        terminal.error(&format!("{}; nothing was written", report::summary(&compiled.diagnostics)));
        return Ok(ExitCode::from(1));
    };
    let written = write(output, &target, &|words| terminal.say(words))?;
    clock.push(("write", start.elapsed()));
    if arguments.timings {
        terminal.say(&timings(&clock));
    }
    if output.places_removed > 0 {
        terminal.say(&format!("removed the place from {}", count(output.places_removed, "picture")));
    }
    terminal.say(&closing_line(&compiled, written, start.elapsed(), &out));
    Ok(exit_code(&compiled, false))
}

fn timings(clock: &[(&str, Duration)]) -> String {
    let mut last = Duration::ZERO;
    let mut parts = Vec::new();
    for (stage, at) in clock {
        parts.push(format!("{stage} {:.1} ms", (*at - last).as_secs_f64() * 1000.0));
        last = *at;
    }
    parts.join(" · ")
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
