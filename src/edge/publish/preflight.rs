//! Before a push: what the host would drop, refuse or serve elsewhere than the site believes.

use std::collections::BTreeMap;

use super::super::EdgeError;
use super::super::git::without_secrets;
use super::repository::Repository;
use super::{CNAME, Mirror, Tree};
use crate::compile::Compiled;
use crate::files::Files;
use crate::output::{MANIFEST, Manifest};
use crate::vocabulary::Visibility;

/// GitHub Pages: a published site may be no larger.
const MOST_BYTES: usize = 1_000_000_000;
/// GitHub refuses larger files.
const MOST_FILE: usize = 100_000_000;

/// The file of exact places, in the project.
const EXACT: &str = "content/private/places.yaml";

/// What speaks against publishing, and what only ought to be known.
#[derive(Debug, Default)]
pub struct Findings {
    pub errors: Vec<String>,
    pub warnings: Vec<String>,
}

/// Looks at the project, the repository and the tree that would be pushed.
pub fn look(
    compiled: &Compiled,
    files: &Files,
    repository: &Repository,
    mirror: &Mirror,
    tree: &Tree,
    take_over: bool,
) -> Result<Findings, EdgeError> {
    let mut findings = Findings::default();
    address(&compiled.site.settings().base_url, repository, tree, &mut findings);
    names(tree, &mut findings);
    sizes(tree, &mut findings);
    private(compiled, files, repository, &mut findings)?;
    branch(repository, mirror, take_over, &mut findings)?;
    if repository.addresses > 1 {
        findings.warnings.push(format!(
            "`{}` has {} addresses to push to, and the site goes to the first",
            repository.remote, repository.addresses
        ));
    }
    let uncommitted = repository.uncommitted()?;
    if let Some(first) = uncommitted.first() {
        let others = if uncommitted.len() > 1 { format!(" and {} more", uncommitted.len() - 1) } else { String::new() };
        let are = if uncommitted.len() > 1 { "are" } else { "is" };
        findings.warnings.push(format!(
            "`{first}`{others} {are} not committed, and nobody else can build what is published: `git add --all`, then `git commit -m \"what you did\"`"
        ));
    }
    if compiled.site.settings().contact.is_none() {
        findings.warnings.push("site.yaml has no `contact`: readers have nobody to report an error to".to_owned());
    }
    Ok(findings)
}

/// The site's own address against the one that its host gives it.
fn address(base_url: &str, repository: &Repository, tree: &Tree, findings: &mut Findings) {
    let base = base_url.trim_end_matches('/');
    let domain = tree
        .get(CNAME)
        .map(|bytes| String::from_utf8_lossy(bytes).trim().to_lowercase())
        .filter(|domain| !domain.is_empty());
    let own = base.split_once("://").map_or(base, |(_, rest)| rest).to_lowercase();
    if let Some(domain) = domain {
        if own != domain {
            findings.errors.push(format!("the branch's CNAME says `{domain}`, and `base_url` in site.yaml is `{base_url}`; write `base_url: https://{domain}/`"));
        }
        return;
    }
    let Some(expected) = repository.pages_address() else {
        if own.ends_with(".github.io") || own.contains(".github.io/") {
            let place = without_secrets(&repository.address);
            findings.warnings.push(format!("`base_url` is `{base_url}`, and whether the remote at {place} is served there cannot be told from its address"));
        }
        return;
    };
    if own.ends_with(".github.io") || own.contains(".github.io/") {
        if format!("https://{own}") != expected.trim_end_matches('/').to_lowercase() {
            findings.errors.push(format!("`base_url` in site.yaml is `{base_url}`, and this remote is served at {expected}; write `base_url: {expected}`"));
        }
    } else {
        findings.warnings.push(format!(
            "`base_url` is `{base_url}`, and without a domain of its own this remote is served at {expected}"
        ));
    }
}

/// Names that collide on some machines, and names that a host does not serve.
fn names(tree: &Tree, findings: &mut Findings) {
    let mut seen: BTreeMap<String, &str> = BTreeMap::new();
    for path in tree.keys() {
        if let Some(other) = seen.insert(path.to_lowercase(), path) {
            findings.errors.push(format!(
                "`{other}` and `{path}` differ in capital letters only; some systems take them for one file"
            ));
        }
        let is_odd = |character: char| character.is_control() || "\\:*?\"<>|".contains(character);
        let part = path.split('/').find(|part| {
            part.contains(is_odd)
                || part.ends_with(['.', ' '])
                || (part.starts_with('.') && !matches!(*part, ".nojekyll" | ".well-known"))
        });
        if let Some(part) = part {
            findings.warnings.push(format!("`{path}`: hosts may not serve a file under the name `{part}`"));
        }
    }
}

fn sizes(tree: &Tree, findings: &mut Findings) {
    let total: usize = tree.values().map(Vec::len).sum();
    if total > MOST_BYTES {
        findings.errors.push(format!("the site has {} MB, and GitHub Pages serves at most 1,000", total / 1_000_000));
    }
    for (path, bytes) in tree.iter().filter(|(_, bytes)| bytes.len() > MOST_FILE) {
        findings
            .errors
            .push(format!("`{path}` has {} MB, and GitHub takes files of at most 100", bytes.len() / 1_000_000));
    }
}

/// What is kept back from the site but lies open in the repository.
fn private(
    compiled: &Compiled,
    files: &Files,
    repository: &Repository,
    findings: &mut Findings,
) -> Result<(), EdgeError> {
    let manuscript = &compiled.manuscript;
    let internal = manuscript
        .notes
        .iter()
        .filter(|note| note.visibility == Visibility::Internal)
        .map(|note| note.file.to_string());
    let folders =
        files.below("content/private/").chain(files.below("content/captures/")).map(|file| file.path.to_string());
    let mut paths: Vec<String> = internal.chain(folders).collect();
    paths.sort();
    paths.dedup();
    for path in repository.tracked(&paths)? {
        if path.ends_with(EXACT) {
            findings.errors.push(format!(
                "`{path}` holds where places are that are published less exactly, and git tracks it: run `git rm --cached {path}`, and see docs/safety.md for what is in the history already"
            ));
            continue;
        }
        findings.warnings.push(format!(
            "`{path}` is not published, but git tracks it: whoever sees the repository can read it; move it to content/private/ or run `git rm --cached`"
        ));
    }
    Ok(())
}

/// The branch must be one that holds sites, and nothing else.
fn branch(repository: &Repository, mirror: &Mirror, take_over: bool, findings: &mut Findings) -> Result<(), EdgeError> {
    let branch = &mirror.branch;
    if *branch == repository.branch {
        findings.errors.push(format!("`{branch}` is the branch you work on; publish to another, such as `gh-pages`"));
        return Ok(());
    }
    if mirror.published.contains_key(&format!("{}content/site.yaml", repository.prefix)) {
        findings
            .errors
            .push("the branch holds the project itself; publish to another, such as `--branch gh-pages`".to_owned());
        return Ok(());
    }
    let foreign = foreign(mirror)?;
    let Some(first) = foreign.first() else { return Ok(()) };
    let others = if foreign.len() > 1 { format!(" and {} more", foreign.len() - 1) } else { String::new() };
    let holds = format!("the branch `{branch}` holds `{first}`{others}, which no site made by onrecord put there");
    match (mirror.is_default, take_over) {
        (true, _) => findings.errors.push(format!(
            "{holds}, and it is the remote's default branch, which is never taken over; publish to another, such as `--branch gh-pages`"
        )),
        (false, false) => findings.errors.push(format!(
            "{holds}; move it to `content/static/` if it belongs to the site, publish to another branch, or replace all of it with `--take-over`"
        )),
        (false, true) => {
            findings.warnings.push(format!("{holds}; it is taken over, and what it held stays in its history"));
        }
    }
    Ok(())
}

/// Files of the branch that its own manifest does not name.
fn foreign(mirror: &Mirror) -> Result<Vec<String>, EdgeError> {
    let manifest = mirror.file(MANIFEST)?.and_then(|bytes| Manifest::parse(&String::from_utf8_lossy(&bytes)));
    let known = manifest.map(|manifest| manifest.outputs).unwrap_or_default();
    let is_ours =
        |path: &&String| known.contains_key(*path) || (!known.is_empty() && *path == MANIFEST) || *path == CNAME;
    Ok(mirror.published.keys().filter(|path| !is_ours(path)).cloned().collect())
}
