//! Reads the sheet of the auto-archiver, saved as CSV: each row is a publication that was archived.

use csv::{ReaderBuilder, StringRecord};

use super::decode;
use super::error::ImportError;
use super::facts::Basis;
use super::look::Look;
use super::saved::Saved;

/// More rows than this are not read.
const MOST: usize = 200_000;

/// Whether the first line names the columns of such a sheet.
pub fn is(look: &Look) -> bool {
    let first = look.head.lines().next().unwrap_or_default();
    first.contains("link") && first.contains("archive status") || is_raw(look)
}

/// What the tool keeps for itself has its values as its own language prints them.
fn is_raw(look: &Look) -> bool {
    look.head.lines().next().is_some_and(|first| first.trim() == "status,metadata,media")
}

pub fn read(look: &Look) -> Result<Vec<Saved>, ImportError> {
    if is_raw(look) {
        return Err(ImportError::Unread {
            what: "the auto-archiver's own list (csv_db)",
            advice: "save the sheet itself as CSV: in Google Sheets, File › Download › Comma-separated values",
        });
    }
    let text = decode::text(look.bytes())?.text;
    let first = text.lines().next().unwrap_or_default();
    let count = |sign: char| first.matches(sign).count();
    let delimiter =
        [(b',', count(',')), (b';', count(';')), (b'\t', count('\t'))].into_iter().max_by_key(|(_, count)| *count);
    let mut reader = ReaderBuilder::new()
        .flexible(true)
        .delimiter(delimiter.map_or(b',', |(sign, _)| sign))
        .from_reader(text.as_bytes());
    let heads: Vec<String> =
        reader.headers().map_err(|_| BROKEN)?.iter().map(|head| head.trim().to_lowercase()).collect();
    let (mut all, mut silent): (Vec<Saved>, usize) = (Vec::new(), 0);
    for row in reader.records().take(MOST) {
        match of_row(&heads, &row.map_err(|_| BROKEN)?).filter(|saved| !saved.text.trim().is_empty()) {
            Some(saved) => all.push(saved),
            None => silent += 1,
        }
    }
    if let Some(first) = all.first_mut().filter(|_| silent > 0) {
        first
            .remarks
            .push(format!("{silent} other row(s) of the sheet have no words (pictures, failures) and were not read"));
    }
    Ok(all)
}

const BROKEN: ImportError = ImportError::Damaged("a row of the sheet cannot be read");

fn of_row(heads: &[String], row: &StringRecord) -> Option<Saved> {
    let cell = |name: &str| {
        let at = heads.iter().position(|head| head == name)?;
        row.get(at).map(str::trim).filter(|cell| !cell.is_empty())
    };
    let link = cell("link")?;
    let words = [cell("upload title"), cell("text content")];
    let text = words.iter().flatten().copied().collect::<Vec<_>>().join("\n\n");
    let mut saved = Saved::of_text(text + "\n");
    let place = "the sheet";
    if let Some(title) = cell("upload title") {
        saved.facts.title(title, place);
    }
    if let Some(day) = cell("upload timestamp") {
        saved.facts.published(day, Basis::Metadata, place);
    }
    saved.facts.address(link, place);
    let mut tell = |name: &str, words: &str| saved.remarks.extend(cell(name).map(|value| format!("{words}: {value}")));
    tell("archive status", "the archiver says of it");
    tell("archive date", "archived on (write it as `accessed`)");
    tell("archive location", "its archived copy");
    tell("hash", "the hash of what was archived");
    tell("wacz", "its web archive, which can be imported too");
    saved.part = Some(link.to_owned());
    Some(saved)
}
