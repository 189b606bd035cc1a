//! The changes that findings carry: each leaves every meaning as it was.

use crate::diagnostic::Diagnostic;
use crate::edits::Edits;
use crate::files::Files;

/// The mends that can be made at once, and how many those are; of two that meet, the first.
pub fn mends(found: &[Diagnostic], files: &Files) -> (Edits, usize) {
    let mut mends: Vec<_> = found.iter().filter_map(|finding| Some((&finding.file, finding.mend.as_ref()?))).collect();
    mends.sort();
    mends.dedup();
    let (mut edits, mut count) = (Edits::default(), 0);
    let mut last = None;
    for (path, mend) in mends {
        let is_met = last.is_some_and(|(file, end)| file == path && mend.span.start < end);
        if let Some(file) = files.get(path).filter(|_| !is_met) {
            edits.patch(file, mend.clone());
            (last, count) = (Some((path, mend.span.end)), count + 1);
        }
    }
    (edits, count)
}
