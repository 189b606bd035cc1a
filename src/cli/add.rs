//! `onrecord add`: takes words of a copy into a source, and under a claim.

use std::path::Path;
use std::process::ExitCode;

use clap::Args;

use super::edit::{Planned, brought};
use super::lock;
use super::terminal::{Terminal, print, read_project};
use crate::compile::{Compiled, Memory, compile};
use crate::diagnostic::{Diagnostic, Severity};
use crate::edge::EdgeError;
use crate::editing::{Remark, Request, Who, add};
use crate::files::Files;
use crate::options::Options;
use crate::relock::relock;
use crate::report;
use crate::vocabulary::Stance;

#[derive(Debug, Args)]
pub struct Arguments {
    /// Words of an article, in quotation marks, as its copy in content/captures/ has them
    words: String,
    /// The source that has them, if several do
    #[arg(long = "in", value_name = "SOURCE")]
    source: Option<String>,
    /// A short name for them, such as `toll`; by default their first words
    #[arg(long = "as", value_name = "ID")]
    id: Option<String>,
    /// Who said it: an id of claimants.yaml, `unattributed`, or ID="NAME" for somebody new
    #[arg(long, value_name = "CLAIMANT", value_parser = who)]
    by: Option<Who>,
    /// The day as of which it was said
    #[arg(long, value_name = "DATE")]
    as_of: Option<String>,
    /// A number in them: killed=21@EVENT, killed/children=3@EVENT
    #[arg(long = "figure", value_name = "MEASURE=VALUE@EVENT")]
    figures: Vec<String>,
    /// The claim that rests on them: a page and the label of the claim's footnote
    #[arg(long, value_name = "PAGE#LABEL", value_parser = claim)]
    to: Option<(String, String)>,
    /// How they stand to the claim: supports, disputes, context, concedes
    #[arg(long, requires = "to", value_name = "STANCE", value_parser = stance)]
    stance: Option<Stance>,
    /// Show the changes and write nothing
    #[arg(long)]
    dry_run: bool,
}

fn who(text: &str) -> Result<Who, String> {
    let (id, name) = text.split_once('=').map_or((text, None), |(id, name)| (id, Some(name.trim().to_owned())));
    Ok(Who { id: id.trim().to_owned(), name, kind: None })
}

pub fn claim(text: &str) -> Result<(String, String), String> {
    let parts = text.split_once('#').filter(|(page, label)| !page.is_empty() && !label.is_empty());
    let (page, label) = parts.ok_or("a claim is written PAGE#LABEL, such as `index#toll`")?;
    Ok((page.to_owned(), label.strip_prefix("c-").unwrap_or(label).to_owned()))
}

fn stance(text: &str) -> Result<Stance, String> {
    Stance::parse(text).ok_or_else(|| format!("one of {}", Stance::WORDS.join(", ")))
}

pub fn run(arguments: &Arguments, root: &Path, terminal: &Terminal) -> Result<ExitCode, EdgeError> {
    let files = read_project(root, terminal)?;
    let before = compile(&files, &Options::to_judge(), &mut Memory::default());
    let request = Request {
        words: arguments.words.clone(),
        source: arguments.source.clone(),
        id: arguments.id.clone(),
        claimant: arguments.by.clone(),
        as_of: arguments.as_of.clone(),
        figures: arguments.figures.clone(),
        to: arguments.to.clone(),
        stance: arguments.stance,
    };
    let added = match add(&request, &before.manuscript, &files) {
        Ok(added) => added,
        Err(reason) => {
            terminal.error(&format!("{reason}\nnothing was written"));
            return Ok(ExitCode::from(1));
        }
    };
    let planned = Planned::new(&added.edits, &files, root)?;
    let after = compile(&planned.files, &Options::to_judge(), &mut Memory::default());
    let new = brought(&before, &after);
    let is_wrong = |finding: &&Diagnostic| finding.severity == Severity::Error && !is_page(&finding.file, &after);
    if new.iter().any(|finding| is_wrong(&finding)) || arguments.dry_run {
        planned.show();
        tell(&new, &planned.files, terminal);
        added.remarks.iter().for_each(|remark| terminal.say(&said(remark)));
        terminal.say("nothing was written");
        return Ok(if arguments.dry_run { ExitCode::SUCCESS } else { ExitCode::from(1) });
    }
    planned.write(root, terminal)?;
    if !added.edits.is_empty() {
        match relock(&after.manuscript) {
            Ok(relocked) => drop(lock::rewrite(&relocked, &after.manuscript, root, terminal)?),
            Err(obstacle) => terminal.warn(&obstacle),
        }
    }
    tell(&new, &planned.files, terminal);
    added.remarks.iter().for_each(|remark| terminal.say(&said(remark)));
    if arguments.to.is_none() {
        terminal.say("cite it under a claim with:");
    }
    print(&format!("{}\n", added.cited));
    Ok(ExitCode::SUCCESS)
}

/// A remark, for those who type commands.
fn said(remark: &Remark) -> String {
    match remark {
        Remark::HasThem { excerpt, source } => format!("`{excerpt}` of `{source}` has these very words already"),
        Remark::NobodyNamed => "nobody is named as having said it: `--by CLAIMANT` says who did, `--by unattributed` \
                                that the source names nobody"
            .to_owned(),
        Remark::Numbers(numbers) => format!(
            "numbers in it: {}; to have one in the table of figures, add `--figure MEASURE={}@EVENT`",
            numbers.join(", "),
            numbers.first().map_or("", String::as_str)
        ),
        Remark::NewClaimant(id) => format!("`{id}` is new in content/claimants.yaml: give it a `kind` there"),
        Remark::StandsThere { line, label } => format!("`{line}` stands under `[^{label}]` already"),
    }
}

fn is_page(file: &str, compiled: &Compiled) -> bool {
    compiled.manuscript.pages.iter().any(|page| *page.file == *file)
}

fn tell(found: &[Diagnostic], files: &Files, terminal: &Terminal) {
    if !found.is_empty() {
        terminal.tell(&report::text(found, files, terminal.colour));
    }
}
