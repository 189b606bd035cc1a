//! `onrecord theme`: the files of the built-in theme, to look at and to begin from.

use std::path::Path;
use std::process::ExitCode;

use clap::{Args, Subcommand};

use super::terminal::{Terminal, print, read_project};
use crate::diagnostic::did_you_mean;
use crate::edge::EdgeError;
use crate::edge::folder::{Folder, Links};
use crate::options::Options;
use crate::theme::files;

#[derive(Debug, Args)]
pub struct Arguments {
    #[command(subcommand)]
    act: Act,
}

#[derive(Debug, Subcommand)]
enum Act {
    /// List the files of the built-in theme, and which of them this project replaces
    List,
    /// Copy files into the project's own theme, where they replace the built-in ones
    Copy {
        /// Such as `templates/page.html`, `strings/en.yaml`, `style.css`
        #[arg(required = true)]
        files: Vec<String>,
    },
}

pub fn run(arguments: &Arguments, root: &Path, terminal: &Terminal) -> Result<ExitCode, EdgeError> {
    let project = read_project(root, terminal)?;
    let compiled = crate::compile::compile(&project, &Options::default(), &mut Default::default());
    let folder = format!("themes/{}", compiled.site.settings().theme.value);
    let all = files();
    let wanted = match &arguments.act {
        Act::List => {
            let line = |(name, bytes): &(String, std::sync::Arc<[u8]>)| {
                let own = if project.contains(&format!("{folder}/{name}")) { "  replaced by your own" } else { "" };
                format!("{:>7}  {name}{own}\n", bytes.len())
            };
            print(&all.iter().map(line).collect::<String>());
            return Ok(ExitCode::SUCCESS);
        }
        Act::Copy { files } => files,
    };
    let mut chosen = Vec::new();
    for name in wanted {
        let name = name.trim_start_matches("themes/default/");
        let Some(found) = all.iter().find(|(known, _)| known == name) else {
            let names: Vec<&str> = all.iter().map(|(name, _)| name.as_str()).collect();
            let known = did_you_mean(name, &names, || "`onrecord theme list` shows them".to_owned());
            terminal.error(&format!("the built-in theme has no file `{name}`: {known}; nothing was written"));
            return Ok(ExitCode::from(2));
        };
        if project.contains(&format!("{folder}/{name}")) {
            terminal.error(&format!("`{folder}/{name}` is there already, and nothing is overwritten"));
            return Ok(ExitCode::from(1));
        }
        chosen.push(found);
    }
    let target = Folder::named(root, Links::Refused)?;
    for (name, bytes) in chosen {
        target.create(&format!("{folder}/{name}"), bytes)?;
        terminal.say(&format!("wrote {folder}/{name}, which now takes the place of the built-in file"));
    }
    Ok(ExitCode::SUCCESS)
}
