//! Tells which files may have changed. Events are hints: whoever reads the files again decides by their bytes.
//!
//! Folders are watched, never files: a file that is saved by being replaced would be lost. Where the system watches each
//! folder for itself (Linux), so do we, and only then look into it: nothing that is made meanwhile is missed. When a
//! folder comes, goes or is renamed, watching starts anew before everything is read again.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

mod folders;
mod settle;

use folders::Folders;
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};
use settle::Batch;

/// How often everything is looked at where the system cannot tell of changes.
const POLL: Duration = Duration::from_millis(500);

/// What may be different.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Touched {
    /// These files, as the project names them.
    Files(BTreeSet<String>),
    /// Anything.
    All,
}

impl Touched {
    /// Both together.
    pub fn and(self, other: Touched) -> Touched {
        match (self, other) {
            (Touched::Files(mut one), Touched::Files(other)) => {
                one.extend(other);
                Touched::Files(one)
            }
            _ => Touched::All,
        }
    }
}

/// How changes come to be known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Watching {
    /// The system tells.
    Native,
    /// Everything is looked at from time to time; with the reason, if nobody asked for that.
    Polling(Option<String>),
}

/// Starts to watch a project. What is read after this call and changes later will be told.
pub fn watch(root: &Path, polls: bool, tell: impl Fn(Touched) + Send + 'static) -> Watching {
    let tell: Box<dyn Fn(Touched) + Send> = Box::new(tell);
    let root = root.to_owned();
    let reason = match polls {
        true => None,
        false => match Native::start(&root) {
            Ok(native) => {
                std::thread::spawn(move || follow(native, &root, &*tell));
                return Watching::Native;
            }
            Err(reason) => Some(reason),
        },
    };
    std::thread::spawn(move || poll(&*tell));
    Watching::Polling(reason)
}

fn poll(tell: &dyn Fn(Touched)) {
    loop {
        std::thread::sleep(POLL);
        tell(Touched::All);
    }
}

/// What the system says, before it is looked at.
enum Raw {
    Paths(Vec<PathBuf>),
    /// Something was lost.
    Lost,
}

/// The system's watcher on all folders of the project.
struct Native {
    /// Watches as long as it lives.
    _watcher: RecommendedWatcher,
    events: Receiver<Raw>,
    folders: Folders,
}

impl Native {
    fn start(root: &Path) -> Result<Native, String> {
        let (sender, events) = mpsc::channel();
        let handler = move |event: notify::Result<Event>| {
            let raw = match event {
                // Reading files makes such events: to follow them would never end.
                Ok(event) if matches!(event.kind, EventKind::Access(_)) => return,
                Ok(event) if event.need_rescan() => Raw::Lost,
                Ok(event) => Raw::Paths(event.paths),
                Err(_) => Raw::Lost,
            };
            let _ = sender.send(raw);
        };
        let mut watcher = notify::recommended_watcher(handler).map_err(|error| error.to_string())?;
        let mode = match RecommendedWatcher::kind() {
            notify::WatcherKind::Inotify => RecursiveMode::NonRecursive,
            _ => RecursiveMode::Recursive,
        };
        let folders = Folders::find(root, &mut |path, is_nested| {
            let mode = if path == root { RecursiveMode::NonRecursive } else { mode };
            let already = is_nested && mode == RecursiveMode::Recursive;
            if already { Ok(()) } else { watcher.watch(path, mode).map_err(|error| error.to_string()) }
        })?;
        Ok(Native { _watcher: watcher, events, folders })
    }

    /// The next changes, when no more of them come for a moment. None when the watcher ended.
    fn next(&self, last: Option<std::time::Instant>) -> Option<Touched> {
        let mut batch = Batch::default();
        while batch.is_empty() {
            self.add(self.events.recv().ok()?, &mut batch);
        }
        while let Some(wait) = batch.wait(last) {
            match self.events.recv_timeout(wait) {
                Ok(raw) => self.add(raw, &mut batch),
                Err(_) => break,
            }
        }
        Some(batch.into_changes())
    }

    fn add(&self, raw: Raw, batch: &mut Batch) {
        match raw {
            Raw::Lost => batch.add(Touched::All),
            Raw::Paths(paths) => {
                paths.iter().filter_map(|path| self.folders.changes(path)).for_each(|change| batch.add(change))
            }
        }
    }
}

/// Tells what changes, for as long as the process lives.
fn follow(mut native: Native, root: &Path, tell: &dyn Fn(Touched)) {
    let mut last = None;
    while let Some(changes) = native.next(last) {
        if changes == Touched::All {
            match Native::start(root) {
                Ok(anew) => native = anew,
                Err(_) => {
                    tell(Touched::All);
                    return poll(tell);
                }
            }
        }
        tell(changes);
        last = Some(std::time::Instant::now());
    }
    poll(tell);
}
