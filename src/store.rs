//! What is remembered from one run of the program to the next: bytes that took long to make, by the digest of what they were
//! made from.
//!
//! A store answers what would be made anew, or nothing: a run with one gives the same bytes as a run without. So which one it is
//! is no part of the key of anything that is remembered; whether anybody will see the bytes is. Where they lie is the edge's affair.

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
pub struct Store(Way);

#[derive(Clone, Default)]
enum Way {
    #[default]
    Anew,
    Kept(Arc<dyn Keeper>),
    Unseen,
}

impl Store {
    /// A store that somebody keeps.
    pub fn of(keeper: Arc<dyn Keeper>) -> Store {
        Store(Way::Kept(keeper))
    }

    /// For a run whose site nobody will see: nothing is made, and what would be is empty.
    pub fn unseen() -> Store {
        Store(Way::Unseen)
    }

    fn is_unseen(&self) -> bool {
        matches!(self.0, Way::Unseen)
    }

    /// What is made from `source`, all of it: recalled, or made and kept. `kind` tells it from other things made from the same.
    pub fn made<B: AsRef<[u8]> + From<Vec<u8>> + Default>(
        &self,
        kind: &'static str,
        source: &impl Hash,
        make: impl FnOnce() -> B,
    ) -> B {
        let keeper = match &self.0 {
            Way::Anew => return make(),
            Way::Kept(keeper) => keeper,
            Way::Unseen => return B::default(),
        };
        let mut digest = Digested(Sha256::new());
        (kind, source).hash(&mut digest);
        let key = files::Hash(digest.0.finalize().into());
        if let Some(bytes) = keeper.recall(&key) {
            return bytes.into();
        }
        let bytes = make();
        keeper.keep(&key, bytes.as_ref());
        bytes
    }
}

impl Hash for Store {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.is_unseen().hash(state);
    }
}

impl PartialEq for Store {
    fn eq(&self, other: &Store) -> bool {
        self.is_unseen() == other.is_unseen()
    }
}

impl Eq for Store {}

impl fmt::Debug for Store {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str(match self.0 {
            Way::Anew => "no store",
            Way::Kept(_) => "a store",
            Way::Unseen => "nothing is made",
        })
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
