//! What earlier runs made, on disk: in the person's own folder for such things, apart for each project.
//!
//! It lies outside of the project, so that no stranger's clone brings any. An entry begins with the digest of its key and its
//! bytes: what was damaged, cut or put under another name is made again. Keys hold what the program is, so that another
//! program, be it built from the same version, believes nothing of it.

use std::collections::BTreeSet;
use std::env;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, UNIX_EPOCH};

use super::folder::{Folder, Links};
use crate::files::Hash;
use crate::store::Keeper;

/// Where it is, in place of the system's folder; empty: nothing is kept.
const PLACE: &str = "ONRECORD_CACHE";
/// What lies there of a project that was not built for so long goes.
const LONGEST: Duration = Duration::from_secs(90 * 24 * 60 * 60);
const DIGEST: usize = 32;

/// The entries of one project.
#[derive(Debug)]
pub struct Kept {
    folder: Folder,
    program: Hash,
    writes: bool,
    /// The names of what was asked for in this run.
    asked: Mutex<BTreeSet<String>>,
}

impl Kept {
    /// For a run that makes files. None: there is no place for it, and everything is made anew.
    pub fn keeping(root: &Path) -> Option<Arc<Kept>> {
        Kept::open(root, true)
    }

    /// For a run that writes nothing.
    pub fn recalling(root: &Path) -> Option<Arc<Kept>> {
        Kept::open(root, false)
    }

    fn open(root: &Path, writes: bool) -> Option<Arc<Kept>> {
        let program = program()?;
        let root = std::fs::canonicalize(root).ok()?;
        let name = &Hash::of(root.as_os_str().as_encoded_bytes()).hex()[..16];
        let path = place()?.join(name);
        if !writes && !path.is_dir() {
            return None;
        }
        let folder = Folder::named(&path, Links::Refused).ok()?;
        Some(Arc::new(Kept { folder, program, writes, asked: Mutex::default() }))
    }

    /// Deletes what this run did not ask for, and what is there of projects that are long gone.
    pub fn forget_the_rest(&self) {
        let asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        for name in self.folder.names().unwrap_or_default() {
            if name.len() == 2 * DIGEST && !asked.contains(&name) {
                let _ = self.folder.remove(&name);
            }
        }
        let above = self.folder.path().parent().and_then(|above| Folder::named(above, Links::Refused).ok());
        let Some(above) = above else { return };
        for name in above.names().unwrap_or_default() {
            if name.len() == 16 && !self.folder.path().ends_with(&name) && above.age(&name) > LONGEST {
                let _ = above.remove_whole(&name);
            }
        }
    }

    fn name(&self, key: &Hash) -> String {
        Hash::of_parts([&self.program.0[..], &key.0]).hex()
    }
}

impl Keeper for Kept {
    fn recall(&self, key: &Hash) -> Option<Vec<u8>> {
        let name = self.name(key);
        let found = self.folder.read(&name).ok().flatten();
        self.asked.lock().unwrap_or_else(PoisonError::into_inner).insert(name.clone());
        let mut entry = found?;
        let (told, bytes) = entry.split_at_checked(DIGEST)?;
        let is_its = told == digest(&name, bytes).0;
        entry.drain(..DIGEST);
        is_its.then_some(entry)
    }

    fn keep(&self, key: &Hash, bytes: &[u8]) {
        if self.writes {
            let name = self.name(key);
            let _ = self.folder.replace(&name, &[&digest(&name, bytes).0[..], bytes].concat());
        }
    }
}

fn digest(name: &str, bytes: &[u8]) -> Hash {
    Hash::of_parts([name.as_bytes(), bytes])
}

/// What tells this program from any other: its version, and its file.
fn program() -> Option<Hash> {
    let data = std::fs::metadata(env::current_exe().ok()?).ok()?;
    let written = data.modified().ok()?.duration_since(UNIX_EPOCH).ok()?.as_nanos();
    let version = env!("CARGO_PKG_VERSION").as_bytes();
    Some(Hash::of_parts([version, &data.len().to_le_bytes(), &written.to_le_bytes()]))
}

/// The folder for what can be made again, as systems have it.
fn place() -> Option<PathBuf> {
    let whole = |name: &str| env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    if let Some(named) = env::var_os(PLACE) {
        return Some(PathBuf::from(named)).filter(|path| path.is_absolute());
    }
    let of_system = match env::consts::OS {
        "windows" => whole("LOCALAPPDATA"),
        "macos" => whole("HOME").map(|home| home.join("Library/Caches")),
        _ => whole("XDG_CACHE_HOME").or_else(|| whole("HOME").map(|home| home.join(".cache"))),
    };
    of_system.map(|folder| folder.join("onrecord"))
}
