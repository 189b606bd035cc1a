//! `onrecord quotes`: compares the quotations of a draft with everything that was kept, without a project.

mod make;

use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, ValueEnum};

use super::terminal::{Terminal, print, read_project};
use super::timings::{self, Timings};
use crate::check;
use crate::compile::{Memory, compile};
use crate::edge::EdgeError;
use crate::edge::read::find_project;
use crate::edge::shelf::{kept, one};
use crate::files::Files;
use crate::import::{Article, Saved, read};
use crate::options::Options;
use crate::original::{beside, originals};
use crate::quotes::{self, Draft, Held, Shelf};
use crate::report;
use crate::verified::{Whereabouts, Witness, capture_path};

#[derive(Debug, Args)]
pub struct Arguments {
    /// Drafts: Markdown, text, web pages, Word, OpenDocument; `-` reads standard input
    #[arg(required = true, value_name = "DRAFT")]
    drafts: Vec<PathBuf>,
    /// The folder of what was kept (texts, pages, transcripts, mail …); by default the captures of the project
    #[arg(long = "in", value_name = "DIR")]
    folder: Option<PathBuf>,
    /// How the report is printed
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Compare the numbers, too, where a capture holds their sentence
    #[arg(long)]
    numbers: bool,
    /// Make a project of it, or add to one: the sources that bear quotations out, excerpts of them, and a page
    #[arg(long, value_name = "PROJECT")]
    make: Option<PathBuf>,
    /// Say how long each stage took
    #[arg(long, value_enum, value_name = "FORMAT", num_args = 0..=1, require_equals = true, default_missing_value = "text")]
    timings: Option<timings::Format>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
enum Format {
    Text,
    Json,
    Github,
    Sarif,
    /// A web page of its own
    Html,
}

pub fn run(arguments: &Arguments, project: Option<&Path>, terminal: &Terminal) -> Result<ExitCode, EdgeError> {
    let mut timings = Timings::start(arguments.timings);
    let is_piped = arguments.drafts.iter().any(|draft| draft.as_os_str() == "-");
    if arguments.make.is_some() {
        let refused = make::folder(arguments.folder.as_ref(), arguments.drafts.len()).err();
        if let Some(reason) = refused.or(is_piped.then_some("`--make` makes a page of a file: save the draft first")) {
            terminal.error(reason);
            return Ok(ExitCode::from(2));
        }
    }
    let mut drafts = Vec::new();
    for path in &arguments.drafts {
        match draft(path) {
            Ok(draft) => drafts.push(draft),
            Err(reason) => {
                terminal.error(&format!("{}: {reason}", path.display()));
                return Ok(ExitCode::from(2));
            }
        }
    }
    timings.ended("drafts");
    let Some(shelf) = shelf(arguments, project, terminal)? else { return Ok(ExitCode::from(2)) };
    timings.ended("captures");
    let languages: Vec<String> = drafts.iter().map(Draft::language).collect();
    let quotations = drafts.iter().enumerate();
    let quotations =
        quotations.flat_map(|(number, draft)| draft.quotations().into_iter().map(move |one| (number, one)));
    let judged = quotes::judge(quotations.collect(), &shelf, &languages);
    timings.ended("quotations");
    let numbers = match arguments.numbers {
        true => drafts.iter().enumerate().flat_map(|(number, draft)| quotes::numbers(number, draft, &shelf)).collect(),
        false => Vec::new(),
    };
    if arguments.numbers {
        timings.ended("numbers");
    }
    let captures = shelf.held.len();
    let (findings, files) = quotes::findings(&drafts, &judged, &numbers);
    match arguments.format {
        Format::Text => print(&quotes::text(&judged, &numbers, captures)),
        Format::Json => print(&quotes::json(&drafts, &judged, &numbers, captures)),
        Format::Html => print(quotes::page(&judged, &numbers, captures).as_str()),
        Format::Github => print(&report::github(&findings, &files)),
        Format::Sarif => print(&report::sarif(&findings, &files, &check::table())),
    }
    timings.ended("report");
    if let (Some(root), [draft], [language]) = (&arguments.make, arguments.drafts.as_slice(), languages.as_slice()) {
        let kept = arguments.folder.as_deref().unwrap_or(root);
        make::run(draft, language, &judged, &shelf, kept, root, terminal)?;
        timings.ended("make");
    }
    // What is printed is the report; how long it took is said beside it.
    if let Some((text, _)) = timings.report() {
        terminal.say(text.trim_end());
    }
    Ok(ExitCode::from(u8::from(quotes::to_be_failed(&judged, &numbers))))
}

/// One draft.
fn draft(path: &Path) -> Result<Draft, String> {
    let (name, found) = match path.to_str() {
        Some("-") => {
            let mut bytes = Vec::new();
            std::io::stdin().read_to_end(&mut bytes).map_err(|error| error.to_string())?;
            ("standard input".to_owned(), read(Article::new("draft.md", &bytes)).map_err(|error| error.to_string())?)
        }
        _ => (path.to_string_lossy().replace('\\', "/"), one(path)?),
    };
    match found.into_iter().next() {
        Some(saved) => Ok(Draft::new(&name, saved)),
        None => Err("it holds no words".to_owned()),
    }
}

/// What was kept: a folder, or the captures of the project.
fn shelf(arguments: &Arguments, project: Option<&Path>, terminal: &Terminal) -> Result<Option<Shelf>, EdgeError> {
    if let Some(folder) = &arguments.folder {
        let kept = kept(folder, &arguments.drafts)?;
        for (name, reason) in &kept.unread {
            terminal.warn(&format!("{name} was not read: {reason}"));
        }
        return Ok(Some(Shelf::new(kept.saved)));
    }
    let here = std::env::current_dir().unwrap_or_default();
    let Some(root) = project.map(Path::to_owned).or_else(|| find_project(&here)) else {
        terminal.error(
            "nothing to compare with: say where the sources are kept, as in `onrecord quotes draft.docx --in sources`",
        );
        return Ok(None);
    };
    let files = read_project(&root, terminal)?;
    Ok(Some(Shelf::of(sources(&files))))
}

/// The sources of a project whose words are here.
fn sources(files: &Files) -> Vec<Held> {
    let manuscript = compile(files, &Options::default(), &mut Memory::once()).manuscript;
    let mut held = Vec::new();
    for source in &manuscript.sources {
        let (whereabouts, Some(testimony)) = Witness::new(source, &manuscript).testimony() else { continue };
        let name = match whereabouts {
            Whereabouts::Body => source.file.to_string(),
            _ => capture_path(source),
        };
        let own = source.url.iter().map(|url| url.value.clone());
        let addresses = own.chain(source.archived.iter().map(|archived| archived.url.clone())).collect();
        let text = testimony.capture.text();
        // The original knows pages and times, if its words are still the capture's.
        let read = originals(&beside(source, &manuscript.captures)).into_iter().flat_map(|original| original.readings);
        let saved =
            read.into_iter().find(|saved| saved.text == text).unwrap_or_else(|| Saved::of_text(text.to_owned()));
        held.push(Held::of_source(&name, testimony.capture, saved, addresses));
    }
    held
}
