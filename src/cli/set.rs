//! `onrecord set`: fills in what is known of something, or takes it out, without YAML.

use std::path::Path;
use std::process::ExitCode;

use clap::Args;
use serde_json::{Map, Value};

use super::carry_out::carry_out;
use super::terminal::{Terminal, print, read_project};
use crate::compile::{Memory, compile};
use crate::edge::EdgeError;
use crate::editing::{Field, Takes, fields, fill};
use crate::options::Options;

#[derive(Debug, Args)]
pub struct Arguments {
    /// Of what: site, source:ID, excerpt:SOURCE#ID, claimant:ID, event:ID, place:ID, note:ID, page:PATH, claim:PAGE#LABEL
    #[arg(value_name = "KIND:ID")]
    what: String,
    /// What is known, such as `outlet="Evening Post"`; a key with nothing behind it is taken out; several values, each
    /// with its key, are a list. Without any, the keys are listed
    #[arg(value_name = "KEY=VALUE", value_parser = pair)]
    values: Vec<(String, String)>,
    /// Show the changes and write nothing
    #[arg(long)]
    dry_run: bool,
}

/// More names than are read in a line.
const MOST: usize = 15;

/// `key=value`.
pub fn pair(text: &str) -> Result<(String, String), String> {
    let (key, value) = text.split_once('=').ok_or("write KEY=VALUE, such as `kind=official`")?;
    Ok((key.trim().to_owned(), value.trim().to_owned()))
}

/// As a form takes them: a key that stands more than once has a line each.
pub fn filled(pairs: &[(String, String)]) -> Map<String, Value> {
    let mut all: Map<String, Value> = Map::new();
    for (key, value) in pairs {
        let text = match all.get(key).and_then(Value::as_str) {
            Some(known) => format!("{known}\n{value}"),
            None => value.clone(),
        };
        all.insert(key.clone(), Value::String(text));
    }
    all
}

pub fn run(arguments: &Arguments, root: &Path, terminal: &Terminal) -> Result<ExitCode, EdgeError> {
    let (kind, id) = arguments.what.split_once(':').unwrap_or((&arguments.what, "site"));
    let Some(fields) = fields(kind) else {
        terminal.error(&format!(
            "`{kind}` is no kind of thing; say what it is and its name, such as `source:post`, or `site`"
        ));
        return Ok(ExitCode::from(2));
    };
    if kind != "site" && id == "site" && !arguments.values.is_empty() {
        terminal.error(&format!("say which {kind}: `onrecord set {kind}:NAME KEY=VALUE`"));
        return Ok(ExitCode::from(2));
    }
    if arguments.values.is_empty() {
        print(&listed(&fields));
        return Ok(ExitCode::SUCCESS);
    }
    let files = read_project(root, terminal)?;
    let before = compile(&files, &Options::to_judge(), &mut Memory::once());
    match fill(kind, Some(id), &filled(&arguments.values), &before.manuscript, &files) {
        Ok(filled) if filled.edits.is_empty() => {
            terminal.say("it says so already: nothing was changed");
            Ok(ExitCode::SUCCESS)
        }
        Ok(filled) => {
            let code = carry_out(&filled.edits, (&files, &before), &[], arguments.dry_run, root, terminal)?;
            Ok(code.unwrap_or(ExitCode::SUCCESS))
        }
        Err(reason) => {
            terminal.error(&format!("{reason}\nnothing was written"));
            Ok(ExitCode::from(1))
        }
    }
}

/// The keys of a kind, a line each.
fn listed(fields: &[Field]) -> String {
    let mut lines = Vec::new();
    fields.iter().for_each(|field| list(&field.key, field, &field.takes, &mut lines));
    let width = lines.iter().map(|(key, _)| key.chars().count()).max().unwrap_or(0);
    let gap = |key: &str| " ".repeat(width - key.chars().count() + 2);
    lines.iter().map(|(key, says)| format!("{key}{}{says}\n", gap(key))).collect()
}

/// The lines of what stands under a key.
fn list(key: &str, field: &Field, takes: &Takes, lines: &mut Vec<(String, String)>) {
    let says = match takes {
        Takes::Text => match &field.names {
            Some(kind) => format!("the id of: {kind}"),
            None => "a text".to_owned(),
        },
        Takes::Texts => "a text, or several".to_owned(),
        Takes::Date => "a date: 2024-03-12, 2024-03, 2024, 2024-03-12?, 2024-03-12/2024-03-14".to_owned(),
        Takes::Number => "a number".to_owned(),
        Takes::Flag => "true or false".to_owned(),
        Takes::OneOf(words) => words.join(", "),
        Takes::Group(fields) => {
            return fields.iter().for_each(|inner| list(&format!("{key}.{}", inner.key), inner, &inner.takes, lines));
        }
        Takes::List(each) => return list(&format!("{key}.1"), field, each, lines),
        Takes::Named { names, each } => {
            let from = lines.len();
            list(&format!("{key}.NAME"), field, each, lines);
            // Of the many rules nobody reads a list.
            let some = names.iter().take(MOST).map(String::as_str).collect::<Vec<_>>().join(", ");
            let more = if names.len() > MOST { ", …" } else { "" };
            if let (Some((_, says)), false) = (lines.get_mut(from), names.is_empty()) {
                says.push_str(&format!("; NAME is one of {some}{more}"));
            }
            return;
        }
    };
    let needed = if field.is_required { " (needed)" } else { "" };
    lines.push((key.to_owned(), format!("{says}{needed}")));
}
