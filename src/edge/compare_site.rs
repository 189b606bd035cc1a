//! Compares a built or published site with a fresh build, byte by byte.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fs;
use std::io::{ErrorKind, Read};
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use rayon::prelude::*;

use super::EdgeError;
use super::publish::CNAME;
use super::write::finished;
use crate::output::{MANIFEST, Manifest, Output};
use crate::render::exports::claims::ClaimRecords;

/// No more is read of a site on the network: hosts serve no larger ones.
const MOST_BYTES: u64 = 1_000_000_000;
/// A file may be longer than the one that a fresh build makes by this much; then it differs, whatever follows.
const MARGIN: u64 = 1_000_000;
/// A manifest, or a file of which a fresh build knows nothing.
pub const MOST_MANIFEST: u64 = 50_000_000;
/// Says by which rules a site was made.
const CLAIMS: &str = "claims.json";
/// Whatever a server does, it is over after this.
const MOST_TIME: Duration = Duration::from_secs(600);
/// One file.
const FILE_TIME: Duration = Duration::from_secs(60);

/// How a file stands to the one that a fresh build makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    Same,
    /// From this byte on.
    Differs(usize),
    /// A fresh build makes it, and it is not there.
    Missing,
    /// It is there, and a fresh build does not make it.
    Extra,
}

/// Every file with its standing, in the order of their names.
pub type Standings = Vec<(String, Standing)>;

/// By what a site was made, as far as it says so.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Maker {
    /// The program and its version.
    pub generator: Option<String>,
    /// The version of the rules.
    pub rules: Option<u32>,
}

impl Maker {
    fn of(manifest: Option<Vec<u8>>, claims: Option<Vec<u8>>) -> Maker {
        let manifest = manifest.and_then(|bytes| Manifest::parse(&String::from_utf8_lossy(&bytes)));
        let claims = claims.and_then(|bytes| serde_json::from_slice::<ClaimRecords>(&bytes).ok());
        Maker { generator: manifest.map(|one| one.generator), rules: claims.map(|one| one.rules) }
    }
}

/// A folder with a whole build in it; one that did not finish is an error.
pub fn folder(folder: &Path, output: &Output) -> Result<(Maker, Standings), EdgeError> {
    finished(folder)?;
    let mut there = BTreeSet::new();
    let walk = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter();
    // git's own files are the folder's, not the site's.
    for entry in walk.filter_entry(|entry| !matches!(entry.file_name().to_str(), Some(".git" | ".gitignore"))) {
        let entry = entry.map_err(|error| EdgeError::new("read", folder, error))?;
        if !entry.file_type().is_dir() {
            there.extend(super::read::project_path(folder, entry.path()));
        }
    }
    let read = |name: &str| match fs::read(folder.join(name)) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(EdgeError::new("read", &folder.join(name), error)),
    };
    Ok((Maker::of(read(MANIFEST)?, read(CLAIMS)?), compare(output, &there, read)?))
}

/// A site on the web. Its own manifest says what else is there; nobody can list a server.
pub fn address(base: &str, output: &Output) -> Result<(Maker, Standings), EdgeError> {
    let base = format!("{}/", base.trim_end_matches('/'));
    let visit = Visit::begin();
    let read = |name: &str| {
        let length = output.get(name).map(|bytes| bytes.len() as u64);
        let most = length.map_or(MOST_MANIFEST, |length| length + MARGIN);
        visit.fetch(&format!("{base}{}", crate::address::path(name)), most)
    };
    let failed = |reason: &str| EdgeError::new("verify", Path::new(&base), reason);
    let bytes = read(MANIFEST)?
        .ok_or_else(|| failed("there is no build.json; is it the address of a site made by onrecord?"))?;
    let manifest =
        Manifest::parse(&String::from_utf8_lossy(&bytes)).ok_or_else(|| failed("its build.json is not a manifest"))?;
    let there = manifest.outputs.into_keys().chain([MANIFEST.to_owned()]).collect();
    let maker = Maker::of(Some(bytes), read(CLAIMS)?);
    let mut standings = compare(output, &there, read)?;
    // Some hosts do not serve the empty file that tells them to leave the rest alone.
    standings.retain(|(name, standing)| !(name == ".nojekyll" && *standing == Standing::Missing));
    Ok((maker, standings))
}

/// What is read of one site: so many bytes and so much time in all, however many files it claims to have.
pub struct Visit {
    agent: ureq::Agent,
    begun: Instant,
    read: AtomicU64,
}

impl Visit {
    pub fn begin() -> Visit {
        let settings = ureq::Agent::config_builder().timeout_global(Some(FILE_TIME)).max_redirects(5).build();
        Visit { agent: ureq::Agent::new_with_config(settings), begun: Instant::now(), read: AtomicU64::new(0) }
    }

    /// A file of at most so many bytes, and of a longer one its beginning; none if there is no such file.
    pub fn fetch(&self, address: &str, most: u64) -> Result<Option<Vec<u8>>, EdgeError> {
        let failed = |error: &dyn std::fmt::Display| EdgeError::new("read", Path::new(address), error);
        let left = MOST_TIME.saturating_sub(self.begun.elapsed());
        if left.is_zero() {
            return Err(failed(&format!("reading the site takes more than {} minutes", MOST_TIME.as_secs() / 60)));
        }
        let request = self.agent.get(address).header("accept-encoding", "identity");
        match request.config().timeout_global(Some(left.min(FILE_TIME))).build().call() {
            Ok(mut response) => {
                let mut bytes = Vec::new();
                let body = response.body_mut().as_reader();
                body.take(most.saturating_add(1)).read_to_end(&mut bytes).map_err(|error| failed(&error))?;
                let length = bytes.len() as u64;
                if self.read.fetch_add(length, Ordering::Relaxed).saturating_add(length) > MOST_BYTES {
                    return Err(failed(&format!("the site has more than {} MB", MOST_BYTES / 1_000_000)));
                }
                Ok(Some(bytes))
            }
            Err(ureq::Error::StatusCode(404 | 410)) => Ok(None),
            Err(error) => Err(failed(&error)),
        }
    }
}

fn compare(
    output: &Output,
    there: &BTreeSet<String>,
    read: impl Fn(&str) -> Result<Option<Vec<u8>>, EdgeError> + Sync,
) -> Result<Standings, EdgeError> {
    let manifest = output.manifest().to_json().into_bytes();
    let made = output.files.iter().map(|(route, file)| (route.as_str(), file.bytes()));
    let made: Vec<(&str, Cow<[u8]>)> = made.chain([(MANIFEST, manifest.into())]).collect();
    let standings: Result<Standings, EdgeError> = made
        .par_iter()
        .map(|(name, bytes)| {
            let standing = match read(name)? {
                None => Standing::Missing,
                Some(found) if found == **bytes => Standing::Same,
                Some(found) => {
                    Standing::Differs(found.iter().zip(&**bytes).take_while(|(one, other)| one == other).count())
                }
            };
            Ok(((*name).to_owned(), standing))
        })
        .collect();
    let mut standings = standings?;
    // The domain is the branch's own.
    let is_made = |name: &&String| output.files.contains_key(name.as_str()) || *name == MANIFEST || *name == CNAME;
    standings.extend(there.iter().filter(|name| !is_made(name)).map(|name| (name.clone(), Standing::Extra)));
    standings.sort();
    Ok(standings)
}
