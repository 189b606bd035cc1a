//! The kept original of a capture: the file that it was made of, which lies beside it, read once more.
//!
//! A capture may be worked on by hand: lines that are not the article's are struck, and one that the import left out is put back. What
//! keeps that safe is the original: every line of the capture must stand in it, in its order, and no quotation may run on where
//! something is missing.

use crate::files::{File, Hash};
use crate::import::{Article, Saved, read, shown};
use crate::manuscript::SourceText;
use crate::quotation::{Capture, verify};

/// What the name of a file ends in that another program made of an original.
pub const PRINTED: &str = ".printed";

/// Where the words of a PDF lie that was asked for its words.
pub fn printed_path(path: &str) -> String {
    format!("{path}{PRINTED}")
}

/// What a kept original says today.
#[derive(Debug)]
pub struct Original {
    pub path: String,
    /// What is read of it, each publication by itself.
    pub readings: Vec<Saved>,
    /// All words that it shows, if it is a page.
    shown: Option<String>,
}

/// A capture as it is, compared with its original.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ByHand {
    /// Lines of the original that are not in it.
    pub struck: usize,
    /// Lines that the import had left out.
    pub put_back: usize,
    /// The lines of the capture before which something is missing, from 1.
    pub gaps: Vec<usize>,
    /// Which line each line of the original's reading has become, both from 1.
    pub became: Vec<(u32, u32)>,
    /// The lines of the reading that came out damaged, and those that are not the article's body with what they are.
    pub damaged: Vec<(u32, u32)>,
    pub apart: Vec<(u32, &'static str)>,
}

impl ByHand {
    /// Ranges of lines of the reading as those of the capture: what was struck is gone from them.
    pub fn renumbered(&self, lines: &[(u32, u32)]) -> Vec<(u32, u32)> {
        let is_in = |line: u32| lines.iter().any(|(first, last)| (*first..=*last).contains(&line));
        let runs = self.became.chunk_by(|(a, _), (b, _)| is_in(*a) == is_in(*b));
        let ends = |run: &[(u32, u32)]| Some((is_in(run.first()?.0), run.first()?.1, run.last()?.1));
        runs.filter_map(ends).filter(|(is_in, ..)| *is_in).map(|(_, first, last)| (first, last)).collect()
    }
}

/// The originals beside a source's capture.
pub fn beside(source: &SourceText, captures: &[File]) -> Vec<File> {
    let stem = match &source.capture.file {
        Some(file) => file.value.rsplit_once('.').map_or(file.value.as_str(), |(stem, _)| stem),
        None => source.id.as_str(),
    };
    let stem = format!("content/captures/{stem}.");
    let is_original =
        |file: &&File| file.path.strip_prefix(stem.as_str()).is_some_and(|end| !matches!(end, "txt" | "md"));
    captures.iter().filter(is_original).cloned().collect()
}

/// Originals read; a PDF only where what another program made of it lies beside it.
pub fn originals(files: &[File]) -> Vec<Original> {
    let original = |file: &File| {
        let path = printed_path(&file.path);
        let printed = files.iter().find(|other| *other.path == *path).and_then(|other| Some(other.text().ok()?.0));
        let article = Article { printed, ..Article::new(&file.path, &file.bytes) };
        Some(Original { path: file.path.to_string(), readings: read(article).ok()?, shown: shown(article) })
    };
    files.iter().filter(|file| !file.path.ends_with(PRINTED)).filter_map(original).collect()
}

/// Where words stand in an original; in a sentence that goes on after what a report says.
pub fn place(words: &str, files: &[File]) -> Option<String> {
    let line = |text: &str| verify(words, &Capture::new(text, &[], &[]), None).ok().map(|found| found.line);
    originals(files).iter().find_map(|original| {
        let path = &original.path;
        match original.readings.iter().find_map(|reading| line(&reading.text)) {
            Some(line) => Some(format!(
                "they stand in the kept original `{path}` (line {line} of what is read of it), though not in the capture: \
                 put that line back in its place, and run `onrecord fix`"
            )),
            None => original.shown.as_ref().and_then(|shown| line(shown)).map(|_| {
                format!(
                    "they stand in the kept original `{path}`, outside of what was taken for the article: \
                     if they are the article's, put their paragraph into the capture, and run `onrecord fix`"
                )
            }),
        }
    })
}

/// A capture of which every line stands in the original that made it, in its order; none: something else was changed. `digest`: of the
/// capture as it was imported.
pub fn by_hand(files: &[File], digest: &str, capture: &str) -> Option<ByHand> {
    let digest = digest.trim_start_matches("sha256:");
    let is_its = |reading: &&Saved| Hash::of(reading.text.as_bytes()).hex().eq_ignore_ascii_case(digest);
    originals(files).iter().find_map(|original| {
        let reading = original.readings.iter().find(is_its)?;
        let found = compared(original.shown.as_deref().unwrap_or_default(), &reading.text, capture)?;
        Some(ByHand { damaged: reading.damaged_lines(), apart: reading.apart_lines(), ..found })
    })
}

fn compared(shown: &str, reading: &str, capture: &str) -> Option<ByHand> {
    let numbered = (1..).zip(reading.lines().map(squeezed)).filter(|(_, line)| !line.is_empty());
    let (numbers, lines): (Vec<u32>, Vec<String>) = numbered.unzip();
    let mut became = Vec::new();
    let whole = squeezed(shown);
    let mut shown: &str = &whole;
    let (mut at, mut gaps, mut was_put_back) = (0, Vec::new(), false);
    let (mut struck, mut put_back) = (0, 0);
    for (number, line) in (1..).zip(capture.lines().map(squeezed)).filter(|(_, line)| !line.is_empty()) {
        // The page goes on after this line: what is put back stands in it where it stands here.
        let after = shown.find(&line).and_then(|start| shown.get(start + line.len()..));
        let is_left_out = !lines.contains(&line) && after.is_some();
        if after.is_none() && put_back > 0 && whole.contains(&line) {
            return None;
        }
        shown = after.unwrap_or(shown);
        match lines.iter().skip(at).position(|known| *known == line) {
            Some(skipped) => {
                gaps.extend((skipped > 0 || was_put_back).then_some(number));
                became.extend(numbers.get(at + skipped).map(|old| (*old, number as u32)));
                was_put_back = false;
                struck += skipped;
                at += skipped + 1;
            }
            None if is_left_out => {
                gaps.push(number);
                was_put_back = true;
                put_back += 1;
            }
            None => return None,
        }
    }
    struck += lines.len().saturating_sub(at);
    (at > 0).then_some(ByHand { struck, put_back, gaps, became, damaged: Vec::new(), apart: Vec::new() })
}

fn squeezed(line: &str) -> String {
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}
