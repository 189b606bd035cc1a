//! Quoted words hold what is left of a character reference.

use super::found::Found;
use crate::diagnostic::{Diagnostic, Rule};
use crate::manuscript::{Document, DocumentKind};
use crate::memo::Reader;
use crate::passage::{Form, Register};
use crate::site::Site;

pub const RULE: Rule = Rule::warning("entity-residue", include_str!("entity_residue.md"));

pub fn check(document: &Document, _: &Reader<Site>, found: &mut Found) {
    let quoted =
        |passage: &&crate::passage::Passage| passage.register == Register::Quoted && passage.form != Form::Code;
    if !matches!(document.kind, DocumentKind::Source | DocumentKind::Page) {
        return;
    }
    for passage in document.passages.iter().filter(quoted) {
        for (at, _) in passage.text.match_indices(';') {
            let before = passage.text.get(..at).unwrap_or_default();
            let start = before.rfind(|letter: char| letter.is_whitespace()).map_or(0, |space| space + 1);
            let word = before.get(start..).unwrap_or_default();
            let name = word.rsplit(['&', '#']).next().unwrap_or_default();
            let is_code = word.contains('#')
                && name.len() <= 7
                && !name.is_empty()
                && name.chars().all(|letter| letter.is_ascii_hexdigit() || letter == 'x');
            let is_named = word.contains('&')
                && matches!(
                    name,
                    "amp"
                        | "quot"
                        | "apos"
                        | "nbsp"
                        | "lt"
                        | "gt"
                        | "rsquo"
                        | "lsquo"
                        | "ldquo"
                        | "rdquo"
                        | "ndash"
                        | "mdash"
                );
            if is_code || is_named {
                let range = start..at + 1;
                let message = format!(
                    "`{}` is what is left of a character reference",
                    passage.text.get(range.clone()).unwrap_or_default()
                );
                let diagnostic = Diagnostic::new(&RULE, &document.file, passage.source_of(&range), message)
                    .help("quote the words without it, and mark the lines of the capture as `damaged_lines`");
                found.push(diagnostic);
                break;
            }
        }
    }
}
