//! What is to be known of the author's repository. Nothing here writes to it.

use std::path::{Path, PathBuf};

use super::super::EdgeError;
use super::super::git::Git;
use super::remote::pages_address;

/// The repository that the project lies in.
#[derive(Clone, Debug)]
pub struct Repository {
    /// The top of the work tree.
    pub top: PathBuf,
    /// Where git keeps what all work trees share.
    pub common: PathBuf,
    /// The project's folder, relative to the top; empty or ending in `/`.
    pub prefix: String,
    /// The branch that is checked out.
    pub branch: String,
    /// The last commit; none before the first.
    pub head: Option<Head>,
    pub remote: String,
    /// Where the remote is pushed to, and so where what is published is read: what git makes of `url`, `pushurl`, `insteadOf`.
    pub address: String,
    /// How many such addresses there are; one is used.
    pub addresses: usize,
    /// Name and e-mail address.
    pub identity: (String, String),
    /// `sha1` or `sha256`.
    pub object_format: String,
}

/// The file in git's folder that holds the manifest of what was published from a folder of the work tree.
pub fn published_name(prefix: &str) -> String {
    let folder: String = prefix.chars().map(|sign| if sign.is_alphanumeric() { sign } else { '-' }).collect();
    format!("onrecord-published{}", if folder.is_empty() { String::new() } else { format!("-{folder}") })
}

/// The commit that a site is built from.
#[derive(Clone, Debug)]
pub struct Head {
    pub commit: String,
    /// Seconds since 1970: a published commit is as old as what it was built from.
    pub time: String,
}

impl Repository {
    /// Looks at the repository; each thing that publishing needs and does not find is an error that says what to do.
    pub fn find(root: &Path, remote: &str) -> Result<Repository, EdgeError> {
        let git = Git::looking(root);
        let refuse = |reason: String| EdgeError::new("publish", root, reason);
        let top = git.run(&["rev-parse", "--show-toplevel"], None)?;
        if !top.worked {
            return Err(refuse(match top.stderr.contains("dubious ownership") {
                true => format!("git does not trust this folder: {}", top.stderr.replace('\n', " ")),
                false => "it is not in a git repository; run `git init`, commit, and add a remote".to_owned(),
            }));
        }
        let ask = |arguments: &[&str]| Ok::<_, EdgeError>(git.ask(arguments)?.unwrap_or_default());
        let Some(branch) = git.ask(&["symbolic-ref", "-q", "--short", "HEAD"])? else {
            return Err(refuse(
                "HEAD is detached, so what is published would stand on no branch; run `git switch BRANCH` first"
                    .to_owned(),
            ));
        };
        if ask(&["rev-parse", "--is-shallow-repository"])? == "true" {
            return Err(refuse(
                "this is a shallow clone, without the history of what is published; run `git fetch --unshallow` first"
                    .to_owned(),
            ));
        }
        let remotes = ask(&["remote"])?;
        if !remotes.lines().any(|name| name == remote) {
            let help = match remotes.is_empty() {
                true => format!(
                    "make an empty repository where the site is to be (on GitHub: New repository), and run `git remote add {remote} ADDRESS` with its address"
                ),
                false => format!(
                    "there is {}; use `--remote`",
                    remotes.lines().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
                ),
            };
            return Err(refuse(format!("there is no remote `{remote}`; {help}")));
        }
        let Some(identity) =
            git.ask(&["-c", "user.useConfigOnly=true", "var", "GIT_COMMITTER_IDENT"])?.as_deref().and_then(identity)
        else {
            let help = "run `git config user.name \"…\"` and `git config user.email \"…\"`";
            return Err(refuse(format!("git does not know who you are; {help}")));
        };
        let addresses = ask(&["remote", "get-url", "--push", "--all", remote])?;
        Ok(Repository {
            top: PathBuf::from(top.text()),
            common: PathBuf::from(ask(&["rev-parse", "--path-format=absolute", "--git-common-dir"])?),
            prefix: ask(&["rev-parse", "--show-prefix"])?,
            branch,
            head: head(&git)?,
            address: addresses.lines().next().unwrap_or_default().to_owned(),
            addresses: addresses.lines().count(),
            remote: remote.to_owned(),
            identity,
            object_format: ask(&["rev-parse", "--show-object-format"])?,
        })
    }

    pub fn git(&self) -> Git {
        Git::looking(&self.top)
    }

    /// Refuses what git would take for something else than a branch.
    pub fn check_branch(&self, branch: &str) -> Result<(), EdgeError> {
        let is_branch = !matches!(branch, "HEAD" | "@") && !branch.starts_with('-') && !branch.starts_with("refs/");
        match is_branch && self.git().run(&["check-ref-format", &format!("refs/heads/{branch}")], None)?.worked {
            true => Ok(()),
            false => {
                let reason = "git takes no such name for a branch; give another with `--branch`, such as `gh-pages`";
                Err(EdgeError::new("publish to", Path::new(branch), reason))
            }
        }
    }

    /// Files of the project that are not committed as they are now.
    pub fn uncommitted(&self) -> Result<Vec<String>, EdgeError> {
        let (content, themes) = (format!("{}content", self.prefix), format!("{}themes", self.prefix));
        let status = ["status", "--porcelain", "-z", "--untracked-files=all", "--", &content, &themes];
        let said = self.git().must(&status, None)?;
        // A renamed file's old path follows its new one, without a state.
        let is_state = |item: &&str| item.as_bytes().get(2) == Some(&b' ');
        Ok(said.text().split('\0').filter(is_state).map(|item| item[3..].to_owned()).collect())
    }

    /// Where the remote serves a site, if that can be told from its address.
    pub fn pages_address(&self) -> Option<String> {
        pages_address(&self.address)
    }

    /// Which of these files of the project git tracks.
    pub fn tracked(&self, paths: &[String]) -> Result<Vec<String>, EdgeError> {
        if paths.is_empty() {
            return Ok(Vec::new());
        }
        let said = self.git().must(&["ls-files", "-z", "--", &format!("{}content", self.prefix)], None)?;
        let tracked: std::collections::BTreeSet<String> = said.text().split('\0').map(str::to_owned).collect();
        Ok(paths.iter().filter(|path| tracked.contains(&format!("{}{path}", self.prefix))).cloned().collect())
    }
}

fn head(git: &Git) -> Result<Option<Head>, EdgeError> {
    let said = git.ask(&["log", "-1", "--no-show-signature", "--format=%H %ct", "HEAD"])?.unwrap_or_default();
    Ok(said.split_once(' ').map(|(commit, time)| Head { commit: commit.to_owned(), time: time.to_owned() }))
}

/// `Name <address> 1700000000 +0000`.
fn identity(text: &str) -> Option<(String, String)> {
    let (name, rest) = text.split_once(" <")?;
    let (address, _) = rest.split_once('>')?;
    (!name.is_empty() && !address.is_empty()).then(|| (name.to_owned(), address.to_owned()))
}
