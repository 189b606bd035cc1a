//! Publishes a site to a branch without touching the author's repository.
//!
//! Everything happens in a bare repository of our own inside `.git`, made for one run and removed after it: it fetches the
//! branch's tip, takes the files from memory, and pushes. The author's index, branch, files, refs and objects are only ever
//! read, so nothing there can be left half-done. It holds how the remote is reached, which may be a secret: nobody else may look
//! into it, and it runs nobody's hooks.

use std::collections::BTreeMap;

use super::EdgeError;
use crate::output::{MANIFEST, Output};

mod refusal;
pub mod remote;
pub mod repository;
mod mirror;
pub mod preflight;

pub use mirror::{Mirror, Pushed};
pub use repository::Repository;

/// The file in which GitHub Pages keeps a site's own domain.
pub const CNAME: &str = "CNAME";

/// What goes to the branch: path → bytes.
pub type Tree = BTreeMap<String, Vec<u8>>;

/// The site as it is published: the output, its manifest, and the domain that the branch names.
pub fn tree(output: &Output, mirror: &Mirror) -> Result<Tree, EdgeError> {
    let mut tree: Tree =
        output.files.iter().map(|(route, file)| (route.to_string(), file.bytes().into_owned())).collect();
    tree.insert(MANIFEST.to_owned(), output.manifest().to_json().into_bytes());
    if !tree.contains_key(CNAME)
        && let Some(domain) = mirror.file(CNAME)?
    {
        tree.insert(CNAME.to_owned(), domain);
    }
    Ok(tree)
}

/// What a push changes, path by path.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    pub added: Vec<String>,
    pub changed: Vec<String>,
    pub deleted: Vec<String>,
}

impl Changes {
    /// Compares two trees, each path → object.
    pub fn between(old: &BTreeMap<String, String>, new: &BTreeMap<String, String>) -> Changes {
        let added = new.keys().filter(|path| !old.contains_key(*path)).cloned().collect();
        let changed = new.iter().filter(|(path, object)| old.get(*path).is_some_and(|known| known != *object));
        let deleted = old.keys().filter(|path| !new.contains_key(*path)).cloned().collect();
        Changes { added, changed: changed.map(|(path, _)| path.clone()).collect(), deleted }
    }

    /// "3 added, 1 changed, 0 deleted".
    pub fn summary(&self) -> String {
        format!("{} added, {} changed, {} deleted", self.added.len(), self.changed.len(), self.deleted.len())
    }
}
