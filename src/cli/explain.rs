//! `onrecord explain`: a rule's page, or the table of rules.

use std::process::ExitCode;

use clap::Args;

use super::terminal::{Terminal, print};
use crate::check;
use crate::diagnostic::{Rule, known_names};
use crate::edge::EdgeError;

#[derive(Debug, Args)]
pub struct Arguments {
    /// The rule's code, such as unknown-source
    rule: Option<String>,
}

pub fn run(arguments: &Arguments, terminal: &Terminal) -> Result<ExitCode, EdgeError> {
    let table = check::table();
    let Some(code) = &arguments.rule else {
        print(&list(&table));
        return Ok(ExitCode::SUCCESS);
    };
    match table.iter().find(|rule| rule.code == code) {
        Some(rule) => {
            print(rule.page);
            Ok(ExitCode::SUCCESS)
        }
        None => {
            let codes: Vec<&str> = table.iter().map(|rule| rule.code).collect();
            let help = known_names(code, "rules", &codes);
            terminal.error(&format!("there is no rule `{code}`; {help}; `onrecord explain` lists them"));
            Ok(ExitCode::from(2))
        }
    }
}

fn list(table: &[&Rule]) -> String {
    let width = table.iter().map(|rule| rule.code.len()).max().unwrap_or_default();
    let line = |rule: &&Rule| {
        let level = if rule.fixed { "fixed" } else { rule.severity.as_str() };
        format!("{:width$}  {level:7}  {}\n", rule.code, rule.summary())
    };
    table.iter().map(line).collect()
}
