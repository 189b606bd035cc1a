//! What is remembered from one run of the program to the next: bytes that took long to make, by the digest of what they were
//! made from.
//!
//! A store answers what would be made anew, or nothing: a run with one gives the same bytes as a run without. So a store is no
//! part of the key of anything that is remembered. Where the bytes lie is the edge's affair.

#![warn(missing_docs)]

use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use sha2::{Digest, Sha256};

use crate::files;

/// Who has the bytes.
pub trait Keeper: Send + Sync {
    /// What was kept under a key, whole and undamaged.
    fn recall(&self, key: &files::Hash) -> Option<Vec<u8>>;
    /// Keeps bytes for later runs. That it fails is no harm: they are made again.
    fn keep(&self, key: &files::Hash, bytes: &[u8]);
}

/// A place to ask before something is made; by default there is none.
#[derive(Clone, Default)]
pub struct Store(Option<Arc<dyn Keeper>>);

impl Store {
    /// A store that somebody keeps.
    pub fn of(keeper: Arc<dyn Keeper>) -> Store {
        Store(Some(keeper))
    }

    /// What is made from `source`, all of it: recalled, or made and kept. `kind` tells it from other things made from the same.
    pub fn made(&self, kind: &'static str, source: &impl Hash, make: impl FnOnce() -> Arc<[u8]>) -> Arc<[u8]> {
        let Some(keeper) = &self.0 else { return make() };
        let mut digest = Digested(Sha256::new());
        (kind, source).hash(&mut digest);
        let key = files::Hash(digest.0.finalize().into());
        if let Some(bytes) = keeper.recall(&key) {
            return bytes.into();
        }
        let bytes = make();
        keeper.keep(&key, &bytes);
        bytes
    }
}

impl Hash for Store {
    fn hash<H: Hasher>(&self, _: &mut H) {}
}

impl PartialEq for Store {
    fn eq(&self, _: &Store) -> bool {
        true
    }
}

impl Eq for Store {}

impl fmt::Debug for Store {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str(if self.0.is_some() { "Store" } else { "no store" })
    }
}

/// Takes in what a value's `Hash` gives, for a digest that nobody finds a second value of.
struct Digested(Sha256);

impl Hasher for Digested {
    fn write(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    fn finish(&self) -> u64 {
        0
    }
}
