//! Captures that were worked on by hand: the source says what is left of them, where the kept original bears every line out.

use super::value::Value;
use super::yaml::Yaml;
use crate::edits::Edits;
use crate::files::Files;
use crate::manuscript::Manuscript;
use crate::verified::Witness;

/// Adds what states the digests of such captures, and how many there are.
pub fn restate(manuscript: &Manuscript, files: &Files, edits: &mut Edits) -> usize {
    let mut count = 0;
    for source in &manuscript.sources {
        let witness = Witness::new(source, manuscript);
        let Some(capture) = witness.capture.as_ref().filter(|_| witness.by_hand().is_some()) else { continue };
        let Some(file) = files.get(&source.file) else { continue };
        let digest = Value::Text(capture.hash().hex());
        let patch = Yaml::of(file).and_then(|yaml| yaml.set(&["capture"], "edited", &digest));
        if let Some(patch) = patch {
            edits.replace(file, patch.span, patch.text);
            count += 1;
        }
    }
    count
}
