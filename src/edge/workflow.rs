//! The workflow with which GitHub checks, builds and publishes a site itself.

use std::path::Path;

use super::EdgeError;
use super::git::Git;
use super::publish::remote::settings_page;
use super::folder::{Entry, Folder, Links};

/// Where GitHub looks for it.
const PLACE: &str = ".github/workflows/pages.yml";

const TEMPLATE: &str = include_str!("../../starter/pages.yml");

/// Writes the workflow at the top of the repository; says what to do next. A file that somebody changed stays, unless it
/// is to be overwritten.
pub fn write(root: &Path, remote: &str, overwrite: bool) -> Result<String, EdgeError> {
    let git = Git::looking(root);
    let top = git.ask(&["rev-parse", "--show-toplevel"])?.map_or_else(|| root.to_owned(), Into::into);
    let prefix = git.ask(&["rev-parse", "--show-prefix"])?.unwrap_or_default();
    let branch = git.ask(&["symbolic-ref", "-q", "--short", "HEAD"])?.unwrap_or_else(|| "main".to_owned());
    let text = text(&branch, prefix.trim_end_matches('/'));
    let switch = switch_on(&git.ask(&["remote", "get-url", remote])?.unwrap_or_default());
    let folder = Folder::named(&top, Links::Refused)?;
    if folder.read(PLACE)?.is_some_and(|old| old == text.as_bytes()) {
        return Ok(format!("{PLACE} is up to date\n{switch}"));
    }
    if folder.entry(PLACE)? != Entry::Nothing && !overwrite {
        let reason = "it is there and differs from what would be written; `--overwrite` replaces it";
        return Err(EdgeError::new("write", &top.join(PLACE), reason));
    }
    folder.replace(PLACE, text.as_bytes())?;
    Ok(format!("wrote {PLACE}; commit and push it\n{switch}"))
}

/// The workflow for a project in a folder of the repository.
fn text(branch: &str, project: &str) -> String {
    let version = env!("CARGO_PKG_VERSION");
    let repository = env!("CARGO_PKG_REPOSITORY");
    let install = match repository.is_empty() {
        true => format!("cargo install onrecord --locked --version {version}"),
        false => format!("cargo install onrecord --locked --git {repository} --tag v{version}"),
    };
    let project = if project.is_empty() { "." } else { project };
    TEMPLATE
        .replace("{branch}", branch)
        .replace("{project}", project)
        .replace("{version}", version)
        .replace("{install}", &install)
}

/// Where Pages is switched on.
fn switch_on(remote: &str) -> String {
    let page = settings_page(remote).map(|page| format!(" ({page})"));
    format!(
        "on GitHub, once: Settings → Pages → Build and deployment → Source: GitHub Actions{}",
        page.unwrap_or_default()
    )
}
