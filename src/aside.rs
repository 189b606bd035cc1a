//! Finished files: in memory, or put aside until they are written.
//!
//! A session shows its files and keeps them. A build makes each once and writes it at the end, when it is known that nothing is
//! wrong; until then they would be most of what it holds. Where they lie meanwhile is the edge's affair.

#![warn(missing_docs)]

use std::borrow::Cow;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use crate::files;

/// Has bytes put aside. What was read back wrongly once is not read again: nothing of it is to be written.
pub trait Scratch: Send + Sync {
    /// Puts bytes aside and says where. None: there is no room, and who has them keeps them.
    fn put(&self, bytes: &[u8]) -> Option<u64>;
    /// The bytes that lie there. None: they cannot be had any more.
    fn get(&self, at: u64, length: usize) -> Option<Vec<u8>>;
}

/// Where a run puts its files aside; by default nowhere. The files are the same, so it is no part of any key.
#[derive(Clone, Default)]
pub struct Aside(Option<Arc<dyn Scratch>>);

impl Aside {
    /// Has finished files put aside.
    pub fn in_scratch(scratch: Arc<dyn Scratch>) -> Aside {
        Aside(Some(scratch))
    }

    /// A finished file. What is put aside is known by its digest, and is read back only to be written.
    pub fn finish(&self, bytes: Vec<u8>) -> Content {
        let put = self.0.as_ref().and_then(|scratch| Some((scratch, scratch.put(&bytes)?)));
        match put {
            Some((scratch, at)) => {
                let digest = files::Hash::of(&bytes);
                Content(Lies::Aside { scratch: Arc::clone(scratch), at, length: bytes.len(), digest })
            }
            None => Content(Lies::Here(bytes.into())),
        }
    }
}

impl Hash for Aside {
    fn hash<H: Hasher>(&self, _: &mut H) {}
}

impl PartialEq for Aside {
    fn eq(&self, _: &Aside) -> bool {
        true
    }
}

impl Eq for Aside {}

impl fmt::Debug for Aside {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str(if self.0.is_some() { "put aside" } else { "in memory" })
    }
}

/// The bytes of a finished file, wherever they are.
#[derive(Clone)]
pub struct Content(Lies);

#[derive(Clone)]
enum Lies {
    Here(Arc<[u8]>),
    Aside { scratch: Arc<dyn Scratch>, at: u64, length: usize, digest: files::Hash },
}

impl Content {
    /// The bytes; none, where they cannot be had any more.
    pub fn read(&self) -> Option<Cow<'_, [u8]>> {
        match &self.0 {
            Lies::Here(bytes) => Some(Cow::Borrowed(bytes)),
            Lies::Aside { scratch, at, length, .. } => scratch.get(*at, *length).map(Cow::Owned),
        }
    }

    /// The same for those who look at them and write nothing: nothing, where they cannot be had.
    pub fn bytes(&self) -> Cow<'_, [u8]> {
        self.read().unwrap_or_default()
    }

    /// The digest of the bytes.
    pub fn digest(&self) -> files::Hash {
        match &self.0 {
            Lies::Here(bytes) => files::Hash::of(bytes),
            Lies::Aside { digest, .. } => *digest,
        }
    }

    /// The bytes, to be kept.
    pub fn shared(&self) -> Arc<[u8]> {
        match &self.0 {
            Lies::Here(bytes) => Arc::clone(bytes),
            Lies::Aside { .. } => self.bytes().into(),
        }
    }
}

impl From<Arc<[u8]>> for Content {
    fn from(bytes: Arc<[u8]>) -> Content {
        Content(Lies::Here(bytes))
    }
}

impl PartialEq for Content {
    fn eq(&self, other: &Content) -> bool {
        match (&self.0, &other.0) {
            (Lies::Here(one), Lies::Here(other)) => Arc::ptr_eq(one, other) || one == other,
            (Lies::Aside { digest: one, .. }, Lies::Aside { digest: other, .. }) => one == other,
            _ => self.bytes() == other.bytes(),
        }
    }
}

impl Eq for Content {}

impl fmt::Debug for Content {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        match &self.0 {
            Lies::Here(bytes) => write!(formatter, "{} bytes", bytes.len()),
            Lies::Aside { length, .. } => write!(formatter, "{length} bytes, put aside"),
        }
    }
}
