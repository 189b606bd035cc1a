//! What is to be done so that a folder holds the site: which of its files are new, which are to be replaced and which stay,
//! and what is no part of it any more. Nothing is planned against what somebody else wrote.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;

use rayon::prelude::*;
use serde::Serialize;

use super::JOURNAL;
use crate::aside::Content;
use crate::edge::EdgeError;
use crate::edge::folder::{Entry, Folder, is_partial};
use crate::files::Hash;
use crate::output::{MANIFEST, Manifest, Output};

/// Route → the digests that its file may have.
type Digests = BTreeMap<String, Vec<Hash>>;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Outcome {
    Created,
    Changed,
    Same,
}

/// What is to be done in a folder. Making it changes nothing there.
pub struct Plan<'a> {
    /// What is said to be ours.
    claimed: Digests,
    /// Files of ours that are no part of the site any more.
    pub obsolete: Vec<String>,
    pub rooms: Vec<Room<'a>>,
    /// Folder → what a run that was killed left in it half-written.
    pub partials: Vec<(String, Vec<String>)>,
}

/// A folder of the site, and the files that lie in it.
pub struct Room<'a> {
    inner: &'a str,
    /// Nothing stands there, and no other folder of the site lies below it.
    is_new: bool,
    files: Vec<Planned<'a>>,
}

pub struct Planned<'a> {
    pub route: &'a str,
    content: &'a Content,
    pub outcome: Outcome,
    pub digest: Hash,
}

/// In a large folder, so many files are written by one thread before another takes the next.
const FILES_AT_ONCE: usize = 64;

impl Room<'_> {
    /// Writes what is not there yet as it is to be.
    pub fn write(&self, folder: &Folder) -> Result<(), EdgeError> {
        let others = self.files.iter().filter(|file| file.outcome != Outcome::Same);
        let files: Vec<&Planned> = others.collect();
        if files.is_empty() {
            return Ok(());
        }
        let all = || files.par_iter().with_min_len(FILES_AT_ONCE);
        let (above, name) = parted(self.inner);
        if self.is_new {
            let made = folder.make(above)?.make_filled(name, |new| {
                all().try_for_each(|file| new.write(parted(file.route).1, &file.bytes(folder)?))
            });
            // Where two folders have one name, as some systems see it, the second is found to be there.
            if made.is_ok() {
                return Ok(());
            }
        }
        let room = folder.make(self.inner)?;
        all().try_for_each(|file| room.replace(parted(file.route).1, &file.bytes(folder)?))
    }
}

impl Planned<'_> {
    /// The file's bytes, which may have been put aside.
    fn bytes(&self, folder: &Folder) -> Result<Cow<'_, [u8]>, EdgeError> {
        let lost = "what was put aside of it cannot be read back";
        self.content.read().ok_or_else(|| EdgeError::new("write", &folder.path().join(self.route), lost))
    }
}

/// The folder of a route, and the name in it.
fn parted(route: &str) -> (&str, &str) {
    route.rsplit_once('/').unwrap_or(("", route))
}

fn half_written(mut names: Vec<String>) -> Vec<String> {
    names.retain(|name| is_partial(name));
    names
}

/// The folders above a route.
fn above(route: &str) -> impl Iterator<Item = &str> {
    route.match_indices('/').map(|(at, _)| &route[..at])
}

impl<'a> Plan<'a> {
    /// A folder that holds files of somebody else's and none of ours is not written to; nor is any such file replaced.
    pub fn of(output: &'a Output, folder: &Folder) -> Result<Plan<'a>, EdgeError> {
        let claimed = claimed(folder)?;
        if claimed.is_empty() {
            refuse_strangers(output, folder)?;
        }
        let old: Vec<(&String, &Vec<Hash>)> =
            claimed.iter().filter(|(route, _)| !output.files.contains_key(route.as_str())).collect();
        let is_ours = |route: &str, digests: &[Hash]| -> Result<bool, EdgeError> {
            Ok(folder.read(route)?.is_some_and(|bytes| digests.contains(&Hash::of(&bytes))))
        };
        let old: Result<Vec<Option<String>>, EdgeError> =
            old.par_iter().map(|(route, digests)| Ok(is_ours(route, digests)?.then(|| (*route).clone()))).collect();
        let obsolete: Vec<String> = old?.into_iter().flatten().collect();
        let mut plan = Plan { claimed, obsolete, rooms: Vec::new(), partials: Vec::new() };

        let mut rooms: BTreeMap<&str, Vec<(&str, &Content)>> = BTreeMap::new();
        for (route, content) in &output.files {
            rooms.entry(parted(route.as_str()).0).or_default().push((route.as_str(), content));
        }
        let mut partials = Vec::new();
        let old = plan.claimed.keys().map(String::as_str);
        let others: BTreeSet<&str> = old.chain(rooms.keys().copied()).flat_map(above).collect();
        for inner in others.into_iter().filter(|inner| !rooms.contains_key(inner)) {
            let names = folder.existing(inner)?.map_or(Ok(Vec::new()), |room| room.names())?;
            partials.push((inner.to_owned(), half_written(names)));
        }
        let is_above = |inner: &str| {
            let below = format!("{inner}/");
            rooms.range(&*below..).next().is_some_and(|(after, _)| after.starts_with(&below))
        };
        let rooms: Vec<_> = rooms.iter().map(|(inner, files)| (*inner, is_above(inner), files)).collect();
        let rooms: Result<Vec<_>, EdgeError> =
            rooms.into_par_iter().map(|(inner, is_above, files)| plan.room(inner, is_above, files, folder)).collect();
        for (room, names) in rooms? {
            partials.push((room.inner.to_owned(), names));
            plan.rooms.push(room);
        }
        partials.retain(|(_, names)| !names.is_empty());
        plan.partials = partials;
        Ok(plan)
    }

    /// What is to be done in one folder, and what was left in it half-written.
    fn room(
        &self,
        inner: &'a str,
        is_above: bool,
        files: &[(&'a str, &'a Content)],
        folder: &Folder,
    ) -> Result<(Room<'a>, Vec<String>), EdgeError> {
        let there = folder.existing(inner)?;
        let names = there.as_ref().map_or(Ok(Vec::new()), Folder::names)?;
        if there.is_none()
            && let Some(foreign) = files.first().and_then(|(route, _)| self.foreign_above(route, folder).transpose())
        {
            let reason = "a file that onrecord did not write is there; move it away";
            return Err(EdgeError::new("write", &folder.path().join(foreign?), reason));
        }
        let planned = |(route, content): &(&'a str, &'a Content)| {
            let digest = content.digest();
            let outcome = match &there {
                Some(room) if !names.is_empty() => self.outcome(route, digest, room)?,
                _ => Outcome::Created,
            };
            Ok(Planned { route, content, outcome, digest })
        };
        let files: Result<Vec<Planned>, EdgeError> =
            files.par_iter().with_min_len(FILES_AT_ONCE).map(planned).collect();
        let is_new = there.is_none() && !is_above && folder.entry(inner)? == Entry::Nothing;
        Ok((Room { inner, is_new, files: files? }, half_written(names)))
    }

    pub fn files(&self) -> impl Iterator<Item = &Planned<'a>> {
        self.rooms.iter().flat_map(|room| &room.files)
    }

    /// What is ours, and what will be.
    pub fn journal(&self) -> Vec<u8> {
        struct Journal<'a>(&'a Plan<'a>);
        impl Serialize for Journal<'_> {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                let claimed = |route: &str| self.0.claimed.get(route).into_iter().flatten().copied();
                let new = self.0.files().map(|file| {
                    let mut digests: Vec<Hash> = claimed(file.route).chain([file.digest]).collect();
                    digests.dedup();
                    (file.route, digests)
                });
                let old = self.0.obsolete.iter().map(|route| (route.as_str(), claimed(route).collect()));
                serializer.collect_map(new.chain(old))
            }
        }
        serde_json::to_vec(&Journal(self)).unwrap_or_default()
    }

    /// What becomes of a file whose folder is there.
    fn outcome(&self, route: &str, digest: Hash, room: &Folder) -> Result<Outcome, EdgeError> {
        let name = parted(route).1;
        let refuse = |reason| Err(EdgeError::new("write", &room.path().join(name), reason));
        match room.look(name)? {
            (Entry::Nothing | Entry::Link, _) => Ok(Outcome::Created),
            (Entry::Folder, _) if self.obsolete.iter().any(|old| is_below(old, route)) => Ok(Outcome::Created),
            (Entry::Folder, _) => refuse("a folder is there; move it away"),
            (Entry::Other, _) => refuse("a device or pipe is there; move it away"),
            (Entry::File, old) => match (old.map(|old| Hash::of(&old)), self.claimed.get(route)) {
                (Some(old), _) if old == digest => Ok(Outcome::Same),
                (Some(old), Some(digests)) if digests.contains(&old) => Ok(Outcome::Changed),
                (_, Some(_)) => refuse(
                    "it is not as onrecord wrote it, and would be overwritten: what is in it comes from content/, so change it there; then move this file away, or delete it",
                ),
                (_, None) => refuse("a file that onrecord did not write is there; move it away"),
            },
        }
    }

    /// What stands where the route needs a folder, and is not ours to remove.
    fn foreign_above<'b>(&self, route: &'b str, folder: &Folder) -> Result<Option<&'b str>, EdgeError> {
        for above in above(route) {
            match folder.entry(above)? {
                Entry::Folder => {}
                Entry::Nothing | Entry::Link => return Ok(None),
                _ if self.obsolete.iter().any(|old| old == above) => return Ok(None),
                _ => return Ok(Some(above)),
            }
        }
        Ok(None)
    }
}

/// Whether an old file stands where a new one needs a folder, or a folder of it where a new one is to stand.
pub fn is_in_the_way(old: &str, output: &Output) -> bool {
    let below = format!("{old}/");
    let after = output.files.range::<str, _>((Bound::Included(&*below), Bound::Unbounded)).next();
    after.is_some_and(|(new, _)| new.as_str().starts_with(&below))
        || above(old).any(|above| output.files.contains_key(above))
}

/// Whether `path` lies below `folder`.
fn is_below(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
}

/// What the manifest and the journal in the folder say of its files.
fn claimed(folder: &Folder) -> Result<Digests, EdgeError> {
    let read =
        |name: &str| Ok::<_, EdgeError>(folder.read(name)?.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()));
    let journal: BTreeMap<String, Vec<String>> =
        read(JOURNAL)?.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default();
    // A digest that is none is no file's: its route is claimed all the same.
    let digests = |hex: Vec<String>| hex.iter().filter_map(|hex| Hash::of_hex(hex)).collect();
    let mut claimed: Digests = journal.into_iter().map(|(route, hex)| (route, digests(hex))).collect();
    match read(MANIFEST)?.map(|text| Manifest::parse(&text)) {
        Some(Some(manifest)) => {
            for (route, digest) in manifest.outputs {
                claimed.entry(route).or_default().extend(Hash::of_hex(&digest));
            }
        }
        Some(None) => {
            let reason = "a file that onrecord did not write is there; move it away";
            return Err(EdgeError::new("write", &folder.path().join(MANIFEST), reason));
        }
        None => {}
    }
    let leads_inside = |route: &str| {
        route.split('/').all(|part| !matches!(part, "" | "." | "..") && crate::address::unportable(part).is_none())
    };
    claimed.retain(|route, _| leads_inside(route) && !matches!(route.as_str(), MANIFEST | JOURNAL));
    Ok(claimed)
}

/// Where nothing is known to be ours, nothing of anybody's may be there: what the site has itself in the same bytes, and what
/// systems leave in every folder, is nobody's.
fn refuse_strangers(output: &Output, folder: &Folder) -> Result<(), EdgeError> {
    let mut left = vec![String::new()];
    while let Some(inner) = left.pop() {
        let names = match inner.as_str() {
            "" => folder.names()?,
            inner => folder.make(inner)?.names()?,
        };
        for name in names {
            let route = if inner.is_empty() { name.clone() } else { format!("{inner}/{name}") };
            let is_nobodys = matches!(name.as_str(), ".gitignore" | ".DS_Store" | "Thumbs.db") || is_partial(&name);
            if is_nobodys || (inner.is_empty() && name == JOURNAL) {
                continue;
            }
            let is_stranger = crate::address::unportable(&name).is_some()
                || match folder.entry(&route)? {
                    Entry::Nothing | Entry::Link => false,
                    Entry::Folder => {
                        left.push(route.clone());
                        false
                    }
                    Entry::File => folder.read(&route)?.as_deref() != output.get(&route).as_deref(),
                    Entry::Other => true,
                };
            if is_stranger {
                let reason = format!(
                    "the folder holds files that onrecord did not write (`{route}`); empty it, or give another with `--out`"
                );
                return Err(EdgeError::new("write to", folder.path(), reason));
            }
        }
    }
    Ok(())
}
