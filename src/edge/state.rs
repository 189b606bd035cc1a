//! What git knows of a project, for `status`.

use std::path::Path;

use super::git::Git;

/// How the project stands to what is kept of it.
#[derive(Debug, PartialEq, Eq)]
pub enum Kept {
    /// There is no repository, or no git.
    Nowhere,
    /// Files of the project that are not committed as they are.
    Uncommitted(Vec<String>),
}

/// Asks git; it writes nothing.
pub fn kept(root: &Path) -> Kept {
    let git = Git::looking(root);
    let status = ["status", "--porcelain", "-z", "--untracked-files=all", "--", "content", "themes"];
    match git.ask(&status) {
        Ok(Some(said)) => {
            let items = said.split('\0').filter(|item| item.as_bytes().get(2) == Some(&b' '));
            Kept::Uncommitted(items.map(|item| item[3..].to_owned()).collect())
        }
        _ => Kept::Nowhere,
    }
}

/// The manifest of the site that was last seen on the remote's branch; nothing is fetched.
pub fn published(root: &Path) -> Option<String> {
    Git::looking(root).ask(&["show", "refs/remotes/origin/gh-pages:build.json"]).ok()?
}
