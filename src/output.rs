//! What the site is made of: route → bytes, and the manifest that vouches for them.

#![warn(missing_docs)]

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::aside::Content;
use crate::files::{FileId, Hash};
use crate::memo::is_same;
use crate::site::Route;

/// The whole site.
#[derive(Clone, Debug, Default)]
pub struct Output {
    /// Every file, by the address it gets.
    pub files: BTreeMap<Route, Content>,
    /// The published inputs, by their path in the project; in no order.
    pub inputs: Vec<(FileId, Hash)>,
    /// From how many files the place was taken out where they were made.
    pub places_removed: usize,
}

impl Output {
    /// Adds a file, or replaces the one at its route.
    pub fn insert(&mut self, route: Route, bytes: impl Into<Arc<[u8]>>) {
        self.files.insert(route, Content::from(bytes.into()));
    }

    /// The bytes at a route.
    pub fn get(&self, route: &str) -> Option<Arc<[u8]>> {
        self.files.get(route).map(Content::shared)
    }

    /// The routes whose bytes differ from `other`'s, or that only one of the two has, in order.
    pub fn differing<'a>(&'a self, other: &'a Output) -> Vec<&'a Route> {
        let mut differing = Vec::new();
        let (mut mine, mut others) = (self.files.iter().peekable(), other.files.iter().peekable());
        loop {
            let order = match (mine.peek(), others.peek()) {
                (None, None) => return differing,
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (Some((route, _)), Some((old, _))) if is_same(&route.0, &old.0) => Ordering::Equal,
                (Some((route, _)), Some((old, _))) => route.cmp(old),
            };
            match order {
                Ordering::Less => differing.extend(mine.next().map(|(route, _)| route)),
                Ordering::Greater => differing.extend(others.next().map(|(route, _)| route)),
                Ordering::Equal => {
                    if let (Some((route, bytes)), Some((_, old))) = (mine.next(), others.next())
                        && bytes != old
                    {
                        differing.push(route);
                    }
                }
            }
        }
    }

    /// The manifest of these files.
    pub fn manifest(&self) -> Manifest {
        let digests: Vec<(&str, Hash)> =
            self.files.par_iter().map(|(route, file)| (route.as_str(), file.digest())).collect();
        let outputs = digests.into_iter().map(|(route, digest)| (route.to_owned(), digest.hex()));
        let inputs = self.inputs.iter().map(|(path, hash)| (path.to_string(), hash.hex()));
        Manifest { generator: generator(), outputs: outputs.collect(), inputs: inputs.collect() }
    }

    /// The same as a file, by those who have the digests, route by route.
    pub fn manifest_file<'a>(&self, digests: impl IntoIterator<Item = (&'a str, Hash)>) -> String {
        #[derive(Serialize)]
        struct ManifestFile<'a> {
            generator: String,
            outputs: BTreeMap<&'a str, Hash>,
            inputs: BTreeMap<&'a str, Hash>,
        }
        let inputs = self.inputs.iter().map(|(path, hash)| (&**path, *hash));
        let (outputs, inputs) = (digests.into_iter().collect(), inputs.collect());
        as_file(&ManifestFile { generator: generator(), outputs, inputs })
    }
}

fn generator() -> String {
    format!("onrecord {}", env!("CARGO_PKG_VERSION"))
}

fn as_file(manifest: &impl Serialize) -> String {
    let mut text = serde_json::to_string_pretty(manifest).unwrap_or_default();
    text.push('\n');
    text
}

/// `build.json`: SHA-256 of every output and of the published inputs. Captures, drafts and internal notes are neither
/// hashed nor named.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The program and its version.
    pub generator: String,
    /// Route → SHA-256 in hexadecimal.
    pub outputs: BTreeMap<String, String>,
    /// Path in the project → SHA-256 in hexadecimal.
    pub inputs: BTreeMap<String, String>,
}

/// The manifest's own name in the site.
pub const MANIFEST: &str = "build.json";

impl Manifest {
    /// The manifest as a file.
    pub fn to_json(&self) -> String {
        as_file(self)
    }

    /// Reads a manifest; none if the file is not one.
    pub fn parse(text: &str) -> Option<Manifest> {
        serde_json::from_str(text).ok()
    }
}
