//! Reads highlights that people made in other programs (Zotero, Hypothesis). They are copies of a publication's words and vouch for
//! nothing: each is a quotation, to be verified against what was kept.

use csv::ReaderBuilder;
use serde_json::Value;

use super::error::ImportError;
use super::look::Look;
use super::saved::{Excerpt, Saved, What, Writer};
use super::{decode, page, plain};
use crate::foreign;

/// A highlight, and the address of what it was copied from.
type Highlight = (Excerpt, Option<String>);

/// The columns of Hypothesis' sheet, and how its list and its page begin a highlight.
const COLUMNS: &str = "created at,author,page,url,group,";
const QUOTE: &str = "Quote: \"";
const HEADING: &str = "Annotation ";
/// A note of Zotero's leads to the place in the document.
const INTO_PDF: [&[u8]; 2] = [b"zotero://open-pdf", b"data-annotation=\"%7B"];

/// Whether it is what these programs export beside their JSON: sheets, lists, pages, notes.
pub fn is_note(look: &Look) -> bool {
    let is_named = matches!(look.extension.as_str(), "html" | "htm" | "md" | "markdown" | "txt" | "csv" | "");
    let is_list = || look.head.contains("\ntotal annotations: ") && look.head.contains("annotation 1:");
    let is_page = || look.head.contains("<title>annotations on ") && look.head.contains("total annotations:");
    let is_zotero = || INTO_PDF.iter().any(|sign| memchr::memmem::find(look.bytes(), sign).is_some());
    is_named && !look.is_zip() && (look.head.starts_with(COLUMNS) || is_list() || is_page() || is_zotero())
}

pub fn read_note(look: &Look) -> Result<Vec<Saved>, ImportError> {
    let is_page = look.head.starts_with('<');
    let text = if is_page { decode::page(look.bytes())? } else { decode::text(look.bytes())? }.text;
    let found = if look.head.starts_with(COLUMNS) {
        of_sheet(&text)?
    } else if is_page {
        of_page(&text)?
    } else {
        of_list(&text)
    };
    if !found.is_empty() {
        return Ok(vec![written(found)]);
    }
    // A note is a draft like any other: what stands between marks is quoted.
    let saved = if is_page { page::fragment(&text)? } else { plain::read_markdown(&text) };
    Ok(vec![Saved { is_copied_out: true, ..saved }])
}

fn highlight(words: &str, page: &str, comment: &str, address: Option<&str>) -> Option<Highlight> {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let comment = Some(comment.trim()).filter(|comment| !comment.is_empty()).map(str::to_owned);
    let locator = Some(page.trim()).filter(|page| !page.is_empty()).map(|page| format!("p. {page}"));
    (!words.is_empty()).then(|| (Excerpt { words, claimant: None, locator, comment }, address.map(str::to_owned)))
}

fn of_sheet(text: &str) -> Result<Vec<Highlight>, ImportError> {
    const BROKEN: ImportError = ImportError::Damaged("a row of the sheet cannot be read");
    let mut reader = ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
    let heads: Vec<String> = reader.headers().map_err(|_| BROKEN)?.iter().map(str::to_lowercase).collect();
    let mut all = Vec::new();
    for row in reader.records() {
        let row = row.map_err(|_| BROKEN)?;
        let cell =
            |name: &str| heads.iter().position(|head| head == name).and_then(|at| row.get(at)).unwrap_or_default();
        let address = Some(cell("url")).filter(|address| !address.is_empty());
        all.extend(highlight(cell("quote"), cell("page"), cell("comment"), address));
    }
    Ok(all)
}

fn of_page(html: &str) -> Result<Vec<Highlight>, ImportError> {
    let document = foreign::parse(html)?;
    let address = document.select("section p a[href]").first().attr("href").map(|address| address.to_string());
    let quoted = document.select("article blockquote");
    Ok(quoted.iter().filter_map(|one| highlight(&one.text(), "", "", address.as_deref())).collect())
}

fn of_list(text: &str) -> Vec<Highlight> {
    let address = text.lines().map(str::trim).find(|line| line.starts_with("http://") || line.starts_with("https://"));
    // What follows a quotation ends at the next of anything, so that no line is read for two.
    let is_next = |line: &&str| ![QUOTE, HEADING, "Comment:"].iter().any(|head| line.trim_start().starts_with(head));
    let mut all = Vec::new();
    let lines: Vec<&str> = text.lines().collect();
    for (at, line) in lines.iter().enumerate() {
        if let Some(first) = line.trim_start().strip_prefix(QUOTE) {
            let rest = lines.get(at + 1..).unwrap_or_default().iter().copied().take_while(is_next);
            let words = std::iter::once(first).chain(rest).collect::<Vec<_>>().join(" ");
            all.extend(highlight(words.trim().trim_end_matches('"'), "", "", address));
        }
    }
    all
}

/// The highlights of an export; none: it is no such export.
pub fn read(value: &Value) -> Option<Vec<Saved>> {
    let rows =
        value.as_array().or_else(|| value.get("rows")?.as_array()).or_else(|| value.get("annotations")?.as_array());
    let found: Vec<Highlight> = rows?.iter().filter_map(|row| hypothesis(row).or_else(|| zotero(row))).collect();
    (!found.is_empty()).then(|| vec![written(found)])
}

/// Each as a quotation, with its page and address.
fn written(found: Vec<Highlight>) -> Saved {
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
    Saved { excerpts, is_copied_out: true, ..writer.finish() }
}

fn text<'a>(value: &'a Value, path: &str) -> Option<&'a str> {
    value.pointer(path)?.as_str().map(str::trim).filter(|text| !text.is_empty())
}

fn hypothesis(row: &Value) -> Option<Highlight> {
    let selectors = row.pointer("/target/0/selector")?.as_array()?;
    let quote = selectors.iter().find(|one| text(one, "/type") == Some("TextQuoteSelector"))?;
    let words = text(quote, "/exact")?.split_whitespace().collect::<Vec<_>>().join(" ");
    let comment = text(row, "/text").map(str::to_owned);
    Some((Excerpt { words, claimant: None, locator: None, comment }, text(row, "/uri").map(str::to_owned)))
}

fn zotero(row: &Value) -> Option<Highlight> {
    let data = row.get("data").unwrap_or(row);
    let words = text(data, "/annotationText")?.split_whitespace().collect::<Vec<_>>().join(" ");
    let locator = text(data, "/annotationPageLabel").map(|page| format!("p. {page}"));
    let comment = text(data, "/annotationComment").map(str::to_owned);
    Some((Excerpt { words, claimant: None, locator, comment }, text(data, "/url").map(str::to_owned)))
}
