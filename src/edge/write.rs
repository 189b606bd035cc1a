//! Writes the site so that a build killed at any moment leaves no half-written page and cannot pass for a finished one.
//!
//! First a journal names every file that is ours, old and new, with its digests; then `build.json` is withdrawn. Files are
//! written beside their place and renamed into it; equal ones are left alone. What only the last build had is deleted last,
//! then `build.json` is written and the journal removed. The next build reads the journal of one that was killed and goes
//! on. Neither is believed by itself: a file is ours if it has one of the digests that they give it.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Component, Path, PathBuf};

use rayon::prelude::*;

use super::EdgeError;
use super::folder::{Entry, Folder, Links, is_partial};
use super::read::FOLDERS;
use super::turn::Turn;
use crate::aside::Content;
use crate::files::Hash;
use crate::output::{MANIFEST, Manifest, Output};

/// The journal's name: while it is there, the build is not finished.
pub const JOURNAL: &str = ".onrecord-unfinished";

/// What a write did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Written {
    pub created: usize,
    pub changed: usize,
    pub same: usize,
    pub deleted: usize,
}

/// The folder that a site is to be written to.
#[derive(Clone, Debug)]
pub struct Target {
    /// The folder that a person named, or the project.
    start: PathBuf,
    /// The way from there, through no link.
    inner: Vec<String>,
    name: String,
}

impl Target {
    /// `out`, or `public/` in the project; refused where the site would lie among its own sources or around them.
    pub fn find(root: &Path, out: Option<&Path>) -> Result<Target, EdgeError> {
        let shown = out.map_or_else(|| root.join("public"), Path::to_owned);
        let refuse = |reason: &str| EdgeError::new("write to", &shown, reason);
        let absolute = |path: &Path| std::path::absolute(path).map_err(|error| EdgeError::new("read", path, error));
        let project = fs::canonicalize(root).map_err(|error| EdgeError::new("read", root, error))?;
        let given = absolute(&shown)?;
        let real = real(&given);
        if project.starts_with(&real) {
            return Err(refuse(
                "the project lies in it, and the site would stand among its sources; give another folder",
            ));
        }
        if let Some(folder) = FOLDERS.iter().chain(&[".git"]).find(|folder| real.starts_with(project.join(folder))) {
            let reason = format!("it lies in the project's `{folder}`, where its sources are; give another folder");
            return Err(refuse(&reason));
        }
        let inner = given.strip_prefix(absolute(root)?).or_else(|_| given.strip_prefix(&project)).ok();
        let is_plain = |path: &&Path| path.components().all(|part| matches!(part, Component::Normal(_)));
        let (start, inner) = match inner.filter(is_plain) {
            Some(inner) if project.join(inner) != real => {
                let reason = "it is a link, or lies behind one, and nothing is written through a link of the project; delete it, or give the folder that it leads to with `--out`";
                return Err(refuse(reason));
            }
            Some(inner) => (project.clone(), inner.to_owned()),
            None => {
                let name = real.file_name().map(PathBuf::from);
                let above = real.parent().map(Path::to_owned);
                above.zip(name).ok_or_else(|| refuse("it is the top of the file system; give a folder in it"))?
            }
        };
        let parts: Option<Vec<String>> = inner.iter().map(|part| part.to_str().map(str::to_owned)).collect();
        let mut inner = parts.ok_or_else(|| refuse("its name is not UTF-8; give it another"))?;
        let name = inner.pop().ok_or_else(|| refuse("the project lies in it; give another folder"))?;
        Ok(Target { start, inner, name })
    }

    /// The folder above the target.
    fn above(&self) -> Result<Folder, EdgeError> {
        let start = Folder::named(&self.start, Links::Refused)?;
        match self.inner.is_empty() {
            true => Ok(start),
            false => start.make(&self.inner.join("/")),
        }
    }
}

/// A path with every link in it followed, as far as it is there.
fn real(path: &Path) -> PathBuf {
    let there = path.ancestors().find_map(|above| Some((above, fs::canonicalize(above).ok()?)));
    let Some((above, real)) = there else { return path.to_owned() };
    let mut real = real;
    for part in path.strip_prefix(above).unwrap_or(Path::new("")).components() {
        match part {
            Component::ParentDir => drop(real.pop()),
            part => real.push(part),
        }
    }
    real
}

/// Writes the output to a folder, which is made if need be, when it is our turn.
pub fn write(output: &Output, target: &Target, say: &dyn Fn(&str)) -> Result<Written, EdgeError> {
    let above = target.above()?;
    let _turn = Turn::take(&above, &target.name, say)?;
    let folder = above.make(&target.name)?.with_links(Links::Replaced);
    let plan = Plan::of(output, &folder)?;
    let journal = serde_json::to_string(&plan.digests).unwrap_or_default();
    folder.replace(JOURNAL, journal.as_bytes())?;
    folder.remove(MANIFEST)?;
    let folders: BTreeSet<&str> =
        plan.digests.keys().map(|route| route.rsplit_once('/').map_or("", |(above, _)| above)).collect();
    folders.into_iter().for_each(|inner| folder.sweep(inner, true));

    let (in_the_way, obsolete) = plan.obsolete.iter().partition::<Vec<&String>, _>(|old| plan.is_in_the_way(old));
    let mut written = Written::default();
    for route in in_the_way {
        written.deleted += usize::from(delete(&folder, route)?);
    }
    let outcomes: Result<Vec<Outcome>, EdgeError> = plan
        .files
        .par_iter()
        .map(|(route, file, outcome, _)| match outcome {
            Outcome::Same => Ok(Outcome::Same),
            outcome => folder.replace(route, &whole(file, route, &folder)?).map(|()| *outcome),
        })
        .collect();
    for outcome in outcomes? {
        match outcome {
            Outcome::Created => written.created += 1,
            Outcome::Changed => written.changed += 1,
            Outcome::Same => written.same += 1,
        }
    }
    for route in obsolete {
        written.deleted += usize::from(delete(&folder, route)?);
    }
    let digests = plan.files.into_iter().map(|(route, _, _, digest)| (route.to_owned(), digest));
    folder.replace(MANIFEST, output.manifest_of(digests).to_json().as_bytes())?;
    folder.remove(JOURNAL)?;
    Ok(written)
}

/// A file's bytes, which may have been put aside.
fn whole<'a>(file: &'a Content, route: &str, folder: &Folder) -> Result<Cow<'a, [u8]>, EdgeError> {
    let lost = || EdgeError::new("write", &folder.path().join(route), "what was put aside of it cannot be read back");
    file.read().ok_or_else(lost)
}

fn delete(folder: &Folder, route: &str) -> Result<bool, EdgeError> {
    let deleted = folder.remove(route)?;
    folder.remove_empty_above(route);
    Ok(deleted)
}

/// Whether a folder holds a whole build: its manifest, and no journal.
pub fn finished(folder: &Path) -> Result<Manifest, EdgeError> {
    let path = folder.join(MANIFEST);
    if folder.join(JOURNAL).symlink_metadata().is_ok() {
        return Err(EdgeError::new("use", folder, "the last build did not finish; run `onrecord build`"));
    }
    let text = fs::read_to_string(&path).map_err(|error| EdgeError::new("read", &path, error))?;
    Manifest::parse(&text).ok_or_else(|| EdgeError::new("read", &path, "it is not a manifest; run `onrecord build`"))
}

/// Route → the digests that its file may have.
type Digests = BTreeMap<String, BTreeSet<String>>;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Outcome {
    Created,
    Changed,
    Same,
}

/// What is to be done in a folder. Making it changes nothing there.
struct Plan<'a> {
    /// What is ours, and what will be.
    digests: Digests,
    /// Each with its digest.
    files: Vec<(&'a str, &'a Content, Outcome, String)>,
    /// Files of ours that are no part of the site any more.
    obsolete: Vec<String>,
}

impl<'a> Plan<'a> {
    /// A folder that holds files of somebody else's and none of ours is not written to; nor is any such file replaced.
    fn of(output: &'a Output, folder: &Folder) -> Result<Plan<'a>, EdgeError> {
        let claimed = claimed(folder)?;
        if claimed.is_empty() {
            refuse_strangers(output, folder)?;
        }
        let old: Vec<(&String, &BTreeSet<String>)> =
            claimed.iter().filter(|(route, _)| !output.files.contains_key(route.as_str())).collect();
        let is_ours = |route: &str, digests: &BTreeSet<String>| -> Result<bool, EdgeError> {
            Ok(folder.read(route)?.is_some_and(|bytes| digests.contains(&Hash::of(&bytes).hex())))
        };
        let old: Result<Vec<Option<String>>, EdgeError> =
            old.par_iter().map(|(route, digests)| Ok(is_ours(route, digests)?.then(|| (*route).clone()))).collect();
        let mut plan =
            Plan { digests: Digests::new(), files: Vec::new(), obsolete: old?.into_iter().flatten().collect() };
        let new: Vec<(&str, &Content)> = output.files.iter().map(|(route, file)| (route.as_str(), file)).collect();
        let files: Result<Vec<_>, EdgeError> = new
            .par_iter()
            .map(|(route, file)| {
                let bytes = whole(file, route, folder)?;
                let outcome = plan.outcome(route, &bytes, claimed.get(*route), folder)?;
                Ok((*route, *file, outcome, Hash::of(&bytes).hex()))
            })
            .collect();
        plan.files = files?;
        for (route, _, _, digest) in &plan.files {
            let mut digests = claimed.get(*route).cloned().unwrap_or_default();
            digests.insert(digest.clone());
            plan.digests.insert((*route).to_owned(), digests);
        }
        for route in &plan.obsolete {
            plan.digests.insert(route.clone(), claimed.get(route).cloned().unwrap_or_default());
        }
        Ok(plan)
    }

    fn outcome(
        &self,
        route: &str,
        bytes: &[u8],
        digests: Option<&BTreeSet<String>>,
        folder: &Folder,
    ) -> Result<Outcome, EdgeError> {
        let refuse = |reason| Err(EdgeError::new("write", &folder.path().join(route), reason));
        if let Some(foreign) = self.foreign_above(route, folder)? {
            return Err(EdgeError::new(
                "write",
                &folder.path().join(foreign),
                "a file that onrecord did not write is there; move it away",
            ));
        }
        match folder.entry(route)? {
            Entry::Nothing | Entry::Link => Ok(Outcome::Created),
            Entry::Folder if self.obsolete.iter().any(|old| is_below(old, route)) => Ok(Outcome::Created),
            Entry::Folder => refuse("a folder is there; move it away"),
            Entry::Other => refuse("a device or pipe is there; move it away"),
            Entry::File => match (folder.read(route)?, digests) {
                (Some(old), _) if old == bytes => Ok(Outcome::Same),
                (Some(old), Some(digests)) if digests.contains(&Hash::of(&old).hex()) => Ok(Outcome::Changed),
                (_, Some(_)) => refuse(
                    "it is not as onrecord wrote it, and would be overwritten: what is in it comes from content/, so change it there; then move this file away, or delete it",
                ),
                (_, None) => refuse("a file that onrecord did not write is there; move it away"),
            },
        }
    }

    /// What stands where the route needs a folder, and is not ours to remove.
    fn foreign_above<'b>(&self, route: &'b str, folder: &Folder) -> Result<Option<&'b str>, EdgeError> {
        for (at, _) in route.match_indices('/') {
            let above = &route[..at];
            match folder.entry(above)? {
                Entry::Folder => {}
                Entry::Nothing | Entry::Link => return Ok(None),
                _ if self.obsolete.iter().any(|old| old == above) => return Ok(None),
                _ => return Ok(Some(above)),
            }
        }
        Ok(None)
    }

    /// Whether an old file stands where a new one needs a folder, or a folder of it where a new one is to stand.
    fn is_in_the_way(&self, old: &str) -> bool {
        let place = |route: &str| self.files.binary_search_by_key(&route, |(new, ..)| new);
        let (Ok(after) | Err(after)) = place(&format!("{old}/"));
        self.files.get(after).is_some_and(|(new, ..)| is_below(new, old))
            || old.match_indices('/').any(|(at, _)| place(&old[..at]).is_ok())
    }
}

/// Whether `path` lies below `folder`.
fn is_below(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
}

/// What the manifest and the journal in the folder say of its files.
fn claimed(folder: &Folder) -> Result<Digests, EdgeError> {
    let read =
        |name: &str| Ok::<_, EdgeError>(folder.read(name)?.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()));
    let mut claimed: Digests = read(JOURNAL)?.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default();
    match read(MANIFEST)?.map(|text| Manifest::parse(&text)) {
        Some(Some(manifest)) => {
            for (route, digest) in manifest.outputs {
                claimed.entry(route).or_default().insert(digest);
            }
        }
        Some(None) => {
            let reason = "a file that onrecord did not write is there; move it away";
            return Err(EdgeError::new("write", &folder.path().join(MANIFEST), reason));
        }
        None => {}
    }
    let leads_inside = |route: &str| {
        route.split('/').all(|part| !matches!(part, "" | "." | "..") && crate::address::unportable(part).is_none())
    };
    claimed.retain(|route, _| leads_inside(route) && !matches!(route.as_str(), MANIFEST | JOURNAL));
    Ok(claimed)
}

/// Where nothing is known to be ours, nothing of anybody's may be there: what the site has itself in the same bytes, and what
/// systems leave in every folder, is nobody's.
fn refuse_strangers(output: &Output, folder: &Folder) -> Result<(), EdgeError> {
    let mut left = vec![String::new()];
    while let Some(inner) = left.pop() {
        let names = match inner.as_str() {
            "" => folder.names()?,
            inner => folder.make(inner)?.names()?,
        };
        for (name, _) in names {
            let route = if inner.is_empty() { name.clone() } else { format!("{inner}/{name}") };
            let is_nobodys = matches!(name.as_str(), ".gitignore" | ".DS_Store" | "Thumbs.db") || is_partial(&name);
            if is_nobodys || (inner.is_empty() && name == JOURNAL) {
                continue;
            }
            let is_stranger = crate::address::unportable(&name).is_some()
                || match folder.entry(&route)? {
                    Entry::Nothing | Entry::Link => false,
                    Entry::Folder => {
                        left.push(route.clone());
                        false
                    }
                    Entry::File => folder.read(&route)?.as_deref() != output.get(&route).as_deref(),
                    Entry::Other => true,
                };
            if is_stranger {
                let reason = format!(
                    "the folder holds files that onrecord did not write (`{route}`); empty it, or give another with `--out`"
                );
                return Err(EdgeError::new("write to", folder.path(), reason));
            }
        }
    }
    Ok(())
}
