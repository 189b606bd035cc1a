//! Writes the site so that a build killed at any moment leaves no half-written page and cannot pass for a finished one.
//!
//! First a journal names every file that is ours, old and new, with its digests; then `build.json` is withdrawn. Files are
//! written beside their place and renamed into it, a new folder with all that is in it; equal ones are left alone. What only
//! the last build had is deleted last, then `build.json` is written and the journal removed. The next build reads the journal
//! of one that was killed and goes on. Neither is believed by itself: a file is ours if it has one of the digests that they
//! give it. All of this goes folder by folder, each opened once.

use std::fs;
use std::path::{Component, Path, PathBuf};

use rayon::prelude::*;

use super::EdgeError;
use super::folder::{Folder, Links};
use super::read::FOLDERS;
use super::turn::Turn;
use crate::output::{MANIFEST, Manifest, Output};

mod plan;

use plan::{Outcome, Plan, is_in_the_way};

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
        Folder::named(&self.start, Links::Refused)?.make(&self.inner.join("/"))
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
    folder.replace(JOURNAL, &plan.journal())?;
    folder.remove(MANIFEST)?;
    for (inner, names) in &plan.partials {
        let room = folder.existing(inner)?;
        room.iter().for_each(|room| names.iter().for_each(|name| room.remove_partial(name)));
    }

    let (in_the_way, obsolete) = plan.obsolete.iter().partition::<Vec<&String>, _>(|old| is_in_the_way(old, output));
    let mut written = Written::default();
    for route in in_the_way {
        written.deleted += usize::from(delete(&folder, route)?);
    }
    plan.rooms.par_iter().try_for_each(|room| room.write(&folder))?;
    for file in plan.files() {
        match file.outcome {
            Outcome::Created => written.created += 1,
            Outcome::Changed => written.changed += 1,
            Outcome::Same => written.same += 1,
        }
    }
    for route in obsolete {
        written.deleted += usize::from(delete(&folder, route)?);
    }
    let digests = plan.files().map(|file| (file.route, file.digest));
    folder.replace(MANIFEST, output.manifest_file(digests).as_bytes())?;
    folder.remove(JOURNAL)?;
    Ok(written)
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
