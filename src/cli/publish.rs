//! `onrecord publish`: builds, compares with what is published, and pushes the site to a branch.

use std::path::Path;
use std::process::ExitCode;

use clap::Args;

use super::comparison::compare;
use super::edit::Planned;
use super::terminal::{Terminal, exit_code, options, print, read_project};
use crate::compile::{Compiled, Memory, compile};
use crate::diagnostic::{Diagnostic, Severity, Subject};
use crate::edge::EdgeError;
use crate::edge::publish::preflight::Findings;
use crate::edge::publish::{self, CNAME, Changes, Mirror, Pushed, Repository, Tree, preflight};
use crate::edge::workflow::{self, Tool};
use crate::edits::Edits;
use crate::files::Files;
use crate::options::Options;
use crate::output::MANIFEST;
use crate::report;
use crate::rules::placeholder_left;
use crate::signed::unread;

#[derive(Debug, Args)]
pub struct Arguments {
    /// The remote that serves the site
    #[arg(long, value_name = "NAME", default_value = "origin")]
    remote: String,
    /// The branch that holds the site
    #[arg(long, value_name = "NAME", default_value = "gh-pages")]
    branch: String,
    /// Replace a branch that holds files of which onrecord knows nothing; never the remote's default branch
    #[arg(long)]
    take_over: bool,
    /// Write what is known of what is still to be filled in: the address that the remote gives the site
    #[arg(long, conflicts_with = "workflow")]
    fix: bool,
    /// Push nothing; list what would be added, changed and deleted
    #[arg(long)]
    dry_run: bool,
    /// Write .github/workflows/pages.yml, with which GitHub builds and publishes the site itself
    #[arg(long, conflicts_with_all = ["dry_run", "branch"])]
    workflow: bool,
    /// What the workflow installs: one commit of one repository
    #[arg(long, requires = "workflow", value_name = "URL@COMMIT", value_parser = Tool::parse)]
    tool_from: Option<Tool>,
    /// Replace a workflow file that was changed
    #[arg(long, requires = "workflow")]
    overwrite: bool,
}

pub fn run(arguments: &Arguments, root: &Path, terminal: &Terminal) -> Result<ExitCode, EdgeError> {
    if arguments.workflow {
        let written = workflow::write(root, &arguments.remote, arguments.tool_from.as_ref(), arguments.overwrite)?;
        terminal.say(&written);
        return Ok(ExitCode::SUCCESS);
    }
    let repository = Repository::find(root, &arguments.remote)?;
    repository.check_branch(&arguments.branch)?;
    let mut files = read_project(root, terminal)?;
    if arguments.fix {
        files = fill_in(files, &repository, root, terminal)?;
    }
    let options = Options { publishing: true, ..options(root) };
    let mut compiled = compile(&files, &options, &mut Memory::once());
    let Some(output) = compiled.output.take() else {
        terminal.report(&compiled, &files);
        if let (Some(address), true) = (repository.pages_address(), placeholder(&compiled).is_some()) {
            terminal.say(&format!("`base_url` would be `{address}`: `onrecord publish --fix` writes it"));
        }
        terminal.error(&format!("{}; nothing was published", report::summary(&compiled.diagnostics)));
        return Ok(exit_code(&compiled, false));
    };
    if output.places_removed > 0 {
        terminal.say(&format!("removed the place from {}", report::count(output.places_removed, "picture")));
    }
    let mirror = Mirror::open(&repository, &arguments.branch)?;
    let tree = publish::tree(&output, &mirror)?;
    let listed = compare(&mut compiled, &output, |name| mirror.file(name), terminal)?;
    compiled.diagnostics.extend(unread(&compiled.site));
    terminal.report(&compiled, &files);
    listed.iter().for_each(|line| terminal.say(line));
    let findings = preflight::look(&compiled, &files, &repository, &mirror, &tree, arguments.take_over)?;
    if !is_clear(&compiled, &findings, terminal) {
        return Ok(ExitCode::from(1));
    }
    let (object, new) = mirror.write(&tree)?;
    let changes = Changes::between(&mirror.published, &new);
    if arguments.dry_run {
        print(&listing(&changes));
        terminal.say(&format!("{}; nothing was pushed", changes.summary()));
        return Ok(ExitCode::SUCCESS);
    }
    let title = &compiled.site.settings().title;
    let pushed = mirror.push(&object, &message(&repository, title, &changes)?, &repository)?;
    if let Some(manifest) = tree.get(MANIFEST) {
        mirror.remember(&repository, manifest)?;
    }
    terminal.say(&closing_lines(&pushed, &changes, arguments, &compiled, &mirror, &tree));
    Ok(ExitCode::SUCCESS)
}

/// The finding that the site's address is still to be filled in.
fn placeholder(compiled: &Compiled) -> Option<&Diagnostic> {
    let is_address = |found: &&Diagnostic| found.subject == Some(Subject::Setting("base_url"));
    compiled.diagnostics.iter().filter(|found| found.rule == placeholder_left::RULE.code).find(is_address)
}

/// Writes the address that the remote gives the site, if none is there.
fn fill_in(files: Files, repository: &Repository, root: &Path, terminal: &Terminal) -> Result<Files, EdgeError> {
    // As for publishing: there the finding stands, whatever the site says of its rule.
    let options = Options { publishing: true, ..options(root) };
    let compiled = compile(&files, &options, &mut Memory::once());
    let Some(left) = placeholder(&compiled) else { return Ok(files) };
    let Some(address) = repository.pages_address() else {
        terminal.warn(
            "the remote is not on GitHub, so what address the site will have is not known: write `base_url` yourself",
        );
        return Ok(files);
    };
    let mut edits = Edits::default();
    if let Some(file) = files.get(&left.file) {
        edits.replace(file, left.span, format!("\"{address}\""));
    }
    let planned = Planned::new(&edits, &files, root)?;
    planned.show();
    planned.write(root, terminal)?;
    Ok(planned.files)
}

/// Says what speaks against publishing; true if nothing does.
fn is_clear(compiled: &Compiled, findings: &Findings, terminal: &Terminal) -> bool {
    findings.warnings.iter().for_each(|words| terminal.warn(words));
    findings.errors.iter().for_each(|words| terminal.error(words));
    let wrong = compiled.diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error);
    if wrong || !findings.errors.is_empty() {
        terminal.error("nothing was published");
        return false;
    }
    true
}

/// `+` added, `~` changed, `-` deleted.
fn listing(changes: &Changes) -> String {
    let lists = [("+", &changes.added), ("~", &changes.changed), ("-", &changes.deleted)];
    lists.iter().flat_map(|(sign, paths)| paths.iter().map(move |path| format!("{sign} {path}\n"))).collect()
}

/// Says what became of the site, and names what it was built from, so that anybody can build it again.
fn message(repository: &Repository, title: &str, changes: &Changes) -> Result<String, EdgeError> {
    let source = match &repository.head {
        Some(head) => format!("from commit {}", head.commit),
        None => "from files of which none is committed yet".to_owned(),
    };
    let has_changes = repository.head.is_some() && !repository.uncommitted()?.is_empty();
    let also = if has_changes { "\nwith changes that were not committed\n" } else { "" };
    let title: String = title.chars().filter(|sign| !sign.is_control()).take(48).collect();
    Ok(format!(
        "Publish {title}: {}\n\n{source}\n{also}built by onrecord {}\n",
        changes.summary(),
        env!("CARGO_PKG_VERSION")
    ))
}

fn closing_lines(
    pushed: &Pushed,
    changes: &Changes,
    arguments: &Arguments,
    compiled: &Compiled,
    mirror: &Mirror,
    tree: &Tree,
) -> String {
    let place = format!("{}/{}", arguments.remote, arguments.branch);
    let mut lines = match pushed {
        Pushed::Unchanged => format!("{place} holds this very site already; nothing was pushed"),
        Pushed::Commit(commit) => format!("{} → {place} ({})", changes.summary(), &commit[..commit.len().min(12)]),
    };
    if mirror.tip.is_none() {
        lines += &format!(
            "\nthe branch is new: on GitHub, choose it under Settings → Pages → Deploy from a branch → {} / (root)",
            arguments.branch
        );
    }
    if tree.contains_key(CNAME) && mirror.published.contains_key(CNAME) {
        lines += "\nthe branch's CNAME was kept";
    }
    format!("{lines}\n{}", compiled.site.settings().base_url)
}
