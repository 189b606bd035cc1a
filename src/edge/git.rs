//! Runs git: arguments as a list, never through a shell; its words in English, so that they can be told apart.

use std::ffi::OsString;
use std::io::{ErrorKind, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::EdgeError;

/// What git is told about a repository by its surroundings: a hook's, not ours.
const SURROUNDINGS: [&str; 9] = [
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_COMMON_DIR",
    "GIT_PREFIX",
    "GIT_NAMESPACE",
    "GIT_QUARANTINE_PATH",
];

/// Programs that a repository's settings would have git run, and that have no part in this.
const NO_HOOKS: [&str; 4] = ["-c", "core.hooksPath=/dev/null", "-c", "core.fsmonitor=false"];

/// git in a folder.
#[derive(Clone, Debug)]
pub struct Git {
    folder: PathBuf,
    environment: Vec<(&'static str, OsString)>,
}

/// What a run of git said.
#[derive(Debug)]
pub struct Said {
    pub worked: bool,
    pub stdout: Vec<u8>,
    pub stderr: String,
}

impl Said {
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.stdout).trim_end().to_owned()
    }
}

impl Git {
    /// git for looking only: it takes no locks, so not even the index is refreshed.
    pub fn looking(folder: &Path) -> Git {
        Git { folder: folder.to_owned(), environment: vec![("GIT_OPTIONAL_LOCKS", "0".into())] }
    }

    /// git on another repository than the folder's own; paths in its settings are still the folder's.
    pub fn on(folder: &Path, repository: &Path) -> Git {
        Git::looking(folder).with("GIT_DIR", repository)
    }

    pub fn with(mut self, name: &'static str, value: impl Into<OsString>) -> Git {
        self.environment.push((name, value.into()));
        self
    }

    /// Runs git; that it says no is an answer, that it cannot run is an error.
    pub fn run(&self, arguments: &[&str], input: Option<&[u8]>) -> Result<Said, EdgeError> {
        let mut command = Command::new("git");
        command.args(NO_HOOKS).args(arguments).current_dir(&self.folder);
        for name in SURROUNDINGS {
            command.env_remove(name);
        }
        command.env("LC_ALL", "C").env("LANGUAGE", "");
        if !std::io::stdin().is_terminal() {
            // Nobody is there to type a password.
            command.env("GIT_TERMINAL_PROMPT", "0");
        }
        command.envs(self.environment.iter().map(|(name, value)| (name, value)));
        command.stdin(if input.is_some() { Stdio::piped() } else { Stdio::null() });
        let failed = |error: std::io::Error| match error.kind() {
            ErrorKind::NotFound => EdgeError::new(
                "run",
                Path::new("git"),
                "it is not installed, or not on the PATH; see https://git-scm.com/downloads",
            ),
            _ => EdgeError::new("run", Path::new("git"), error),
        };
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().map_err(failed)?;
        let pipe = child.stdin.take().zip(input);
        let output = std::thread::scope(|scope| {
            // git may end before it has read all: then its own words say why.
            scope.spawn(|| pipe.map(|(mut pipe, input)| pipe.write_all(input)));
            child.wait_with_output()
        });
        let output = output.map_err(failed)?;
        Ok(Said {
            worked: output.status.success(),
            stdout: output.stdout,
            stderr: without_secrets(String::from_utf8_lossy(&output.stderr).trim_end()),
        })
    }

    /// The answer, if git has one.
    pub fn ask(&self, arguments: &[&str]) -> Result<Option<String>, EdgeError> {
        let said = self.run(arguments, None)?;
        Ok(said.worked.then(|| said.text()))
    }

    /// The answer; without one, what git says is the error.
    pub fn must(&self, arguments: &[&str], input: Option<&[u8]>) -> Result<Said, EdgeError> {
        let said = self.run(arguments, input)?;
        match said.worked {
            true => Ok(said),
            false => {
                let what = format!("git {}", arguments.first().unwrap_or(&""));
                Err(EdgeError::new("run", Path::new(&what), last_words(&said.stderr)))
            }
        }
    }
}

/// git's own sentence on what went wrong.
pub fn last_words(stderr: &str) -> &str {
    let told = |line: &&str| line.starts_with("fatal: ") || line.starts_with("error: ");
    stderr.lines().find(told).or(stderr.lines().last()).unwrap_or("it failed and said nothing")
}

/// The same words without what opens a door: who one is in the addresses in them, and what they ask for.
pub fn without_secrets(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("://") {
        let (before, after) = rest.split_at(at + 3);
        out.push_str(before);
        let is_end = |sign: char| sign.is_whitespace() || "'\"`<>".contains(sign);
        let (address, behind) = after.split_at(after.find(is_end).unwrap_or(after.len()));
        let (host, path) = address.split_at(address.find('/').unwrap_or(address.len()));
        match host.rsplit_once('@') {
            Some((who, host)) if who.contains(':') || !before.ends_with("ssh://") => out.push_str(&format!("…@{host}")),
            _ => out.push_str(host),
        }
        match path.split_once('?') {
            Some((path, _)) => out.push_str(&format!("{path}?…")),
            None => out.push_str(path),
        }
        rest = behind;
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::without_secrets;

    #[test]
    fn secrets_are_left_out_of_words() {
        for (said, told) in [
            (
                "unable to access 'https://ghp_x@github.com/a/b.git/': no",
                "unable to access 'https://…@github.com/a/b.git/': no",
            ),
            ("https://me:p@ss@host/x?token=1 and http://t@h", "https://…@host/x?… and http://…@h"),
            ("ssh://git@github.com/a and ssh://git:pw@h/b", "ssh://git@github.com/a and ssh://…@h/b"),
            ("git@github.com:a/b.git, nothing:// else", "git@github.com:a/b.git, nothing:// else"),
        ] {
            assert_eq!(without_secrets(said), told);
        }
    }
}
