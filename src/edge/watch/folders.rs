//! The folders that are watched, and what an event in one of them means for the project.
//!
//! The same folder may be in the project under several names, by links; events know only one of them. So an event is
//! led back to the real folder, and from there to all its names.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use super::Touched;
use crate::edge::read::{self, FOLDERS, is_ignored};

#[derive(Debug, Default)]
pub struct Folders {
    root: PathBuf,
    /// As watched → as it really lies.
    watched: BTreeMap<PathBuf, PathBuf>,
    /// Real folder → its names in the project.
    names: BTreeMap<PathBuf, Vec<String>>,
    /// Real file → the names of the links to it.
    links: BTreeMap<PathBuf, Vec<String>>,
}

impl Folders {
    /// Finds every folder and has it watched before looking into it. `watch` is told whether a folder lies in another
    /// one that is watched.
    pub fn find(root: &Path, watch: &mut dyn FnMut(&Path, bool) -> Result<(), String>) -> Result<Folders, String> {
        let mut folders = Folders { root: root.to_owned(), ..Folders::default() };
        let mut known: BTreeSet<PathBuf> = BTreeSet::new();
        folders.add(root, watch, true)?;
        // What came while the others were being watched is found by the next look.
        loop {
            let walk = read::walk(root).map_err(|error| error.to_string())?;
            let before = known.len();
            for folder in walk.folders.iter() {
                if known.insert(folder.path.clone()) {
                    folders.add(&folder.path, watch, !folder.is_link && folder.name.contains('/'))?;
                    if let Ok(real) = fs::canonicalize(&folder.path) {
                        folders.names.entry(real).or_default().push(folder.name.clone());
                    }
                }
            }
            if known.len() > before {
                continue;
            }
            for file in walk.files.iter().filter(|file| file.is_link) {
                let Ok(real) = fs::canonicalize(&file.path) else { continue };
                if let Some(folder) = real.parent() {
                    folders.add(folder, watch, false)?;
                }
                folders.links.entry(real).or_default().push(file.name.clone());
            }
            return Ok(folders);
        }
    }

    fn add(
        &mut self,
        path: &Path,
        watch: &mut dyn FnMut(&Path, bool) -> Result<(), String>,
        is_nested: bool,
    ) -> Result<(), String> {
        let Ok(real) = fs::canonicalize(path) else { return Ok(()) };
        if self.watched.contains_key(path) {
            return Ok(());
        }
        match watch(path, is_nested && path != self.root) {
            // It went away again; its parent tells.
            Err(_) if !path.exists() => Ok(()),
            Err(reason) => Err(reason),
            Ok(()) => {
                self.watched.insert(path.to_owned(), real);
                Ok(())
            }
        }
    }

    /// What an event at `path` may have changed; none: nothing of the project.
    pub fn changes(&self, path: &Path) -> Option<Touched> {
        if path != self.root && self.watched.get(path).is_some_and(|real| self.names.contains_key(real)) {
            return Some(Touched::All);
        }
        let name = path.file_name()?.to_str()?;
        if path.parent() == Some(&self.root) {
            return FOLDERS.contains(&name).then_some(Touched::All);
        }
        let parent = path.parent()?;
        let real = match self.watched.get(parent) {
            Some(real) => real.clone(),
            None => fs::canonicalize(parent).ok()?,
        };
        let names = self.names.get(&real).into_iter().flatten().map(|folder| format!("{folder}/{name}"));
        let linked = self.links.get(&real.join(name)).into_iter().flatten().cloned();
        let files: BTreeSet<String> = names.chain(linked).filter(|file| !is_ignored(file)).collect();
        let is_special = || fs::symlink_metadata(path).is_ok_and(|data| data.is_dir() || data.is_symlink());
        match files.is_empty() {
            true => None,
            false if is_special() => Some(Touched::All),
            false => Some(Touched::Files(files)),
        }
    }
}
