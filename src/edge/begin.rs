//! What a new project needs of git.

use std::path::{Path, PathBuf};

use super::EdgeError;
use super::git::Git;
use super::publish::remote::pages_address;

/// Where the site of a new project in `folder` will be, if its repository's remote says so.
pub fn address(folder: &Path) -> Option<String> {
    let git = Git::looking(&nearest(folder)?);
    pages_address(&git.ask(&["remote", "get-url", "origin"]).ok()??)
}

/// Puts a folder under version control, unless it is. True if that was done.
pub fn repository(folder: &Path) -> Result<bool, EdgeError> {
    let git = Git::looking(folder);
    if git.ask(&["rev-parse", "--is-inside-work-tree"])?.as_deref() == Some("true") {
        return Ok(false);
    }
    git.must(&["init", "--quiet", "--initial-branch", "main"], None)?;
    Ok(true)
}

/// The folder, or the first one above it that is there.
fn nearest(folder: &Path) -> Option<PathBuf> {
    let whole = std::path::absolute(folder).ok()?;
    whole.ancestors().find(|folder| folder.is_dir()).map(Path::to_owned)
}
