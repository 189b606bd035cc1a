//! A place is misspelt in the site's own words.

use super::found::Found;
use super::spelling_avoided::{is_inside_word, is_own, is_quoted, spelled};
use crate::diagnostic::{Diagnostic, Rule};
use crate::manuscript::Document;
use crate::memo::Reader;
use crate::site::Site;

pub const RULE: Rule = Rule::error("toponym-misspelling", include_str!("toponym_misspelling.md"));

pub fn check(document: &Document, site: &Reader<Site>, found: &mut Found) {
    for place in site.places().into_iter().filter_map(|id| site.place(id)) {
        for wrong in &place.text.misspellings {
            for passage in document.passages.iter().filter(|passage| is_own(passage.register)) {
                for (at, _) in passage.text.match_indices(wrong.as_str()) {
                    let range = at..at + wrong.len();
                    if is_inside_word(&passage.text, &range) || is_quoted(&passage.text, at) {
                        continue;
                    }
                    let name = &place.text.name;
                    let message = format!("`{wrong}` is a misspelling of `{name}`");
                    let diagnostic = Diagnostic::new(&RULE, &document.file, passage.source_of(&range), message)
                        .help(format!("write `{name}`; inside quotation marks the source's spelling stays"));
                    found.push(spelled(diagnostic, passage, &range, name));
                }
            }
        }
    }
}
