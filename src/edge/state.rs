//! What git knows of a project, for `status`.

use std::path::Path;

use super::folder::{Folder, Links};
use super::git::Git;
use super::publish::repository::published_name;

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

/// The manifests of the sites that were published last: from here, and as far as git has seen the remote's branch. Nothing is
/// fetched.
pub fn published(root: &Path) -> Vec<String> {
    let git = Git::looking(root);
    let from_here = || {
        let prefix = git.ask(&["rev-parse", "--show-prefix"]).ok()??;
        let common = git.ask(&["rev-parse", "--git-common-dir"]).ok()??;
        let folder = Folder::named(&root.join(common), Links::Refused).ok()?;
        String::from_utf8(folder.read(&published_name(&prefix)).ok()??).ok()
    };
    let on_branch = git.ask(&["show", "refs/remotes/origin/gh-pages:build.json"]).ok().flatten();
    from_here().into_iter().chain(on_branch).collect()
}
