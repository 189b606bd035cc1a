//! Captures that were worked on by hand: the source says what is left of them, where the kept original bears every line out.

use super::value::Value;
use super::yaml::Yaml;
use crate::edits::Edits;
use crate::files::{File, Files, Span};
use crate::import::APART;
use crate::manuscript::{Manuscript, SourceText};
use crate::original::ByHand;
use crate::verified::Witness;

/// Adds what states the digests of such captures and counts their lines anew, and how many there are.
pub fn restate(manuscript: &Manuscript, files: &Files, edits: &mut Edits) -> usize {
    let mut count = 0;
    for source in &manuscript.sources {
        let witness = Witness::new(source, manuscript);
        let Some((capture, by_hand)) = witness.capture.as_ref().zip(witness.by_hand()) else { continue };
        let Some(file) = files.get(&source.file) else { continue };
        let Some(yaml) = Yaml::of(file) else { continue };
        let digest = Value::Text(capture.hash().hex());
        let Some(patch) = yaml.set(&["capture"], "edited", &digest) else { continue };
        edits.patch(file, patch);
        count += 1;
        for (key, lines) in lines(source, &by_hand) {
            let patch = yaml.set(&["capture"], key, &list(&lines));
            patch.into_iter().for_each(|patch| edits.patch(file, patch));
        }
        if let Some((span, text)) = told(file, &by_hand) {
            edits.replace(file, span, text);
        }
    }
    count
}

/// The keys that count lines of the capture, with what they say now. After a first strike nobody knows any more which lines an author
/// meant; what the import wrote is worked out once more.
fn lines(source: &SourceText, by_hand: &ByHand) -> Vec<(&'static str, Vec<(u32, u32)>)> {
    let capture = &source.capture;
    let apart: Vec<(u32, u32)> = by_hand.apart.iter().map(|(line, _)| (*line, *line)).collect();
    let keys = match capture.edited {
        None => vec![
            ("excluded_lines", &capture.excluded_lines, &capture.excluded_lines),
            ("damaged_lines", &capture.damaged_lines, &capture.damaged_lines),
            ("apart_lines", &capture.apart_lines, &capture.apart_lines),
        ],
        Some(_) if by_hand.damaged.is_empty() => vec![("apart_lines", &capture.apart_lines, &apart)],
        Some(_) => vec![
            ("damaged_lines", &capture.damaged_lines, &by_hand.damaged),
            ("apart_lines", &capture.apart_lines, &apart),
        ],
    };
    let is_said = |(_, said, _): &(_, &Vec<_>, &Vec<_>)| !said.is_empty();
    keys.into_iter().filter(is_said).map(|(key, _, lines)| (key, by_hand.renumbered(lines))).collect()
}

fn list(lines: &[(u32, u32)]) -> Value {
    let name = |(first, last): &(u32, u32)| match first == last {
        true => Value::Word(first.to_string()),
        false => Value::Word(format!("\"{first}-{last}\"")),
    };
    Value::Items(lines.iter().map(name).collect())
}

/// The comment of the import that names the lines apart, with their numbers of today.
fn told(file: &File, by_hand: &ByHand) -> Option<(Span, String)> {
    let (text, mark) = file.text().ok()?;
    let start = text.find(APART)? + APART.len();
    let end = start + text.get(start..)?.find('\n')?;
    let now = |(line, what): &(u32, &str)| {
        let line = by_hand.became.iter().find(|(old, _)| old == line)?.1;
        Some(format!("{line} ({what})"))
    };
    let lines: Vec<String> = by_hand.apart.iter().filter_map(now).collect();
    let text = if lines.is_empty() { " none".to_owned() } else { format!(" {}", lines.join(", ")) };
    Some((Span::new(start + mark, end + mark), text))
}
