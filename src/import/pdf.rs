//! Reads what `pdftotext` made of a PDF: pages are marked, and what came out broken is marked as damaged and never repaired.

use super::error::ImportError;
use super::look::Look;
use super::saved::{Saved, What, Writer};

const PDF: &str = "its text is taken out by `pdftotext`, which is not installed here: install poppler (`apt install poppler-utils`, \
    `brew install poppler`), or copy the text into a .txt file";

/// Whether a file is a PDF: it may have a few bytes before its sign.
pub fn is(look: &Look) -> bool {
    look.head.starts_with("%pdf") || look.extension == "pdf" && look.head.contains("%pdf-")
}

pub fn read(look: &Look) -> Result<Vec<Saved>, ImportError> {
    let Some(printed) = look.article.printed else { return Err(ImportError::Unread { what: "a PDF", advice: PDF }) };
    let mut writer = Writer::default();
    let (mut empty, mut damaged, mut pages) = (Vec::new(), 0, 0);
    let printed = printed.trim_end_matches('\u{C}');
    for page in printed.split('\u{C}') {
        pages += 1;
        if page.trim().is_empty() {
            empty.push(pages.to_string());
            continue;
        }
        writer.paragraph();
        let start = writer.open();
        let mut is_first = true;
        for line in page.trim_matches('\n').lines() {
            let words: String = line.chars().filter(|sign| !is_invisible(*sign)).collect();
            if words.trim().is_empty() {
                writer.paragraph();
                continue;
            }
            if !std::mem::take(&mut is_first) {
                writer.line();
            }
            let from = writer.open();
            writer.push(words.trim_end());
            if words.chars().any(is_broken) {
                writer.mark(from, What::Damaged);
                damaged += 1;
            }
        }
        writer.mark(start, What::Locator(format!("p. {pages}")));
    }
    let mut saved = writer.finish();
    if saved.text.trim().is_empty() {
        return Err(ImportError::Unread {
            what: "a PDF whose pages are pictures (scanned)",
            advice: "have its text recognised (`ocrmypdf`), look at every word that you quote, and import what comes out",
        });
    }
    if !empty.is_empty() {
        saved.remarks.push(format!("no words on page(s) {}: they are pictures, and were not read", empty.join(", ")));
    }
    if damaged > 0 {
        saved.remarks.push(format!(
            "{damaged} line(s) came out damaged and are marked so: compare them with the page before you quote them"
        ));
    }
    saved.remarks.push(format!(
        "{pages} page(s) were read; the words are as `pdftotext` gives them: look at the page before you quote"
    ));
    Ok(vec![saved])
}

/// Soft hyphens, and signs that steer direction.
fn is_invisible(sign: char) -> bool {
    matches!(sign, '\u{AD}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{200E}' | '\u{200F}')
}

/// What no text has: signs that stand for others, shapes of letters in place of letters, control signs.
fn is_broken(sign: char) -> bool {
    matches!(sign, '\u{FFFD}' | '\u{E000}'..='\u{F8FF}' | '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFE}')
        || sign.is_control() && sign != '\t'
}
