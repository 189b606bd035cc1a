//! How long to wait for more: a save should be seen at once, a checkout of another branch as one change.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use super::Touched;

/// As many files as one save touches, its temporary ones included.
const A_FEW: usize = 4;
/// A save is over when this long nothing came; it is taken for over after [`SAVE`].
const QUIET: Duration = Duration::from_millis(4);
const SAVE: Duration = Duration::from_millis(9);
/// The same for many files.
const QUIET_OF_MANY: Duration = Duration::from_millis(120);
const MANY: Duration = Duration::from_secs(4);
/// What follows the last batch so soon belongs to the same change.
const SOON: Duration = Duration::from_millis(60);

/// Changes that are told together.
#[derive(Debug)]
pub struct Batch {
    changes: Option<Touched>,
    since: Instant,
}

impl Default for Batch {
    fn default() -> Batch {
        Batch { changes: None, since: Instant::now() }
    }
}

impl Batch {
    pub fn is_empty(&self) -> bool {
        self.changes.is_none()
    }

    pub fn add(&mut self, changes: Touched) {
        self.changes = Some(match self.changes.take() {
            Some(known) => known.and(changes),
            None => {
                self.since = Instant::now();
                changes
            }
        });
    }

    /// How long to wait for more; none: long enough. `last` is when the batch before was told.
    pub fn wait(&self, last: Option<Instant>) -> Option<Duration> {
        let few = matches!(&self.changes, Some(Touched::Files(files)) if files.len() <= A_FEW);
        let soon = last.is_some_and(|last| self.since.duration_since(last) < SOON);
        let (quiet, most) = if few && !soon { (QUIET, SAVE) } else { (QUIET_OF_MANY, MANY) };
        let left = most.checked_sub(self.since.elapsed()).filter(|left| !left.is_zero())?;
        Some(quiet.min(left))
    }

    pub fn into_changes(self) -> Touched {
        self.changes.unwrap_or_else(|| Touched::Files(BTreeSet::new()))
    }
}
