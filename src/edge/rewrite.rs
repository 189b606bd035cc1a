//! Writes edits of authored files: whole files, each in one step, and only over what was seen.

use std::path::Path;

use super::EdgeError;
use super::folder::{Entry, Folder, Links};
use crate::edits::{Conflict, Rewrite};
use crate::files::Hash;

/// Makes all changes, or none: what was written is taken back when a later file cannot be.
pub fn rewrite(root: &Path, rewrites: &[Rewrite]) -> Result<(), EdgeError> {
    let folder = Folder::named(root, Links::Refused)?;
    for rewrite in rewrites {
        look(&folder, rewrite)?;
    }
    for (done, rewrite) in rewrites.iter().enumerate() {
        // Somebody may have saved the file while the ones before were written.
        let written = look(&folder, rewrite).and_then(|()| write(&folder, rewrite));
        if let Err(error) = written {
            for undone in rewrites[..done].iter().rev() {
                let before = undone.before.as_ref().map(|file| file.bytes.clone());
                let back = Rewrite { path: undone.path.clone(), before: None, after: before };
                write(&folder, &back)?;
            }
            return Err(error);
        }
    }
    Ok(())
}

/// Refuses a file that is not as it was seen.
fn look(folder: &Folder, rewrite: &Rewrite) -> Result<(), EdgeError> {
    let conflict = |conflict: Conflict| EdgeError::new("write", &folder.path().join(&*rewrite.path), conflict);
    match &rewrite.before {
        None if folder.entry(&rewrite.path)? != Entry::Nothing => Err(conflict(Conflict::Taken(rewrite.path.clone()))),
        None => Ok(()),
        Some(seen) => match folder.read(&rewrite.path)? {
            Some(bytes) if Hash::of(&bytes) == seen.hash() => Ok(()),
            _ => Err(conflict(Conflict::Changed(rewrite.path.clone()))),
        },
    }
}

fn write(folder: &Folder, rewrite: &Rewrite) -> Result<(), EdgeError> {
    match &rewrite.after {
        Some(bytes) => folder.replace(&rewrite.path, bytes),
        None => folder.remove(&rewrite.path).map(|_| ()),
    }
}
