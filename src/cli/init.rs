//! `onrecord init`: a project to begin with, after three questions.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;

use super::import;
use super::terminal::Terminal;
use crate::edge::EdgeError;
use crate::edge::begin;
use crate::edge::folder::{Entry, Folder, Links};
use crate::import::{Answers, default_title, new_project};
use crate::parse::settings::is_contact;

#[derive(Debug, Args)]
pub struct Arguments {
    /// The new project's folder; this one by default
    #[arg(default_value = ".")]
    folder: PathBuf,
    /// The site's title
    #[arg(long)]
    title: Option<String>,
    /// Who writes it
    #[arg(long, value_name = "NAME")]
    author: Option<String>,
    /// Where readers report errors: an e-mail address, or a page
    #[arg(long, value_name = "ADDRESS", value_parser = contact)]
    contact: Option<String>,
    /// Where the site will be; by default what git's remote says
    #[arg(long, value_name = "URL", value_parser = super::address::base_url)]
    base_url: Option<String>,
    /// The language it is written in, such as en, de, uk
    #[arg(long, value_name = "TAG")]
    language: Option<String>,
    /// Empty files that say how to go on, in place of the example
    #[arg(long)]
    empty: bool,
    /// Saved articles to begin with: text, Markdown, web pages
    #[arg(long, value_name = "FILE", num_args = 1..)]
    from: Vec<PathBuf>,
    /// Leave git alone
    #[arg(long)]
    no_git: bool,
}

/// What a folder under version control has already: our lines are added to its own.
const LISTS: [&str; 2] = [".gitattributes", ".gitignore"];
/// What stays as it is, if it is there.
const KEPT: [&str; 1] = ["AGENTS.md"];

fn contact(text: &str) -> Result<String, String> {
    match is_contact(text) {
        true => Ok(text.to_owned()),
        false => Err("give an e-mail address, or an address on the web".to_owned()),
    }
}

impl Arguments {
    /// An empty project in a folder, about which nothing is known yet.
    pub fn empty_in(folder: &Path, language: &str) -> Arguments {
        Arguments {
            folder: folder.to_owned(),
            title: None,
            author: None,
            contact: None,
            base_url: None,
            language: Some(language.to_owned()),
            empty: true,
            from: Vec::new(),
            no_git: false,
        }
    }
}

pub fn run(arguments: &Arguments, terminal: &Terminal) -> Result<ExitCode, EdgeError> {
    let path: &Path = &arguments.folder;
    let is_taken = path.join("content").exists();
    if is_taken {
        return Err(EdgeError::new("start a project in", path, "there is a `content` folder already"));
    }
    let is_empty = arguments.empty || !arguments.from.is_empty();
    let name = std::path::absolute(path).ok().and_then(|path| Some(path.file_name()?.to_string_lossy().into_owned()));
    let name = name.unwrap_or_default();
    let answers = answers(arguments, &default_title(is_empty, &name), terminal);
    let files = new_project(&answers, is_empty, &name);
    write(&files, path, terminal)?;
    if !arguments.no_git {
        match begin::repository(path) {
            Ok(true) => terminal.say("the folder is under version control now (git)"),
            Ok(false) => {}
            Err(error) => terminal.warn(&format!("{error}; publishing needs it")),
        }
    }
    let mut code = ExitCode::SUCCESS;
    if !arguments.from.is_empty() {
        code = import::run(&import::Arguments::of(&arguments.from), path, terminal)?;
    }
    terminal.say(&next(arguments, &answers, is_empty));
    Ok(code)
}

/// Asks what the arguments leave open, if somebody is there to answer; Return takes what stands in brackets.
fn answers(arguments: &Arguments, default_title: &str, terminal: &Terminal) -> Answers {
    // What the folder is called is what the site is called, if nobody knows better.
    let asked = |given: &Option<String>, question: &str, default: &str| {
        let ask = || terminal.ask(&format!("{question} [{default}]"));
        given.clone().or_else(ask).filter(|answer| !answer.is_empty())
    };
    // Who somebody is, nobody says for them: what git knows of a person is not shown to readers by pressing a key.
    const NOTHING: &str = "nothing for now";
    let title = asked(&arguments.title, "What is the site's title?", default_title);
    let author = asked(&arguments.author, "What is your name, as readers see it?", NOTHING);
    let mut address =
        asked(&arguments.contact, "Where do readers report errors (an e-mail address, or a page)?", NOTHING);
    while address.as_deref().is_some_and(|address| !is_contact(address)) {
        address = asked(&None, "That is no address; one is desk@gazette.net:", NOTHING);
    }
    Answers {
        title,
        author,
        contact: address,
        base_url: arguments.base_url.clone().or_else(|| begin::address(&arguments.folder)),
        language: arguments.language.clone(),
    }
}

/// Writes all files; all is looked at before anything is written.
fn write(files: &[(&str, String)], path: &Path, terminal: &Terminal) -> Result<(), EdgeError> {
    let folder = Folder::named(path, Links::Refused)?;
    if folder.entry("content")? != Entry::Nothing {
        return Err(EdgeError::new("start a project in", path, "there is a `content` folder already"));
    }
    let mut old: Vec<Option<Vec<u8>>> = Vec::new();
    for (name, _) in files {
        let is_ours_too = LISTS.contains(name) || KEPT.contains(name);
        old.push(folder.read(name)?.filter(|_| is_ours_too));
        if folder.entry(name)? != Entry::Nothing && old.last().is_none_or(Option::is_none) {
            return Err(EdgeError::new("write", &path.join(name), "it is there already, and nothing is overwritten"));
        }
    }
    for ((name, text), old) in files.iter().zip(old) {
        match old {
            Some(_) if KEPT.contains(name) => terminal.say(&format!("{name} is there already and stays as it is")),
            Some(old) => {
                let old = String::from_utf8_lossy(&old);
                folder.replace(name, format!("{}\n\n{text}", old.trim_end()).trim_start().as_bytes())?;
            }
            None => folder.create(name, text.as_bytes())?,
        }
    }
    Ok(())
}

/// What was made, and the next two commands.
fn next(arguments: &Arguments, answers: &Answers, is_empty: bool) -> String {
    let folder = arguments.folder.display();
    let enter = if arguments.folder == Path::new(".") { String::new() } else { format!("cd {folder} && ") };
    let (made, then) = match (arguments.from.is_empty(), is_empty) {
        (false, _) => ("your articles are sources", "onrecord add \"WORDS OF AN ARTICLE\"   makes them evidence"),
        (true, true) => ("an empty project", "onrecord import FILE   makes a source of an article that you saved"),
        (true, false) => {
            ("a small example (with `--empty` there is none)", "onrecord import FILE   adds an article of yours")
        }
    };
    let unknown = match answers.base_url {
        Some(_) => String::new(),
        None => "\nwhere the site will be is not known yet; before you publish: `onrecord set site base_url=https://…`"
            .to_owned(),
    };
    format!(
        "{made} in {folder}{unknown}\nnext:\n  {enter}onrecord serve --watch   shows it in the browser, at each save\n  {then}"
    )
}
