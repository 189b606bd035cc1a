//! One at a time: whoever writes to a folder holds a file beside it, which the system lets go of when the run ends, however
//! it ends.

use std::fs::{File, TryLockError};
use std::io::{ErrorKind, Read, Write};

use super::EdgeError;
use super::folder::Folder;

/// The turn to write to a folder; it ends when this does.
#[derive(Debug)]
pub struct Turn<'a> {
    above: &'a Folder,
    name: String,
    /// None where no file can be made beside the folder.
    file: Option<File>,
}

impl<'a> Turn<'a> {
    /// Waits for the turn to write to the folder `name` in `above`; `say` tells who has it.
    pub fn take(above: &'a Folder, name: &str, say: &dyn Fn(&str)) -> Result<Turn<'a>, EdgeError> {
        let name = format!(".{name}.onrecord-lock");
        loop {
            let mut file = match above.claim(&name) {
                Ok(Some(file)) => file,
                Ok(None) => {
                    wait(above, &name, say)?;
                    continue;
                }
                Err(error) if is_refused(error.kind()) => {
                    say(&format!(
                        "no other run can be kept from writing meanwhile, as nothing can be written beside it: {error}"
                    ));
                    return Ok(Turn { above, name, file: None });
                }
                Err(error) => return Err(EdgeError::new("write", &above.path().join(&name), error)),
            };
            // Who waits reads it; that it could not be written harms nobody.
            let _ = write!(file, "{}", std::process::id());
            match file.try_lock() {
                Ok(()) if is_still_there(above, &name, &file) => return Ok(Turn { above, name, file: Some(file) }),
                Ok(()) | Err(TryLockError::WouldBlock) => {}
                Err(TryLockError::Error(error)) => {
                    above.remove(&name)?;
                    return Err(EdgeError::new("hold", &above.path().join(&name), error));
                }
            }
        }
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        if self.file.is_some() {
            let _ = self.above.remove(&self.name);
        }
    }
}

/// Until whoever has the turn is done. A file that nobody holds was left by a run that was killed, and goes.
fn wait(above: &Folder, name: &str, say: &dyn Fn(&str)) -> Result<(), EdgeError> {
    let Some(mut file) = above.open(name)? else { return Ok(()) };
    let failed = |error| EdgeError::new("wait for", &above.path().join(name), error);
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::Error(error)) => return Err(failed(error)),
        Err(TryLockError::WouldBlock) => {
            let mut holder = String::new();
            let _ = (&mut file).take(20).read_to_string(&mut holder);
            let is_number = !holder.is_empty() && holder.bytes().all(|byte| byte.is_ascii_digit());
            let who = if is_number { format!("process {holder}") } else { "another onrecord".to_owned() };
            say(&format!("{who} is writing there; waiting until it is done"));
            file.lock().map_err(failed)?;
        }
    }
    if is_still_there(above, name, &file) {
        above.remove(name)?;
    }
    Ok(())
}

/// Whether the name still leads to the file that is held: another run may have taken both away meanwhile.
fn is_still_there(above: &Folder, name: &str, file: &File) -> bool {
    above.open(name).ok().flatten().is_some_and(|found| is_one_file(&found, file))
}

#[cfg(unix)]
fn is_one_file(one: &File, other: &File) -> bool {
    use std::os::unix::fs::MetadataExt;
    let identity = |file: &File| file.metadata().map(|data| (data.dev(), data.ino()));
    matches!((identity(one), identity(other)), (Ok(one), Ok(other)) if one == other)
}

#[cfg(not(unix))]
fn is_one_file(_: &File, _: &File) -> bool {
    true // Where files cannot be deleted while they are held, the name leads to no other.
}

/// Whether the system lets nobody write beside the folder.
fn is_refused(kind: ErrorKind) -> bool {
    matches!(kind, ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem)
}
