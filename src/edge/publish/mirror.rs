//! A bare repository of our own for one run: the published branch comes in, the new site goes out.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

use super::super::EdgeError;
use super::super::folder::{Folder, Links, random};
use super::super::git::Git;
use super::Tree;
use super::refusal;
use super::repository::{Repository, published_name};

/// Folders of this name in `.git` are ours.
const NAME: &str = "onrecord-publish-";
/// Where the fetched tip stands in our repository.
const TIP: &str = "refs/onrecord/published";

/// The file that stands for the person's own settings while git works in our repository.
const SETTINGS: &str = "settings";

/// Our repository; its folder goes when it does.
pub struct Mirror {
    git: Git,
    /// Where it lies, and under which name.
    common: Folder,
    name: String,
    folder: Folder,
    remote: String,
    pub branch: String,
    /// The commit that is published; none before the first time.
    pub tip: Option<String>,
    /// The branch is the one that whoever clones the remote gets.
    pub is_default: bool,
    /// Its files: path → object.
    pub published: BTreeMap<String, String>,
}

/// What became of a push.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pushed {
    /// The branch holds this very tree already.
    Unchanged,
    /// The new commit.
    Commit(String),
}

impl Mirror {
    /// Makes the repository and fetches the branch's tip.
    pub fn open(repository: &Repository, branch: &str) -> Result<Mirror, EdgeError> {
        let common = Folder::named(&repository.common, Links::Refused)?;
        remove_leftovers(&common);
        let name = format!("{NAME}{}", random()?);
        let folder = common.make_private(&name)?;
        let path = folder.path().to_owned();
        let format = format!("--object-format={}", repository.object_format);
        let git = Git::on(&repository.top, &path)
            .with("GIT_INDEX_FILE", path.join("pages-index"))
            .with("GIT_CONFIG_GLOBAL", path.join(SETTINGS))
            .with("GIT_CONFIG_NOSYSTEM", "1");
        let remote = repository.remote.clone();
        let mut mirror = Mirror {
            git,
            common,
            name,
            folder,
            remote,
            branch: branch.to_owned(),
            tip: None,
            is_default: false,
            published: BTreeMap::new(),
        };
        let place = path.to_string_lossy().into_owned();
        repository.git().must(&["init", "-q", "--bare", "--template=", "--shared=0600", &format, &place], None)?;
        mirror.folder.replace(SETTINGS, settings(repository)?.as_bytes())?;
        mirror.fetch()?;
        Ok(mirror)
    }

    /// Keeps in git's folder what was published last from here, for `status`.
    pub fn remember(&self, repository: &Repository, manifest: &[u8]) -> Result<(), EdgeError> {
        self.common.replace(&published_name(&repository.prefix), manifest)
    }

    fn fetch(&mut self) -> Result<(), EdgeError> {
        let name = format!("refs/heads/{}", self.branch);
        let listed = self.git.run(&["ls-remote", "--symref", &self.remote, "HEAD", "refs/heads/*"], None)?;
        if !listed.worked {
            return Err(refusal::of_remote(&self.remote, &listed.stderr));
        }
        let text = listed.text();
        self.is_default = text.lines().any(|line| line == format!("ref: {name}\tHEAD"));
        let mut branches = text.lines().filter_map(|line| line.split_once("\trefs/heads/")).map(|(_, branch)| branch);
        if let Some(other) =
            branches.clone().find(|other| is_below(other, &self.branch) || is_below(&self.branch, other))
        {
            let reason = format!(
                "the remote has a branch `{other}`, and git keeps no branch `{}` beside it; delete that one, or give another with `--branch`",
                self.branch
            );
            return Err(self.refuse(&reason));
        }
        if !branches.any(|branch| branch == self.branch) {
            return Ok(());
        }
        // The tip is enough: its tree is compared, and it becomes the parent.
        let fetch = [
            "fetch",
            "-q",
            "--depth=1",
            "--no-tags",
            "--no-filter",
            "--no-recurse-submodules",
            "--no-write-fetch-head",
        ];
        let refspec = format!("+{name}:{TIP}");
        let fetched = self.git.run(&[&fetch[..], &["--refmap=", &self.remote, &refspec]].concat(), None)?;
        if !fetched.worked {
            return Err(refusal::of_remote(&self.remote, &fetched.stderr));
        }
        self.tip = Some(self.git.must(&["rev-parse", "--verify", &format!("{TIP}^{{commit}}")], None)?.text());
        self.published = self.list(TIP)?;
        Ok(())
    }

    /// Path → object of a tree.
    fn list(&self, tree: &str) -> Result<BTreeMap<String, String>, EdgeError> {
        let said = self.git.must(&["ls-tree", "-r", "-z", "--full-tree", tree], None)?;
        let text = String::from_utf8_lossy(&said.stdout);
        let entries = text.split_terminator('\0').filter_map(|line| {
            let (kind, path) = line.split_once('\t')?;
            Some((path.to_owned(), kind.rsplit(' ').next()?.to_owned()))
        });
        Ok(entries.collect())
    }

    /// A published file's bytes.
    pub fn file(&self, path: &str) -> Result<Option<Vec<u8>>, EdgeError> {
        match self.published.get(path) {
            Some(object) => Ok(Some(self.git.must(&["cat-file", "blob", object], None)?.stdout)),
            None => Ok(None),
        }
    }

    /// Puts the site into the repository, from memory: its tree, and path → object.
    pub fn write(&self, tree: &Tree) -> Result<(String, BTreeMap<String, String>), EdgeError> {
        let objects = self.write_objects(tree)?;
        let mut index = Vec::new();
        for (path, object) in tree.keys().zip(&objects) {
            index.extend(format!("100644 {object}\t{path}\0").into_bytes());
        }
        self.git.must(&["update-index", "-z", "--index-info"], Some(&index))?;
        let written = self.git.must(&["write-tree"], None)?.text();
        // What git made is looked at, not what it was told: a tree that lost its files must never be pushed.
        let files = self.list(&written)?;
        let lost: Vec<&str> = tree.keys().filter(|path| !files.contains_key(*path)).map(String::as_str).collect();
        match lost.first() {
            None if files.contains_key("index.html") => Ok((written, files)),
            None => Err(self.refuse("the site has no index.html; a published site begins there")),
            Some(path) => Err(self.refuse(&format!("git takes no file of the name `{path}`"))),
        }
    }

    /// Every file as an object, in the tree's order.
    fn write_objects(&self, tree: &Tree) -> Result<Vec<String>, EdgeError> {
        let mut stream = Vec::with_capacity(tree.values().map(|bytes| bytes.len() + 32).sum());
        for (index, bytes) in tree.values().enumerate() {
            stream.extend(format!("blob\nmark :{}\ndata {}\n", index + 1, bytes.len()).into_bytes());
            stream.extend_from_slice(bytes);
            stream.push(b'\n');
        }
        let marks = self.folder.path().join("marks");
        let export = format!("--export-marks={}", marks.to_string_lossy());
        self.git.must(&["fast-import", "--quiet", &export], Some(&stream))?;
        let text = self.folder.read("marks")?.unwrap_or_default();
        let text = String::from_utf8_lossy(&text);
        let mut objects = vec![String::new(); tree.len()];
        for (mark, object) in text.lines().filter_map(|line| line.strip_prefix(':')?.split_once(' ')) {
            if let Some(slot) = mark.parse::<usize>().ok().and_then(|mark| objects.get_mut(mark.wrapping_sub(1))) {
                *slot = object.to_owned();
            }
        }
        Ok(objects)
    }

    /// Commits a tree on top of the tip and pushes it, if the branch does not hold it already. The push goes through only
    /// while the branch is where it was when it was fetched.
    pub fn push(&self, tree: &str, message: &str, repository: &Repository) -> Result<Pushed, EdgeError> {
        if let Some(tip) = &self.tip
            && self.git.must(&["rev-parse", "--verify", &format!("{tip}^{{tree}}")], None)?.text() == tree
        {
            return Ok(Pushed::Unchanged);
        }
        let (name, address) = &repository.identity;
        let mut git = self.git.clone().with("GIT_AUTHOR_NAME", name).with("GIT_COMMITTER_NAME", name);
        git = git.with("GIT_AUTHOR_EMAIL", address).with("GIT_COMMITTER_EMAIL", address);
        if let Some(head) = &repository.head {
            let date = format!("@{} +0000", head.time);
            git = git.with("GIT_AUTHOR_DATE", &date).with("GIT_COMMITTER_DATE", &date);
        }
        let parent = self.tip.as_ref().map(|tip| ["-p", tip.as_str()]);
        let arguments: Vec<&str> =
            ["commit-tree", tree].into_iter().chain(parent.into_iter().flatten()).chain(["-F", "-"]).collect();
        let commit = git.must(&arguments, Some(message.as_bytes()))?.text();
        let name = format!("refs/heads/{}", self.branch);
        let lease = format!("--force-with-lease={name}:{}", self.tip.as_deref().unwrap_or_default());
        let refspec = format!("{commit}:{name}");
        let push = ["push", "--porcelain", "--no-verify", "--no-signed", "--no-follow-tags", "--recurse-submodules=no"];
        let pushed = git.run(&[&push[..], &[&lease, &self.remote, &refspec]].concat(), None)?;
        match pushed.worked {
            true => Ok(Pushed::Commit(commit)),
            false => Err(refusal::of_push(&self.remote, &self.branch, &pushed)),
        }
    }

    fn refuse(&self, reason: &str) -> EdgeError {
        EdgeError::new("publish to", Path::new(&self.branch), reason)
    }
}

impl Drop for Mirror {
    fn drop(&mut self) {
        let _ = self.common.remove_whole(&self.name);
    }
}

/// How the remote is reached: what git itself would use in the author's repository, from whichever file it comes. The rest
/// (hooks, signing, tags) stays there, and so do rewritten addresses: the remote's is rewritten already.
fn settings(repository: &Repository) -> Result<String, EdgeError> {
    let said = repository.git().must(&["config", "--includes", "--list", "--show-scope", "-z"], None)?;
    let said = String::from_utf8_lossy(&said.stdout);
    let mut words = said.split_terminator('\0');
    let remote = format!("remote.{}.", repository.remote);
    let mut text = setting(&format!("{remote}url"), &repository.address);
    while let (Some(scope), Some(entry)) = (words.next(), words.next()) {
        let (key, value) = entry.split_once('\n').unwrap_or((entry, "true"));
        let reaches = match key.strip_prefix(&remote) {
            Some(name) => ["proxy", "proxyauthmethod", "uploadpack", "receivepack", "vcs"].contains(&name),
            None => {
                let sections = ["credential.", "http.", "https.", "ssh.", "protocol.", "safe."];
                sections.iter().any(|section| key.starts_with(section))
                    || ["core.sshcommand", "core.gitproxy", "core.askpass"].contains(&key)
            }
        };
        // What stands in the environment is there for our runs of git, too.
        if reaches && scope != "command" {
            text += &setting(key, value);
        }
    }
    Ok(text)
}

/// A line of a file of settings: `section.sub.section.name` and its value.
fn setting(key: &str, value: &str) -> String {
    let quoted = |text: &str| text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
    let (section, rest) = key.split_once('.').unwrap_or((key, ""));
    let section = match rest.rsplit_once('.') {
        // In a section's name no sign has a code but these two.
        Some((inner, _)) => format!("{section} \"{}\"", inner.replace('\\', "\\\\").replace('"', "\\\"")),
        None => section.to_owned(),
    };
    let name = rest.rsplit('.').next().unwrap_or(rest);
    format!("[{section}]\n\t{name} = \"{}\"\n", quoted(value))
}

/// Whether a branch lies where another would need a folder: `pages/x` below `pages`.
fn is_below(branch: &str, other: &str) -> bool {
    branch.strip_prefix(other).is_some_and(|rest| rest.starts_with('/'))
}

/// Removes what killed runs left. A run that is still going on is younger than an hour.
fn remove_leftovers(common: &Folder) {
    for name in common.names().unwrap_or_default() {
        if name.starts_with(NAME) && common.age(&name) > Duration::from_secs(3600) {
            let _ = common.remove_whole(&name);
        }
    }
}
