//! What a remote says when it refuses, in words that say what to do.

use std::path::Path;

use super::super::EdgeError;
use super::super::git::{Said, last_words};

/// The remote could not be read.
pub fn of_remote(remote: &str, stderr: &str) -> EdgeError {
    let reason = match known(stderr) {
        Some(reason) => reason.to_owned(),
        None => last_words(stderr).to_owned(),
    };
    EdgeError::new("reach the remote", Path::new(remote), reason)
}

/// The push did not go through; nothing has changed, neither there nor here.
pub fn of_push(remote: &str, branch: &str, said: &Said) -> EdgeError {
    let told = format!("{}\n{}", said.text(), said.stderr);
    let has = |words: &[&str]| words.iter().any(|word| told.contains(word));
    let reason = if has(&[
        "stale info",
        "fetch first",
        "non-fast-forward",
        "cannot lock ref",
        "reference already exists",
    ]) {
        "somebody else has published meanwhile, and that is not overwritten; look at it, then run `onrecord publish` again".to_owned()
    } else if has(&["protected branch", "GH006", "GH013", "You are not allowed to push code to protected"]) {
        format!(
            "the branch `{branch}` is protected; allow pushes to it in the repository's settings, or use the workflow: `onrecord publish --workflow`"
        )
    } else if has(&["GH001", "exceeds GitHub's file size limit"]) {
        "a file is larger than the host takes (GitHub: 100 MB)".to_owned()
    } else if let Some(reason) = known(&told) {
        reason.to_owned()
    } else if has(&["hook declined"]) {
        format!("the remote's own check refused it: {}", remote_words(&said.stderr))
    } else {
        last_words(&said.stderr).to_owned()
    };
    EdgeError::new("push to", Path::new(&format!("{remote}/{branch}")), reason)
}

fn known(stderr: &str) -> Option<&'static str> {
    let has = |words: &[&str]| words.iter().any(|word| stderr.contains(word));
    if has(&[
        "Permission denied",
        "Authentication failed",
        "could not read Username",
        "could not read Password",
        "error: 403",
        "Permission to",
        "terminal prompts disabled",
        "insufficient permission",
        "unable to create temporary object directory",
    ]) {
        Some(
            "you may not write there, or git could not say who you are; check with `git push`, and see your host's help on access",
        )
    } else if has(&[
        "Could not resolve host",
        "Connection refused",
        "Connection timed out",
        "Network is unreachable",
        "Operation timed out",
    ]) {
        Some("the network or the host cannot be reached; nothing was published")
    } else if has(&[
        "does not appear to be a git repository",
        "Repository not found",
        "not found",
        "No such file or directory",
    ]) {
        Some("there is no repository at its address (`git remote -v` shows it), or you may not see it")
    } else {
        None
    }
}

/// What the other side printed, on one line.
fn remote_words(stderr: &str) -> String {
    let lines: Vec<&str> = stderr
        .lines()
        .filter_map(|line| line.strip_prefix("remote:"))
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect();
    if lines.is_empty() { "it gave no reason".to_owned() } else { lines.join(" ") }
}
