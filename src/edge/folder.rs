//! The only way to write: a folder whose methods reach what lies below it, and nothing else.
//!
//! Each part of a path is opened in the one above it, without following links, so no link in a stranger's clone leads a
//! write elsewhere. A file is written whole under a random name that nobody has, and then renamed into its place: what was
//! there, be it a link or another name of a file elsewhere, is replaced and never written through. So is a new folder, with
//! all that is to be in it.

use std::ffi::OsStr;
use std::io::{self, ErrorKind, Read, Write};
use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use cap_fs_ext::{DirExt, FollowSymlinks, OpenOptionsFollowExt};
use cap_std::ambient_authority;
use cap_std::fs::{Dir, Metadata, OpenOptions};

use super::EdgeError;

mod naming;

use naming::partial_name;
pub use naming::{is_partial, random};

/// A folder that may be written to.
#[derive(Debug)]
pub struct Folder {
    dir: Dir,
    path: PathBuf,
    links: Links,
}

/// A new folder, which nobody sees before it is filled.
#[derive(Debug)]
pub struct NewFolder(Folder);

/// Where a path ends: in the folder that was asked, or in one below it.
enum Ends<'a> {
    Here(&'a Folder),
    Below(Folder),
}

impl Deref for Ends<'_> {
    type Target = Folder;
    fn deref(&self) -> &Folder {
        match self {
            Ends::Here(folder) => folder,
            Ends::Below(folder) => folder,
        }
    }
}

/// What becomes of a link that stands where a folder is wanted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Links {
    /// It goes, and a folder takes its place: in the output everything is ours.
    Replaced,
    /// It is somebody's, and nothing is written there.
    Refused,
}

/// What stands at a path, not followed if it is a link.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Entry {
    Nothing,
    File,
    Folder,
    Link,
    /// A device, a pipe, a socket.
    Other,
}

/// For so many bytes of a file room is made before it is read.
const MOST_AHEAD: usize = 1 << 24;
/// No file takes this long to write.
const LONGEST_WRITE: Duration = Duration::from_secs(600);

impl Folder {
    /// The folder that a person named, made if need be. Links above it are the person's own.
    pub fn named(path: &Path, links: Links) -> Result<Folder, EdgeError> {
        let make = Dir::create_ambient_dir_all(path, ambient_authority());
        make.map_err(|error| EdgeError::new("make", path, error))?;
        let dir = Dir::open_ambient_dir(path, ambient_authority());
        let dir = dir.map_err(|error| EdgeError::new("open", path, error))?;
        Ok(Folder { dir, path: path.to_owned(), links })
    }

    /// A folder below this one, made if need be.
    pub fn make(&self, path: &str) -> Result<Folder, EdgeError> {
        if path.is_empty() {
            return self.same();
        }
        let (above, name) = self.make_parent(path)?;
        above.make_one(name)
    }

    /// Another way of treating links, in the same folder.
    pub fn with_links(self, links: Links) -> Folder {
        Folder { links, ..self }
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The folder at a path; none if there is none, or a link in its place.
    pub fn existing(&self, path: &str) -> Result<Option<Folder>, EdgeError> {
        if path.is_empty() {
            return self.same().map(Some);
        }
        let Some((folder, name)) = self.find(path)? else { return Ok(None) };
        folder.open_below(name)
    }

    /// What stands at a path.
    pub fn entry(&self, path: &str) -> Result<Entry, EdgeError> {
        let Some((folder, name)) = self.find(path)? else { return Ok(Entry::Nothing) };
        Ok(folder.data(name)?.as_ref().map_or(Entry::Nothing, kind))
    }

    /// A file's bytes; none if there is no file, be it that a link or a device is there.
    pub fn read(&self, path: &str) -> Result<Option<Vec<u8>>, EdgeError> {
        self.look(path).map(|(_, bytes)| bytes)
    }

    /// What stands at a path, and its bytes if it is a file.
    pub fn look(&self, path: &str) -> Result<(Entry, Option<Vec<u8>>), EdgeError> {
        let Some((folder, name)) = self.find(path)? else { return Ok((Entry::Nothing, None)) };
        let data = match folder.data(name)? {
            Some(data) if kind(&data) == Entry::File => data,
            other => return Ok((other.as_ref().map_or(Entry::Nothing, kind), None)),
        };
        let mut options = OpenOptions::new();
        options.read(true).follow(FollowSymlinks::No);
        // One more than there is, so that the end is found without more room being made.
        let mut bytes = Vec::with_capacity(usize::try_from(data.len()).unwrap_or_default().min(MOST_AHEAD) + 1);
        let read = folder.dir.open_with(name, &options).and_then(|mut file| file.read_to_end(&mut bytes));
        match read {
            Ok(_) => Ok((Entry::File, Some(bytes))),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok((Entry::Nothing, None)),
            Err(error) => Err(folder.failed("read", name, error)),
        }
    }

    /// Writes a file, in place of what is there.
    pub fn replace(&self, path: &str, bytes: &[u8]) -> Result<(), EdgeError> {
        let (folder, name) = self.make_parent(path)?;
        let partial = folder.write_partial(bytes)?;
        let renamed = folder.dir.rename(&partial, &folder.dir, name);
        renamed.map_err(|error| folder.give_up(&partial, name, error))
    }

    /// Makes a folder where nothing is, and has it filled: it gets its name when everything in it is whole.
    pub fn make_filled(
        &self,
        name: &str,
        fill: impl FnOnce(&NewFolder) -> Result<(), EdgeError>,
    ) -> Result<(), EdgeError> {
        self.parts(name)?;
        let partial = partial_name()?;
        self.dir.create_dir(&partial).map_err(|error| self.failed("make", name, error))?;
        let dir = self.dir.open_dir_nofollow(&partial).map_err(|error| self.failed("open", name, error));
        let filled = dir.and_then(|dir| fill(&NewFolder(self.below(name, dir))));
        let renamed = filled.and_then(|()| {
            self.dir.rename(&partial, &self.dir, name).map_err(|error| self.failed("make", name, error))
        });
        if renamed.is_err() {
            let _ = self.remove_whole(&partial);
        }
        renamed
    }

    /// Writes a file that must not be there yet.
    pub fn create(&self, path: &str, bytes: &[u8]) -> Result<(), EdgeError> {
        let (folder, name) = self.make_parent(path)?;
        let taken = || folder.failed("write", name, "it is there already, and nothing is overwritten");
        if folder.data(name)?.is_some() {
            return Err(taken());
        }
        let partial = folder.write_partial(bytes)?;
        // A second name is given only where none is; some file systems know no second names.
        match folder.dir.hard_link(&partial, &folder.dir, name) {
            Ok(()) => folder.remove(&partial).map(|_| ()),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                folder.remove(&partial)?;
                Err(taken())
            }
            Err(_) => {
                let renamed = folder.dir.rename(&partial, &folder.dir, name);
                renamed.map_err(|error| folder.give_up(&partial, name, error))
            }
        }
    }

    /// Makes a file that nobody else has made, and keeps it open; none if something is there.
    pub fn claim(&self, name: &str) -> io::Result<Option<std::fs::File>> {
        match self.dir.open_with(name, OpenOptions::new().write(true).create_new(true)) {
            Ok(file) => Ok(Some(file.into_std())),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// A file that has no name, to write to and to read back.
    #[cfg(unix)]
    pub fn nameless(&self) -> Result<std::fs::File, EdgeError> {
        let name = partial_name()?;
        let file = self.dir.open_with(&name, OpenOptions::new().read(true).write(true).create_new(true));
        let file = file.map_err(|error| self.failed("write", &name, error))?;
        self.remove(&name)?;
        Ok(file.into_std())
    }

    /// Opens a file that is there to look at it; none if it is gone. What is no file is an error.
    pub fn open(&self, name: &str) -> Result<Option<std::fs::File>, EdgeError> {
        match self.entry(name)? {
            Entry::Nothing => return Ok(None),
            Entry::File => {}
            _ => return Err(self.failed("open", name, "it is not a file; move it away")),
        }
        match self.dir.open_with(name, OpenOptions::new().read(true).follow(FollowSymlinks::No)) {
            Ok(file) => Ok(Some(file.into_std())),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(self.failed("open", name, error)),
        }
    }

    /// Deletes a file or a link. True if it was there.
    pub fn remove(&self, path: &str) -> Result<bool, EdgeError> {
        let Some((folder, name)) = self.find(path)? else { return Ok(false) };
        match folder.dir.remove_file_or_symlink(name) {
            Ok(()) => Ok(true),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
            Err(error) => Err(folder.failed("delete", name, error)),
        }
    }

    /// Deletes the folders above a file that are empty now.
    pub fn remove_empty_above(&self, path: &str) {
        let mut path = path;
        while let Some((folder, _)) = path.rsplit_once('/') {
            let Ok(Some((above, name))) = self.find(folder) else { return };
            if above.dir.remove_dir(name).is_err() {
                return;
            }
            path = folder;
        }
    }

    /// Deletes a folder of ours with everything in it. Links in it go, and what they lead to stays.
    pub fn remove_whole(&self, name: &str) -> Result<(), EdgeError> {
        match self.dir.remove_dir_all(name) {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(self.failed("delete", name, error)),
            _ => Ok(()),
        }
    }

    /// Makes a folder that was not there, for nobody else to look into.
    pub fn make_private(&self, name: &str) -> Result<Folder, EdgeError> {
        let builder = private();
        self.dir.create_dir_with(name, &builder).map_err(|error| self.failed("make", name, error))?;
        self.make_one(name)
    }

    /// The names of what is in the folder, in order.
    pub fn names(&self) -> Result<Vec<String>, EdgeError> {
        let failed = |error| EdgeError::new("read", &self.path, error);
        let mut names = Vec::new();
        for entry in self.dir.entries().map_err(failed)? {
            names.push(entry.map_err(failed)?.file_name().to_string_lossy().into_owned());
        }
        names.sort();
        Ok(names)
    }

    /// The time since what is in the folder was last changed.
    pub fn age(&self, name: &str) -> Duration {
        let changed = self.dir.symlink_metadata(name).and_then(|data| data.modified()).ok();
        changed.and_then(|time| SystemTime::now().duration_since(time.into_std()).ok()).unwrap_or_default()
    }

    /// Deletes what a run was in the middle of writing, when nobody else is writing there.
    pub fn remove_partial(&self, name: &str) {
        if is_partial(name) && !self.remove(name).is_ok_and(|was_there| was_there) {
            let _ = self.remove_whole(name);
        }
    }

    /// Deletes what runs that were killed long ago were in the middle of writing in the folder at `path`.
    pub fn sweep(&self, path: &str) {
        let Ok(Some(folder)) = self.existing(path) else { return };
        for name in folder.names().unwrap_or_default() {
            if is_partial(&name) && folder.age(&name) > LONGEST_WRITE {
                let _ = folder.remove(&name);
            }
        }
    }

    fn same(&self) -> Result<Folder, EdgeError> {
        let dir = self.dir.try_clone().map_err(|error| EdgeError::new("open", &self.path, error))?;
        Ok(Folder { dir, path: self.path.clone(), links: self.links })
    }

    /// The parts of a path below the folder. One that could lead elsewhere on any system is an error.
    fn parts<'a>(&self, path: &'a str) -> Result<Vec<&'a str>, EdgeError> {
        let parts: Vec<&str> = path.split('/').collect();
        match parts.iter().find_map(|part| fault(part)) {
            Some(reason) => Err(EdgeError::new("write", &self.path.join(path), reason)),
            None => Ok(parts),
        }
    }

    /// The folder that a path ends in, and its last part; none if there is no such folder, or a link in its place.
    fn find<'a>(&'a self, path: &'a str) -> Result<Option<(Ends<'a>, &'a str)>, EdgeError> {
        let mut parts = self.parts(path)?;
        let name = parts.pop().unwrap_or_default();
        let mut folder = Ends::Here(self);
        for part in parts {
            match folder.open_below(part)? {
                Some(below) => folder = Ends::Below(below),
                None => return Ok(None),
            }
        }
        Ok(Some((folder, name)))
    }

    fn make_parent<'a>(&'a self, path: &'a str) -> Result<(Ends<'a>, &'a str), EdgeError> {
        let mut parts = self.parts(path)?;
        let name = parts.pop().unwrap_or_default();
        let mut folder = Ends::Here(self);
        for part in parts {
            folder = Ends::Below(folder.make_one(part)?);
        }
        Ok((folder, name))
    }

    /// The folder of that name; none if there is none, or something else in its place.
    fn open_below(&self, part: &str) -> Result<Option<Folder>, EdgeError> {
        match self.dir.open_dir_nofollow(part) {
            Ok(dir) => Ok(Some(self.below(part, dir))),
            Err(_) if self.data(part)?.as_ref().map(kind) != Some(Entry::Folder) => Ok(None),
            Err(error) => Err(self.failed("open", part, error)),
        }
    }

    fn make_one(&self, part: &str) -> Result<Folder, EdgeError> {
        if let Ok(dir) = self.dir.open_dir_nofollow(part) {
            return Ok(self.below(part, dir));
        }
        if self.data(part)?.as_ref().map(kind) == Some(Entry::Link) {
            match self.links {
                Links::Replaced => drop(self.remove(part)?),
                Links::Refused => {
                    return Err(self.failed("write to", part, "it is a link, and nothing is written through links"));
                }
            }
        }
        match self.dir.create_dir(part) {
            Err(error) if error.kind() != ErrorKind::AlreadyExists => return Err(self.failed("make", part, error)),
            _ => {}
        }
        let dir = self.dir.open_dir_nofollow(part).map_err(|error| self.failed("open", part, error))?;
        Ok(self.below(part, dir))
    }

    fn below(&self, part: &str, dir: Dir) -> Folder {
        Folder { dir, path: self.path.join(part), links: self.links }
    }

    fn data(&self, name: &str) -> Result<Option<Metadata>, EdgeError> {
        match self.dir.symlink_metadata(name) {
            Ok(data) => Ok(Some(data)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(self.failed("read", name, error)),
        }
    }

    fn write_partial(&self, bytes: &[u8]) -> Result<String, EdgeError> {
        let name = partial_name()?;
        let mut file = self.open_new(&name)?;
        file.write_all(bytes).map_err(|error| self.give_up(&name, &name, error))?;
        Ok(name)
    }

    fn open_new(&self, name: &str) -> Result<cap_std::fs::File, EdgeError> {
        let file = self.dir.open_with(name, OpenOptions::new().write(true).create_new(true));
        file.map_err(|error| self.failed("write", name, error))
    }

    /// What was begun goes away again.
    fn give_up(&self, partial: &str, name: &str, error: io::Error) -> EdgeError {
        let _ = self.remove(partial);
        self.failed("write", name, error)
    }

    fn failed(&self, action: &'static str, name: impl AsRef<OsStr>, reason: impl std::fmt::Display) -> EdgeError {
        EdgeError::new(action, &self.path.join(name.as_ref()), reason)
    }
}

impl NewFolder {
    /// Writes a file. What goes wrong with it takes the folder away again.
    pub fn write(&self, name: &str, bytes: &[u8]) -> Result<(), EdgeError> {
        let NewFolder(folder) = self;
        folder.parts(name)?;
        folder.open_new(name)?.write_all(bytes).map_err(|error| folder.failed("write", name, error))
    }
}

fn kind(data: &Metadata) -> Entry {
    match data.file_type() {
        kind if kind.is_symlink() => Entry::Link,
        kind if kind.is_dir() => Entry::Folder,
        kind if kind.is_file() => Entry::File,
        _ => Entry::Other,
    }
}

/// Why a part of a path is none that stays below its folder on every system.
fn fault(part: &str) -> Option<&'static str> {
    match part {
        "" | "." | ".." => Some("the path leads out of its folder"),
        _ => crate::address::unportable(part),
    }
}

#[cfg(unix)]
fn private() -> cap_std::fs::DirBuilder {
    use cap_std::fs::DirBuilderExt;
    let mut builder = cap_std::fs::DirBuilder::new();
    builder.mode(0o700);
    builder
}

#[cfg(not(unix))]
fn private() -> cap_std::fs::DirBuilder {
    cap_std::fs::DirBuilder::new()
}
