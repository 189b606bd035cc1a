//! `onrecord account`: how each sentence of a page stands.

use std::path::Path;
use std::process::ExitCode;

use clap::{Args, ValueEnum};

use super::terminal::{Terminal, print, read_project};
use crate::account::{PageAccount, json, text};
use crate::check::accounts;
use crate::compile::{Memory, compile};
use crate::diagnostic::known_names;
use crate::edge::EdgeError;
use crate::options::Options;

#[derive(Debug, Args)]
pub struct Arguments {
    /// A page by its file or its address; without it, all of them
    page: Option<String>,
    /// How the account is printed
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
enum Format {
    Text,
    Json,
}

pub fn run(arguments: &Arguments, root: &Path, terminal: &Terminal) -> Result<ExitCode, EdgeError> {
    let files = read_project(root, terminal)?;
    let compiled = compile(&files, &Options::to_judge(), &mut Memory::once());
    let pages = accounts(&compiled.site, &compiled.manuscript);
    let wanted = |page: &&PageAccount| arguments.page.as_deref().is_none_or(|name| is_called(page, name));
    let shown: Vec<&PageAccount> = pages.iter().filter(wanted).collect();
    if let (Some(name), true) = (&arguments.page, shown.is_empty()) {
        let known: Vec<&str> = pages.iter().map(|page| &*page.file).collect();
        terminal
            .error(&format!("no published page is called `{name}`; {}", known_names(name, "the known ones", &known)));
        return Ok(ExitCode::from(2));
    }
    match arguments.format {
        Format::Text => print(&text(&shown, &files)),
        Format::Json => print(&json(&shown, &files)),
    }
    Ok(ExitCode::SUCCESS)
}

/// By its file, with or without `content/` and `.md`, or by its address.
fn is_called(page: &PageAccount, name: &str) -> bool {
    let inner = page.file.strip_prefix("content/").unwrap_or(&page.file);
    let stem = inner.strip_suffix(".md").unwrap_or(inner);
    [&*page.file, inner, stem, page.route.as_str()].contains(&name)
}
