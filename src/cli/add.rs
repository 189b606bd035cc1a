//! `onrecord add`: takes words of a copy into a source, and under a claim.

use std::path::Path;
use std::process::ExitCode;

use clap::Args;

use super::carry_out::carry_out;
use super::terminal::{Terminal, print, read_project};
use crate::compile::{Memory, compile};
use crate::edge::EdgeError;
use crate::editing::{Number, Remark, Request, Who, add};
use crate::options::Options;
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
    let before = compile(&files, &Options::to_judge(), &mut Memory::once());
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
    let remarks: Vec<String> = added.remarks.iter().map(said).collect();
    if let Some(code) = carry_out(&added.edits, (&files, &before), &remarks, arguments.dry_run, root, terminal)? {
        return Ok(code);
    }
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
        Remark::Numbers(numbers) => {
            let one = |number: &Number| {
                let part = number.population.map_or(String::new(), |part| format!("/{part}"));
                format!("`--figure \"{}{part}={}@EVENT\"`", number.measure.unwrap_or("MEASURE"), number.value)
            };
            let all: Vec<String> = numbers.iter().map(one).collect();
            format!("it has numbers; the same command with {} puts them into the table of figures", all.join(" or "))
        }
        Remark::NewClaimant(id) => {
            format!("`{id}` is new: `onrecord set claimant:{id} kind=official` says of what kind, if it is that")
        }
        Remark::StandsThere { line, label } => format!("`{line}` stands under `[^{label}]` already"),
    }
}
