//! Reads highlights that people made in other programs (Zotero, Hypothesis). They are copies of a publication's words and vouch for
//! nothing: each is a quotation, to be verified against what was kept.

use serde_json::Value;

use super::saved::{Excerpt, Saved, What, Writer};

/// The highlights of an export; none: it is no such export.
pub fn read(value: &Value) -> Option<Vec<Saved>> {
    let rows =
        value.as_array().or_else(|| value.get("rows")?.as_array()).or_else(|| value.get("annotations")?.as_array());
    let found: Vec<(Excerpt, Option<String>)> =
        rows?.iter().filter_map(|row| hypothesis(row).or_else(|| zotero(row))).collect();
    if found.is_empty() {
        return None;
    }
    let mut writer = Writer::default();
    let mut excerpts = Vec::new();
    for (excerpt, address) in found {
        writer.paragraph();
        let start = writer.open();
        writer.push(&excerpt.words);
        writer.mark(start, What::Quotation);
        if let Some(address) = address {
            writer.mark(start, What::Link(address));
        }
        if let Some(locator) = &excerpt.locator {
            writer.mark(start, What::Locator(locator.clone()));
        }
        excerpts.push(excerpt);
    }
    Some(vec![Saved { excerpts, is_copied_out: true, ..writer.finish() }])
}

fn text<'a>(value: &'a Value, path: &str) -> Option<&'a str> {
    value.pointer(path)?.as_str().map(str::trim).filter(|text| !text.is_empty())
}

fn hypothesis(row: &Value) -> Option<(Excerpt, Option<String>)> {
    let selectors = row.pointer("/target/0/selector")?.as_array()?;
    let quote = selectors.iter().find(|one| text(one, "/type") == Some("TextQuoteSelector"))?;
    let words = text(quote, "/exact")?.split_whitespace().collect::<Vec<_>>().join(" ");
    let comment = text(row, "/text").map(str::to_owned);
    Some((Excerpt { words, claimant: None, locator: None, comment }, text(row, "/uri").map(str::to_owned)))
}

fn zotero(row: &Value) -> Option<(Excerpt, Option<String>)> {
    let data = row.get("data").unwrap_or(row);
    let words = text(data, "/annotationText")?.split_whitespace().collect::<Vec<_>>().join(" ");
    let locator = text(data, "/annotationPageLabel").map(|page| format!("p. {page}"));
    let comment = text(data, "/annotationComment").map(str::to_owned);
    Some((Excerpt { words, claimant: None, locator, comment }, text(data, "/url").map(str::to_owned)))
}
