//! `onrecord check-off`: a second reader looks at a claim beside its sources, and signs it.

use std::path::Path;
use std::process::ExitCode;

use clap::Args;

use super::edit::Planned;
use super::terminal::{Terminal, print, read_project};
use crate::beside::{Beside, Cited, beside};
use crate::compile::{Compiled, Memory, compile};
use crate::diagnostic::{Diagnostic, known_names};
use crate::edge::{EdgeError, today};
use crate::editing::{SIGN_OFFS, write_sign_offs};
use crate::edits::Edits;
use crate::files::Files;
use crate::options::Options;
use crate::report::{self, count};
use crate::sign_offs::{SignOff, reader};
use crate::signed::{Reading, name, readings, substance};

#[derive(Debug, Args)]
pub struct Arguments {
    /// The claims, as PAGE#LABEL; a page alone, or nothing, lists who read its claims
    #[arg(value_name = "PAGE#LABEL")]
    claims: Vec<String>,
    /// Sign: your name or initials; without it the claim is only shown beside its sources
    #[arg(long, value_name = "NAME", value_parser = reader)]
    by: Option<String>,
    /// Take back what you signed
    #[arg(long, requires = "by")]
    take_back: bool,
}

pub fn run(arguments: &Arguments, root: &Path, terminal: &Terminal) -> Result<ExitCode, EdgeError> {
    let files = read_project(root, terminal)?;
    // Drafts are read, too: that is what a draft is for.
    let options = Options { drafts: true, ..Options::to_judge() };
    let compiled = compile(&files, &options, &mut Memory::once());
    let all = readings(&compiled.site);
    let mut chosen = Vec::new();
    for claim in &arguments.claims {
        match find(claim, &all) {
            Ok(found) => chosen.extend(found),
            Err(reason) => {
                terminal.error(&format!("{reason}; nothing was signed"));
                return Ok(ExitCode::from(1));
            }
        }
    }
    let is_list = arguments.claims.iter().all(|claim| !claim.contains('#'));
    match &arguments.by {
        None if is_list => print(&list(if arguments.claims.is_empty() { &all[..] } else { &[] }, &chosen)),
        None => chosen.iter().for_each(|reading| print(&shown(reading, &compiled))),
        Some(_) if arguments.claims.is_empty() || arguments.claims.iter().any(|claim| !claim.contains('#')) => {
            terminal.error(
                "say which claims, as PAGE#LABEL, one by one: `onrecord check-off` lists them; nothing was signed",
            );
            return Ok(ExitCode::from(1));
        }
        Some(by) => return sign(&chosen, by, arguments.take_back, &compiled, &files, root, terminal),
    }
    Ok(ExitCode::SUCCESS)
}

/// The claims that are meant: one, or all of a page.
fn find<'a, 'b>(claim: &str, all: &'b [Reading<'a>]) -> Result<Vec<&'b Reading<'a>>, String> {
    let (page, label) = claim.split_once('#').map_or((claim, None), |(page, label)| (page, Some(label)));
    let page = page.trim_start_matches("content/").trim_end_matches(".md");
    let of_page: Vec<&Reading> = all.iter().filter(|reading| name(reading.page) == page).collect();
    if of_page.is_empty() {
        let mut pages: Vec<&str> = all.iter().map(|reading| name(reading.page)).collect();
        pages.dedup();
        return Err(format!("there is no page `{page}` with claims; {}", known_names(page, "pages", &pages)));
    }
    let Some(label) = label else { return Ok(of_page) };
    let labels: Vec<&str> = of_page.iter().map(|reading| reading.claim.label.as_str()).collect();
    let none = format!("`{page}` has no claim `{label}`; {}", known_names(label, "its claims", &labels));
    let found: Vec<&Reading> = of_page.into_iter().filter(|reading| reading.claim.label == label).collect();
    if found.is_empty() { Err(none) } else { Ok(found) }
}

/// A line for each claim: who read it, or read it before it changed.
fn list(all: &[Reading], chosen: &[&Reading]) -> String {
    let mut out = String::new();
    let readings: Vec<&Reading> = all.iter().chain(chosen.iter().copied()).collect();
    if readings.is_empty() {
        return "there are no claims yet\n".to_owned();
    }
    let names = |signed: &[&SignOff]| signed.iter().map(|one| one.by.as_str()).collect::<Vec<_>>().join(", ");
    for reading in readings {
        let state = match (reading.holding.as_slice(), reading.lapsed.as_slice()) {
            ([], []) => "nobody".to_owned(),
            (holding, []) => names(holding),
            ([], lapsed) => format!("nobody since it changed ({} before)", names(lapsed)),
            (holding, lapsed) => format!("{} ({} before it changed)", names(holding), names(lapsed)),
        };
        out += &format!("{:<36} {state}\n", reading.name());
    }
    out
}

/// A claim, and the words that it rests on where they stand.
fn shown(reading: &Reading, compiled: &Compiled) -> String {
    let Beside { words, grade, evidence } = beside(reading.claim, &compiled.site, &compiled.manuscript);
    let mut out = format!("{}  ({grade})\n{}\n", reading.name(), filled(&words, "  "));
    for Cited { name, stance, title, outlet, claimant, quotation, comment, found, is_here, .. } in evidence {
        let outlet = outlet.map_or(String::new(), |outlet| format!(", {outlet}"));
        let claimant = claimant.map_or(String::new(), |claimant| format!(" · by {claimant}"));
        out += &format!("\n  @{name} {stance}{claimant}\n  {title}{outlet}\n");
        out += &match (quotation, found) {
            (None, _) => "    nothing is quoted: read the source as a whole\n".to_owned(),
            (Some(_), Some(found)) => {
                let text = format!("… {}[{}]{} …", found.before, found.words, found.after);
                format!("    line {}\n{}\n", found.line, filled(&text, "    "))
            }
            (Some(words), None) => {
                let why = if is_here { "these words are not in the copy" } else { "the copy is not on this machine" };
                format!("{}\n    ({why})\n", filled(&format!("“{words}”"), "    "))
            }
        };
        out += &comment.map_or(String::new(), |comment| format!("{}\n", filled(&format!("— {comment}"), "    ")));
    }
    out + "\n"
}

/// Words in lines of a hundred columns.
fn filled(text: &str, margin: &str) -> String {
    let mut lines = vec![margin.to_owned()];
    for word in text.split_whitespace() {
        let line = lines.last().map_or(0, |line| line.chars().count());
        if line > margin.len() && line + 1 + word.chars().count() > 100 {
            lines.push(margin.to_owned());
        }
        if let Some(line) = lines.last_mut() {
            line.push_str(if line.len() > margin.len() { " " } else { "" });
            line.push_str(word);
        }
    }
    lines.join("\n")
}

fn sign(
    chosen: &[&Reading],
    by: &str,
    is_taken_back: bool,
    compiled: &Compiled,
    files: &Files,
    root: &Path,
    terminal: &Terminal,
) -> Result<ExitCode, EdgeError> {
    let mut signed = compiled.manuscript.sign_offs.clone().take();
    let mut changed: Vec<String> = Vec::new();
    let against: Vec<Diagnostic> =
        chosen.iter().flat_map(|reading| reading.against(&compiled.site, &compiled.diagnostics)).collect();
    if !is_taken_back && !against.is_empty() {
        terminal.tell(&report::text(&against, files, terminal.colour));
        terminal.error("what is signed must compile, with a lock that is up to date; nothing was signed");
        return Ok(ExitCode::from(1));
    }
    for reading in chosen {
        let (page, label) = (name(reading.page), &reading.claim.label);
        if is_taken_back {
            changed.extend(signed.take_back(page, label, by).then(|| reading.name()));
        } else if !reading.holding.iter().any(|known| known.is_by(by)) {
            signed.add(page, label, SignOff::new(by, &today(), &substance(reading.claim, &compiled.site)));
            changed.push(reading.name());
        }
    }
    if changed.is_empty() {
        terminal.say(&match is_taken_back {
            true => format!("{by} signed none of them"),
            false => format!(
                "{by} signed {} already, and nothing changed since",
                if chosen.len() == 1 { "it" } else { "them" }
            ),
        });
        return Ok(ExitCode::SUCCESS);
    }
    let mut edits = Edits::default();
    write_sign_offs(&signed, files, &mut edits);
    Planned::new(&edits, files, root)?.write(root, terminal)?;
    if !is_taken_back {
        chosen.iter().for_each(|reading| print(&shown(reading, compiled)));
    }
    if !is_taken_back && chosen.iter().any(|reading| reading.is_by_author(by, &compiled.site)) {
        terminal.say(&format!("{by} is an author of what was signed: it still wants a second reader"));
    }
    let what = if is_taken_back { "took back" } else { "signed" };
    terminal.say(&format!("{by} {what} {}: {}; commit {SIGN_OFFS}", count(changed.len(), "claim"), changed.join(", ")));
    Ok(ExitCode::SUCCESS)
}
