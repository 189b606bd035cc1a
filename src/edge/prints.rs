//! What `pdftotext` prints of the PDFs that captures were made of, laid beside them where somebody compares: nothing in the core can ask
//! another program, and what it says belongs to what was read.

use std::collections::BTreeMap;

use super::shelf::printed_of;
use crate::files::{File, Files, Hash, stem};
use crate::original::{PRINTED, printed_path};

const CAPTURES: &str = "content/captures/";

/// What was printed of each PDF, so that one that is not touched is asked for once.
#[derive(Debug, Default)]
pub struct Prints {
    known: BTreeMap<Hash, Option<String>>,
    count: usize,
}

impl Prints {
    /// How many files were added last.
    pub fn count(&self) -> usize {
        self.count
    }

    /// Adds what was printed of each PDF whose capture is not the one that was made of it; any other says nothing new.
    pub fn add(&mut self, files: &mut Files) {
        let old: Vec<String> = files
            .below(CAPTURES)
            .filter(|file| file.path.ends_with(PRINTED))
            .map(|file| file.path.to_string())
            .collect();
        for path in old {
            files.remove(&path);
        }
        let compared: Vec<File> = files.below(CAPTURES).filter(|file| is_compared(file, files)).cloned().collect();
        self.count = 0;
        for pdf in compared {
            let printed = self.known.entry(pdf.hash()).or_insert_with(|| printed_of(&pdf.bytes));
            if let Some(printed) = printed {
                files.insert(File::new(&printed_path(&pdf.path), printed.clone().into_bytes()));
                self.count += 1;
            }
        }
    }
}

/// Whether a file is a PDF beside a capture that no source states as made.
fn is_compared(file: &File, files: &Files) -> bool {
    if file.extension() != "pdf" {
        return false;
    }
    let Some(capture) = files.get(&format!("{CAPTURES}{}.txt", stem(&file.path))) else { return false };
    let digest = capture.hash().hex();
    let states = |source: &File| {
        let lines = source.text().map(|(text, _)| text).unwrap_or_default().lines();
        lines.filter(|line| line.trim_start().starts_with("sha256:")).any(|line| line.contains(&digest))
    };
    !files.below("content/sources/").any(states)
}
