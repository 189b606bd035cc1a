//! Room on disk for files that are finished and not yet to be written: one file without a name, which is gone with the run,
//! however it ends.

use std::path::Path;

use crate::aside::Aside;

/// Room in the project's folder; in memory, where there is none.
#[cfg(unix)]
pub fn aside(root: &Path) -> Aside {
    room::in_folder(root).map(Aside::in_scratch).unwrap_or_default()
}

/// In memory: other systems let no file go that is open.
#[cfg(not(unix))]
pub fn aside(_: &Path) -> Aside {
    Aside::default()
}

#[cfg(unix)]
mod room {
    use std::fs::File;
    use std::os::unix::fs::FileExt;
    use std::path::Path;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

    use crate::aside::Scratch;
    use crate::edge::folder::{Folder, Links};

    struct Room {
        file: File,
        end: AtomicU64,
        /// Something was read back wrongly.
        is_broken: AtomicBool,
    }

    pub fn in_folder(folder: &Path) -> Option<Arc<dyn Scratch>> {
        let file = Folder::named(folder, Links::Refused).and_then(|folder| folder.nameless()).ok()?;
        Some(Arc::new(Room { file, end: AtomicU64::new(0), is_broken: AtomicBool::new(false) }))
    }

    impl Scratch for Room {
        fn put(&self, bytes: &[u8]) -> Option<u64> {
            let at = self.end.fetch_add(bytes.len() as u64, Ordering::Relaxed);
            self.file.write_all_at(bytes, at).is_ok().then_some(at)
        }

        fn get(&self, at: u64, length: usize) -> Option<Vec<u8>> {
            let mut bytes = vec![0; length];
            let is_read = !self.is_broken.load(Ordering::Acquire) && self.file.read_exact_at(&mut bytes, at).is_ok();
            self.is_broken.fetch_or(!is_read, Ordering::AcqRel);
            is_read.then_some(bytes)
        }
    }
}
