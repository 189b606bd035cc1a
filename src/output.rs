//! What the site is made of: route → bytes, and the manifest that vouches for them.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::files::Hash;
use crate::site::Route;

/// The whole site in memory.
#[derive(Clone, Debug, Default)]
pub struct Output {
    pub files: BTreeMap<Route, Arc<[u8]>>,
    /// The published inputs, by their path in the project.
    pub inputs: BTreeMap<String, Hash>,
}

impl Output {
    pub fn insert(&mut self, route: Route, bytes: impl Into<Arc<[u8]>>) {
        self.files.insert(route, bytes.into());
    }

    pub fn get(&self, route: &str) -> Option<&Arc<[u8]>> {
        self.files.get(route)
    }

    /// The routes whose bytes differ from `other`'s, or that only one of the two has.
    pub fn differing<'a>(&'a self, other: &'a Output) -> Vec<&'a Route> {
        let changed = self.files.iter().filter(|(route, bytes)| {
            other.files.get(*route).is_none_or(|old| !Arc::ptr_eq(old, bytes) && old != *bytes)
        });
        let gone = other.files.keys().filter(|route| !self.files.contains_key(*route));
        changed.map(|(route, _)| route).chain(gone).collect()
    }

    /// The manifest of these files.
    pub fn manifest(&self) -> Manifest {
        Manifest {
            generator: format!("onrecord {}", env!("CARGO_PKG_VERSION")),
            outputs: self.files.iter().map(|(route, bytes)| (route.to_string(), Hash::of(bytes).hex())).collect(),
            inputs: self.inputs.iter().map(|(path, hash)| (path.clone(), hash.hex())).collect(),
        }
    }
}

/// `build.json`: SHA-256 of every output and of the published inputs. Captures, drafts and internal notes are neither
/// hashed nor named.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    pub generator: String,
    pub outputs: BTreeMap<String, String>,
    pub inputs: BTreeMap<String, String>,
}

/// The manifest's own name in the site.
pub const MANIFEST: &str = "build.json";

impl Manifest {
    /// The manifest as a file.
    pub fn to_json(&self) -> String {
        let mut text = serde_json::to_string_pretty(self).unwrap_or_default();
        text.push('\n');
        text
    }

    /// Reads a manifest; none if the file is not one.
    pub fn parse(text: &str) -> Option<Manifest> {
        serde_json::from_str(text).ok()
    }
}
