//! What commands that change authored files do alike: show the changes, and write them.

use std::path::Path;

use super::terminal::{Terminal, print};
use crate::compile::Compiled;
use crate::diagnostic::Diagnostic;
use crate::edge::EdgeError;
use crate::edge::rewrite::rewrite;
use crate::edits::{Edits, Rewrite, diff, rewritten};
use crate::files::Files;
use crate::report::count;

/// Edits, worked out on the project.
pub struct Planned {
    rewrites: Vec<Rewrite>,
    /// The project as it would be.
    pub files: Files,
}

impl Planned {
    pub fn new(edits: &Edits, files: &Files, root: &Path) -> Result<Planned, EdgeError> {
        let rewrites = edits.apply(files).map_err(|conflict| EdgeError::new("change", root, conflict))?;
        let files = rewritten(files, &rewrites);
        Ok(Planned { rewrites, files })
    }

    pub fn show(&self) {
        print(&diff(&self.rewrites));
    }

    pub fn write(&self, root: &Path, terminal: &Terminal) -> Result<(), EdgeError> {
        rewrite(root, &self.rewrites)?;
        for (did, stays) in [("wrote", true), ("removed", false)] {
            let some = self.rewrites.iter().filter(|rewrite| rewrite.after.is_some() == stays);
            let names: Vec<&str> = some.map(|rewrite| &*rewrite.path).collect();
            match names.as_slice() {
                [] => {}
                several if several.len() <= 4 => terminal.say(&format!("{did} {}", several.join(", "))),
                several => terminal.say(&format!("{did} {}", count(several.len(), "file"))),
            }
        }
        Ok(())
    }
}

/// What was found that was not found before; that the lock is old is answered at once.
pub fn brought(before: &Compiled, after: &Compiled) -> Vec<Diagnostic> {
    let known = |new: &&Diagnostic| {
        before.diagnostics.iter().any(|old| (old.rule, &old.file, &old.message) == (new.rule, &new.file, &new.message))
    };
    let is_new = |new: &&Diagnostic| !known(new) && new.rule != "lock-stale";
    after.diagnostics.iter().filter(is_new).cloned().collect()
}
